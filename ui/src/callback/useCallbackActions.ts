import { useMemo } from "react";
import { useAttempt } from "../components/useAttempt";
import { call } from "../ipc/call";
import { commands, type StepStatus } from "../ipc/generated";
import { useDraftCache } from "../ipc/queries";

export type CallbackActions = {
  /** Marks a step of the checklist; without a note the one that is there stays. Whether it could be. */
  setStep(step: string, status: StepStatus, note?: string): Promise<boolean>;
  /** Replaces the hosts of the brands. Whether they could be. */
  setBrandHosts(hosts: string[]): Promise<boolean>;
};

/** What can be changed about the registration of a draft. A form that is open is saved first. */
export function useCallbackActions(id: string): CallbackActions {
  const cache = useDraftCache();
  const { attempt } = useAttempt();
  return useMemo(
    () => ({
      setStep: (step, status, note) =>
        attempt(async () => cache.put(await call(commands.setStep(id, step, status, note ?? null)))),
      setBrandHosts: (hosts) => attempt(async () => cache.put(await call(commands.setBrandHosts(id, hosts)))),
    }),
    [id, cache, attempt],
  );
}
