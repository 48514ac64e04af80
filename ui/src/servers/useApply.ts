import { useRef, useState } from "react";
import { call, ProblemError } from "../ipc/call";
import { type AppliedView, commands, type PushView } from "../ipc/generated";
import { flushAll } from "../sources/form/autosave";
import { useServersCache } from "./queries";

/** Executes a plan and watches it to its end. */
export function useApply(done: (applied: AppliedView) => void) {
  const cache = useServersCache();
  const [push, setPush] = useState<PushView | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const operation = useRef<string | null>(null);
  // A person may press the button before the operation has an id.
  const isStopWanted = useRef(false);

  const start = async (plan: string, typedHost: string | null) => {
    setError(null);
    setPush(null);
    setRunning(true);
    isStopWanted.current = false;
    try {
      await flushAll();
      const id = await call(commands.startApply(plan, typedHost));
      operation.current = id;
      if (isStopWanted.current) await call(commands.cancelApply(id));
      for (let version = 0; ; ) {
        const now = await call(commands.watchApply(id, version));
        ({ version } = now);
        setPush(now);
        if (now.problem !== null) throw new ProblemError(now.problem);
        if (now.applied !== null) {
          done(now.applied);
          return;
        }
      }
    } catch (problem) {
      setError(problem);
    } finally {
      operation.current = null;
      setRunning(false);
      await cache.changed();
    }
  };
  const stop = async () => {
    isStopWanted.current = true;
    if (operation.current === null) return;
    try {
      await call(commands.cancelApply(operation.current));
    } catch (problem) {
      setError(problem);
    }
  };
  return { push, error, isRunning, start, stop };
}
