import { ExpandableSection, Icon, Spinner } from "@patternfly/react-core";
import CheckCircleIcon from "@patternfly/react-icons/dist/esm/icons/check-circle-icon";
import TimesCircleIcon from "@patternfly/react-icons/dist/esm/icons/times-circle-icon";
import { useState } from "react";
import { CopyButton } from "../components/CopyButton";
import type { Request, Response, Step, StepState, Timings } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { partsOf } from "../preview/url";

type StepListProps = {
  steps: Step[];
  /** Which login they are of, where there may be another one on screen. */
  of?: string;
};

/** The steps of a login in words, each to open: what was sent, what came back and how long that took. */
export function StepList({ steps, of }: StepListProps) {
  return (
    <ol className="desk-steps">
      {steps.map((step) => (
        <li key={step.name}>
          <StepItem step={step} of={of} />
        </li>
      ))}
    </ol>
  );
}

const STATE_NAMES: Record<StepState, MessageId> = {
  running: "ui-step-running",
  ok: "ui-step-ok",
  failed: "ui-step-failed",
};

function StepItem({ step, of }: { step: Step; of: string | undefined }) {
  const { text, textOf, textIf } = useText();
  const [toggled, setToggled] = useState<boolean | null>(null);
  // What failed is what a person wants to look into.
  const isOpen = toggled ?? step.state === "failed";
  const name = textOf(`step-${step.name}`);
  const fullName = of === undefined ? name : `${name} (${of})`;
  const about = textIf(`step-${step.name}-about`);
  return (
    <ExpandableSection
      className={`desk-step desk-step-${step.state}`}
      isExpanded={isOpen}
      onToggle={(_, open) => setToggled(open)}
      toggleContent={
        <span className="desk-step-title">
          <StateIcon state={step.state} />
          <strong>
            {name}
            {/* Heard, so that two logins on one screen are told apart; seen it would be said again and again. */}
            {of !== undefined && <span className="pf-v6-screen-reader"> ({of})</span>}
          </strong>
          <span className="desk-step-state">
            {text(STATE_NAMES[step.state])}
            {step.state !== "running" && ` · ${text("ui-milliseconds", { ms: step.ms })}`}
          </span>
        </span>
      }
    >
      {about !== null && <p className="desk-hint">{about}</p>}
      {step.notes.map((note) => (
        <p key={note.code} className="desk-note">
          {textOf(`note-${note.code}`)}
          {note.subjects.length > 0 && <code className="desk-code"> {note.subjects.join(", ")}</code>}
        </p>
      ))}
      {step.request !== null && <Sent request={step.request} step={fullName} />}
      {step.response !== null && <Answered response={step.response} step={fullName} />}
      {step.timings && <Times timings={step.timings} step={fullName} />}
    </ExpandableSection>
  );
}

function StateIcon({ state }: { state: StepState }) {
  if (state === "running") return <Spinner size="md" aria-hidden="true" />;
  return state === "ok" ? (
    <Icon status="success">
      <CheckCircleIcon />
    </Icon>
  ) : (
    <Icon status="danger">
      <TimesCircleIcon />
    </Icon>
  );
}

function Sent({ request, step }: { request: Request; step: string }) {
  const { text } = useText();
  const { base, parameters } = partsOf(request.url);
  return (
    <section className="desk-message" aria-label={text("ui-request-of", { step })}>
      <h3>{text("ui-request")}</h3>
      <div className="desk-copy-field-line">
        <code className="desk-code">
          {request.method} {base}
        </code>
        <CopyButton value={request.url} what={text("ui-request-url", { step })} />
      </div>
      <Pairs pairs={parameters.map(({ name, value }) => [name, value])} />
      <Pairs pairs={request.headers} />
      <Body body={request.body} label={text("ui-request-body", { step })} />
    </section>
  );
}

function Answered({ response, step }: { response: Response; step: string }) {
  const { text } = useText();
  return (
    <section className="desk-message" aria-label={text("ui-response-of", { step })}>
      <h3>{text("ui-response")}</h3>
      <code className="desk-code">HTTP {response.status}</code>
      <Pairs pairs={response.headers} />
      <Body body={response.body} label={text("ui-response-body", { step })} />
    </section>
  );
}

const PARTS: readonly [Exclude<keyof Timings, "total">, MessageId][] = [
  ["dns", "network-time-dns"],
  ["connect", "network-time-connect"],
  ["proxy", "network-time-proxy"],
  ["tls", "network-time-tls"],
  ["first_byte", "timing-first-byte"],
];

/** How long the parts of an exchange took, as far as they were measured. */
function Times({ timings, step }: { timings: Timings; step: string }) {
  const { text } = useText();
  const parts = PARTS.flatMap(([part, words]) => {
    const milliseconds = timings[part];
    return milliseconds === null ? [] : [text(words, { milliseconds })];
  });
  return (
    <section className="desk-message" aria-label={text("ui-timings-of", { step })}>
      <h3>{text("network-times")}</h3>
      <p>{[...parts, text("timing-total", { milliseconds: timings.total })].join(" · ")}</p>
    </section>
  );
}

function Pairs({ pairs }: { pairs: [string, string][] }) {
  if (pairs.length === 0) return null;
  return (
    <dl className="desk-parameters">
      {pairs.map(([name, value]) => (
        <div key={name + value}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            <code>{value}</code>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Body({ body, label }: { body: string | null; label: string }) {
  if (body === null || body === "") return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <pre className="desk-body" tabIndex={0} role="region" aria-label={label}>
      {body}
    </pre>
  );
}
