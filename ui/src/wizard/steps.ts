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

/** The step before or after another, or null at the ends. */
export function neighbour(step: StepId, by: 1 | -1): StepId | null {
  return STEPS[STEPS.indexOf(step) + by] ?? null;
}
