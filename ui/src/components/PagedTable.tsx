import { Pagination } from "@patternfly/react-core";
import { css } from "@patternfly/react-styles";
import styles from "@patternfly/react-styles/css/components/Table/table.mjs";
import { type ReactNode, useState } from "react";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";

/** How many rows are drawn at once; the command that lists drafts has pages as long. */
export const PER_PAGE = 50;

type Props<Row> = {
  /** What the table is of. */
  label: string;
  columns: readonly MessageId[];
  rows: Row[];
  keyOf(row: Row): string | number;
  /** The cells of a row: one for each column, in their order; the first names the row. */
  cells(row: Row): ReactNode[];
  /** The menu at the end of a row. */
  menu?: (row: Row) => ReactNode;
  /** Where the rows are one page of more, which page, and how to get another. Without it all rows are here. */
  paging?: { page: number; n_rows: number; turn(page: number): void };
};

/** A table, a page at a time. */
export function PagedTable<Row>({ label, columns, rows, keyOf, cells, menu, paging }: Props<Row>) {
  const { text } = useText();
  const [ownPage, setOwnPage] = useState(1);
  const n_rows = paging?.n_rows ?? rows.length;
  const n_pages = Math.max(1, Math.ceil(n_rows / PER_PAGE));
  const current = Math.min(paging?.page ?? ownPage, n_pages);
  const drawn = paging === undefined ? rows.slice((current - 1) * PER_PAGE, current * PER_PAGE) : rows;
  return (
    <>
      <table className={css(styles.table, styles.modifiers.gridMd, "desk-table")} aria-label={label}>
        <thead className={css(styles.tableThead)}>
          <tr className={css(styles.tableTr)}>
            {columns.map((column) => (
              <th key={column} scope="col" className={css(styles.tableTh, styles.modifiers.wrap)}>
                {text(column)}
              </th>
            ))}
            {menu !== undefined && <td className={css(styles.tableTd)} />}
          </tr>
        </thead>
        <tbody className={css(styles.tableTbody)}>
          {drawn.map((row) => (
            <tr key={keyOf(row)} className={css(styles.tableTr)}>
              <Cells columns={columns} cells={cells(row)} />
              {menu !== undefined && <td className={css(styles.tableTd, styles.tableAction)}>{menu(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {n_pages > 1 && (
        <Pagination
          itemCount={n_rows}
          page={current}
          perPage={PER_PAGE}
          perPageOptions={[]}
          onSetPage={(_, to) => (paging?.turn ?? setOwnPage)(to)}
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

function Cells({ columns, cells }: { columns: readonly MessageId[]; cells: ReactNode[] }) {
  const { text } = useText();
  return columns.map((column, n) =>
    n === 0 ? (
      <th key={column} scope="row" className={css(styles.tableTd, "desk-row-name")} data-label={text(column)}>
        {cells[n]}
      </th>
    ) : (
      <td key={column} className={css(styles.tableTd)} data-label={text(column)}>
        {cells[n]}
      </td>
    ),
  );
}
