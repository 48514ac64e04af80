import { Button } from "@patternfly/react-core";
import type { ExpressionFinding, Severity } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";

const SEVERITIES: Record<Severity, MessageId> = {
  error: "severity-error",
  warning: "severity-warning",
  info: "severity-info",
};

type Props = { found: readonly ExpressionFinding[]; goTo(line: number): void; mend(text: string): void };

/** What was found in a mapping, in words, each with the way to its line. */
export function FoundList({ found, goTo, mend }: Props) {
  const { text, textOf, textIf } = useText();
  if (found.length === 0) return null;
  return (
    <ul className="desk-lab-found" aria-label={text("ui-lab-found")}>
      {found.map((finding, n) => {
        const id = `lint-${finding.code}`;
        const why = textIf(`${id}-why`, finding.arguments);
        const remedy = textIf(`${id}-fix`, finding.arguments);
        const { mended } = finding;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a finding may come twice, and each list is a new one.
          <li key={n} className={`desk-lab-found-${finding.severity}`}>
            <strong>{text(SEVERITIES[finding.severity])}</strong>{" "}
            <Button variant="link" isInline onClick={() => goTo(finding.line)}>
              {text("ui-lab-line", { line: finding.line })}
            </Button>{" "}
            {textOf(id, finding.arguments)}
            <span className="desk-hint">
              {" "}
              {why} {remedy}
            </span>
            {mended !== null && (
              <>
                {" "}
                <Button variant="link" isInline onClick={() => mend(mended)}>
                  {text("ui-lab-mend")}
                </Button>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
