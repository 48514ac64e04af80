import type { OperationEvent, Rehearsal, Step, TestRoute, WaitingFor } from "../ipc/generated";

/** A test login as far as it has come. */
export type Run = {
  /** How it comes back. */
  route: TestRoute;
  steps: Step[];
  qr: { confirm_url: string; svg: string } | null;
  page: { authorize_url: string; callback_url: string } | null;
  /** The origin of the page that the login window shows. */
  origin: string | null;
  waiting: WaitingFor | null;
  warnings: string[];
  rehearsal: Rehearsal | null;
};

export const NOTHING_YET: Run = {
  route: "simulator",
  steps: [],
  qr: null,
  page: null,
  origin: null,
  waiting: null,
  warnings: [],
  rehearsal: null,
};

/** What a test login looks like after one more event. */
export function after(run: Run, event: OperationEvent): Run {
  switch (event.kind) {
    case "step":
      return { ...run, steps: withStep(run.steps, event.step), waiting: waitingAfter(run, event.step) };
    case "qr":
      return { ...run, qr: { confirm_url: event.confirm_url, svg: event.svg } };
    case "page":
      return { ...run, page: { authorize_url: event.authorize_url, callback_url: event.callback_url } };
    case "shows":
      return { ...run, origin: event.origin };
    case "waiting":
      return { ...run, waiting: event.waiting_for };
    case "warning":
      return run.warnings.includes(event.code) ? run : { ...run, warnings: [...run.warnings, event.code] };
    case "finished":
      // The end tells every step again, as it was in the end.
      return { ...run, steps: event.rehearsal.steps, waiting: null, rehearsal: event.rehearsal };
  }
}

/** A step is told when it begins and when it ends; the later word counts. */
function withStep(steps: Step[], step: Step): Step[] {
  return steps.some((one) => one.name === step.name)
    ? steps.map((one) => (one.name === step.name ? step : one))
    : [...steps, step];
}

/** Nobody waits any more for a scan, a confirmation or an address when its step has ended. */
function waitingAfter(run: Run, step: Step): WaitingFor | null {
  const isLogin = run.waiting === "landing" || run.waiting === "window" || run.waiting === "browser";
  const awaited = isLogin ? "login" : run.waiting;
  return awaited === step.name && step.state !== "running" ? null : run.waiting;
}
