import type { Step, StepName, StepState } from "../ipc/generated";
import { partsOf } from "../preview/url";

/** Who takes part in a login, from left to right. */
export const LIFELINES = ["browser", "wechat", "callback", "authentik"] as const;
export type Lifeline = (typeof LIFELINES)[number];

/** Every step of a login, in order. */
export const STEP_ORDER: readonly StepName[] = [
  "authorize",
  "scan",
  "confirm",
  "callback",
  "token",
  "userinfo",
  "mapping",
];

/** Whom a step goes from and to. A step at one lifeline is work done there. */
const WAYS: Record<StepName, { from: Lifeline; to: Lifeline }> = {
  authorize: { from: "browser", to: "wechat" },
  scan: { from: "browser", to: "wechat" },
  confirm: { from: "browser", to: "wechat" },
  callback: { from: "browser", to: "callback" },
  token: { from: "authentik", to: "wechat" },
  userinfo: { from: "authentik", to: "wechat" },
  mapping: { from: "authentik", to: "authentik" },
};

/** One row of the drawing. */
export type Arrow = {
  name: StepName;
  state: StepState | "ahead";
  from: Lifeline;
  to: Lifeline;
  /** What was asked: `GET /connect/qrconnect`. Empty before it happens. */
  asked: string;
  /** What came back: `HTTP 200`. Empty before it happens. */
  answered: string;
  ms: number | null;
};

/** The rows for a login as far as it has come; what is still ahead is drawn faintly. */
export function arrowsOf(steps: Step[]): Arrow[] {
  return STEP_ORDER.map((name) => {
    const step = steps.find((one) => one.name === name);
    const way = WAYS[name];
    if (step === undefined) return { name, state: "ahead", ...way, asked: "", answered: "", ms: null };
    return {
      name,
      state: step.state,
      ...way,
      asked: step.request === null ? "" : `${step.request.method} ${pathOf(step.request.url)}`,
      answered: step.response === null ? "" : `HTTP ${step.response.status}`,
      ms: step.state === "running" ? null : step.ms,
    };
  });
}

/** The path of a URL: what is in it beyond that is shown where there is room for it. */
function pathOf(url: string): string {
  return partsOf(url).base.replace(/^[a-z]+:\/\/[^/]*/i, "") || "/";
}
