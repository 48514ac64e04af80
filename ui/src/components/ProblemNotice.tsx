import { Button } from "@patternfly/react-core";
import { problemOf, UNEXPECTED } from "../ipc/call";
import type { Problem } from "../ipc/generated";
import { useText } from "../messages/text";
import { RecoveryLink } from "../settings/RecoveryLink";
import { CopyButton } from "./CopyButton";
import { Notice } from "./Notice";

type Props = { error: unknown; retry?: () => void; onClose?: () => void };

/** What went wrong, why, and what to do about it; with everything to copy for whoever can help. */
export function ProblemNotice({ error, retry, onClose }: Props) {
  const words = useProblemWords();
  const { text } = useText();
  const problem = problemOf(error);
  const { what, fix } = words(problem);
  const report = [what, fix, `code: ${problem.code}`, problem.subject, problem.detail]
    .filter((line) => line !== null && line !== "")
    .join("\n");
  return (
    <Notice
      tone="danger"
      title={what}
      isLive
      onClose={onClose}
      actions={
        <>
          {retry !== undefined && problem.retryable && (
            <Button variant="link" isInline onClick={retry}>
              {text("ui-try-again")}
            </Button>
          )}
          {problem.code === "store-corrupt" && <RecoveryLink />}
          <CopyButton value={report} what={text("ui-problem-details")} />
        </>
      }
    >
      {fix !== null && <p>{fix}</p>}
      {problem.detail !== null && <p className="desk-hint">{problem.detail}</p>}
    </Notice>
  );
}

/** Gives the words of a problem: what it is, and what to do about it where something can be done, in the window first. */
export function useProblemWords(): (problem: Problem) => { what: string; fix: string | null } {
  const { text, textOf, textIf } = useText();
  return (problem) => {
    const args = { ...problem.arguments, subject: problem.subject ?? "", detail: problem.detail ?? "" };
    if (problem.code === UNEXPECTED) return { what: text("ui-unexpected"), fix: text("ui-unexpected-fix") };
    return {
      what: textIf(`window-err-${problem.code}`, args) ?? textOf(`err-${problem.code}`, args),
      fix: textIf(`window-fix-${problem.code}`, args) ?? textIf(`fix-${problem.code}`, args),
    };
  };
}
