import type { Offers } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";

/** The steps of the New Source wizard. The first has no draft yet. */
export const STEPS = ["type", "create", "preview", "test", "finish"] as const;
export type StepId = (typeof STEPS)[number];

/** authentik's words for its own two steps, ours for what follows. */
export const STEP_NAMES: Record<StepId, MessageId> = {
  type: "ui-step-type",
  create: "ui-step-create",
  preview: "ui-step-preview",
  test: "ui-step-test",
  finish: "ui-step-finish",
};

export function isStep(text: string): text is StepId {
  return STEPS.some((step) => step === text);
}

/** The steps that a kind of source has: one without a login button has nothing to preview, most have no test login. */
export function stepsOf(offers: Offers | undefined): StepId[] {
  return STEPS.filter((step) => {
    if (step === "preview") return offers?.login_button === true;
    if (step === "test") return offers?.test_login === true;
    return true;
  });
}

/** The step before or after another of the same steps, or null at the ends. */
export function neighbour(steps: StepId[], step: StepId, by: 1 | -1): StepId | null {
  return steps[steps.indexOf(step) + by] ?? null;
}
