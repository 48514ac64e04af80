import {
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
} from "@patternfly/react-core";
import { Link } from "@tanstack/react-router";
import { Notice, type Tone } from "../components/Notice";
import type { LoginProblemView, Outcome, Rehearsal, StepName } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";

const OUTCOMES: Record<Outcome, { tone: Tone; title: MessageId; about: MessageId }> = {
  ok: { tone: "success", title: "ui-outcome-ok", about: "ui-outcome-ok-about" },
  denied: { tone: "warning", title: "ui-outcome-denied", about: "ui-outcome-denied-about" },
  failed: { tone: "danger", title: "ui-outcome-failed", about: "ui-outcome-failed-about" },
  cancelled: { tone: "info", title: "ui-outcome-cancelled", about: "ui-outcome-cancelled-about" },
};

/** What authentik does when the source is saved, and not when somebody logs in. */
const WHEN_SAVED: readonly StepName[] = ["discovery", "keys"];

/** How a test login ended, and if it failed, why and what mends it. */
export function Result({ rehearsal }: { rehearsal: Rehearsal }) {
  const { text } = useText();
  const { tone, title, about } = OUTCOMES[rehearsal.outcome];
  return (
    <>
      <Notice tone={tone} title={text(title)} isLive>
        {text(about)}
      </Notice>
      {rehearsal.problem !== null && <Failure problem={rehearsal.problem} />}
    </>
  );
}

function Failure({ problem }: { problem: LoginProblemView }) {
  const { text, textOf, textIf } = useText();
  const { explanation } = problem;
  const what = explanation === null ? textIf(`err-${problem.code}`) : textOf(explanation.message_id);
  const why = explanation === null ? null : textIf(`${explanation.message_id}-why`);
  const fix = explanation === null ? textIf(`fix-${problem.code}`) : textIf(`${explanation.message_id}-fix`);
  const parts: [MessageId, string | null][] = [
    ["ui-failure-what", what ?? text("ui-failure-unknown", { code: problem.code })],
    ["ui-failure-why", why],
    ["ui-failure-fix", fix],
  ];
  return (
    <Card className="desk-failure">
      <CardTitle component="h2">
        {text("ui-failure-at", { step: textOf(`step-${problem.step}`), code: problem.code })}
      </CardTitle>
      <CardBody>
        <DescriptionList>
          {parts.map(
            ([term, words]) =>
              words !== null && (
                <DescriptionListGroup key={term}>
                  <DescriptionListTerm>{text(term)}</DescriptionListTerm>
                  <DescriptionListDescription>{words}</DescriptionListDescription>
                </DescriptionListGroup>
              ),
          )}
          <DescriptionListGroup>
            <DescriptionListTerm>{text("ui-failure-user-sees")}</DescriptionListTerm>
            <DescriptionListDescription>
              {problem.authentik_message === "" ? (
                text(WHEN_SAVED.includes(problem.step) ? "ui-failure-not-saved" : "ui-failure-user-stays")
              ) : (
                <q lang="en">{problem.authentik_message}</q>
              )}
            </DescriptionListDescription>
          </DescriptionListGroup>
          {problem.detail !== null && (
            <DescriptionListGroup>
              <DescriptionListTerm>{text("ui-failure-detail")}</DescriptionListTerm>
              <DescriptionListDescription>
                <code className="desk-code">{problem.detail}</code>
              </DescriptionListDescription>
            </DescriptionListGroup>
          )}
        </DescriptionList>
        {explanation !== null && (
          <p className="desk-hint">
            {text("ui-failure-source", { source: textOf(explanation.evidence_id) })}
            {!explanation.certain && ` ${text("ui-failure-uncertain")}`}{" "}
            <Link to="/explain/$code" params={{ code: explanation.code }}>
              {text("ui-explain-read-more")}
            </Link>
          </p>
        )}
      </CardBody>
    </Card>
  );
}

/** Wide enough for the longest property that authentik has. */
const TERM_WIDTH = { default: "20ch", lg: "26ch" };

/** The user that authentik would store. Nothing if the login did not come that far. */
export function User({ rehearsal }: { rehearsal: Rehearsal }) {
  const { text } = useText();
  const rows = rowsOf(rehearsal.properties);
  if (rows.length === 0) return null;
  return (
    <Card>
      <CardTitle component="h2">{text("ui-user")}</CardTitle>
      <CardBody>
        <DescriptionList isHorizontal isCompact horizontalTermWidthModifier={TERM_WIDTH}>
          {rehearsal.identifier !== null && (
            <DescriptionListGroup>
              <DescriptionListTerm>{text("ui-user-identifier")}</DescriptionListTerm>
              <DescriptionListDescription>
                <Value value={rehearsal.identifier} />
              </DescriptionListDescription>
            </DescriptionListGroup>
          )}
          {rows.map(([name, value]) => (
            <DescriptionListGroup key={name}>
              <DescriptionListTerm>
                <code>{name}</code>
              </DescriptionListTerm>
              <DescriptionListDescription>
                <Value value={value} />
                {name === "name" && <Nickname stored={value} meant={rehearsal.repaired_name} />}
              </DescriptionListDescription>
            </DescriptionListGroup>
          ))}
        </DescriptionList>
      </CardBody>
    </Card>
  );
}

/** What became of the nickname: garbled with what was meant beside it, or repaired by the draft's own mapping. */
function Nickname({ stored, meant }: { stored: unknown; meant: string | null }) {
  const { text } = useText();
  if (meant === null) return null;
  return (
    <div className="desk-repaired">
      {stored === meant ? (
        <span className="desk-hint">{text("ui-user-repaired")}</span>
      ) : (
        <>
          {text("ui-user-garbled")} <strong>{meant}</strong>
        </>
      )}
    </div>
  );
}

/** Nothing and an empty text look alike otherwise. */
function Value({ value }: { value: unknown }) {
  const { text } = useText();
  if (value === null) return <span className="desk-hint">null</span>;
  if (value === "") return <span className="desk-hint">{text("ui-empty-text")}</span>;
  return <code className="desk-code">{typeof value === "string" ? value : JSON.stringify(value)}</code>;
}

/** An object as rows, what is inside `attributes` with the path before it. */
export function rowsOf(properties: unknown, path = ""): [string, unknown][] {
  if (!isObject(properties)) return [];
  return Object.entries(properties).flatMap(([name, value]): [string, unknown][] =>
    isObject(value) ? rowsOf(value, `${path}${name}.`) : [[`${path}${name}`, value]],
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
