import { Button, List, ListItem } from "@patternfly/react-core";
import { Notice, type Tone } from "../../components/Notice";
import type { Finding } from "../../ipc/generated";
import { useFindingWords } from "../../messages/finding";
import { useText } from "../../messages/text";

type Props = {
  findings: Finding[];
  /** No error is shown at a field yet: say what is left to do without alarm. */
  isCalm: boolean;
  goTo(field: string): void;
};

/** What is still to do, at the top of the form; each line leads to its field. */
export function FindingSummary({ findings, isCalm, goTo }: Props) {
  const { text } = useText();
  const wordsOf = useFindingWords();
  const serious = findings.filter((finding) => finding.severity !== "info");
  const n_errors = serious.filter((finding) => finding.severity === "error").length;
  const n_warnings = serious.length - n_errors;
  if (serious.length === 0) {
    return (
      <Notice tone="success" title={text("ui-findings-none")}>
        {findings.length > 0 && text("ui-findings-only-info")}
      </Notice>
    );
  }
  const isToDo = isCalm && n_errors > 0;
  const tone: Tone = isToDo ? "info" : n_errors > 0 ? "danger" : "warning";
  const title = isToDo
    ? text("ui-findings-to-do", { count: serious.length })
    : text("ui-findings-count", { errors: n_errors, warnings: n_warnings });
  return (
    <Notice tone={tone} title={title}>
      <List isPlain>
        {serious.map((finding) => (
          <ListItem key={finding.code + finding.field + JSON.stringify(finding.arguments)}>
            <Button variant="link" isInline className="desk-wrap" onClick={() => goTo(finding.field)}>
              {wordsOf(finding).what}
            </Button>
          </ListItem>
        ))}
      </List>
    </Notice>
  );
}
