import type { Draft, LabMappings, MappingList, PropertyMapping } from "../ipc/generated";
import { byName } from "../mappings/mapping";

export const LISTS: readonly MappingList[] = ["user_property_mappings", "group_property_mappings"];

/** A mapping that was made in the lab and is not stored yet. */
export type Added = { list: MappingList; id: number; name: string; expression: string };

/** A mapping as the lab shows it. */
export type Row = {
  /** Which one, as long as the lab is open. */
  key: string;
  list: MappingList;
  name: string;
  expression: string;
  /** Whether what is typed is not stored. */
  isTyped: boolean;
  /** The number of one that was made here; null: the source has it. */
  added: number | null;
};

/** The mappings of a source with what is typed over them by name, and those that were made here, in the order in which they run. */
export function rowsOf(draft: Draft, typed: ReadonlyMap<string, string>, added: readonly Added[]): Row[] {
  return LISTS.flatMap((list) => {
    const stored = draft[list].map(({ name, expression }): Row => {
      const text = typed.get(name) ?? expression;
      return {
        key: `${list} ${name}`,
        list,
        name,
        expression: text,
        isTyped: text !== expression,
        added: null,
      };
    });
    const made = added
      .filter((one) => one.list === list)
      .map(({ id, name, expression }): Row => {
        return { key: `added ${id}`, list, name, expression, isTyped: true, added: id };
      });
    return [...stored, ...made].sort(byName);
  });
}

/** The mappings to run. */
export function mappingsOf(rows: readonly Row[]): LabMappings {
  const of = (list: MappingList): PropertyMapping[] =>
    rows
      .filter((row) => row.list === list)
      .map(({ name, expression }) => ({ name: name.trim(), expression }));
  return { user: of("user_property_mappings"), group: of("group_property_mappings") };
}
