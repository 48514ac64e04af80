import { Checkbox, FormGroup, TextInput } from "@patternfly/react-core";
import { useController } from "react-hook-form";
import { Addresses } from "../../callback/Addresses";
import { CallbackSummary } from "../../callback/CallbackSummary";
import { useCallbackActions } from "../../callback/useCallbackActions";
import type { Finding } from "../../ipc/generated";
import { useText } from "../../messages/text";
import { FieldNotes, validatedOf } from "./FieldNotes";
import { controlId } from "./field";
import type { DraftEditor } from "./useDraftEditor";

type Props = { editor: DraftEditor; findings: Finding[] };

/**
 * Where the source will be used. authentik's form does not ask this, but the addresses that others have to be told, and
 * WeChat's 授权回调域, follow from it.
 */
export function DeploymentFields({ editor, findings }: Props) {
  const { text } = useText();
  const { view } = editor;
  // Only a kind with a callback is registered with a provider.
  const isRegistered = view.callback_url !== "";
  const registered = view.draft.deployment.registered ?? null;
  const { setStep } = useCallbackActions(view.draft.id);
  return (
    <>
      <DeploymentText editor={editor} findings={findings} name="authentik_host" />
      {isRegistered ? <CallbackSummary view={view} /> : <Addresses view={view} />}
      {view.callback_domain !== "" && (
        <DeploymentText editor={editor} findings={findings} name="callback_domain" />
      )}
      {isRegistered && !view.host_is_placeholder && (
        <FormGroup>
          <Checkbox
            id={controlId("registered")}
            label={text("ui-registered-at")}
            description={
              registered === null
                ? text("ui-registered-at-hint")
                : text("ui-registered-as", { url: registered.callback_url })
            }
            isChecked={registered !== null}
            // The checklist says the same, so one command marks both.
            onChange={(_, checked) => void setStep("callback", checked ? "done" : "open")}
          />
        </FormGroup>
      )}
    </>
  );
}

type TextProps = Props & { name: "authentik_host" | "callback_domain" };

/** The placeholder is an example for both: the host, and the bare host that WeChat wants. */
const EXAMPLE = "auth.example.com";

function DeploymentText({ editor, findings, name }: TextProps) {
  const { text } = useText();
  const { field } = useController({ control: editor.form.control, name: `deployment.${name}` });
  const id = controlId(name);
  const words = name === "authentik_host" ? "authentik-host" : "callback-domain";
  const mine = findings.filter((finding) => finding.field === name);
  return (
    <FormGroup label={text(`field-${words}`)} fieldId={id}>
      <TextInput
        id={id}
        ref={field.ref}
        value={field.value}
        placeholder={EXAMPLE}
        validated={validatedOf(mine)}
        className="desk-mono"
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}-notes`}
        onChange={(_, value) => field.onChange(value)}
        onBlur={() => void editor.flush()}
      />
      <FieldNotes
        id={`${id}-notes`}
        help={text(`field-${words}-help`)}
        findings={mine}
        fix={editor.fix}
        control={name}
      />
    </FormGroup>
  );
}
