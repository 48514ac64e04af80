import { useMemo } from "react";
import { call } from "../ipc/call";
import { commands } from "../ipc/generated";
import { useDraftCache } from "../ipc/queries";
import { flushAll } from "../sources/form/autosave";
import { useToast } from "./Toasts";

/** Does something with what is stored, after the last key press was saved; what goes wrong is told. Each answers whether it was done. */
export function useAttempt() {
  const toast = useToast();
  const cache = useDraftCache();
  return useMemo(() => {
    const attempt = async (work: () => Promise<void>): Promise<boolean> => {
      try {
        await flushAll();
        await work();
        return true;
      } catch (error) {
        toast({ kind: "problem", error });
        return false;
      }
    };
    return {
      attempt,
      /** Takes the last change back. */
      undo: () =>
        attempt(async () => {
          await call(commands.undo());
          await cache.refresh();
        }),
    };
  }, [toast, cache]);
}
