import {
  Button,
  Card,
  CardBody,
  CardTitle,
  FormGroup,
  FormSelect,
  FormSelectOption,
  Label,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
} from "@patternfly/react-core";
import { type FormEvent, useState } from "react";
import { Answer } from "../components/Answer";
import { Moment } from "../components/Moment";
import { Notice } from "../components/Notice";
import { ProblemNotice } from "../components/ProblemNotice";
import { useAttempt } from "../components/useAttempt";
import { call } from "../ipc/call";
import { commands, type SlotView, type VaultView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { PassphraseFields, usePassphrase } from "./PassphraseFields";
import { WAYS } from "./UnlockDialog";
import { useVault, useVaultCache } from "./useVault";
import { useVaultDialogs } from "./VaultDialogs";

const STATES: Record<VaultView["state"], MessageId> = {
  none: "ui-vault-state-none",
  locked: "ui-vault-state-locked",
  open: "ui-vault-state-open",
};

const LOCKED: Record<string, MessageId> = {
  idle: "ui-vault-locked-idle",
  sleep: "ui-vault-locked-sleep",
  "screen-locked": "ui-vault-locked-screen-locked",
  asked: "ui-vault-locked-asked",
};

const MINUTES = [1, 5, 10, 15, 30, 60];

/** The vault in the settings: how it is, what opens it, when it locks itself. */
export function VaultCard() {
  const { text } = useText();
  return (
    <Card>
      <CardTitle component="h2">{text("ui-vault")}</CardTitle>
      <CardBody>
        <Answer query={useVault()}>{(view) => <VaultFacts view={view} />}</Answer>
      </CardBody>
    </Card>
  );
}

function VaultFacts({ view }: { view: VaultView }) {
  const { text } = useText();
  const dialogs = useVaultDialogs();
  const cache = useVaultCache();
  const { attempt } = useAttempt();
  const change = (work: () => Promise<VaultView>) => void attempt(async () => cache.put(await work()));
  const isOpen = view.state === "open";
  const because = LOCKED[view.locked_because ?? ""];
  return (
    <div className="desk-stack">
      <p>
        <Label color={isOpen ? "green" : view.state === "locked" ? "blue" : "grey"}>
          {text(STATES[view.state])}
        </Label>{" "}
        {view.state !== "none" && text("ui-vault-keeps", { count: view.n_secrets })}{" "}
        {view.state === "locked" && because !== undefined && text(because)}
      </p>
      <p className="desk-hint">{text("vault-what-is-sealed")}</p>
      {view.n_unreadable > 0 && (
        <Notice
          tone="danger"
          title={text("ui-vault-unreadable", { count: view.n_unreadable })}
          component="h3"
        >
          {text("ui-vault-unreadable-about")}
        </Notice>
      )}
      {view.n_odd_slots > 0 && (
        <Notice
          tone="warning"
          title={text("ui-vault-odd-slots", { count: view.n_odd_slots })}
          component="h3"
        />
      )}
      {view.slots.length > 0 && <Slots view={view} change={change} />}
      <div className="desk-row desk-wrap">
        {view.state === "none" && (
          <Button variant="primary" onClick={() => dialogs.setUp("new")}>
            {text("ui-vault-set-up")}
          </Button>
        )}
        {view.state === "locked" && (
          <Button variant="primary" onClick={dialogs.unlock}>
            {text("ui-vault-unlock")}
          </Button>
        )}
        {isOpen && <OpenActions view={view} change={change} />}
      </div>
      {view.state !== "none" && (
        <FormGroup label={text("ui-vault-auto-lock")} fieldId="vault-auto-lock">
          <FormSelect
            id="vault-auto-lock"
            className="desk-short"
            value={view.auto_lock_minutes}
            onChange={(_, value) => change(() => call(commands.setAutoLock(Number(value))))}
          >
            {[...new Set([...MINUTES, view.auto_lock_minutes])]
              .sort((one, other) => one - other)
              .map((minutes) => (
                <FormSelectOption
                  key={minutes}
                  value={minutes}
                  label={text("ui-vault-minutes", { minutes })}
                />
              ))}
          </FormSelect>
        </FormGroup>
      )}
      {view.state === "locked" && <GiveUp change={change} />}
    </div>
  );
}

type ChangeProps = { change(work: () => Promise<VaultView>): void };

function Slots({ view, change }: { view: VaultView } & ChangeProps) {
  const { text } = useText();
  const remove = (slot: SlotView) => change(() => call(commands.removeSlot(slot.id)));
  return (
    <ul className="desk-slots" aria-label={text("ui-vault-ways-in")}>
      {view.slots.map((slot) => (
        <li key={slot.id} className="desk-slot">
          <span>
            {text(WAYS[slot.kind])} <span className="desk-hint">{text("ui-vault-since")}</span>{" "}
            <span className="desk-hint">
              <Moment at={slot.created_at} />
            </span>
          </span>
          {view.state === "open" && slot.removable && (
            <Button
              variant="link"
              size="sm"
              onClick={() => remove(slot)}
              aria-label={text("ui-vault-remove-what", { way: text(WAYS[slot.kind]) })}
            >
              {text("ui-vault-remove")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function OpenActions({ view, change }: { view: VaultView } & ChangeProps) {
  const { text } = useText();
  const dialogs = useVaultDialogs();
  const [isTyping, setTyping] = useState(false);
  const has = (kind: SlotView["kind"]) => view.slots.some((slot) => slot.kind === kind);
  return (
    <>
      <Button variant="secondary" onClick={() => change(() => call(commands.lockVault()))}>
        {text("ui-vault-lock")}
      </Button>
      {view.opened_with !== "keychain" && (
        <Button variant="secondary" onClick={() => change(() => call(commands.addKeychain()))}>
          {text("ui-vault-add-keychain")}
        </Button>
      )}
      <Button variant="secondary" onClick={() => setTyping(true)}>
        {text(has("passphrase") ? "ui-vault-change-passphrase" : "ui-vault-add-passphrase")}
      </Button>
      <Button variant="secondary" onClick={() => dialogs.setUp("recovery-key")}>
        {text("ui-vault-new-recovery-key")}
      </Button>
      <Button variant="secondary" onClick={() => dialogs.setUp("renew")}>
        {text("ui-vault-renew")}
      </Button>
      {isTyping && <PassphraseDialog close={() => setTyping(false)} />}
    </>
  );
}

function PassphraseDialog({ close }: { close(): void }) {
  const { text } = useText();
  const cache = useVaultCache();
  const passphrase = usePassphrase(false);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const set = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      cache.put(await call(commands.setPassphrase(passphrase.value)));
      close();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal isOpen variant="small" onClose={close} aria-labelledby="new-passphrase-title">
      <ModalHeader title={text("ui-vault-new-passphrase")} labelId="new-passphrase-title" />
      <ModalBody>
        <form id="new-passphrase" className="pf-v6-c-form" onSubmit={(event) => void set(event)}>
          <PassphraseFields passphrase={passphrase} />
          {error !== null && <ProblemNotice error={error} />}
        </form>
      </ModalBody>
      <ModalFooter>
        <Button
          variant="primary"
          type="submit"
          form="new-passphrase"
          isDisabled={!passphrase.isReady}
          isLoading={isBusy}
        >
          {text("ui-vault-set-passphrase")}
        </Button>
        <Button variant="link" onClick={close}>
          {text("ui-cancel")}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

/** The last resort, out of the way, and asked twice. */
function GiveUp({ change }: ChangeProps) {
  const { text } = useText();
  const [isAsking, setAsking] = useState(false);
  return (
    <div>
      <Button variant="link" isInline onClick={() => setAsking(true)}>
        {text("ui-vault-give-up")}
      </Button>
      {isAsking && (
        <Modal
          isOpen
          variant="small"
          onClose={() => setAsking(false)}
          aria-labelledby="give-up-title"
          aria-describedby="give-up-about"
        >
          <ModalHeader title={text("ui-vault-give-up-title")} labelId="give-up-title" />
          <ModalBody id="give-up-about">{text("ui-vault-give-up-about")}</ModalBody>
          <ModalFooter>
            <Button
              variant="danger"
              onClick={() => {
                setAsking(false);
                change(() => call(commands.discardVault()));
              }}
            >
              {text("ui-vault-give-up-run")}
            </Button>
            <Button variant="link" onClick={() => setAsking(false)}>
              {text("ui-cancel")}
            </Button>
          </ModalFooter>
        </Modal>
      )}
    </div>
  );
}
