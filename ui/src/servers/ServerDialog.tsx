import {
  Button,
  Checkbox,
  Form,
  FormGroup,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  Radio,
  TextArea,
  TextInput,
} from "@patternfly/react-core";
import { type FormEvent, type ReactNode, useState } from "react";
import { ProblemNotice } from "../components/ProblemNotice";
import { useToast } from "../components/Toasts";
import { call } from "../ipc/call";
import { commands, type ServerColour, type ServerView } from "../ipc/generated";
import { useText } from "../messages/text";
import { useVault } from "../vault/useVault";
import { useServersCache } from "./queries";
import { COLOURS, ServerBand } from "./ServerBand";

type Props = {
  /** The server to change; without it one is added. */
  server?: ServerView;
  done(server: ServerView): void;
  close(): void;
};

/** Adds or changes a server. Nothing is contacted. A token is typed once and never comes back to the page. */
export function ServerDialog({ server, done, close }: Props) {
  const { text } = useText();
  const toast = useToast();
  const cache = useServersCache();
  const [name, setName] = useState(server?.name ?? "");
  const [url, setUrl] = useState(server?.url ?? "");
  const [token, setToken] = useState("");
  const [colour, setColour] = useState<ServerColour>(server?.colour ?? "grey");
  const [isProduction, setProduction] = useState(server?.production ?? false);
  const [ca, setCa] = useState(server?.ca ?? "");
  const [pin, setPin] = useState(server?.pin ?? "");
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const title = server === undefined ? text("ui-servers-add") : text("ui-server-edit-title", { name });

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const given = token === "" ? null : token;
    try {
      const view = await call(
        server === undefined
          ? commands.addServer(name, url, isProduction, colour, ca, pin, given)
          : commands.changeServer(name, url, isProduction, colour, ca, pin, given),
      );
      setToken("");
      await cache.changed();
      const words = server === undefined ? "ui-servers-added" : "ui-servers-changed";
      toast({ kind: "done", tone: "success", title: text(words, { name: view.name, host: view.host }) });
      done(view);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const chooseAuthorities = async () => {
    setError(null);
    try {
      const chosen = await call(commands.chooseServerAuthorities());
      if (chosen !== null) setCa(chosen);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Modal isOpen variant="medium" onClose={close} aria-labelledby="server-title">
      <ModalHeader title={title} labelId="server-title" />
      <ModalBody tabIndex={0} aria-label={title}>
        <Form id="server" onSubmit={(event) => void save(event)}>
          {server !== undefined && <ServerBand server={server} />}
          {error !== null && <ProblemNotice error={error} />}
          {server === undefined && (
            <Field
              label={text("ui-server-name")}
              id="server-name"
              help={text("ui-server-name-help")}
              required
            >
              <TextInput
                id="server-name"
                value={name}
                isRequired
                autoFocus
                autoComplete="off"
                aria-describedby="server-name-help"
                onChange={(_, value) => setName(value)}
              />
            </Field>
          )}
          <Field label={text("ui-server-url")} id="server-url" help={text("ui-server-url-help")} required>
            <TextInput
              id="server-url"
              value={url}
              isRequired
              spellCheck={false}
              autoComplete="off"
              aria-describedby="server-url-help"
              onChange={(_, value) => setUrl(value)}
            />
          </Field>
          <Field label={text("ui-server-token")} id="server-token" help={<TokenHelp server={server} />}>
            <TextInput
              id="server-token"
              type="password"
              value={token}
              spellCheck={false}
              autoComplete="off"
              aria-describedby="server-token-help"
              onChange={(_, value) => setToken(value)}
            />
          </Field>
          <Checkbox
            id="server-production"
            label={text("ui-server-is-production")}
            description={text("ui-server-is-production-help")}
            isChecked={isProduction}
            onChange={(_, checked) => setProduction(checked)}
          />
          <Field
            label={text("ui-server-colour")}
            id="server-colour"
            help={text("ui-server-colour-help")}
            isGroup
          >
            <div className="desk-server-colours">
              {(Object.keys(COLOURS) as ServerColour[]).map((one) => (
                <Radio
                  key={one}
                  id={`server-colour-${one}`}
                  name="server-colour"
                  label={<span className={`desk-server-name desk-server-${one}`}>{text(COLOURS[one])}</span>}
                  isChecked={one === colour}
                  onChange={() => setColour(one)}
                />
              ))}
            </div>
          </Field>
          <Field label={text("ui-server-ca")} id="server-ca" help={text("ui-server-ca-help")}>
            <TextArea
              id="server-ca"
              className="desk-mono"
              value={ca}
              rows={3}
              spellCheck={false}
              resizeOrientation="vertical"
              aria-describedby="server-ca-help"
              onChange={(_, value) => setCa(value)}
            />
            <Button variant="link" isInline onClick={() => void chooseAuthorities()}>
              {text("ui-server-ca-choose")}
            </Button>
          </Field>
          <Field label={text("ui-server-pin")} id="server-pin" help={text("ui-server-pin-help")}>
            <TextInput
              id="server-pin"
              className="desk-mono"
              value={pin}
              spellCheck={false}
              autoComplete="off"
              aria-describedby="server-pin-help"
              onChange={(_, value) => setPin(value)}
            />
          </Field>
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button
          variant="primary"
          type="submit"
          form="server"
          isDisabled={isBusy || name.trim() === "" || url.trim() === ""}
          isLoading={isBusy}
        >
          {text(server === undefined ? "ui-server-add-do" : "ui-server-save")}
        </Button>
        <Button variant="link" onClick={close} isDisabled={isBusy}>
          {text("ui-cancel")}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

/** Where a token comes from, and where it would be kept. */
function TokenHelp({ server }: { server: ServerView | undefined }) {
  const { text } = useText();
  const { data: vault } = useVault();
  return (
    <>
      {server?.has_token === true ? text("ui-server-token-again") : text("ui-server-token-help")}
      {vault?.state === "none" && <> {text("ui-server-token-memory")}</>}
      {vault?.state === "locked" && <> {text("ui-server-token-locked")}</>}
    </>
  );
}

type FieldProps = {
  label: string;
  id: string;
  help: ReactNode;
  required?: boolean;
  isGroup?: boolean;
  children: ReactNode;
};

function Field({ label, id, help, required, isGroup, children }: FieldProps) {
  return (
    <FormGroup
      label={label}
      fieldId={id}
      isRequired={required === true}
      {...(isGroup === true && { role: "radiogroup" })}
    >
      {children}
      <p className="desk-hint" id={`${id}-help`}>
        {help}
      </p>
    </FormGroup>
  );
}
