import { Card, CardBody, CardTitle, FormSelect, FormSelectOption, Label } from "@patternfly/react-core";
import { css } from "@patternfly/react-styles";
import styles from "@patternfly/react-styles/css/components/Table/table.mjs";
import { useQuery } from "@tanstack/react-query";
import { ProblemNotice } from "../components/ProblemNotice";
import { ProblemError } from "../ipc/call";
import type { ImportAction, ImportFileView, ImportSourceView, ImportStanding } from "../ipc/generated";
import { sourceTypes } from "../ipc/queries";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { actionOf, type Chosen, possibleActions } from "./choices";
import { KeptList, SkippedList } from "./EntryLists";
import { useFieldNames } from "./useFieldNames";

const STANDINGS: Record<ImportStanding, MessageId> = {
  new: "ui-import-standing-new",
  same: "ui-import-standing-same",
  differs: "ui-import-standing-differs",
  repeated: "ui-import-standing-repeated",
  unreadable: "ui-import-standing-unreadable",
  "invalid-slug": "ui-import-standing-invalid-slug",
};

const ACTIONS: Record<ImportAction, MessageId> = {
  create: "ui-import-action-create",
  replace: "ui-import-action-replace",
  copy: "ui-import-action-copy",
  skip: "ui-import-action-skip",
};

const COLUMNS: readonly MessageId[] = [
  "ui-column-name",
  "ui-column-slug",
  "ui-column-type",
  "ui-import-column-standing",
  "ui-import-column-action",
];

type Props = {
  file: ImportFileView;
  isBundle: boolean;
  chosen: Chosen;
  choose(key: string, action: ImportAction): void;
};

/** One file: its sources with what to do with each, and its other entries. */
export function FileCard({ file, isBundle, chosen, choose }: Props) {
  const { text } = useText();
  return (
    <Card>
      <CardTitle component="h2">
        <span className="desk-break">{file.name}</span>
      </CardTitle>
      <CardBody>
        <div className="desk-stack">
          {file.problem !== null && <ProblemNotice error={new ProblemError(file.problem)} />}
          {file.problem === null && file.sources.length === 0 && <p>{text("ui-import-no-source")}</p>}
          {file.sources.length > 0 && (
            <table
              className={css(styles.table, styles.modifiers.gridMd, "desk-table")}
              aria-label={text("ui-import-sources-of", { file: file.name })}
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
                {file.sources.map((source) => (
                  <Row
                    key={source.key}
                    source={source}
                    isBundle={isBundle}
                    action={actionOf(source, chosen)}
                    choose={(action) => choose(source.key, action)}
                  />
                ))}
              </tbody>
            </table>
          )}
          <KeptList kept={file.kept} />
          <SkippedList skipped={file.left_out} />
        </div>
      </CardBody>
    </Card>
  );
}

type RowProps = {
  source: ImportSourceView;
  isBundle: boolean;
  action: ImportAction;
  choose(action: ImportAction): void;
};

function Row({ source, isBundle, action, choose }: RowProps) {
  const { text } = useText();
  const types = useQuery(sourceTypes());
  const typeName = types.data?.find((one) => one.type === source.type)?.name ?? source.type;
  const cell = css(styles.tableTd);
  return (
    <tr className={css(styles.tableTr)}>
      <th scope="row" className={css(styles.tableTd, "desk-row-name")} data-label={text("ui-column-name")}>
        {source.name === "" ? text("ui-unnamed") : source.name}
        <Remarks source={source} isBundle={isBundle} />
      </th>
      <td className={cell} data-label={text("ui-column-slug")}>
        <code className="desk-code">{source.slug}</code>
      </td>
      <td className={cell} data-label={text("ui-column-type")}>
        {typeName}
      </td>
      <td className={cell} data-label={text("ui-import-column-standing")}>
        <Label isCompact color={source.standing === "new" ? "green" : "grey"} variant="outline">
          {text(STANDINGS[source.standing])}
        </Label>
      </td>
      <td className={cell} data-label={text("ui-import-column-action")}>
        <FormSelect
          value={action}
          aria-label={text("ui-import-action-for", { name: source.name, slug: source.slug })}
          onChange={(_, value) => choose(value as ImportAction)}
        >
          {possibleActions(source).map((one) => (
            <FormSelectOption key={one} value={one} label={text(ACTIONS[one])} />
          ))}
        </FormSelect>
      </td>
    </tr>
  );
}

/** What a person should know of a source before it is imported. */
function Remarks({ source, isBundle }: { source: ImportSourceView; isBundle: boolean }) {
  const { text } = useText();
  const names = useFieldNames();
  const remarks: [string[], MessageId][] = [
    [source.differences, "ui-import-differs"],
    [source.secrets, isBundle ? "ui-bundle-secrets" : "ui-import-secrets"],
    [source.dropped, "ui-import-dropped"],
    [source.not_judged, "ui-import-not-judged"],
  ];
  return (
    <div className="desk-import-remarks">
      {source.problem !== null && <ProblemNotice error={source.problem} />}
      {source.existing !== null && source.standing === "differs" && (
        <p className="desk-hint">{text("ui-import-existing", { name: source.existing.name })}</p>
      )}
      {remarks
        .filter(([fields]) => fields.length > 0)
        .map(([fields, message]) => (
          <p key={message} className="desk-hint">
            {text(message, { fields: names(fields) })}
          </p>
        ))}
      {source.mappings.length > 0 && (
        <p className="desk-hint">{text("ui-import-mappings", { names: source.mappings.join(", ") })}</p>
      )}
    </div>
  );
}
