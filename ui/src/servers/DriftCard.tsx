import { Button, Card, CardBody, CardTitle, Label } from "@patternfly/react-core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Moment } from "../components/Moment";
import { PagedTable } from "../components/PagedTable";
import { ProblemNotice } from "../components/ProblemNotice";
import { call } from "../ipc/call";
import { commands, type DriftView, type ServerView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { flushAll } from "../sources/form/autosave";
import { knownDrift } from "./queries";
import { SIDES, usePlanWords } from "./words";

const COLUMNS: readonly MessageId[] = [
  "ui-server-drift-object",
  "ui-server-drift-field",
  "ui-server-drift-who",
  "ui-server-drift-here",
  "ui-server-drift-there",
  "ui-server-drift-last",
];

/** Where drafts and the server differ. The server is contacted only when a person asks. */
export function DriftCard({ server }: { server: ServerView }) {
  const { text } = useText();
  const client = useQueryClient();
  const known = useQuery(knownDrift());
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const drift = known.data?.find((one) => one.server === server.name);
  const check = async () => {
    setBusy(true);
    setError(null);
    try {
      await flushAll();
      await call(commands.checkDrift(server.name));
    } catch (problem) {
      setError(problem);
    } finally {
      await client.invalidateQueries({ queryKey: knownDrift().queryKey });
      setBusy(false);
    }
  };
  return (
    <Card component="section" aria-label={text("ui-server-drift-title")}>
      <CardTitle component="h2">{text("ui-server-drift-title")}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          <div className="desk-heading-actions">
            <Button variant="secondary" onClick={() => void check()} isLoading={isBusy} isDisabled={isBusy}>
              {text("ui-server-drift")}
            </Button>
            <span role="status">
              {isBusy
                ? text("ui-server-checking", { host: server.host })
                : drift === undefined && <span className="desk-hint">{text("ui-server-drift-never")}</span>}
            </span>
          </div>
          {error !== null && <ProblemNotice error={error} retry={() => void check()} />}
          {drift !== undefined && <Found drift={drift} />}
        </div>
      </CardBody>
    </Card>
  );
}

function Found({ drift }: { drift: DriftView }) {
  const { text } = useText();
  const words = usePlanWords();
  const nameOf = (id: string | null) => drift.drafts.find(({ draft }) => draft === id)?.draft;
  if (drift.drafts.length === 0 && drift.rows.length === 0)
    return <p role="status">{text("ui-server-drift-nothing-pushed")}</p>;
  return (
    <>
      <p className="desk-heading-actions">
        <Label status={drift.rows.length > 0 ? "warning" : "success"}>
          {drift.rows.length > 0
            ? text("ui-server-drift-count", { count: drift.rows.length })
            : text("ui-server-drift-none")}
        </Label>
        <span className="desk-hint">
          {text("ui-server-drift-looked")} <Moment at={drift.at} />
        </span>
      </p>
      {drift.rows.length > 0 && (
        <PagedTable
          label={text("ui-server-drift-title")}
          columns={COLUMNS}
          rows={drift.rows}
          keyOf={({ slug, path }) => `${slug} ${path}`}
          cells={(row) => {
            const draft = nameOf(row.draft);
            return [
              draft === undefined ? (
                <span key="slug" className="desk-break">
                  {row.slug}
                </span>
              ) : (
                <Link key="slug" to="/sources/$id/$tab" params={{ id: draft, tab: "overview" }}>
                  {row.slug}
                </Link>
              ),
              row.path === "" ? "–" : words.field(row),
              <span key="who" className="desk-nowrap">
                {text(SIDES[row.side])}
              </span>,
              ...[row.here, row.there, row.last_pushed].map((value, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the three sides have their fixed order.
                <span key={n} className="desk-held">
                  {words.value(value)}
                </span>
              )),
            ];
          }}
        />
      )}
    </>
  );
}
