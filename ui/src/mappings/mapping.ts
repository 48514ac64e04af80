import type { MappingUseView, MappingView, PropertyMapping, Protocol } from "../ipc/generated";

/** The kinds of property mapping, in the order of authentik's New Source list. */
export const KINDS: readonly Protocol[] = ["oauth", "kerberos", "ldap", "plex", "saml", "scim", "telegram"];

/** The kind of mapping for a protocol as the list of source types names it: `OAuth` is `oauth`. */
export function kindOf(protocol: string | undefined): Protocol | null {
  const id = protocol?.toLowerCase();
  return KINDS.find((kind) => kind === id) ?? null;
}

/** What an expression starts as. */
export const EMPTY_EXPRESSION = "return {}\n";

/** Compares names by their characters, as the order in which authentik runs a source's mappings. */
export function byName(one: { name: string }, other: { name: string }): number {
  const [a, b] = [[...one.name], [...other.name]];
  for (const [at, character] of a.entries()) {
    const against = b[at];
    if (against === undefined) return 1;
    const difference = (character.codePointAt(0) ?? 0) - (against.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The sources that use a mapping, but for one. */
export function usersBut(mapping: MappingView, draft: string | null): MappingUseView[] {
  return mapping.used_by.filter((use) => use.id !== draft);
}

/** The mappings that a source of a kind could use and does not yet. */
export function available(
  mappings: MappingView[],
  kind: Protocol | null,
  assigned: PropertyMapping[],
): MappingView[] {
  return mappings.filter(
    (mapping) => mapping.kind === kind && !assigned.some((one) => one.name === mapping.name),
  );
}
