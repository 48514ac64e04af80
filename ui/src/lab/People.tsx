import {
  Button,
  Card,
  CardBody,
  CardTitle,
  FormGroup,
  FormSelect,
  FormSelectOption,
} from "@patternfly/react-core";
import { css } from "@patternfly/react-styles";
import styles from "@patternfly/react-styles/css/components/Table/table.mjs";
import { useState } from "react";
import { Notice } from "../components/Notice";
import { useToast } from "../components/Toasts";
import { call } from "../ipc/call";
import { commands, type PeopleView, type PersonRowView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { stepId } from "./step";
import type { Lab } from "./useLab";

/** What would become of the people of a file, one after the other. They are in memory only. */
export function People({ lab }: { lab: Lab }) {
  const { text } = useText();
  const toast = useToast();
  const [people, setPeople] = useState<PeopleView | null>(null);
  const [isBusy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast({ kind: "problem", error });
    } finally {
      setBusy(false);
    }
  };
  const open = async () => {
    const found = await call(commands.labOpenPeople(lab.request));
    if (found !== null) setPeople(found);
  };
  const save = async () => {
    const name = await call(commands.saveLabPeople());
    if (name !== null) toast({ kind: "done", tone: "success", title: text("ui-lab-people-saved", { name }) });
  };
  return (
    <Card component="section" aria-label={text("ui-lab-people")}>
      <CardTitle component="h2">{text("ui-lab-people")}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          <p>{text("ui-lab-people-about")}</p>
          <div className="desk-heading-actions">
            <Button
              variant="secondary"
              isLoading={isBusy}
              isDisabled={isBusy}
              onClick={() => void attempt(open)}
            >
              {text("ui-lab-people-open")}
            </Button>
            {people !== null && (
              <Button variant="secondary" isDisabled={isBusy} onClick={() => void attempt(save)}>
                {text("ui-lab-people-save")}
              </Button>
            )}
          </div>
          {people !== null && <Verdicts people={people} />}
        </div>
      </CardBody>
    </Card>
  );
}

/** The verdicts that somebody should look into before anybody logs in. */
const BAD = ["duplicates", "denied", "fails", "not_known"];

function Verdicts({ people }: { people: PeopleView }) {
  const { text, textOf } = useText();
  const [chosen, setChosen] = useState("");
  const verdicts = Object.entries(people.counts).filter(([, count]) => count > 0);
  const n_bad = verdicts
    .filter(([verdict]) => BAD.includes(verdict))
    .reduce((sum, [, count]) => sum + count, 0);
  const rows = people.people.filter(({ verdict }) => chosen === "" || verdict === chosen);
  return (
    <>
      <Notice
        tone={n_bad === 0 ? "success" : "warning"}
        title={text("ui-lab-people-total", { count: people.total })}
        component="h3"
        isLive
      >
        <ul className="desk-list">
          {verdicts.map(([verdict, count]) => (
            <li key={verdict}>
              {textOf(`lab-verdict-${verdict}`)}: {count}
            </li>
          ))}
        </ul>
      </Notice>
      <FormGroup label={text("ui-lab-people-filter")} fieldId="lab-verdict">
        <FormSelect
          id="lab-verdict"
          className="desk-select"
          value={chosen}
          onChange={(_, verdict) => setChosen(verdict)}
        >
          <FormSelectOption value="" label={text("ui-lab-people-all")} />
          {verdicts.map(([verdict]) => (
            <FormSelectOption key={verdict} value={verdict} label={textOf(`lab-verdict-${verdict}`)} />
          ))}
        </FormSelect>
      </FormGroup>
      {people.is_cut && (
        <p className="desk-hint">{text("ui-lab-people-cut", { count: people.people.length })}</p>
      )}
      <Rows rows={rows} />
    </>
  );
}

const COLUMNS: MessageId[] = [
  "ui-lab-people-row",
  "ui-lab-sample",
  "ui-lab-action",
  "ui-lab-step",
  "ui-lab-people-account",
];

function Rows({ rows }: { rows: readonly PersonRowView[] }) {
  const { text, textOf } = useText();
  const cell = css(styles.tableTd, "desk-break");
  return (
    <table
      className={css(styles.table, styles.modifiers.compact, "desk-lab-table")}
      aria-label={text("ui-lab-people")}
    >
      <thead className={css(styles.tableThead)}>
        <tr className={css(styles.tableTr)}>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={css(styles.tableTh, styles.modifiers.wrap)}>
              {text(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className={css(styles.tableTbody)}>
        {rows.map(({ row, label, identifier, verdict, step, username, twins }) => (
          <tr key={row} className={css(styles.tableTr)}>
            <td className={cell}>{row}</td>
            <th scope="row" className={cell}>
              {label === "" ? text("ui-unnamed") : label}
              {identifier !== "" && <span className="desk-hint"> {identifier}</span>}
            </th>
            <td className={css(cell, BAD.includes(verdict) && "desk-lab-bad")}>
              {textOf(`lab-verdict-${verdict}`)}
            </td>
            <td className={cell}>{textOf(stepId(step))}</td>
            <td className={cell}>
              {username}
              {twins.length > 0 && (
                <span className="desk-hint">
                  {" "}
                  {text("ui-lab-people-twins", { names: twins.map((twin) => twin.username).join(", ") })}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
