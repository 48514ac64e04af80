import {
  Button,
  Checkbox,
  Form,
  FormGroup,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  TextInput,
} from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Notice } from "../components/Notice";
import { ProblemNotice } from "../components/ProblemNotice";
import { useToast } from "../components/Toasts";
import { call } from "../ipc/call";
import { commands, type SetupView, type VaultView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { PassphraseFields, usePassphrase } from "./PassphraseFields";
import { useVault, useVaultCache } from "./useVault";

/** What a dialog ends with: a new vault, a new recovery key, a new data key. */
export type SetupPurpose = "new" | "recovery-key" | "renew";

const TITLES: Record<SetupPurpose, MessageId> = {
  new: "ui-vault-set-up",
  "recovery-key": "ui-vault-new-recovery-key",
  renew: "ui-vault-renew",
};

const DONE: Record<SetupPurpose, MessageId> = {
  new: "ui-vault-is-set-up",
  "recovery-key": "ui-vault-recovery-key-replaced",
  renew: "ui-vault-renewed",
};

type Props = { purpose: SetupPurpose; close(): void };

/** Ways in first where they are to be chosen, then the recovery key, then two of its groups typed back. Only then anything is stored. */
export function SetupDialog({ purpose, close }: Props) {
  const { text } = useText();
  const toast = useToast();
  const cache = useVaultCache();
  const [setup, setSetup] = useState<SetupView | null>(null);
  const [isConfirming, setConfirming] = useState(false);
  const cancel = () => {
    void commands.cancelSetup();
    close();
  };
  const done = (view: VaultView) => {
    cache.put(view);
    toast({ kind: "done", tone: "success", title: text(DONE[purpose]) });
    close();
  };
  return (
    <Modal isOpen variant="medium" onClose={cancel} aria-labelledby="setup-title">
      <ModalHeader title={text(TITLES[purpose])} labelId="setup-title" />
      {setup === null ? (
        <Ways purpose={purpose} next={setSetup} cancel={cancel} />
      ) : isConfirming ? (
        <TypeBack setup={setup} done={done} back={() => setConfirming(false)} cancel={cancel} />
      ) : (
        <WriteDown setup={setup} next={() => setConfirming(true)} cancel={cancel} />
      )}
    </Modal>
  );
}

type WaysProps = { purpose: SetupPurpose; next(setup: SetupView): void; cancel(): void };

function Ways({ purpose, next, cancel }: WaysProps) {
  const { text } = useText();
  const answers = useQuery({
    queryKey: ["keychain-answers"],
    queryFn: () => call(commands.keychainAnswers()),
    refetchOnMount: "always",
  });
  const { data: view } = useVault();
  const has = (kind: string) => view?.slots.some((slot) => slot.kind === kind) === true;
  // A passphrase that exists is asked for as it is; another one is set afterwards.
  const isKnown = purpose === "renew" && has("passphrase");
  const passphrase = usePassphrase(isKnown);
  const [withKeychain, setWithKeychain] = useState(true);
  const [withPassphrase, setWithPassphrase] = useState<boolean | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const hasKeychain = answers.data === true;
  const keychain = hasKeychain && withKeychain;
  const takesPassphrase = !keychain || (withPassphrase ?? isKnown);
  const choosesWays = purpose !== "recovery-key";
  const isReady = !choosesWays || !takesPassphrase || passphrase.isReady;

  const begin = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!isReady || isBusy) return;
    setBusy(true);
    setError(null);
    const typed = takesPassphrase ? passphrase.value : null;
    try {
      if (purpose === "recovery-key") next(await call(commands.beginRecoveryKey()));
      else if (purpose === "renew") next(await call(commands.beginRenewal(keychain, typed)));
      else next(await call(commands.beginVault(keychain, typed)));
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <>
      <ModalBody>
        <Form id="setup-ways" onSubmit={(event) => void begin(event)}>
          {purpose === "new" && <p>{text("vault-what-is-sealed")}</p>}
          {purpose === "renew" && <p>{text("ui-vault-renew-about")}</p>}
          {purpose === "recovery-key" && <p>{text("ui-vault-new-recovery-key-about")}</p>}
          {choosesWays && answers.data === false && (
            <Notice tone="info" title={text("ui-vault-no-keychain")} />
          )}
          {choosesWays && hasKeychain && (
            <Checkbox
              id="setup-keychain"
              label={text("ui-vault-with-keychain")}
              description={text("ui-vault-with-keychain-about")}
              isChecked={withKeychain}
              onChange={(_, isChecked) => setWithKeychain(isChecked)}
            />
          )}
          {choosesWays && keychain && (
            <Checkbox
              id="setup-passphrase"
              label={text("ui-vault-with-passphrase")}
              description={text("ui-vault-with-passphrase-about")}
              isChecked={takesPassphrase}
              onChange={(_, isChecked) => setWithPassphrase(isChecked)}
            />
          )}
          {choosesWays && takesPassphrase && <PassphraseFields passphrase={passphrase} />}
          {error !== null && <ProblemNotice error={error} />}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          variant="primary"
          type="submit"
          form="setup-ways"
          isDisabled={!isReady || answers.isPending}
          isLoading={isBusy}
        >
          {text("ui-next")}
        </Button>
        <Button variant="link" onClick={cancel}>
          {text("ui-cancel")}
        </Button>
      </ModalFooter>
    </>
  );
}

function WriteDown({ setup, next, cancel }: { setup: SetupView; next(): void; cancel(): void }) {
  const { text } = useText();
  return (
    <>
      <ModalBody>
        <div className="desk-stack">
          <p>{text("ui-vault-write-down")}</p>
          <ol className="desk-recovery-key" aria-label={text("vault-slot-recovery-key")}>
            {setup.recovery_key.split("-").map((group, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the groups of a key stand in a fixed order and may be equal.
              <li key={at}>
                <code>{group}</code>
              </li>
            ))}
          </ol>
          <Notice tone="warning" title={text("ui-vault-write-down-warning")}>
            {text("ui-vault-write-down-why")}
          </Notice>
        </div>
      </ModalBody>
      <ModalFooter>
        <Button variant="primary" onClick={next}>
          {text("ui-vault-written-down")}
        </Button>
        <Button variant="link" onClick={cancel}>
          {text("ui-cancel")}
        </Button>
      </ModalFooter>
    </>
  );
}

type TypeBackProps = { setup: SetupView; done(view: VaultView): void; back(): void; cancel(): void };

function TypeBack({ setup, done, back, cancel }: TypeBackProps) {
  const { text } = useText();
  const [typed, setTyped] = useState<string[]>(setup.groups.map(() => ""));
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      done(await call(commands.confirmSetup(typed.join(" "))));
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const [first = "", second = ""] = setup.groups.map(String);
  return (
    <>
      <ModalBody>
        <Form id="setup-type-back" onSubmit={(event) => void confirm(event)}>
          <p>{text("vault-type-groups", { first, second })}</p>
          {setup.groups.map((group, at) => (
            <FormGroup key={group} label={text("ui-vault-group", { group })} fieldId={`setup-group-${group}`}>
              <TextInput
                id={`setup-group-${group}`}
                className="desk-mono desk-group-input"
                value={typed[at] ?? ""}
                autoComplete="off"
                autoCapitalize="characters"
                spellCheck={false}
                autoFocus={at === 0}
                onChange={(_, value) =>
                  setTyped(typed.map((before, other) => (other === at ? value : before)))
                }
              />
            </FormGroup>
          ))}
          {error !== null && <ProblemNotice error={error} />}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          variant="primary"
          type="submit"
          form="setup-type-back"
          isDisabled={typed.some((group) => group.trim() === "")}
          isLoading={isBusy}
        >
          {text("ui-vault-confirm")}
        </Button>
        <Button variant="secondary" onClick={back}>
          {text("ui-vault-show-again")}
        </Button>
        <Button variant="link" onClick={cancel}>
          {text("ui-cancel")}
        </Button>
      </ModalFooter>
    </>
  );
}
