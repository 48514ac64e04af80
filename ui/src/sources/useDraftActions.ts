import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useToast } from "../components/Toasts";
import { useAttempt } from "../components/useAttempt";
import { call } from "../ipc/call";
import { commands } from "../ipc/generated";
import { useDraftCache } from "../ipc/queries";
import { useText } from "../messages/text";

/** What can be done with a draft as a whole, from the list and from its page. */
export function useDraftActions() {
  const { text } = useText();
  const toast = useToast();
  const cache = useDraftCache();
  const navigate = useNavigate();
  const { attempt, undo } = useAttempt();
  return useMemo(
    () => ({
      copy: (id: string, name: string) =>
        attempt(async () => {
          const view = await call(commands.copyDraft(id, text("ui-copy-of", { name })));
          cache.put(view);
          const { name: copied, slug } = view.draft;
          toast({ kind: "done", tone: "success", title: text("ui-copied-draft", { name: copied, slug }) });
        }),
      remove: (id: string, name: string) =>
        attempt(async () => {
          await call(commands.deleteDraft(id));
          await navigate({ to: "/" });
          cache.remove(id);
          toast({
            kind: "done",
            tone: "info",
            title: text("ui-deleted-draft", { name }),
            undo: () => void undo(),
          });
        }),
    }),
    [attempt, undo, text, toast, cache, navigate],
  );
}
