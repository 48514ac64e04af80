import type { DriftSide, PlanSort, PlanValue } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText, type Words } from "../messages/text";

export const SORTS: Record<PlanSort, MessageId> = {
  source: "plan-model-source",
  mapping: "plan-model-mapping",
  stage: "plan-model-stage",
};

export const SIDES: Record<DriftSide, MessageId> = {
  server: "ui-server-drift-side-server",
  draft: "ui-server-drift-side-draft",
  both: "ui-server-drift-side-both",
  missing: "ui-server-drift-side-missing",
};

type Named = { path: string; label_id: string | null };

/** The words of what a plan says, in the language on screen. */
export function planWords({ text, textIf }: Words) {
  return {
    /** A field by its label; by its name in the API where no form has it. */
    field: ({ path, label_id }: Named) => (label_id === null ? null : textIf(label_id)) ?? path,
    /** A value as a text. */
    value: (value: PlanValue): string => {
      switch (value.is) {
        case "nothing":
          return text("ui-plan-value-none");
        case "flag":
          return text(value.on ? "ui-yes" : "ui-no");
        case "choice":
          return textIf(value.label_id) ?? value.value;
        case "text":
          return value.text;
        case "secret":
          return text(SECRETS[value.state]);
      }
    },
  };
}

const SECRETS = {
  unknown: "ui-plan-value-unknown",
  set: "ui-plan-value-set",
  unchanged: "ui-plan-value-unchanged",
} as const;

export function usePlanWords() {
  return planWords(useText());
}
