import {
  Button,
  Card,
  CardBody,
  CardTitle,
  FormSelect,
  FormSelectOption,
  TextInput,
} from "@patternfly/react-core";
import { type FormEvent, useId, useRef, useState } from "react";
import { LeaveGuard } from "../components/LeaveGuard";
import { Moment } from "../components/Moment";
import type { ChecklistStepView, StepStatus } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import type { CallbackActions } from "./useCallbackActions";

const STATUSES: Record<StepStatus, MessageId> = {
  open: "status-open",
  done: "status-done",
  skipped: "status-skipped",
};

type Props = { steps: ChecklistStepView[]; actions: CallbackActions };

/** The steps from an account with the provider to a login that works, with states, notes and dates. */
export function Checklist({ steps, actions }: Props) {
  const { text } = useText();
  const needed = steps.filter((step) => step.status !== "skipped");
  const done = needed.filter((step) => step.status === "done");
  return (
    <Card>
      <CardTitle component="h2">
        <div className="desk-heading">
          <span>{text("ui-checklist")}</span>
          <span className="desk-hint" aria-live="polite">
            {text("ui-checklist-progress", { done: done.length, all: needed.length })}
          </span>
        </div>
      </CardTitle>
      <CardBody>
        <ol className="desk-checklist">
          {steps.map((step, at) => (
            <Step key={step.step} step={step} number={at + 1} actions={actions} />
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}

type StepProps = { step: ChecklistStepView; number: number; actions: CallbackActions };

function Step({ step, number, actions }: StepProps) {
  const { text, textOf } = useText();
  const title = textOf(step.title_id, step.arguments);
  const id = useId();
  return (
    <li className={`desk-checklist-step desk-checklist-${step.status}`} data-step={step.step}>
      <div className="desk-checklist-words">
        <h3 id={id} className="desk-checklist-title">
          {number}. {title}
        </h3>
        <p>{textOf(step.about_id, step.arguments)}</p>
        <Note step={step} title={title} actions={actions} />
      </div>
      <div className="desk-checklist-status">
        <FormSelect
          value={step.status}
          aria-label={text("ui-checklist-status", { title })}
          onChange={(_, status) => void actions.setStep(step.step, status as StepStatus)}
        >
          {Object.entries(STATUSES).map(([status, word]) => (
            <FormSelectOption key={status} value={status} label={text(word)} />
          ))}
        </FormSelect>
        {step.changed_at !== "" && (
          <span className="desk-hint">
            <Moment at={step.changed_at} />
          </span>
        )}
      </div>
    </li>
  );
}

type NoteProps = { step: ChecklistStepView; title: string; actions: CallbackActions };

function Note({ step, title, actions }: NoteProps) {
  const { text } = useText();
  const [draft, setDraft] = useState<string | null>(null);
  const edit = useRef<HTMLButtonElement>(null);
  const id = useId();
  const close = () => {
    setDraft(null);
    // The field that had the focus is gone with its form.
    requestAnimationFrame(() => edit.current?.focus());
  };
  if (draft === null)
    return (
      <p className="desk-checklist-note">
        {step.note !== "" && <span className="desk-break">{step.note}</span>}
        <Button
          ref={edit}
          variant="link"
          isInline
          size="sm"
          aria-label={text("ui-checklist-note-of", { title })}
          onClick={() => setDraft(step.note)}
        >
          {text(step.note === "" ? "ui-checklist-note-add" : "ui-checklist-note-edit")}
        </Button>
      </p>
    );
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (await actions.setStep(step.step, step.status, draft)) close();
  };
  return (
    <form className="desk-checklist-edit" onSubmit={(event) => void save(event)} noValidate>
      {draft !== step.note && <LeaveGuard />}
      <TextInput
        id={id}
        value={draft}
        maxLength={500}
        aria-label={text("ui-checklist-note-of", { title })}
        aria-describedby={`${id}-help`}
        autoFocus
        onChange={(_, value) => setDraft(value)}
      />
      <div className="desk-heading-actions">
        <Button type="submit" variant="secondary" size="sm">
          {text("ui-checklist-note-save")}
        </Button>
        <Button variant="link" size="sm" onClick={close}>
          {text("ui-cancel")}
        </Button>
      </div>
      <span id={`${id}-help`} className="desk-hint">
        {text("ui-checklist-note-hint")}
      </span>
    </form>
  );
}
