import { Card, CardBody, CardTitle, ExpandableSection } from "@patternfly/react-core";
import { css } from "@patternfly/react-styles";
import styles from "@patternfly/react-styles/css/components/Table/table.mjs";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../components/Answer";
import type { PredictionView } from "../ipc/generated";
import { idPart, useText } from "../messages/text";
import { ActionLabel } from "./ActionLabel";
import { labAllModes } from "./queries";
import type { Lab } from "./useLab";

type Props = { lab: Lab; revision: number };

/** What each of the matching modes would do with the same person, once somebody wants to see it. */
export function Modes({ lab, revision }: Props) {
  const { text } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <Card component="section" aria-label={text("ui-lab-modes")}>
      <CardTitle component="h2">{text("ui-lab-modes")}</CardTitle>
      <CardBody>
        <p>{text("ui-lab-modes-about")}</p>
        <ExpandableSection
          toggleText={text(isOpen ? "ui-lab-modes-hide" : "ui-lab-modes-show")}
          isExpanded={isOpen}
          onToggle={(_, open) => setOpen(open)}
        >
          {isOpen && <AllModes lab={lab} revision={revision} />}
        </ExpandableSection>
      </CardBody>
    </Card>
  );
}

function AllModes({ lab, revision }: Props) {
  const query = useQuery(labAllModes(lab.request, lab.directory, revision));
  return <Answer query={query}>{(all) => <Table all={all} />}</Answer>;
}

function Table({ all }: { all: PredictionView[] }) {
  const { text, textOf } = useText();
  const user = [...new Set(all.map((one) => one.user_matching_mode))];
  const group = [...new Set(all.map((one) => one.group_matching_mode))];
  const cell = css(styles.tableTd, "desk-break");
  return (
    <div className="desk-stack">
      <table
        className={css(styles.table, styles.modifiers.compact, "desk-lab-table")}
        aria-label={text("ui-lab-modes")}
      >
        <thead className={css(styles.tableThead)}>
          <tr className={css(styles.tableTr)}>
            <th scope="col" className={css(styles.tableTh, styles.modifiers.wrap)}>
              {text("ui-lab-user-mode")}
            </th>
            {group.map((mode) => (
              <th key={mode} scope="col" className={css(styles.tableTh, styles.modifiers.wrap)}>
                {text("ui-lab-group-mode", { mode })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className={css(styles.tableTbody)}>
          {user.map((mode) => (
            <tr key={mode} className={css(styles.tableTr)}>
              <th scope="row" className={cell}>
                <code className="desk-code">{mode}</code>
                <span className="desk-hint"> {textOf(`choice-user-matching-mode-${idPart(mode)}`)}</span>
              </th>
              {group.map((of) => {
                const found = all.find(
                  (one) => one.user_matching_mode === mode && one.group_matching_mode === of,
                );
                return (
                  <td key={of} className={cell}>
                    {found !== undefined && <Mode prediction={found} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Mode({ prediction }: { prediction: PredictionView }) {
  const { text, textOf } = useText();
  return (
    <>
      <ActionLabel action={prediction.action} />{" "}
      {prediction.is_current && <strong>{text("ui-lab-current")} </strong>}
      <span className="desk-hint">{textOf(`lab-outcome-${prediction.outcome}`)}</span>
    </>
  );
}
