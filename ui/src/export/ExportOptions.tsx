import { Checkbox, Form, FormGroup, Radio, TextInput } from "@patternfly/react-core";
import { Notice } from "../components/Notice";
import { useText } from "../messages/text";
import { type Choice, FORMATS, hasLoginPage, hasSourceStage, STYLES, withFormat } from "./choice";
import { SourceStageOption } from "./SourceStageOption";

type Props = {
  choice: Choice;
  choose(choice: Choice): void;
  /** Whether the login page can show a button for the source. */
  hasLoginButton: boolean;
};

/** What the source becomes, how that gets at the secret, and whether the button comes onto the login page. */
export function ExportOptions({ choice, choose, hasLoginButton }: Props) {
  const { text } = useText();
  return (
    <Form onSubmit={(event) => event.preventDefault()}>
      <FormGroup role="radiogroup" label={text("ui-export-format")} fieldId="format-blueprint">
        <div className="desk-export-formats">
          {FORMATS.map(({ format, label, about }) => (
            <Radio
              key={format}
              id={`format-${format}`}
              name="export-format"
              label={text(label)}
              description={text(about)}
              isChecked={choice.format === format}
              onChange={() => choose(withFormat(choice, format))}
            />
          ))}
        </div>
      </FormGroup>
      <div className="desk-export-options">
        {STYLES[choice.format].length > 0 && <SecretOptions choice={choice} choose={choose} />}
        {hasLoginButton && hasLoginPage(choice.format) && <LoginPageOption choice={choice} choose={choose} />}
        {hasLoginButton && hasSourceStage(choice.format) && (
          <SourceStageOption choice={choice} choose={choose} />
        )}
      </div>
    </Form>
  );
}

/** How the file gets at the secret. */
function SecretOptions({ choice, choose }: Pick<Props, "choice" | "choose">) {
  const { text } = useText();
  const isBlueprint = choice.format === "blueprint";
  return (
    <FormGroup
      role="radiogroup"
      label={text(isBlueprint ? "ui-secrets-style" : "ui-export-secrets")}
      fieldId="secrets-file"
      isStack
    >
      {STYLES[choice.format].map(({ style, label, about }) => (
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
          <p>{text(isBlueprint ? "ui-inline-warning-about" : "ui-export-inline-about")}</p>
          <Checkbox
            id="inline-confirmed"
            label={text(isBlueprint ? "ui-inline-confirm" : "ui-export-inline-confirm")}
            isChecked={choice.inlineConfirmed}
            onChange={(_, checked) => choose({ ...choice, inlineConfirmed: checked })}
          />
        </Notice>
      )}
    </FormGroup>
  );
}

/** Whether the button comes onto the login page, and onto which one. */
function LoginPageOption({ choice, choose }: Pick<Props, "choice" | "choose">) {
  const { text } = useText();
  const isOwned = choice.format === "terraform";
  return (
    <FormGroup role="group" label={text("ui-login-page")} fieldId="login-page" isStack>
      <Checkbox
        id="login-page"
        label={text("ui-login-page-add")}
        description={text(isOwned ? "ui-export-login-page-terraform" : "ui-login-page-add-about")}
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
