import { useMemo } from "react";
import { useToast } from "../components/Toasts";
import { call } from "../ipc/call";
import { commands, type StepStatus } from "../ipc/generated";
import { useDraftCache } from "../ipc/queries";
import { flushAll } from "../sources/form/autosave";

export type CallbackActions = {
  /** Marks a step of the checklist; without a note the one that is there stays. Whether it could be. */
  setStep(step: string, status: StepStatus, note?: string): Promise<boolean>;
  /** Replaces the hosts of the brands. Whether they could be. */
  setBrandHosts(hosts: string[]): Promise<boolean>;
};

/** What can be changed about the registration of a draft. A form that is open is saved first. */
export function useCallbackActions(id: string): CallbackActions {
  const cache = useDraftCache();
  const toast = useToast();
  return useMemo(() => {
    const attempt = async (work: () => ReturnType<typeof commands.setStep>) => {
      try {
        await flushAll();
        cache.put(await call(work()));
        return true;
      } catch (error) {
        toast({ kind: "problem", error });
        return false;
      }
    };
    return {
      setStep: (step, status, note) => attempt(() => commands.setStep(id, step, status, note ?? null)),
      setBrandHosts: (hosts) => attempt(() => commands.setBrandHosts(id, hosts)),
    };
  }, [id, cache, toast]);
}
