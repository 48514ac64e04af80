import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useToast } from "../components/Toasts";
import { call } from "../ipc/call";
import { commands, type MappingView } from "../ipc/generated";
import { useDraftCache } from "../ipc/queries";
import { useText } from "../messages/text";
import { flushAll } from "../sources/form/autosave";

/** What can be done with a property mapping as a whole, from the list and from its page. */
export function useMappingActions() {
  const { text } = useText();
  const toast = useToast();
  const cache = useDraftCache();
  const navigate = useNavigate();
  return useMemo(() => {
    const attempt = async (work: () => Promise<void>) => {
      try {
        await flushAll();
        await work();
      } catch (error) {
        toast({ kind: "problem", error });
      }
    };
    const undo = () =>
      attempt(async () => {
        await call(commands.undo());
        await cache.refresh();
      });
    return {
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
          await navigate({ to: "/mappings" });
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
    };
  }, [text, toast, cache, navigate]);
}
