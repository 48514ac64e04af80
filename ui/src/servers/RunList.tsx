import { Label } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Answer } from "../components/Answer";
import { LinkButton } from "../components/LinkButton";
import { Moment } from "../components/Moment";
import { PagedTable } from "../components/PagedTable";
import type { PushRunView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { pushRuns, servers } from "./queries";
import { ServerName } from "./ServerBand";

const COLUMNS: readonly MessageId[] = [
  "ui-runs-column-run",
  "ui-runs-column-at",
  "ui-servers-column-server",
  "ui-runs-column-state",
  "ui-runs-column-objects",
  "ui-runs-column-back",
];

type Props = {
  /** Only those of this server. */
  server?: string;
  /** Says nothing where there is nothing. */
  isSilent?: boolean;
};

/** The plans that were applied, each with the way back while there is one. */
export function RunList({ server, isSilent }: Props) {
  const { text } = useText();
  const query = useQuery(pushRuns());
  const known = useQuery(servers());
  if (isSilent === true && query.data?.length === 0) return null;
  const isTaken = (run: number) =>
    query.data?.some((other) => other.rolls_back === run && other.state === "done") === true;
  return (
    <section className="desk-stack" aria-labelledby="push-runs">
      <h2 className="desk-subheading" id="push-runs">
        {text("ui-runs")}
      </h2>
      <Answer query={query}>
        {(all) => {
          const runs = all.filter((run) => server === undefined || run.server === server);
          if (runs.length === 0) return <p className="desk-hint">{text("ui-runs-none")}</p>;
          return (
            <PagedTable
              label={text("ui-runs")}
              columns={COLUMNS}
              rows={runs}
              keyOf={({ run }) => run}
              cells={(run) => {
                const profile = known.data?.find(({ name }) => name === run.server);
                return [
                  run.run,
                  <Moment key="at" at={run.at} isExact />,
                  <ServerName key="server" name={run.server} colour={profile?.colour ?? "grey"} />,
                  <State key="state" run={run} isTaken={isTaken(run.run)} />,
                  <span key="objects" className="desk-break">
                    {run.objects.join(text("ui-list-comma"))}
                  </span>,
                  // What took a run back cannot be taken back; a server that was removed is not known any more.
                  run.rolls_back === null && !isTaken(run.run) && profile !== undefined ? (
                    <LinkButton
                      key="back"
                      variant="link"
                      isInline
                      to="/servers/$name/rollback/$run"
                      params={{ name: run.server, run: run.run }}
                      aria-label={text("ui-runs-back-one", { run: run.run })}
                    >
                      {text("ui-runs-column-back")}
                    </LinkButton>
                  ) : (
                    "–"
                  ),
                ];
              }}
            />
          );
        }}
      </Answer>
    </section>
  );
}

const STATUS: Record<string, "success" | "warning" | "danger"> = {
  done: "success",
  failed: "danger",
  cancelled: "warning",
  running: "warning",
};

function State({ run, isTaken }: { run: PushRunView; isTaken: boolean }) {
  const { text, textOf } = useText();
  const isOdd = run.result?.problem === null && !run.result.verified;
  return (
    <span className="desk-heading-actions">
      <Label isCompact status={isOdd ? "warning" : (STATUS[run.state] ?? "warning")}>
        {textOf(`push-state-${run.state}`)}
      </Label>
      {run.state === "done" && run.result !== null && (
        <span className="desk-hint">{text(isOdd ? "ui-runs-not-verified" : "ui-runs-verified")}</span>
      )}
      {run.rolls_back !== null && (
        <span className="desk-hint">{text("ui-runs-rolls-back", { run: run.rolls_back })}</span>
      )}
      {isTaken && <span className="desk-hint">{text("ui-runs-taken-back")}</span>}
    </span>
  );
}
