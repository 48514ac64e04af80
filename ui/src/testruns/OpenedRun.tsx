import { Button, Modal, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../components/Answer";
import { ProblemNotice } from "../components/ProblemNotice";
import { useToast } from "../components/Toasts";
import { useAttempt } from "../components/useAttempt";
import { call } from "../ipc/call";
import { commands, type TestRunFormat } from "../ipc/generated";
import { testRun, testRuns } from "../ipc/queries";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { Result, User } from "../testlogin/Result";
import { SequenceDrawing } from "../testlogin/SequenceDrawing";
import { StepList } from "../testlogin/StepList";
import { Panel } from "./Panel";

const FORMATS: readonly [TestRunFormat, MessageId][] = [
  ["har", "ui-test-runs-save-har"],
  ["svg", "ui-test-runs-save-svg"],
];

type Props = { draft: string; run: number; provider: string | null; close(): void };

/** A test login that was kept, as it was shown when it had just ended. */
export function OpenedRun({ draft, run, provider, close }: Props) {
  const { text } = useText();
  const toast = useToast();
  const { attempt } = useAttempt();
  const query = useQuery(testRun(run));
  const [isAsking, setAsking] = useState(false);
  const title = text("ui-test-runs-opened", { run });
  const save = (format: TestRunFormat) =>
    attempt(async () => {
      const path = await call(commands.saveTestRun(run, format));
      if (path !== null)
        toast({ kind: "done", tone: "success", title: text("ui-test-runs-saved", { path }) });
    });
  return (
    <Panel
      title={title}
      closeWord={text("ui-test-runs-close")}
      closeName={text("ui-test-runs-close-one", { run })}
      close={close}
      actions={
        <>
          {/* What cannot be read cannot be saved either; it can be deleted. */}
          {query.isSuccess &&
            FORMATS.map(([format, words]) => (
              <Button key={format} variant="secondary" onClick={() => void save(format)}>
                {text(words)}
              </Button>
            ))}
          <Button variant="secondary" isDanger onClick={() => setAsking(true)}>
            {text("ui-test-runs-delete")}
          </Button>
        </>
      }
    >
      <Answer query={query}>
        {({ mark, rehearsal }) => (
          <div className="desk-stack">
            <Result rehearsal={rehearsal} />
            <section className="desk-sequence-scroll" aria-label={`${text("ui-sequence")} (${title})`}>
              <SequenceDrawing steps={rehearsal.steps} provider={provider} isReal={mark.place === "real"} />
            </section>
            <User rehearsal={rehearsal} />
            <StepList steps={rehearsal.steps} of={title} />
          </div>
        )}
      </Answer>
      {isAsking && <DeleteQuestion draft={draft} run={run} keep={() => setAsking(false)} />}
    </Panel>
  );
}

type QuestionProps = { draft: string; run: number; keep(): void };

/** Asks before a test login is deleted: nothing brings it back. */
function DeleteQuestion({ draft, run, keep }: QuestionProps) {
  const { text } = useText();
  const client = useQueryClient();
  const toast = useToast();
  const [error, setError] = useState<unknown>(null);
  const remove = async () => {
    setError(null);
    try {
      await call(commands.deleteTestRun(run));
      toast({ kind: "done", tone: "success", title: text("ui-test-runs-deleted", { run }) });
      // With its row goes what shows it, this question too.
      await client.invalidateQueries({ queryKey: testRuns(draft).queryKey });
    } catch (problem) {
      setError(problem);
      // Another program may have deleted it already.
      await client.invalidateQueries({ queryKey: testRuns(draft).queryKey });
    }
  };
  return (
    <Modal
      isOpen
      variant="small"
      onClose={keep}
      aria-labelledby="delete-run-title"
      aria-describedby="delete-run-about"
    >
      <ModalHeader
        title={text("ui-test-runs-delete-title", { run })}
        description={text("ui-test-runs-delete-about")}
        labelId="delete-run-title"
        descriptorId="delete-run-about"
      />
      {error !== null && <ProblemNotice error={error} />}
      <ModalFooter>
        <Button variant="danger" onClick={() => void remove()}>
          {text("ui-test-runs-delete")}
        </Button>
        <Button variant="link" onClick={keep}>
          {text("ui-test-runs-delete-keep")}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
