import { Card, CardBody, CardTitle, Label } from "@patternfly/react-core";
import { css } from "@patternfly/react-styles";
import styles from "@patternfly/react-styles/css/components/Table/table.mjs";
import { Lines } from "../history/ChangeList";
import type { PlanChangeView, PlanOperationView, PlanValue } from "../ipc/generated";
import { useText } from "../messages/text";
import { ACTIONS, changesOf, MARKS, markOf } from "./plan";
import { SORTS, usePlanWords } from "./words";

const COLOURS = { create: "green", update: "blue", delete: "red", none: "grey" } as const;

/** What becomes of one object, field by field. The sign and the word say it, not the colour alone. */
export function OperationCard({ operation }: { operation: PlanOperationView }) {
  const { text } = useText();
  const { action, sort, key } = operation;
  const changes = changesOf(operation);
  const name = `${text(SORTS[sort])} ${key}`;
  return (
    <Card component="section" isCompact aria-label={name}>
      <CardTitle component="h3">
        <span className="desk-heading-actions">
          <Label color={COLOURS[action]}>{text(ACTIONS[action])}</Label>
          <span>
            {text(SORTS[sort])} <span className="desk-break">{key}</span>
          </span>
        </span>
      </CardTitle>
      {changes.length > 0 && (
        <CardBody>
          <Changes operation={operation} changes={changes} />
        </CardBody>
      )}
    </Card>
  );
}

function Changes({ operation, changes }: { operation: PlanOperationView; changes: PlanChangeView[] }) {
  const { text } = useText();
  const words = usePlanWords();
  const cell = css(styles.tableTd, "desk-break");
  const columns = [
    text("ui-plan-column-mark"),
    text("ui-plan-column-field"),
    text("ui-plan-column-before"),
    text("ui-plan-column-after"),
  ];
  return (
    <table
      className={css(styles.table, styles.modifiers.gridMd, styles.modifiers.compact, "desk-plan-changes")}
      aria-label={text("ui-plan-changes-of", { key: operation.key })}
    >
      <thead className={css(styles.tableThead)}>
        <tr className={css(styles.tableTr)}>
          {columns.map((column) => (
            <th key={column} scope="col" className={css(styles.tableTh)}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={css(styles.tableTbody)}>
        {changes.map((change) => (
          <tr key={change.path} className={css(styles.tableTr)}>
            <td className={css(styles.tableTd, `desk-mark-${markOf(change)}`)} data-label={columns[0]}>
              {text(MARKS[markOf(change)])}
            </td>
            <th scope="row" className={cell} data-label={columns[1]}>
              {words.field(change)}
              {words.field(change) !== change.path && (
                <>
                  {" "}
                  <code className="desk-code desk-hint">{change.path}</code>
                </>
              )}
            </th>
            {change.lines.length > 0 ? (
              <td colSpan={2} className={css(styles.tableTd)}>
                <Lines label={text("ui-history-lines", { name: words.field(change) })} lines={change.lines} />
              </td>
            ) : (
              <>
                <td className={cell} data-label={columns[2]}>
                  <Value value={change.before} />
                </td>
                <td className={cell} data-label={columns[3]}>
                  <Value value={change.after} />
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A value; what is none of the server's own texts looks otherwise. */
export function Value({ value }: { value: PlanValue }) {
  const words = usePlanWords();
  const isOurs = value.is === "nothing" || value.is === "secret";
  return <span className={isOurs ? "desk-hint" : "desk-held"}>{words.value(value)}</span>;
}
