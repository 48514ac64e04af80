import { Button } from "@patternfly/react-core";
import { useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { Heading } from "../components/Heading";
import { ProblemNotice } from "../components/ProblemNotice";
import { call } from "../ipc/call";
import { type Choices, commands, type PlanRequest, type PlanView, type ServerView } from "../ipc/generated";
import { useText } from "../messages/text";
import { flushAll } from "../sources/form/autosave";
import { PlanForm } from "./PlanForm";
import { PlanPanel } from "./PlanPanel";
import { ServerBand } from "./ServerBand";
import { ServerFrame } from "./ServerPage";

/** Plans a push: which drafts, what would change, and then the way to apply it. */
export function PlanPage({ name }: { name: string }) {
  const { text } = useText();
  return (
    <ServerFrame name={name} place={text("ui-server-plan")}>
      {(server) => <Planning server={server} />}
    </ServerFrame>
  );
}

function Planning({ server }: { server: ServerView }) {
  const { text } = useText();
  const first = useLocation().state.drafts ?? [];
  const { plan, request, error, isBusy, make } = usePlan((wanted: PlanRequest) =>
    call(commands.showPlan(wanted)),
  );
  return (
    <>
      <Heading>{text("ui-plan-title", { name: server.name })}</Heading>
      <ServerBand server={server} />
      <p>{text("ui-plan-about")}</p>
      <PlanForm
        server={server}
        first={first}
        isBusy={isBusy}
        isAgain={plan !== null}
        make={(wanted) => void make(wanted)}
      />
      {error !== null && (
        <ProblemNotice error={error} {...(request !== null && { retry: () => void make(request) })} />
      )}
      {plan !== null && request !== null && (
        <PlanPanel
          key={plan.id}
          plan={plan}
          decide={(choices) => void make({ ...request, choices: merged(request.choices, choices) })}
          again={() => void make(request)}
        />
      )}
    </>
  );
}

/** What was decided before stays decided. */
function merged(before: Choices | undefined, more: Partial<Choices>): Choices {
  return { ...before, ...more, fields: { ...before?.fields, ...more.fields } };
}

/** Takes a run back: its own plan first, which says what cannot come back. */
export function RollbackPage({ name, run }: { name: string; run: number }) {
  const { text } = useText();
  return (
    <ServerFrame name={name} place={text("ui-plan-back-title", { run })}>
      {(server) => <TakingBack server={server} run={run} />}
    </ServerFrame>
  );
}

function TakingBack({ server, run }: { server: ServerView; run: number }) {
  const { text } = useText();
  const { plan, error, isBusy, make } = usePlan((over: boolean) => call(commands.showRollback(run, over)));
  return (
    <>
      <Heading>{text("ui-plan-back-title", { run })}</Heading>
      <ServerBand server={server} />
      <p>{text("ui-plan-back-about")}</p>
      <MakeOnce isBusy={isBusy} host={server.host} isMade={plan !== null} make={() => void make(false)} />
      {error !== null && <ProblemNotice error={error} retry={() => void make(false)} />}
      {plan !== null && (
        <PlanPanel key={plan.id} plan={plan} decide={() => void make(true)} again={() => void make(false)} />
      )}
    </>
  );
}

type MakeProps = { host: string; isBusy: boolean; isMade: boolean; make(): void };

/** Reading the server is asked for, never begun by opening a page. */
function MakeOnce({ host, isBusy, isMade, make }: MakeProps) {
  const { text } = useText();
  return (
    <div className="desk-heading-actions">
      <Button
        variant={isMade ? "secondary" : "primary"}
        onClick={make}
        isLoading={isBusy}
        isDisabled={isBusy}
      >
        {text(isMade ? "ui-plan-again" : "ui-plan-make")}
      </Button>
      <span role="status">{isBusy && text("ui-plan-reading", { host })}</span>
    </div>
  );
}

/** A plan in the making. */
function usePlan<Wanted>(read: (wanted: Wanted) => Promise<PlanView>) {
  const [plan, setPlan] = useState<PlanView | null>(null);
  const [request, setRequest] = useState<Wanted | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const make = async (wanted: Wanted) => {
    setBusy(true);
    setError(null);
    setPlan(null);
    setRequest(wanted);
    try {
      await flushAll();
      setPlan(await read(wanted));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return { plan, request, error, isBusy, make };
}
