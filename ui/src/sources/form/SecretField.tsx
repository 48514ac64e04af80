import { Button, Checkbox, FormGroup, TextArea, TextInput } from "@patternfly/react-core";
import { useState } from "react";
import { useEnter } from "../../components/composition";
import { ProblemNotice } from "../../components/ProblemNotice";
import { useText } from "../../messages/text";
import { useVault } from "../../vault/useVault";
import { useVaultDialogs } from "../../vault/VaultDialogs";
import { FieldNotes, validatedOf } from "./FieldNotes";
import { controlId, type FieldProps, focusControl, useFieldLabel } from "./field";
import { KeptSecret } from "./KeptSecret";

/**
 * A secret: typed once, handed to the Rust side, and gone from the page. What is kept there is told by its length and
 * its age; it comes back to the page only when a person asks to see it, and for half a minute.
 */
export function SecretField({ field, editor, findings, left }: FieldProps) {
  const { textIf } = useText();
  const label = useFieldLabel()(field);
  const id = controlId(field.name);
  const notesId = `${id}-notes`;
  const state = editor.view.secrets.find((secret) => secret.field === field.name);
  const [isReplacing, setReplacing] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isKept = state !== undefined && state.standing !== "not-set";

  const attempt = async (work: Promise<void>) => {
    try {
      await work;
      setError(null);
      setReplacing(false);
      // What had the focus is gone: the control that stands there now takes it.
      requestAnimationFrame(() => focusControl(field.name));
    } catch (problem) {
      setError(problem);
    }
  };

  return (
    <FormGroup label={label} fieldId={id} isRequired={field.required}>
      <div>
        {isKept && !isReplacing ? (
          <KeptSecret
            id={id}
            draft={editor.view.draft.id}
            label={label}
            state={state}
            replace={() => setReplacing(true)}
            forget={() => attempt(editor.forgetSecret(field.name))}
          />
        ) : (
          <SecretInput
            id={id}
            label={label}
            isMultiLine={field.multi_line}
            isReplacing={isReplacing}
            describedBy={notesId}
            validated={validatedOf(findings)}
            left={() => left(field.name)}
            keep={(secret) => attempt(editor.setSecret(field.name, secret))}
            cancel={isReplacing ? () => setReplacing(false) : undefined}
          />
        )}
      </div>
      {error !== null && <ProblemNotice error={error} />}
      <WhereItIsKept />
      <FieldNotes
        id={notesId}
        help={textIf(field.help_id)}
        findings={findings}
        fix={editor.fix}
        control={field.name}
      />
    </FormGroup>
  );
}

/** What becomes of a secret that is typed now, with the way to something better where there is one. */
function WhereItIsKept() {
  const { text } = useText();
  const { data: view } = useVault();
  const dialogs = useVaultDialogs();
  if (view?.state === "open") return <p className="desk-hint">{text("ui-secret-in-vault")}</p>;
  const isLocked = view?.state === "locked";
  return (
    <p className="desk-hint">
      {text(isLocked ? "ui-secret-vault-locked" : "ui-secret-memory-only")}{" "}
      <Button variant="link" isInline onClick={isLocked ? dialogs.unlock : () => dialogs.setUp("new")}>
        {text(isLocked ? "ui-vault-unlock" : "ui-vault-set-up")}
      </Button>
    </p>
  );
}

type InputProps = {
  id: string;
  label: string;
  /** A key file, which a one-line input would join into one line. */
  isMultiLine: boolean;
  isReplacing: boolean;
  describedBy: string;
  validated: "error" | "warning" | "default";
  left(): void;
  keep(secret: string): Promise<void>;
  cancel: (() => void) | undefined;
};

function SecretInput(props: InputProps) {
  const { label, isMultiLine, keep, cancel } = props;
  const { text } = useText();
  const [typed, setTyped] = useState("");
  const take = () => {
    if (typed === "") return;
    // The page lets go of the secret before anything else happens.
    setTyped("");
    void keep(typed);
  };
  const Input = isMultiLine ? KeyFile : OneLine;
  return (
    <div className={isMultiLine ? "desk-secret-file" : "desk-secret-input"}>
      <Input {...props} typed={typed} setTyped={setTyped} take={take} />
      <div className="desk-row">
        <Button
          variant="secondary"
          isDisabled={typed === ""}
          onClick={take}
          aria-label={text("ui-secret-keep-what", { label })}
        >
          {text("ui-secret-keep")}
        </Button>
        {cancel !== undefined && (
          <Button variant="link" onClick={cancel}>
            {text("ui-cancel")}
          </Button>
        )}
      </div>
    </div>
  );
}

type TypedProps = InputProps & { typed: string; setTyped(typed: string): void; take(): void };

function OneLine({ id, isReplacing, describedBy, validated, left, typed, setTyped, take }: TypedProps) {
  const enter = useEnter(take);
  return (
    <TextInput
      id={id}
      type="password"
      value={typed}
      autoComplete="off"
      spellCheck={false}
      className="desk-mono"
      validated={validated}
      aria-describedby={describedBy}
      // The person has just pressed Replace: typing is what comes next.
      autoFocus={isReplacing}
      onChange={(_, value) => setTyped(value)}
      onBlur={left}
      {...enter}
    />
  );
}

/** A text of many lines, such as a .p8 file or a keytab. A password input has one line only, so a style hides it. */
function KeyFile({ id, label, isReplacing, describedBy, validated, left, typed, setTyped }: TypedProps) {
  const { text } = useText();
  const [isShown, setShown] = useState(false);
  return (
    <div>
      <TextArea
        id={id}
        value={typed}
        rows={5}
        resizeOrientation="vertical"
        autoComplete="off"
        spellCheck={false}
        className={isShown ? "desk-mono" : "desk-mono desk-hidden-text"}
        validated={validated}
        aria-describedby={describedBy}
        autoFocus={isReplacing}
        onChange={(_, value) => setTyped(value)}
        onBlur={left}
      />
      <Checkbox
        id={`${id}-shown`}
        label={text("ui-secret-show")}
        aria-label={text("ui-secret-show-what", { label })}
        isChecked={isShown}
        onChange={(_, checked) => setShown(checked)}
      />
    </div>
  );
}
