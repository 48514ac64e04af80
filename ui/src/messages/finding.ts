import type { Finding } from "../ipc/generated";
import { useText } from "./text";

export type FindingWords = {
  what: string;
  why: string | null;
  remedy: string | null;
  /** That it cannot be told without the server, where that is so. */
  caveat: string | null;
};

/** The words of a finding. Its argument `label` is the id of the message with a field's label. */
export function useFindingWords(): (finding: Finding) => FindingWords {
  const { text, textOf, textIf } = useText();
  return (finding) => {
    const { label, ...others } = finding.arguments;
    const args = label === undefined ? others : { ...others, label: textOf(label) };
    const id = `lint-${finding.code}`;
    return {
      what: textOf(id, args),
      why: textIf(`${id}-why`, args),
      remedy: textIf(`${id}-fix`, args),
      caveat: finding.certainty === "unknown-offline" ? text("certainty-unknown-offline") : null,
    };
  };
}
