import { Checkbox, Form, FormGroup, Radio, TextInput } from "@patternfly/react-core";
import { Notice } from "../components/Notice";
import type { ExportRequest, SecretStyle } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";

/** What a person chose, which is not yet a request while something is open. */
export type Choice = {
  secrets: SecretStyle;
  /** Asked a second time, because the secret then stands in the file for everybody who opens it. */
  inlineConfirmed: boolean;
  loginPage: boolean;
  stage: string;
};

/** The stage that authentik's own default login page is made of. */
const DEFAULT_STAGE = "default-authentication-identification";

export const FIRST_CHOICE: Choice = {
  secrets: "file",
  inlineConfirmed: false,
  loginPage: true,
  stage: DEFAULT_STAGE,
};

/** The request that a choice makes, or null while the second confirmation is missing. */
export function requestOf(choice: Choice, hasLoginButton: boolean): ExportRequest | null {
  if (choice.secrets === "inline" && !choice.inlineConfirmed) return null;
  const stage = choice.stage.trim();
  return {
    secrets: choice.secrets,
    login_page: hasLoginButton && choice.loginPage && stage !== "" ? stage : null,
  };
}

const STYLES: { style: SecretStyle; label: MessageId; about: MessageId }[] = [
  { style: "file", label: "ui-secrets-file", about: "ui-secrets-file-about" },
  { style: "env", label: "ui-secrets-env", about: "ui-secrets-env-about" },
  { style: "context", label: "ui-secrets-context", about: "ui-secrets-context-about" },
  { style: "inline", label: "ui-secrets-inline", about: "ui-secrets-inline-about" },
];

type Props = {
  choice: Choice;
  choose(choice: Choice): void;
  /** Whether the login page can show a button for the source. */
  hasLoginButton: boolean;
};

/** How the blueprint gets at the secret, and whether the button comes onto the login page. */
export function ExportOptions({ choice, choose, hasLoginButton }: Props) {
  const { text } = useText();
  return (
    <Form className="desk-export-options" onSubmit={(event) => event.preventDefault()}>
      <FormGroup role="radiogroup" label={text("ui-secrets-style")} fieldId="secrets-file" isStack>
        {STYLES.map(({ style, label, about }) => (
          <Radio
            key={style}
            id={`secrets-${style}`}
            name="secrets-style"
            label={text(label)}
            description={text(about)}
            isChecked={choice.secrets === style}
            onChange={() => choose({ ...choice, secrets: style, inlineConfirmed: false })}
          />
        ))}
        {choice.secrets === "inline" && (
          <Notice tone="warning" title={text("ui-inline-warning")} isLive>
            <p>{text("ui-inline-warning-about")}</p>
            <Checkbox
              id="inline-confirmed"
              label={text("ui-inline-confirm")}
              isChecked={choice.inlineConfirmed}
              onChange={(_, checked) => choose({ ...choice, inlineConfirmed: checked })}
            />
          </Notice>
        )}
      </FormGroup>
      {hasLoginButton && <LoginPageOption choice={choice} choose={choose} />}
    </Form>
  );
}

/** Whether the button comes onto the login page, and onto which one. */
function LoginPageOption({ choice, choose }: Pick<Props, "choice" | "choose">) {
  const { text } = useText();
  return (
    <FormGroup role="group" label={text("ui-login-page")} fieldId="login-page" isStack>
      <Checkbox
        id="login-page"
        label={text("ui-login-page-add")}
        description={text("ui-login-page-add-about")}
        isChecked={choice.loginPage}
        onChange={(_, checked) => choose({ ...choice, loginPage: checked })}
      />
      {choice.loginPage && (
        <FormGroup label={text("ui-login-page-stage")} fieldId="login-page-stage">
          <TextInput
            id="login-page-stage"
            className="desk-mono"
            value={choice.stage}
            spellCheck={false}
            autoComplete="off"
            onChange={(_, value) => choose({ ...choice, stage: value })}
          />
        </FormGroup>
      )}
    </FormGroup>
  );
}
