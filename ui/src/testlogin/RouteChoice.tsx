import { Form, FormGroup, Radio } from "@patternfly/react-core";
import type { TestRoute, TestRouteView } from "../ipc/generated";
import { useText } from "../messages/text";

const WORDS = {
  simulator: { name: "ui-route-simulator", about: "ui-route-simulator-about" },
  window: { name: "ui-route-window", about: "ui-route-window-about" },
  browser: { name: "ui-route-browser", about: "ui-route-browser-about" },
  paste: { name: "ui-route-paste", about: "ui-route-paste-about" },
  hosts: { name: "ui-route-hosts", about: "ui-route-hosts-about" },
} as const;

type Props = {
  routes: TestRouteView[];
  route: TestRoute;
  setRoute(route: TestRoute): void;
  isDisabled: boolean;
  provider: string;
};

/** Where the login happens and how it comes back; and what a provider does not allow, with the reason. */
export function RouteChoice({ routes, route, setRoute, isDisabled, provider }: Props) {
  const { text, textOf } = useText();
  const offered = routes.filter((one) => one.why_not === null);
  const refused = routes.filter((one) => one.why_not !== null);
  return (
    <div className="desk-stack">
      <Form>
        <FormGroup role="radiogroup" label={text("ui-route")} fieldId="test-route" isStack>
          {offered.map(({ route: one }) => (
            <Radio
              key={one}
              id={`test-route-${one}`}
              name="test-route"
              label={text(WORDS[one].name)}
              description={text(WORDS[one].about)}
              isChecked={route === one}
              isDisabled={isDisabled}
              onChange={() => setRoute(one)}
            />
          ))}
        </FormGroup>
      </Form>
      {refused.length > 0 && (
        <section aria-label={text("ui-route-not", { provider })}>
          <p className="desk-copy-field-label">{text("ui-route-not", { provider })}</p>
          <ul className="desk-refused-routes">
            {refused.map(({ route: one, why_not }) => (
              <li key={one} className="desk-hint">
                {text("ui-route-refused", { route: text(WORDS[one].name), why: textOf(why_not ?? "") })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
