import { Dropdown, DropdownItem, DropdownList, MenuToggle, Pagination } from "@patternfly/react-core";
import EllipsisVIcon from "@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon";
import { css } from "@patternfly/react-styles";
import styles from "@patternfly/react-styles/css/components/Table/table.mjs";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Moment } from "../components/Moment";
import type { DraftSummary } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { StateLabel } from "./StateLabel";
import { useDraftActions } from "./useDraftActions";

/** How many rows are drawn at once. */
const PER_PAGE = 50;

const COLUMNS: readonly MessageId[] = [
  "ui-column-name",
  "ui-column-slug",
  "ui-column-type",
  "ui-column-host",
  "ui-column-state",
  "ui-column-changed",
];

type Props = { drafts: DraftSummary[]; typeNames: Record<string, string> };

/** The drafts as a table, a page at a time. */
export function SourcesTable({ drafts, typeNames }: Props) {
  const { text } = useText();
  const [page, setPage] = useState(1);
  const n_pages = Math.max(1, Math.ceil(drafts.length / PER_PAGE));
  const current = Math.min(page, n_pages);
  const rows = drafts.slice((current - 1) * PER_PAGE, current * PER_PAGE);
  return (
    <>
      <table
        className={css(styles.table, styles.modifiers.gridMd, "desk-table")}
        aria-label={text("ui-sources")}
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
            <Row key={row.id} row={row} typeName={typeNames[row.type] ?? row.type} />
          ))}
        </tbody>
      </table>
      {n_pages > 1 && (
        <Pagination
          itemCount={drafts.length}
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

function Row({ row, typeName }: { row: DraftSummary; typeName: string }) {
  const { text } = useText();
  const cell = css(styles.tableTd);
  return (
    <tr className={css(styles.tableTr)}>
      <th scope="row" className={css(styles.tableTd, "desk-row-name")} data-label={text("ui-column-name")}>
        <Link to="/sources/$id/$tab" params={{ id: row.id, tab: "overview" }}>
          {row.name === "" ? text("ui-unnamed") : row.name}
        </Link>
      </th>
      <td className={cell} data-label={text("ui-column-slug")}>
        <code className="desk-code">{row.slug}</code>
      </td>
      <td className={cell} data-label={text("ui-column-type")}>
        {typeName}
      </td>
      <td className={cell} data-label={text("ui-column-host")}>
        {row.authentik_host === "" ? (
          <span className="desk-hint">{text("ui-host-open")}</span>
        ) : (
          row.authentik_host
        )}
      </td>
      <td className={cell} data-label={text("ui-column-state")}>
        <StateLabel n_errors={row.n_errors} n_warnings={row.n_warnings} />
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

function RowMenu({ row }: { row: DraftSummary }) {
  const { text } = useText();
  const navigate = useNavigate();
  const { copy, remove } = useDraftActions();
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
        <DropdownItem
          onClick={() => void navigate({ to: "/sources/$id/$tab", params: { id: row.id, tab: "overview" } })}
        >
          {text("ui-open")}
        </DropdownItem>
        <DropdownItem onClick={() => void copy(row.id, row.name)}>{text("ui-copy-draft")}</DropdownItem>
        <DropdownItem isDanger onClick={() => void remove(row.id, row.name)}>
          {text("ui-delete")}
        </DropdownItem>
      </DropdownList>
    </Dropdown>
  );
}
