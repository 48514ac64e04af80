import {
  Button,
  Card,
  CardBody,
  CardTitle,
  EmptyState,
  EmptyStateBody,
  Label,
  ToggleGroup,
  ToggleGroupItem,
} from "@patternfly/react-core";
import HistoryIcon from "@patternfly/react-icons/dist/esm/icons/history-icon";
import { useQuery } from "@tanstack/react-query";
import { Fragment, useState } from "react";
import { Answer } from "../components/Answer";
import { Moment } from "../components/Moment";
import { PagedTable } from "../components/PagedTable";
import { useToast } from "../components/Toasts";
import { useAttempt } from "../components/useAttempt";
import { call } from "../ipc/call";
import { commands, type DraftView, type RevisionView } from "../ipc/generated";
import { comparison, history, useDraftCache } from "../ipc/queries";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { ChangeList } from "./ChangeList";
import { useHistoryWords } from "./words";

const COLUMNS: readonly MessageId[] = [
  "history-column-revision",
  "history-column-time",
  "history-column-machine",
  "history-column-what",
];

/** The versions of a source, what differs between them, and the way back. */
export function HistoryPanel({ view }: { view: DraftView }) {
  const { id } = view.draft;
  const query = useQuery(history(id));
  return <Answer query={query}>{(versions) => <Versions id={id} versions={versions} />}</Answer>;
}

function Versions({ id, versions }: { id: string; versions: RevisionView[] }) {
  const { text, textOf } = useText();
  const words = useHistoryWords();
  const [chosen, setChosen] = useState<number | null>(null);
  const newest = versions[0]?.revision ?? 0;
  const at = Math.max(
    0,
    versions.findIndex((version) => version.revision === chosen),
  );
  const version = versions[at];
  if (versions.length < 2 || version === undefined) {
    return (
      <EmptyState titleText={text("ui-history-one")} headingLevel="h2" icon={HistoryIcon}>
        <EmptyStateBody>{text("ui-history-one-about")}</EmptyStateBody>
      </EmptyState>
    );
  }
  return (
    <div className="desk-stack">
      <p className="desk-hint">{text("ui-history-about")}</p>
      <div className="desk-history">
        <div className="desk-history-versions">
          <PagedTable
            label={text("ui-history")}
            columns={COLUMNS}
            rows={versions}
            keyOf={(row) => row.revision}
            cells={(row) => [
              <Button
                key="version"
                variant="link"
                isInline
                aria-pressed={row.revision === version.revision}
                className={row.revision === version.revision ? "desk-chosen" : ""}
                aria-label={text("ui-history-version", { revision: row.revision })}
                onClick={() => setChosen(row.revision)}
              >
                {row.revision}
              </Button>,
              <Fragment key="time">
                <Moment at={row.at} isExact />{" "}
                {row.revision === newest && <Label isCompact>{text("ui-history-current")}</Label>}
              </Fragment>,
              <span key="machine" className="desk-break">
                {row.machine ?? textOf("history-machine-unknown")}
              </span>,
              <span key="what" className="desk-break">
                {words.summary(row.summary)}
              </span>,
            ]}
          />
        </div>
        <Version
          key={version.revision}
          id={id}
          version={version}
          before={versions[at + 1] ?? null}
          newest={newest}
        />
      </div>
    </div>
  );
}

type VersionProps = { id: string; version: RevisionView; before: RevisionView | null; newest: number };

/** One version beside the one before it or beside what is there now. */
function Version({ id, version, before, newest }: VersionProps) {
  const { text, textOf } = useText();
  const toast = useToast();
  const cache = useDraftCache();
  const { attempt, undo } = useAttempt();
  const { revision } = version;
  const isNewest = revision === newest;
  const [isBesideNow, setBesideNow] = useState(false);
  const title = text("ui-history-version", { revision });

  const restore = () =>
    attempt(async () => {
      const restored = await call(commands.restoreRevision(id, revision));
      cache.put(restored.view);
      const { kept_mappings: kept, is_changed } = restored;
      const said = text(is_changed ? "ui-history-restored" : "ui-history-restored-same", { revision });
      const about = kept.length > 0 ? ` ${textOf("restored-mappings", { mappings: kept.join(", ") })}` : "";
      toast({
        kind: "done",
        tone: kept.length > 0 ? "info" : "success",
        title: said + about,
        ...(is_changed && { undo: () => void undo() }),
      });
    });

  const from = isBesideNow ? revision : (before?.revision ?? null);
  const to = isBesideNow ? newest : revision;
  return (
    <Card className="desk-history-version" component="section" aria-label={title}>
      <CardTitle component="h2">{title}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          {!isNewest && (
            <div className="desk-heading-actions">
              <ToggleGroup aria-label={text("ui-history-compare")}>
                <ToggleGroupItem
                  text={text("ui-history-compare-before")}
                  buttonId="history-before"
                  isSelected={!isBesideNow}
                  onChange={() => setBesideNow(false)}
                />
                <ToggleGroupItem
                  text={text("ui-history-compare-now")}
                  buttonId="history-now"
                  isSelected={isBesideNow}
                  onChange={() => setBesideNow(true)}
                />
              </ToggleGroup>
              <Button variant="secondary" onClick={() => void restore()}>
                {text("ui-history-restore")}
              </Button>
            </div>
          )}
          {from === null ? (
            <p>{textOf("history-oldest")}</p>
          ) : (
            <Changes id={id} from={from} to={to} label={title} />
          )}
        </div>
      </CardBody>
    </Card>
  );
}

function Changes({ id, from, to, label }: { id: string; from: number; to: number; label: string }) {
  const { text } = useText();
  const query = useQuery(comparison(id, from, to));
  return (
    <Answer query={query}>
      {(changes) =>
        changes.length === 0 ? (
          <p>{text("ui-history-same")}</p>
        ) : (
          <ChangeList label={label} changes={changes} />
        )
      }
    </Answer>
  );
}
