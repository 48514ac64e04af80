import {
  Button,
  Form,
  FormGroup,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  Radio,
  TextInput,
} from "@patternfly/react-core";
import { type FormEvent, useState } from "react";
import { Notice } from "../components/Notice";
import { ProblemNotice, useProblemWords } from "../components/ProblemNotice";
import { call } from "../ipc/call";
import { commands, type SlotWay } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { useVault, useVaultCache } from "./useVault";

export const WAYS: Record<SlotWay, MessageId> = {
  keychain: "vault-slot-keychain",
  passphrase: "vault-slot-passphrase",
  "recovery-key": "vault-slot-recovery-key",
};

const ORDER: SlotWay[] = ["keychain", "passphrase", "recovery-key"];

/** Opens the vault in one of its ways. */
export function UnlockDialog({ close }: { close(): void }) {
  const { text } = useText();
  const words = useProblemWords();
  const cache = useVaultCache();
  const { data: view } = useVault();
  const ways = ORDER.filter((way) => view?.slots.some((slot) => slot.kind === way));
  const refused = view?.keychain_said ?? null;
  const [chosen, setChosen] = useState<SlotWay | null>(null);
  // What the keychain refused a moment ago is not what comes to mind first.
  const way = chosen ?? ways.find((one) => refused === null || one !== "keychain") ?? "passphrase";
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  const unlock = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      if (way === "keychain") cache.put(await call(commands.unlockWithKeychain()));
      else if (way === "passphrase") cache.put(await call(commands.unlockWithPassphrase(typed)));
      else cache.put(await call(commands.unlockWithRecoveryKey(typed)));
      close();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal isOpen variant="small" onClose={close} aria-labelledby="unlock-title">
      <ModalHeader title={text("ui-vault-unlock")} labelId="unlock-title" />
      <ModalBody>
        <Form id="unlock" onSubmit={(event) => void unlock(event)}>
          {refused !== null && error === null && (
            <Notice tone="warning" title={words(refused).what}>
              {words(refused).fix}
            </Notice>
          )}
          {ways.length > 1 && (
            <FormGroup
              role="radiogroup"
              label={text("ui-vault-unlock-with")}
              fieldId="unlock-keychain"
              isStack
            >
              {ways.map((one) => (
                <Radio
                  key={one}
                  id={`unlock-${one}`}
                  name="unlock-way"
                  label={text(WAYS[one])}
                  isChecked={one === way}
                  onChange={() => {
                    setChosen(one);
                    setTyped("");
                    setError(null);
                  }}
                />
              ))}
            </FormGroup>
          )}
          {way !== "keychain" && (
            <FormGroup label={text(WAYS[way])} fieldId="unlock-typed" isRequired>
              <TextInput
                key={way}
                id="unlock-typed"
                // A recovery key is copied from paper, group by group: one has to see where one is.
                type={way === "passphrase" ? "password" : "text"}
                className={way === "passphrase" ? undefined : "desk-mono"}
                value={typed}
                autoComplete="off"
                spellCheck={false}
                autoFocus
                onChange={(_, value) => setTyped(value)}
              />
            </FormGroup>
          )}
          {error !== null && <ProblemNotice error={error} />}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          variant="primary"
          type="submit"
          form="unlock"
          isDisabled={way !== "keychain" && typed === ""}
          isLoading={isBusy}
        >
          {text("ui-vault-unlock-run")}
        </Button>
        <Button variant="link" onClick={close}>
          {text("ui-cancel")}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
