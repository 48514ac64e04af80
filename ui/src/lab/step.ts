import { idPart } from "../messages/text";

/** The message about a step of authentik's procedure, which is called `D2` or `F user_write`. */
export function stepId(step: string): string {
  return `lab-step-${idPart(step.toLowerCase()).replaceAll(" ", "-")}`;
}
