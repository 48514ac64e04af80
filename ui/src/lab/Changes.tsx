import { css } from "@patternfly/react-styles";
import styles from "@patternfly/react-styles/css/components/Table/table.mjs";
import { useText } from "../messages/text";
import { ABSENT, type Difference, pathText, valueText } from "./values";

const KINDS = { added: "ui-lab-added", removed: "ui-lab-removed", changed: "ui-lab-changed" } as const;

type Props = {
  label: string;
  changes: readonly Difference[];
  /** What stands over the values. */
  columns?: [string, string];
};

/** Properties that differ, with what they were and what they are. */
export function Changes({ label, changes, columns }: Props) {
  const { text } = useText();
  const [before, after] = columns ?? [text("ui-lab-before"), text("ui-lab-after")];
  const cell = css(styles.tableTd, "desk-break");
  // Where everything is new, there is nothing to compare it with.
  const hasBefore = changes.some((change) => change.before !== ABSENT);
  const head = [text("ui-lab-property"), text("ui-lab-change"), ...(hasBefore ? [before] : []), after];
  return (
    <table className={css(styles.table, styles.modifiers.compact, "desk-lab-table")} aria-label={label}>
      <thead className={css(styles.tableThead)}>
        <tr className={css(styles.tableTr)}>
          {head.map((column) => (
            <th key={column} scope="col" className={css(styles.tableTh, styles.modifiers.wrap)}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={css(styles.tableTbody)}>
        {changes.map((change) => {
          const kind = kindOf(change);
          return (
            <tr key={pathText(change.path)} className={css(styles.tableTr)}>
              <th scope="row" className={cell}>
                <code className="desk-code">{pathText(change.path)}</code>
              </th>
              <td className={css(cell, `desk-lab-${kind}`)}>{text(KINDS[kind])}</td>
              {hasBefore && (
                <td className={cell}>
                  <Value value={change.before} />
                </td>
              )}
              <td className={cell}>
                <Value value={change.after} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function kindOf({ before, after }: Difference): keyof typeof KINDS {
  if (before === ABSENT) return "added";
  return after === ABSENT ? "removed" : "changed";
}

/** A value as JSON; one that is not there is told from null and from an empty text. */
export function Value({ value }: { value: unknown }) {
  const { text } = useText();
  if (value === ABSENT) return <span className="desk-hint">{text("ui-lab-absent")}</span>;
  return <code className="desk-code">{valueText(value)}</code>;
}
