import { Checkbox } from "@patternfly/react-core";
import { css } from "@patternfly/react-styles";
import styles from "@patternfly/react-styles/css/components/Table/table.mjs";
import { useQuery } from "@tanstack/react-query";
import type { DraftView, FieldValue, PrefillChange } from "../ipc/generated";
import { fields } from "../ipc/queries";
import type { MessageId } from "../messages/ids.generated";
import { idPart, useText } from "../messages/text";
import { targetOf, wordsOf } from "../sources/form/draft-form";

const COLUMNS: readonly MessageId[] = ["ui-prefill-field", "ui-prefill-before", "ui-prefill-after"];

type Props = {
  view: DraftView;
  changes: PrefillChange[];
  ticked: string[];
  tick(field: string, isTicked: boolean): void;
};

/** The fields that would change, each with its value now, the proposed one, and why. */
export function ChangeTable({ view, changes, ticked, tick }: Props) {
  const { text, textOf, textIf } = useText();
  const { data: form } = useQuery(fields(view.draft.type, targetOf(view.draft)));
  const words = (name: string, value: FieldValue | null) => {
    if (value === null) return text("ui-prefill-empty");
    const choice = form?.find((one) => one.name === name)?.choices.find((one) => one.value === value);
    return choice === undefined ? wordsOf(value) : textOf(choice.label_id);
  };
  const cell = css(styles.tableTd, "desk-break");
  return (
    <table className={css(styles.table, styles.modifiers.gridMd)} aria-label={text("ui-prefill-changes")}>
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
          const label = textIf(`field-${idPart(change.field)}`) ?? change.field;
          return (
            <tr key={change.field} className={css(styles.tableTr)}>
              <td className={cell} data-label={text("ui-prefill-field")}>
                <Checkbox
                  id={`prefill-${change.field}`}
                  label={label}
                  description={textOf(`prefill-why-${change.why}`)}
                  isChecked={ticked.includes(change.field)}
                  onChange={(_, isTicked) => tick(change.field, isTicked)}
                />
              </td>
              <td className={cell} data-label={text("ui-prefill-before")}>
                {change.before === null ? (
                  <span className="desk-hint">{words(change.field, null)}</span>
                ) : (
                  words(change.field, change.before)
                )}
              </td>
              <td className={cell} data-label={text("ui-prefill-after")}>
                {words(change.field, change.after)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
