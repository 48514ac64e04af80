import { Button, Checkbox, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { useState } from "react";
import { CopyButton } from "../components/CopyButton";
import { Notice } from "../components/Notice";
import { ProblemNotice } from "../components/ProblemNotice";
import { useToast } from "../components/Toasts";
import { call } from "../ipc/call";
import { commands, type Problem, type ServerView } from "../ipc/generated";
import { useText } from "../messages/text";
import { Certificate, isChanged } from "./Certificate";
import { useServersCache } from "./queries";
import { ServerBand } from "./ServerBand";

type Props = {
  server: ServerView;
  /** What the check found: `server-certificate-untrusted` or `server-certificate-changed`. */
  problem: Problem;
  done(): void;
  close(): void;
};

/** Has a person compare a certificate's fingerprint before that certificate, and no other, is believed for a server. */
export function TrustDialog({ server, problem, done, close }: Props) {
  const { text } = useText();
  const toast = useToast();
  const cache = useServersCache();
  const [isCompared, setCompared] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { name, host } = server;
  const command = printing(server.url);

  const trust = async () => {
    setBusy(true);
    setError(null);
    try {
      await call(commands.pinCertificate(name, problem.arguments.fingerprint ?? ""));
      await cache.changed();
      toast({ kind: "done", tone: "success", title: text("ui-server-trust-done", { host }) });
      done();
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  const title = text("ui-server-trust-title", { name });
  return (
    <Modal
      isOpen
      variant="medium"
      onClose={close}
      aria-labelledby="trust-title"
      aria-describedby="trust-about"
    >
      <ModalHeader title={title} labelId="trust-title" />
      <ModalBody tabIndex={0} aria-label={title}>
        <div className="desk-stack">
          <ServerBand server={server} />
          {isChanged(problem) && <Notice tone="warning" title={text("ui-server-trust-changed")} />}
          <Certificate problem={problem} />
          <div id="trust-about">
            <p>{text("ui-server-trust-about")}</p>
          </div>
          <div>
            <p>{text("ui-server-trust-command")}</p>
            <p>
              <code className="desk-mono desk-break">{command}</code>{" "}
              <CopyButton value={command} what={text("ui-server-trust-command")} />
            </p>
          </div>
          {error !== null && <ProblemNotice error={error} />}
          <Checkbox
            id="trust-compared"
            label={text("ui-server-trust-compared")}
            isChecked={isCompared}
            onChange={(_, checked) => setCompared(checked)}
          />
        </div>
      </ModalBody>
      <ModalFooter>
        <Button
          variant={isChanged(problem) ? "danger" : "primary"}
          isDisabled={!isCompared || isBusy}
          isLoading={isBusy}
          onClick={() => void trust()}
        >
          {text("ui-server-trust-do")}
        </Button>
        <Button variant="link" onClick={close} isDisabled={isBusy}>
          {text("ui-cancel")}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

/** The command that prints the fingerprint where it is run: on the server itself, where nobody is in between. */
function printing(url: string): string {
  const { hostname, port } = new URL(url);
  const isName = !/^[\d.]+$|^\[/.test(hostname);
  const named = isName ? ` -servername ${hostname}` : "";
  return `openssl s_client -connect localhost:${port === "" ? "443" : port}${named} < /dev/null | openssl x509 -noout -fingerprint -sha256`;
}
