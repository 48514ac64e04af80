import { Link, useNavigate } from "@tanstack/react-router";
import { Fragment } from "react";
import { Moment } from "../components/Moment";
import { PagedTable } from "../components/PagedTable";
import { RowMenu } from "../components/RowMenu";
import type { MappingView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { useMappingActions } from "./useMappingActions";

/** More sources than this would make a row unreadable; the mapping's page names them all. */
const SHOWN_USES = 4;

const COLUMNS: readonly MessageId[] = [
  "ui-mapping-name",
  "ui-mapping-kind",
  "ui-mapping-used-by",
  "ui-column-changed",
];

/** The property mappings as a table. */
export function MappingsTable({ mappings }: { mappings: MappingView[] }) {
  const { text, textOf } = useText();
  const navigate = useNavigate();
  const { copy, remove } = useMappingActions();
  return (
    <PagedTable
      label={text("ui-mappings")}
      columns={COLUMNS}
      rows={mappings}
      keyOf={(row) => row.id}
      cells={(row) => [
        <Link key="name" to="/mappings/$id" params={{ id: row.id }} className="desk-break">
          {row.name}
        </Link>,
        textOf(`mapping-kind-${row.kind}`),
        <Uses key="uses" row={row} />,
        <Moment key="changed" at={row.updated_at} />,
      ]}
      menu={(row) => (
        <RowMenu
          name={row.name}
          open={() => void navigate({ to: "/mappings/$id", params: { id: row.id } })}
          copy={() => void copy(row)}
          remove={() => void remove(row)}
        />
      )}
    />
  );
}

function Uses({ row }: { row: MappingView }) {
  const { text } = useText();
  if (row.used_by.length === 0) return <span className="desk-hint">{text("ui-mapping-unused")}</span>;
  const shown = row.used_by.slice(0, SHOWN_USES);
  const n_more = row.used_by.length - shown.length;
  return (
    <span className="desk-break">
      {shown.map((use, n) => (
        <Fragment key={use.id}>
          {n > 0 && ", "}
          <Link to="/sources/$id/$tab" params={{ id: use.id, tab: "edit" }}>
            {use.slug}
          </Link>
        </Fragment>
      ))}
      {n_more > 0 && ` +${n_more}`}
    </span>
  );
}
