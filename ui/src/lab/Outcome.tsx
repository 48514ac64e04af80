import {
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
} from "@patternfly/react-core";
import type { ReactNode } from "react";
import type { LabRun, PredictionView } from "../ipc/generated";
import { useText } from "../messages/text";
import { Account } from "./Account";
import { ActionLabel } from "./ActionLabel";
import { stepId } from "./step";

/** What authentik would do with the person, and what the account would be. */
export function Outcome({ run, hasLogins }: { run: LabRun; hasLogins: boolean }) {
  const { text } = useText();
  const { pipeline } = run;
  // Nobody logs in with a source that synchronises.
  const prediction = hasLogins ? run.prediction : null;
  return (
    <>
      {prediction !== null && (
        <Card component="section" aria-label={text("ui-lab-outcome")}>
          <CardTitle component="h3">{text("ui-lab-outcome")}</CardTitle>
          <CardBody>
            <Login prediction={prediction} />
          </CardBody>
        </Card>
      )}
      {pipeline.ended === null && (
        <Card component="section" aria-label={text("ui-lab-account")}>
          <CardTitle component="h3">{text("ui-lab-account")}</CardTitle>
          <CardBody>
            <Account pipeline={pipeline} prediction={prediction} />
          </CardBody>
        </Card>
      )}
    </>
  );
}

function Login({ prediction }: { prediction: PredictionView }) {
  const { text, textOf } = useText();
  const { action, step, action_step, outcome, asked, message, page, log, next_login, unknowns } = prediction;
  const facts: [string, ReactNode][] = [
    [
      text("ui-lab-action"),
      <>
        <ActionLabel key="action" action={action} /> {textOf(`lab-outcome-${outcome}`)}
      </>,
    ],
    [text("ui-lab-step"), textOf(stepId(action_step ?? step))],
  ];
  if (action_step !== null && action_step !== step) {
    facts.push([text("ui-lab-step-end"), textOf(stepId(step))]);
  }
  if (asked.length > 0) facts.push([text("ui-lab-asked"), asked.join(", ")]);
  if (message !== null)
    facts.push([
      text("ui-lab-message"),
      <span key="message" lang="en">
        {message}
      </span>,
    ]);
  if (page !== null) facts.push([text("ui-lab-page"), textOf(`lab-page-${page}`)]);
  if (next_login !== null) {
    facts.push([
      text("ui-lab-next"),
      <>
        <ActionLabel key="action" action={next_login.action} /> {textOf(`lab-outcome-${next_login.outcome}`)}{" "}
        <span className="desk-hint">{textOf(stepId(next_login.step))}</span>
      </>,
    ]);
  }
  return (
    <div className="desk-stack">
      <DescriptionList isCompact isHorizontal>
        {facts.map(([term, value]) => (
          <DescriptionListGroup key={term}>
            <DescriptionListTerm>{term}</DescriptionListTerm>
            <DescriptionListDescription className="desk-break">{value}</DescriptionListDescription>
          </DescriptionListGroup>
        ))}
      </DescriptionList>
      {log.length > 0 && (
        <div>
          <h4 className="desk-copy-field-label">{text("ui-lab-server-log")}</h4>
          <ul className="desk-list desk-break" lang="en">
            {log.map((line, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines may be alike, and each run is a new one.
              <li key={n}>
                <strong>{line.event ?? line.place}</strong> {line.text}{" "}
                {Object.entries(line.fields).map(([name, value]) => (
                  <code key={name} className="desk-code">{`${name}=${value} `}</code>
                ))}
              </li>
            ))}
          </ul>
        </div>
      )}
      {unknowns.length > 0 && (
        <div>
          <h4 className="desk-copy-field-label">{text("ui-lab-unknown")}</h4>
          <ul className="desk-list">
            {unknowns.map(({ code, subject }) => (
              <li key={`${code} ${subject}`}>{textOf(`lab-unknown-${code}`, { subject: subject ?? "" })}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
