import { css } from "@patternfly/react-styles";
import styles from "@patternfly/react-styles/css/components/Table/table.mjs";
import type { ChangedPartView, LineView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { useHistoryWords } from "./words";

const COLUMNS: readonly MessageId[] = ["ui-history-field", "ui-history-before", "ui-history-after"];

type Props = { label: string; changes: ChangedPartView[] };

/** What differs between two versions, field by field; a text of several lines line by line. */
export function ChangeList({ label, changes }: Props) {
  const { text } = useText();
  const words = useHistoryWords();
  const cell = css(styles.tableTd, "desk-break");
  return (
    <table
      className={css(styles.table, styles.modifiers.gridMd, styles.modifiers.compact, "desk-changes")}
      aria-label={label}
    >
      <thead className={css(styles.tableThead)}>
        <tr className={css(styles.tableTr)}>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={css(styles.tableTh)}>
              {text(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={css(styles.tableTbody)}>
        {changes.map((change) => {
          const name = words.part(change);
          return (
            <tr key={`${change.field} ${change.item ?? ""}`} className={css(styles.tableTr)}>
              <th scope="row" className={cell} data-label={text("ui-history-field")}>
                {name}
              </th>
              {change.lines.length > 0 ? (
                <td colSpan={2} className={css(styles.tableTd)}>
                  <Lines label={text("ui-history-lines", { name })} lines={change.lines} />
                </td>
              ) : (
                <>
                  <td className={cell} data-label={text("ui-history-before")}>
                    {words.value(change, change.before)}
                  </td>
                  <td className={cell} data-label={text("ui-history-after")}>
                    {words.value(change, change.after)}
                  </td>
                </>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The lines of a text with what became of each; the sign and the hidden word say it, not the colour alone. */
export function Lines({ label, lines }: { label: string; lines: LineView[] }) {
  const { text } = useText();
  return (
    <ol className="desk-lines" aria-label={label}>
      {lines.map(({ line, text: words }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place.
        <li key={n} className={`desk-line-${line}`}>
          {line !== "same" && (
            <span className="pf-v6-screen-reader">
              {text(line === "added" ? "ui-history-line-added" : "ui-history-line-removed")}
            </span>
          )}
          <code>{words === "" ? " " : words}</code>
        </li>
      ))}
    </ol>
  );
}
