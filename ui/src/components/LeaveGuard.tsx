import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { useBlocker, useRouter } from "@tanstack/react-router";
import { useText } from "../messages/text";

/** Asks before a screen is left while something is typed that only a button saves. */
export function LeaveGuard() {
  // A form that is drawn by itself has no screens to leave.
  const router = useRouter({ warn: false });
  return router === null || router === undefined ? null : <Guard />;
}

function Guard() {
  const { text } = useText();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => true,
    enableBeforeUnload: false,
    withResolver: true,
  });
  if (status !== "blocked") return null;
  return (
    <Modal
      isOpen
      variant="small"
      onClose={reset}
      aria-labelledby="leave-title"
      aria-describedby="leave-about"
    >
      <ModalHeader title={text("ui-leave")} labelId="leave-title" />
      <ModalBody id="leave-about">{text("ui-leave-about")}</ModalBody>
      <ModalFooter>
        <Button variant="primary" onClick={reset}>
          {text("ui-leave-stay")}
        </Button>
        <Button variant="link" isDanger onClick={proceed}>
          {text("ui-leave-go")}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
