import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useToast } from "../components/Toasts";
import { useAttempt } from "../components/useAttempt";
import { call } from "../ipc/call";
import { commands, type MappingView } from "../ipc/generated";
import { useDraftCache } from "../ipc/queries";
import { useText } from "../messages/text";

/** What can be done with a property mapping as a whole, from the list and from its page. */
export function useMappingActions() {
  const { text } = useText();
  const toast = useToast();
  const cache = useDraftCache();
  const navigate = useNavigate();
  const { attempt, undo } = useAttempt();
  return useMemo(
    () => ({
      copy: (mapping: MappingView) =>
        attempt(async () => {
          const view = await call(
            commands.copyMapping(mapping.id, text("ui-copy-of", { name: mapping.name })),
          );
          await cache.refresh();
          toast({ kind: "done", tone: "success", title: text("ui-mapping-copied", { name: view.name }) });
        }),
      remove: (mapping: MappingView) =>
        attempt(async () => {
          const { name, used_by } = await call(commands.deleteMapping(mapping.id));
          // What is typed on its page is of no use any more.
          await navigate({ to: "/mappings", ignoreBlocker: true });
          await cache.refresh();
          const count = used_by.length;
          toast({
            kind: "done",
            tone: "info",
            title:
              count === 0
                ? text("ui-mapping-deleted", { name })
                : text("ui-mapping-deleted-all", { name, count }),
            undo: () => void undo(),
          });
        }),
    }),
    [attempt, undo, text, toast, cache, navigate],
  );
}
