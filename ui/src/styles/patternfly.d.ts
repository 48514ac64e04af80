/** PatternFly's class names for components that are drawn here from their parts. */
declare module "@patternfly/react-styles/css/components/*.mjs" {
  const styles: Record<string, string> & { modifiers: Record<string, string> };
  export default styles;
}
