import { Dropdown, DropdownItem, DropdownList, MenuToggle, Pagination } from "@patternfly/react-core";
import EllipsisVIcon from "@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon";
import { css } from "@patternfly/react-styles";
import styles from "@patternfly/react-styles/css/components/Table/table.mjs";
import { Link, useNavigate } from "@tanstack/react-router";
import { Fragment, useState } from "react";
import { Moment } from "../components/Moment";
import type { MappingView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { useMappingActions } from "./useMappingActions";

/** How many rows are drawn at once. */
const PER_PAGE = 50;

/** More sources than this would make a row unreadable; the mapping's page names them all. */
const SHOWN_USES = 4;

const COLUMNS: readonly MessageId[] = [
  "ui-mapping-name",
  "ui-mapping-kind",
  "ui-mapping-used-by",
  "ui-column-changed",
];

/** The property mappings as a table, a page at a time. */
export function MappingsTable({ mappings }: { mappings: MappingView[] }) {
  const { text } = useText();
  const [page, setPage] = useState(1);
  const n_pages = Math.max(1, Math.ceil(mappings.length / PER_PAGE));
  const current = Math.min(page, n_pages);
  const rows = mappings.slice((current - 1) * PER_PAGE, current * PER_PAGE);
  return (
    <>
      <table
        className={css(styles.table, styles.modifiers.gridMd, "desk-table")}
        aria-label={text("ui-mappings")}
      >
        <thead className={css(styles.tableThead)}>
          <tr className={css(styles.tableTr)}>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={css(styles.tableTh)}>
                {text(column)}
              </th>
            ))}
            <td className={css(styles.tableTd)} />
          </tr>
        </thead>
        <tbody className={css(styles.tableTbody)}>
          {rows.map((row) => (
            <Row key={row.id} row={row} />
          ))}
        </tbody>
      </table>
      {n_pages > 1 && (
        <Pagination
          itemCount={mappings.length}
          page={current}
          perPage={PER_PAGE}
          perPageOptions={[]}
          onSetPage={(_, to) => setPage(to)}
          variant="bottom"
          titles={{
            ofWord: text("ui-page-of"),
            paginationAriaLabel: text("ui-pages"),
            currPageAriaLabel: text("ui-page-current"),
            toFirstPageAriaLabel: text("ui-page-first"),
            toPreviousPageAriaLabel: text("ui-page-previous"),
            toNextPageAriaLabel: text("ui-page-next"),
            toLastPageAriaLabel: text("ui-page-last"),
          }}
        />
      )}
    </>
  );
}

function Row({ row }: { row: MappingView }) {
  const { text, textOf } = useText();
  const cell = css(styles.tableTd);
  return (
    <tr className={css(styles.tableTr)}>
      <th scope="row" className={css(styles.tableTd, "desk-row-name")} data-label={text("ui-mapping-name")}>
        <Link to="/mappings/$id" params={{ id: row.id }} className="desk-break">
          {row.name}
        </Link>
      </th>
      <td className={cell} data-label={text("ui-mapping-kind")}>
        {textOf(`mapping-kind-${row.kind}`)}
      </td>
      <td className={cell} data-label={text("ui-mapping-used-by")}>
        <Uses row={row} />
      </td>
      <td className={cell} data-label={text("ui-column-changed")}>
        <Moment at={row.updated_at} />
      </td>
      <td className={css(styles.tableTd, styles.tableAction)}>
        <RowMenu row={row} />
      </td>
    </tr>
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

function RowMenu({ row }: { row: MappingView }) {
  const { text } = useText();
  const navigate = useNavigate();
  const { copy, remove } = useMappingActions();
  const [isOpen, setOpen] = useState(false);
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      popperProps={{ position: "right", appendTo: "inline" }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plain"
          icon={<EllipsisVIcon />}
          isExpanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          aria-label={text("ui-actions-for", { name: row.name })}
        />
      )}
    >
      <DropdownList>
        <DropdownItem onClick={() => void navigate({ to: "/mappings/$id", params: { id: row.id } })}>
          {text("ui-open")}
        </DropdownItem>
        <DropdownItem onClick={() => void copy(row)}>{text("ui-copy-draft")}</DropdownItem>
        <DropdownItem isDanger onClick={() => void remove(row)}>
          {text("ui-delete")}
        </DropdownItem>
      </DropdownList>
    </Dropdown>
  );
}
