import {
  Button,
  Form,
  FormGroup,
  HelperText,
  HelperTextItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  Progress,
  TextInput,
} from "@patternfly/react-core";
import { type FormEvent, useState } from "react";
import { ProblemNotice } from "../components/ProblemNotice";
import type { AppliedView, PlanView } from "../ipc/generated";
import { useText } from "../messages/text";
import { ServerBand } from "./ServerBand";
import { useApply } from "./useApply";

type Props = { plan: PlanView; done(applied: AppliedView): void; close(): void };

/** Asks whether to send a plan, says where to, and shows how far it is. While it runs it stays. */
export function ApplyDialog({ plan, done, close }: Props) {
  const { text } = useText();
  const { push, error, isRunning, start, stop } = useApply(done);
  const [typed, setTyped] = useState("");
  const [isTried, setTried] = useState(false);
  const { server: name, host } = plan;
  const server = { name, host, colour: plan.colour, production: plan.production };
  const isTyped = !plan.production || typed.trim().toLowerCase() === host.toLowerCase();
  const title = text(isRunning ? "ui-apply-running" : "ui-apply-title", { name });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!isTyped) document.getElementById("apply-host")?.focus();
    else void start(plan.id, plan.production ? typed.trim() : null);
  };
  const progress = push?.progress ?? null;
  const total = progress?.total ?? 0;
  return (
    <Modal
      isOpen
      variant="small"
      {...(!isRunning && { onClose: close })}
      // What runs is stopped with its button, not by pressing Escape.
      onEscapePress={() => {
        if (!isRunning) close();
      }}
      aria-labelledby="apply-title"
      aria-describedby="apply-about"
    >
      <ModalHeader title={title} labelId="apply-title" />
      <ModalBody tabIndex={0} aria-label={title}>
        <div className="desk-stack">
          <ServerBand server={server} />
          <div id="apply-about">
            <p className="desk-break">{text("ui-apply-host", { url: plan.url })}</p>
            <p>
              {text("ui-plan-counts", {
                create: plan.n_create,
                update: plan.n_update,
                delete: plan.n_delete,
                none: plan.n_none,
              })}
            </p>
          </div>
          {isRunning ? (
            <>
              <Progress
                aria-label={text("ui-apply-running", { name })}
                value={progress?.done ?? 0}
                max={Math.max(1, total)}
                title={
                  progress === null || progress.now === ""
                    ? text("ui-apply-reading")
                    : text("ui-apply-now", { now: progress.now })
                }
                measureLocation="none"
              />
              <p role="status">
                {push?.stopping === true
                  ? text("ui-apply-stopping")
                  : total > 0 && text("ui-apply-progress", { done: progress?.done ?? 0, total })}
              </p>
            </>
          ) : (
            <Form id="apply" onSubmit={submit}>
              {plan.production && (
                <FormGroup label={text("ui-apply-type", { host })} fieldId="apply-host" isRequired>
                  <TextInput
                    id="apply-host"
                    value={typed}
                    isRequired
                    autoFocus
                    autoComplete="off"
                    spellCheck={false}
                    validated={isTried && !isTyped ? "error" : "default"}
                    aria-describedby="apply-host-note"
                    onChange={(_, value) => setTyped(value)}
                  />
                  <HelperText id="apply-host-note" isLiveRegion>
                    {isTried && !isTyped && (
                      <HelperTextItem variant="error">{text("ui-apply-type-wrong", { host })}</HelperTextItem>
                    )}
                  </HelperText>
                </FormGroup>
              )}
            </Form>
          )}
          {error !== null && <ProblemNotice error={error} />}
        </div>
      </ModalBody>
      <ModalFooter>
        {isRunning ? (
          <>
            <Button variant="secondary" onClick={() => void stop()} isDisabled={push?.stopping === true}>
              {text("ui-apply-stop")}
            </Button>
            <span className="desk-hint">{text("ui-apply-stop-about")}</span>
          </>
        ) : (
          <>
            <Button variant={plan.n_delete > 0 ? "danger" : "primary"} type="submit" form="apply">
              {text("ui-apply-do")}
            </Button>
            <Button variant="link" onClick={close}>
              {text("ui-apply-back")}
            </Button>
          </>
        )}
      </ModalFooter>
    </Modal>
  );
}
