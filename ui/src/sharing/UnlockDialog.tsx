import {
  Button,
  Form,
  FormGroup,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  TextInput,
} from "@patternfly/react-core";
import { useState } from "react";
import { ProblemNotice } from "../components/ProblemNotice";
import { call } from "../ipc/call";
import { commands, type ImportPreview, type LockedBundle } from "../ipc/generated";
import { useText } from "../messages/text";

type Props = { locked: LockedBundle; done(preview: ImportPreview): Promise<void>; close(): void };

/** Asks for what an encrypted bundle wants. What is typed is handed over once and gone from the page. */
export function UnlockDialog({ locked, done, close }: Props) {
  const { text } = useText();
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const wantsIdentity = locked.wants === "identity";
  const unlock = async () => {
    if (typed === "" || isBusy) return;
    setBusy(true);
    setError(null);
    setTyped("");
    try {
      const preview = await call(
        commands.unlockBundle(locked.bundle, wantsIdentity ? null : typed, wantsIdentity ? typed : null),
      );
      close();
      await done(preview);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal
      isOpen
      variant="small"
      onClose={close}
      aria-labelledby="unlock-title"
      aria-describedby="unlock-about"
    >
      <ModalHeader title={text("ui-bundle-locked")} labelId="unlock-title" />
      <ModalBody>
        <div className="desk-stack">
          <p id="unlock-about" className="desk-break">
            {text(wantsIdentity ? "ui-bundle-locked-identity" : "ui-bundle-locked-passphrase", {
              name: locked.name,
            })}
          </p>
          <Form
            id="unlock-form"
            onSubmit={(event) => {
              event.preventDefault();
              void unlock();
            }}
          >
            <FormGroup
              label={text(wantsIdentity ? "ui-bundle-identity" : "ui-bundle-passphrase")}
              fieldId="unlock-with"
              isRequired
            >
              <TextInput
                id="unlock-with"
                type="password"
                value={typed}
                autoComplete="off"
                spellCheck={false}
                // The person has just opened the file: typing is what comes next.
                autoFocus
                onChange={(_, value) => setTyped(value)}
              />
            </FormGroup>
          </Form>
          {error !== null && <ProblemNotice error={error} />}
        </div>
      </ModalBody>
      <ModalFooter>
        <Button
          variant="primary"
          type="submit"
          form="unlock-form"
          isDisabled={typed === "" || isBusy}
          isLoading={isBusy}
        >
          {text("ui-bundle-unlock")}
        </Button>
        <Button variant="link" onClick={close}>
          {text("ui-cancel")}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
