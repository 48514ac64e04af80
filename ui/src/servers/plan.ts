import type { PlanChangeView, PlanOperationView, PlanView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import type { Words } from "../messages/text";
import { planWords, SORTS } from "./words";

/** What of a plan is shown. */
export const SHOWN = ["changes", "conflicts", "all"] as const;
export type Shown = (typeof SHOWN)[number];

export type Mark = "added" | "changed" | "removed" | "unknown";

export const ACTIONS: Record<PlanOperationView["action"], MessageId> = {
  create: "ui-plan-mark-create",
  update: "ui-plan-mark-update",
  delete: "ui-plan-mark-delete",
  none: "ui-plan-mark-none",
};

export const MARKS: Record<Mark, MessageId> = {
  added: "ui-plan-change-added",
  changed: "ui-plan-change-changed",
  removed: "ui-plan-change-removed",
  unknown: "ui-plan-change-unknown",
};

/** What becomes of a field. What a secret is on the server nobody can say. */
export function markOf({ before, after }: PlanChangeView): Mark {
  if (before.is === "secret" && before.state === "unknown") return "unknown";
  if (before.is === "nothing") return "added";
  if (after.is === "nothing") return "removed";
  return "changed";
}

/** The changes that say something: of an object that is made, nothing becomes nothing everywhere. */
export function changesOf({ changes }: PlanOperationView): PlanChangeView[] {
  return changes.filter(({ before, after }) => before.is !== "nothing" || after.is !== "nothing");
}

type Say = ReturnType<typeof planWords>;

/** Whether an object is among what is looked for. */
export function matches(
  plan: PlanView,
  operation: PlanOperationView,
  shown: Shown,
  sought: string,
  words: Say,
): boolean {
  const isConflict = plan.conflicts.some(({ key, sort }) => key === operation.key && sort === operation.sort);
  if (shown === "changes" && operation.action === "none") return false;
  if (shown === "conflicts" && !isConflict) return false;
  const wanted = sought.trim().toLowerCase();
  if (wanted === "") return true;
  const texts = operation.changes.flatMap((change) => [
    change.path,
    words.field(change),
    words.value(change.before),
    words.value(change.after),
  ]);
  return [operation.key, ...texts].some((one) => one.toLowerCase().includes(wanted));
}

/** A plan as a text to send to somebody: where, what, and what stands in the way. */
export function planText(plan: PlanView, all: Words): string {
  const { text, textOf, textIf } = all;
  const words = planWords(all);
  const lines = [
    text("plan-server", { name: plan.server, url: plan.url }),
    text("ui-plan-counts", {
      create: plan.n_create,
      update: plan.n_update,
      delete: plan.n_delete,
      none: plan.n_none,
    }),
  ];
  for (const operation of plan.operations.filter(({ action }) => action !== "none")) {
    lines.push("", `${text(ACTIONS[operation.action])} ${text(SORTS[operation.sort])} ${operation.key}`);
    for (const change of changesOf(operation)) {
      const [before, after] = [words.value(change.before), words.value(change.after)];
      const name = `${words.field(change)} (${change.path})`;
      lines.push(
        change.lines.length > 0
          ? `  ${name}:\n${change.lines.map(({ line, text: one }) => `    ${SIGNS[line]} ${one}`).join("\n")}`
          : `  ${name}: ${before.replaceAll("\n", ", ")} → ${after.replaceAll("\n", ", ")}`,
      );
    }
  }
  if (plan.conflicts.length > 0) lines.push("", text("ui-plan-conflicts", { count: plan.conflicts.length }));
  for (const conflict of plan.conflicts) {
    const place = conflict.path === "" ? conflict.key : `${conflict.key}.${conflict.path}`;
    lines.push(`  ${place}: ${textOf(`window-conflict-${conflict.kind}`)}`);
  }
  if (plan.notes.length > 0) lines.push("");
  for (const { kind, subject } of plan.notes) {
    lines.push(textIf(`window-note-${kind}`, { subject }) ?? textOf(`plan-note-${kind}`, { subject }));
  }
  return `${lines.join("\n")}\n`;
}

const SIGNS = { same: " ", added: "+", removed: "−" } as const;
