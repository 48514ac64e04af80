import { call, ProblemError } from "../ipc/call";
import { commands, type Draft, type DraftView, type MappingView, type Protocol } from "../ipc/generated";
import { useDraftCache } from "../ipc/queries";
import { byName } from "../mappings/mapping";
import type { Row } from "./rows";

/** Stores what is typed: a mapping of the source, or a new one, which the source then has. Returns the source as it is now. */
export function useSaveRow(view: DraftView, kind: Protocol) {
  const cache = useDraftCache();
  return async (row: Row, mapping: MappingView | null): Promise<Draft> => {
    const name = row.name.trim();
    if (row.added === null) {
      if (mapping === null) {
        throw new ProblemError({
          code: "mapping-not-found",
          subject: name,
          detail: null,
          retryable: true,
          arguments: {},
        });
      }
      await call(commands.saveMapping(mapping.id, mapping.name, row.expression, mapping.revision));
    } else {
      // A name that is taken is refused here, before anything is stored.
      const made = await call(commands.createMapping(kind, name, row.expression));
      // The source as it is by now: what was changed elsewhere meanwhile stays.
      const { draft, revision } = await call(commands.showDraft(view.draft.id));
      const list = [...draft[row.list], { name: made.name, expression: made.expression }].sort(byName);
      await call(commands.saveDraft({ ...draft, [row.list]: list }, revision));
    }
    const now = await call(commands.showDraft(view.draft.id));
    cache.put(now);
    await cache.refresh();
    return now.draft;
  };
}
