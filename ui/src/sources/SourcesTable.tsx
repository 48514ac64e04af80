import { Link, useNavigate } from "@tanstack/react-router";
import { Fragment, useState } from "react";
import { Moment } from "../components/Moment";
import { PagedTable } from "../components/PagedTable";
import { RowMenu } from "../components/RowMenu";
import type { DraftSummary } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { DriftBadges } from "../servers/DriftBadges";
import { ShareDialog } from "../sharing/ShareDialog";
import { StateLabel } from "./StateLabel";
import { TagLabels } from "./TagLabels";
import { useDraftActions } from "./useDraftActions";

const COLUMNS: readonly MessageId[] = [
  "ui-column-name",
  "ui-column-slug",
  "ui-column-type",
  "ui-column-host",
  "ui-column-state",
  "ui-column-changed",
];

type Props = {
  drafts: DraftSummary[];
  typeNames: Record<string, string>;
  paging: { page: number; n_rows: number; turn(page: number): void };
  /** Shows only the drafts with a tag. */
  chooseTag(tag: string): void;
};

/** The drafts as a table. */
export function SourcesTable({ drafts, typeNames, paging, chooseTag }: Props) {
  const { text } = useText();
  const navigate = useNavigate();
  const { copy, remove } = useDraftActions();
  const [shared, setShared] = useState<DraftSummary | null>(null);
  return (
    <>
      <PagedTable
        label={text("ui-sources")}
        columns={COLUMNS}
        rows={drafts}
        paging={paging}
        keyOf={(row) => row.id}
        cells={(row) => [
          <Fragment key="name">
            <Link to="/sources/$id/$tab" params={{ id: row.id, tab: "overview" }}>
              {row.name === "" ? text("ui-unnamed") : row.name}
            </Link>
            <TagLabels name={row.name} tags={row.tags} choose={chooseTag} />
          </Fragment>,
          <code key="slug" className="desk-code">
            {row.slug}
          </code>,
          typeNames[row.type] ?? row.type,
          row.authentik_host === "" ? (
            <span key="host" className="desk-hint">
              {text("ui-host-open")}
            </span>
          ) : (
            row.authentik_host
          ),
          <span key="state" className="desk-heading-actions">
            <StateLabel n_errors={row.n_errors} n_warnings={row.n_warnings} />
            <DriftBadges draft={row.id} />
          </span>,
          <Moment key="changed" at={row.updated_at} />,
        ]}
        menu={(row) => (
          <RowMenu
            name={row.name}
            open={() => void navigate({ to: "/sources/$id/$tab", params: { id: row.id, tab: "overview" } })}
            history={() => void navigate({ to: "/sources/$id/$tab", params: { id: row.id, tab: "history" } })}
            copy={() => void copy(row.id, row.name)}
            share={() => setShared(row)}
            remove={() => void remove(row.id, row.name)}
          />
        )}
      />
      {shared !== null && <ShareDialog id={shared.id} name={shared.name} close={() => setShared(null)} />}
    </>
  );
}
