import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { useState } from "react";
import { ProblemNotice } from "../components/ProblemNotice";
import { useToast } from "../components/Toasts";
import { call } from "../ipc/call";
import { commands, type ServerView } from "../ipc/generated";
import { useText } from "../messages/text";
import { useServersCache } from "./queries";
import { ServerBand } from "./ServerBand";

type Props = { server: ServerView; done(): void; close(): void };

/** Asks before a server and its token are forgotten. */
export function RemoveDialog({ server, done, close }: Props) {
  const { text } = useText();
  const toast = useToast();
  const cache = useServersCache();
  const [error, setError] = useState<unknown>(null);
  const { name, host } = server;
  const remove = async () => {
    setError(null);
    try {
      await call(commands.removeServer(name));
      toast({ kind: "done", tone: "info", title: text("ui-servers-removed", { name, host }) });
      done();
      await cache.changed();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Modal
      isOpen
      variant="small"
      onClose={close}
      aria-labelledby="remove-server-title"
      aria-describedby="remove-server-about"
    >
      <ModalHeader title={text("ui-server-remove-title", { name })} labelId="remove-server-title" />
      <ModalBody>
        <div className="desk-stack">
          <ServerBand server={server} />
          <p id="remove-server-about">{text("ui-server-remove-about")}</p>
          {error !== null && <ProblemNotice error={error} />}
        </div>
      </ModalBody>
      <ModalFooter>
        <Button variant="danger" onClick={() => void remove()}>
          {text("ui-server-remove")}
        </Button>
        <Button variant="link" onClick={close}>
          {text("ui-server-remove-keep")}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
