import { Label } from "@patternfly/react-core";
import { useText } from "../messages/text";

type Props = { n_errors: number; n_warnings: number };

/** How far a draft is: errors, warnings, or ready. */
export function StateLabel({ n_errors, n_warnings }: Props) {
  const { text } = useText();
  if (n_errors > 0) {
    return <Label status="danger">{text("ui-state-errors", { count: n_errors })}</Label>;
  }
  if (n_warnings > 0) {
    return <Label status="warning">{text("ui-state-warnings", { count: n_warnings })}</Label>;
  }
  return <Label status="success">{text("ui-state-ready")}</Label>;
}

/** The numbers that the label needs, from findings. */
export function countsOf(findings: { severity: string }[]): Props {
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return { n_errors: count("error"), n_warnings: count("warning") };
}
