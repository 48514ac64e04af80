import type { Step, StepName, StepState } from "../ipc/generated";
import { partsOf } from "../preview/url";

/** Who takes part in a login, from left to right. */
export const LIFELINES = ["browser", "provider", "callback", "authentik"] as const;
export type Lifeline = (typeof LIFELINES)[number];

/** The steps of a WeChat login, in order. */
export const WECHAT_STEPS: readonly StepName[] = [
  "authorize",
  "scan",
  "confirm",
  "callback",
  "token",
  "userinfo",
  "mapping",
];

/** The steps of a login at any other provider, in order. */
export const PROVIDER_STEPS: readonly StepName[] = [
  "discovery",
  "keys",
  "authorize",
  "login",
  "callback",
  "token",
  "userinfo",
  "groups",
  "emails",
  "mapping",
];

/** What only some providers ask for: drawn once it has happened. */
const OPTIONAL: readonly StepName[] = ["discovery", "keys", "groups", "emails"];

/** Whom a step goes from and to. A step at one lifeline is work done there. */
const WAYS: Record<StepName, { from: Lifeline; to: Lifeline }> = {
  discovery: { from: "authentik", to: "provider" },
  keys: { from: "authentik", to: "provider" },
  authorize: { from: "browser", to: "provider" },
  scan: { from: "browser", to: "provider" },
  confirm: { from: "browser", to: "provider" },
  login: { from: "browser", to: "provider" },
  callback: { from: "browser", to: "callback" },
  token: { from: "authentik", to: "provider" },
  userinfo: { from: "authentik", to: "provider" },
  emails: { from: "authentik", to: "provider" },
  groups: { from: "authentik", to: "provider" },
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
export function arrowsOf(steps: Step[], order: readonly StepName[]): Arrow[] {
  const stepOf = (name: StepName) => steps.find((one) => one.name === name);
  const drawn = order.filter((name) => !OPTIONAL.includes(name) || stepOf(name) !== undefined);
  return drawn.map((name) => {
    const step = stepOf(name);
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
