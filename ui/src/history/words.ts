import type { FieldValue, PartView, SummaryView } from "../ipc/generated";
import { useText } from "../messages/text";
import { wordsOf } from "../sources/form/draft-form";

/** How many of the parts that changed a line names. */
const PARTS_NAMED = 4;

/** The words of a source's history: what was done, which part it was, what a part held. */
export function useHistoryWords() {
  const { text, textOf, textIf } = useText();

  const part = ({ field, item, label_id }: PartView): string => {
    const label = textOf(label_id);
    if (item === null) return label;
    // A step has a name of its own; where the name depends on the provider, its short name has to do.
    const step = field === "checklist" ? textIf(`checklist-${item}`) : null;
    return textOf("history-part", { label, item: step === null || step.includes("{") ? item : step });
  };

  const parts = (list: readonly PartView[]): string => {
    const named = list.slice(0, PARTS_NAMED).map(part);
    const n_more = list.length - named.length;
    if (n_more > 0) named.push(textOf("history-more", { count: n_more }));
    return named.join(textOf("history-and"));
  };

  const summary = ({ what, subject, parts: changed }: SummaryView): string => {
    if (what === "changed" && changed.length === 0) return textOf("history-reordered");
    const id = what === "undone" || what === "redone" ? `history-${what}-${subject}` : `history-${what}`;
    return textOf(id, { subject, parts: parts(changed) });
  };

  const value = (of: PartView, held: FieldValue | null): string => {
    if (held === null) return textOf("history-value-none");
    if (typeof held === "boolean") return text(held ? "ui-yes" : "ui-no");
    if (of.field === "checklist" && Array.isArray(held)) {
      const [status = "", ...notes] = held;
      return [textOf(`status-${status}`), ...notes].filter((word) => word !== "").join(" · ");
    }
    const words = wordsOf(held);
    return words === "" ? textOf("history-value-empty") : words;
  };

  return { part, parts, summary, value };
}
