import { Button, Card, CardBody, CardTitle, Checkbox } from "@patternfly/react-core";
import { Link, useNavigate } from "@tanstack/react-router";
import { Fragment, useState } from "react";
import { PagedTable } from "../components/PagedTable";
import { ProblemNotice } from "../components/ProblemNotice";
import { call, ProblemError } from "../ipc/call";
import { commands, type PulledView, type PullOutcome, type ServerView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { idPart, useText } from "../messages/text";
import { flushAll } from "../sources/form/autosave";
import { useServersCache } from "./queries";

const OUTCOMES: Record<PullOutcome, MessageId> = {
  new: "ui-server-pulled-new",
  updated: "ui-server-pulled-updated",
  same: "ui-server-pulled-same",
  kept: "ui-server-pulled-kept",
};

const COLUMNS: readonly MessageId[] = ["ui-column-name", "ui-column-slug", "ui-server-pulled-outcome"];

/** Makes drafts of the server's sources, and lists what came. */
export function PullCard({ server }: { server: ServerView }) {
  const { text } = useText();
  const cache = useServersCache();
  const [isReplacing, setReplacing] = useState(false);
  const [pulled, setPulled] = useState<PulledView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const pull = async () => {
    setBusy(true);
    setError(null);
    setPulled(null);
    try {
      await flushAll();
      setPulled(await call(commands.pullSources(server.name, [], isReplacing)));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
      await cache.pulled();
    }
  };
  return (
    <Card component="section" aria-label={text("ui-server-pull-title")}>
      <CardTitle component="h2">{text("ui-server-pull-title")}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          <p>{text("ui-server-pull-about")}</p>
          <Checkbox
            id="pull-replace"
            label={text("ui-server-pull-replace")}
            description={text("ui-server-pull-replace-help")}
            isChecked={isReplacing}
            onChange={(_, checked) => setReplacing(checked)}
          />
          <div className="desk-heading-actions">
            <Button variant="secondary" onClick={() => void pull()} isLoading={isBusy} isDisabled={isBusy}>
              {text("ui-server-pull-do")}
            </Button>
            <span role="status">{isBusy && text("ui-server-checking", { host: server.host })}</span>
          </div>
          {error !== null && <ProblemNotice error={error} retry={() => void pull()} />}
          {pulled !== null && <Pulled pulled={pulled} />}
        </div>
      </CardBody>
    </Card>
  );
}

function Pulled({ pulled }: { pulled: PulledView }) {
  const { text } = useText();
  return (
    <div className="desk-stack" role="status">
      <h3 className="desk-server-part">{text("ui-server-pulled-title")}</h3>
      {pulled.pulled.length === 0 && <p>{text("ui-server-pulled-none")}</p>}
      {pulled.pulled.length > 0 && (
        <PagedTable
          label={text("ui-server-pulled-title")}
          columns={COLUMNS}
          rows={pulled.pulled}
          keyOf={({ draft }) => draft}
          cells={({ draft, name, slug, outcome }) => [
            <Link key="name" to="/sources/$id/$tab" params={{ id: draft, tab: "overview" }}>
              {name}
            </Link>,
            <code key="slug" className="desk-code">
              {slug}
            </code>,
            text(OUTCOMES[outcome]),
          ]}
        />
      )}
      <Missing pulled={pulled} />
      {pulled.unknown.length > 0 && (
        <p className="desk-break">
          {text("ui-server-pulled-unknown", { slugs: pulled.unknown.join(text("ui-list-comma")) })}
        </p>
      )}
      {pulled.problems.map((problem) => (
        <ProblemNotice key={`${problem.code} ${problem.subject}`} error={new ProblemError(problem)} />
      ))}
    </div>
  );
}

/** The secrets that are known neither here nor there, each with the way to its field. */
function Missing({ pulled }: { pulled: PulledView }) {
  const { text, textIf } = useText();
  const navigate = useNavigate();
  if (pulled.missing_secrets.length === 0) return null;
  const goTo = (draft: string, field: string) =>
    void navigate({ to: "/sources/$id/$tab", params: { id: draft, tab: "edit" }, state: { field } });
  return (
    <>
      <h3 className="desk-server-part">{text("ui-server-pulled-secrets")}</h3>
      <p>{text("ui-server-pulled-secrets-about")}</p>
      <ul className="desk-marks">
        {pulled.missing_secrets.map(({ slug, field }) => {
          const draft = pulled.pulled.find((one) => one.slug === slug)?.draft;
          const label = textIf(`field-${idPart(field)}`) ?? field;
          if (draft === undefined) return <Fragment key={`${slug} ${field}`} />;
          return (
            <li key={`${slug} ${field}`}>
              <Button variant="link" isInline onClick={() => goTo(draft, field)}>
                {text("ui-server-pulled-enter", { slug, field: label })}
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
