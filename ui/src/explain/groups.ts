import type { ExplanationView } from "../ipc/generated";

/** Explanations by provider: both in the order in which they come, so that the nearest stays first. */
export function groupsOf(explanations: ExplanationView[]): [string, ExplanationView[]][] {
  const groups = new Map<string, ExplanationView[]>();
  for (const one of explanations) {
    const group = groups.get(one.provider);
    if (group === undefined) groups.set(one.provider, [one]);
    else group.push(one);
  }
  return [...groups];
}
