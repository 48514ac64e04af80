import { Button, Checkbox, EmptyState, EmptyStateBody } from "@patternfly/react-core";
import HistoryIcon from "@patternfly/react-icons/dist/esm/icons/history-icon";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Answer } from "../components/Answer";
import { Moment } from "../components/Moment";
import { PagedTable } from "../components/PagedTable";
import type { Rehearsal, TestRunMarkView } from "../ipc/generated";
import { testRuns } from "../ipc/queries";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { Comparison } from "./Comparison";
import { OpenedRun } from "./OpenedRun";

const COLUMNS: readonly MessageId[] = [
  "test-run-column-run",
  "test-run-column-time",
  "test-run-column-place",
  "test-run-column-outcome",
  "test-run-column-step",
  "test-run-column-problem",
  "ui-test-runs-choose",
];

type Props = {
  draft: string;
  /** The provider's name; null for WeChat. */
  provider: string | null;
  /** The test login that has just ended: it is the newest of them. */
  finished: Rehearsal | null;
};

/** The test logins of a source that were kept: to look into again, to compare, to save, to delete. */
export function TestRuns({ draft, provider, finished }: Props) {
  const { text } = useText();
  const client = useQueryClient();
  const query = useQuery(testRuns(draft));
  useEffect(() => {
    if (finished !== null) void client.invalidateQueries({ queryKey: testRuns(draft).queryKey });
  }, [client, draft, finished]);
  return (
    <section className="desk-stack desk-test-runs" aria-labelledby="test-runs">
      <h2 className="desk-subheading" id="test-runs" tabIndex={-1}>
        {text("ui-test-runs")}
      </h2>
      <Answer query={query}>
        {(runs) =>
          runs.length === 0 ? (
            <EmptyState titleText={text("ui-test-runs-none")} headingLevel="h3" icon={HistoryIcon}>
              <EmptyStateBody>{text("ui-test-runs-none-about")}</EmptyStateBody>
            </EmptyState>
          ) : (
            <Runs draft={draft} provider={provider} runs={runs} />
          )
        }
      </Answer>
    </section>
  );
}

/** What is shown below the list. */
type Shown = { kind: "run"; run: number } | { kind: "comparison"; a: number; b: number };

function Runs({
  draft,
  provider,
  runs,
}: {
  draft: string;
  provider: string | null;
  runs: TestRunMarkView[];
}) {
  const { text, textOf } = useText();
  const [chosen, setChosen] = useState<number[]>([]);
  const [shown, setShown] = useState<Shown | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const has = (run: number) => runs.some((one) => one.id === run);
  // The older one comes first, whichever was chosen first. Runs that are gone by now are not chosen any more.
  const [a, b] = chosen.filter(has).sort((one, other) => one - other);
  const show = (next: Shown) => {
    opener.current = document.activeElement as HTMLElement | null;
    setShown(next);
  };
  const close = () => {
    setShown(null);
    const back = opener.current?.isConnected === true ? opener.current : document.getElementById("test-runs");
    back?.focus();
  };
  // Of more than two the one that was chosen first makes room.
  const choose = (run: number, isChosen: boolean) =>
    setChosen((before) =>
      [...before.filter((one) => one !== run && has(one)), ...(isChosen ? [run] : [])].slice(-2),
    );
  const isShown = shown !== null && (shown.kind === "run" ? has(shown.run) : has(shown.a) && has(shown.b));
  // What is shown goes with its row, whoever deleted it, and takes the focus with it if it had it.
  useEffect(() => {
    if (shown === null || isShown) return;
    setShown(null);
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (isLost) document.getElementById("test-runs")?.focus();
  }, [shown, isShown]);
  return (
    <>
      <p className="desk-hint">{text("ui-test-runs-about")}</p>
      <PagedTable
        label={text("ui-test-runs")}
        columns={COLUMNS}
        rows={runs}
        keyOf={(run) => run.id}
        cells={(run) => [
          <Button
            key="run"
            variant="link"
            isInline
            aria-label={text("ui-test-runs-open-one", { run: run.id })}
            onClick={() => show({ kind: "run", run: run.id })}
          >
            {run.id}
          </Button>,
          <Moment key="time" at={run.at} isExact />,
          <span key="place">{run.place === null ? "–" : textOf(`test-run-place-${run.place}`)}</span>,
          <span key="outcome">{textOf(`test-run-outcome-${run.outcome}`)}</span>,
          <span key="step">{run.failed_step === null ? "–" : textOf(`step-${run.failed_step}`)}</span>,
          <code key="problem" className="desk-code">
            {run.problem ?? "–"}
          </code>,
          <Checkbox
            key="choose"
            id={`test-run-choose-${run.id}`}
            aria-label={text("ui-test-runs-choose-one", { run: run.id })}
            isChecked={run.id === a || run.id === b}
            onChange={(_, isChosen) => choose(run.id, isChosen)}
          />,
        ]}
      />
      {runs.length > 1 && (
        <div className="desk-heading-actions">
          {a !== undefined && b !== undefined && (
            <Button variant="secondary" onClick={() => show({ kind: "comparison", a, b })}>
              {text("ui-test-runs-compare", { a, b })}
            </Button>
          )}
          <span role="status">
            {b === undefined && text("ui-test-runs-chosen", { count: a === undefined ? 0 : 1 })}
          </span>
        </div>
      )}
      {isShown && shown.kind === "run" && (
        <OpenedRun key={shown.run} draft={draft} run={shown.run} provider={provider} close={close} />
      )}
      {isShown && shown.kind === "comparison" && (
        <Comparison key={`${shown.a} ${shown.b}`} a={shown.a} b={shown.b} close={close} />
      )}
    </>
  );
}
