import { FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput } from "@patternfly/react-core";
import { useState } from "react";
import { useText } from "../messages/text";

/** A passphrase being typed: a new one twice, one that exists once. */
export type Passphrase = {
  isKnown: boolean;
  value: string;
  again: string;
  isReady: boolean;
  type(value: string): void;
  typeAgain(value: string): void;
};

export function usePassphrase(isKnown: boolean): Passphrase {
  const [value, type] = useState("");
  const [again, typeAgain] = useState("");
  const isReady = value !== "" && (isKnown || value === again);
  return { isKnown, value, again, isReady, type, typeAgain };
}

/** The inputs for a passphrase. Whether it is strong enough is for the Rust side to say. */
export function PassphraseFields({ passphrase }: { passphrase: Passphrase }) {
  const { text } = useText();
  const { isKnown, value, again, type, typeAgain } = passphrase;
  const differs = again !== "" && again !== value;
  return (
    <>
      <FormGroup
        label={text(isKnown ? "vault-slot-passphrase" : "ui-vault-new-passphrase")}
        fieldId="passphrase"
        isRequired
      >
        <TextInput
          id="passphrase"
          type="password"
          value={value}
          autoComplete="off"
          aria-describedby="passphrase-hint"
          onChange={(_, typed) => type(typed)}
        />
        <FormHelperText>
          <HelperText id="passphrase-hint">
            <HelperTextItem>
              {text(isKnown ? "ui-vault-passphrase-known" : "ui-vault-passphrase-hint")}
            </HelperTextItem>
          </HelperText>
        </FormHelperText>
      </FormGroup>
      {!isKnown && (
        <FormGroup label={text("ui-vault-passphrase-again")} fieldId="passphrase-again" isRequired>
          <TextInput
            id="passphrase-again"
            type="password"
            value={again}
            autoComplete="off"
            validated={differs ? "error" : "default"}
            aria-describedby="passphrase-again-hint"
            onChange={(_, typed) => typeAgain(typed)}
          />
          <FormHelperText>
            <HelperText id="passphrase-again-hint" isLiveRegion>
              {differs && (
                <HelperTextItem variant="error">{text("ui-vault-passphrase-differs")}</HelperTextItem>
              )}
            </HelperText>
          </FormHelperText>
        </FormGroup>
      )}
    </>
  );
}
