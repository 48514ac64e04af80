import type { SourceTypeView, Version } from "../ipc/generated";
import { useText } from "../messages/text";

/** What a person can know a kind of source by, in the language on screen. */
export type KindWords = { name: string; about: string };

/** The words for a kind: its name in the language on screen, and what it is for. */
export function useKindWords(): (kind: SourceTypeView) => KindWords {
  const { textIf } = useText();
  return (kind) => ({
    name: textIf(`type-${kind.type}`) ?? kind.name,
    about: textIf(`type-${kind.type}-about`) ?? kind.description,
  });
}

/** The kinds that a filter leaves, in authentik's order: each of its words is in the name, protocol or description. */
export function kindsThatMatch(
  kinds: SourceTypeView[],
  filter: string,
  wordsOf: (kind: SourceTypeView) => KindWords,
): SourceTypeView[] {
  const wanted = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return kinds.filter((kind) => {
    const { name, about } = wordsOf(kind);
    const said = [kind.type, kind.name, kind.protocol, kind.description, name, about]
      .join("\n")
      .toLowerCase();
    return wanted.every((word) => said.includes(word));
  });
}

/** The first and last version that know a kind, where not all versions do. */
export function limitsOf(kind: SourceTypeView, all: Version[]): { since?: Version; until?: Version } {
  const first = kind.versions[0];
  const last = kind.versions.at(-1);
  return {
    ...(first !== undefined && first !== all[0] && { since: first }),
    ...(last !== undefined && last !== all.at(-1) && { until: last }),
  };
}

/** The name that a new source starts with: “WeChat OAuth Source” is “WeChat” on the login button. */
export function firstName({ name }: SourceTypeView): string {
  return name.replace(/( OAuth)? Source$/, "");
}
