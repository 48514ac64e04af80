import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { call } from "../ipc/call";
import {
  commands,
  type PhoneAction,
  type RehearsalOptions,
  type TestLoginRequest,
  type TestRoute,
} from "../ipc/generated";
import { after, NOTHING_YET, type Run } from "./operation";

export type TestLogin = {
  run: Run | null;
  isRunning: boolean;
  error: unknown;
  start(options: RehearsalOptions): Promise<void>;
  startReal(request: TestLoginRequest): Promise<void>;
  /** Opens the page that the login waits for in the person's browser; fails with the reason. */
  openPage(): Promise<void>;
  /** Gives the address that the browser landed on; fails with what is wrong with it. */
  paste(address: string): Promise<void>;
  phone(action: PhoneAction): Promise<void>;
  cancel(): Promise<void>;
};

/** Runs test logins of one draft. The last one is kept, so that leaving the screen and coming back shows it. */
export function useTestLogin(draft: string): TestLogin {
  const client = useQueryClient();
  const key = ["test-login", draft];
  const [run, setRun] = useState<Run | null>(() => client.getQueryData<Run>(key) ?? null);
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const operation = useRef<string | null>(null);

  const cancel = useCallback(async () => {
    const id = operation.current;
    if (id === null) return;
    try {
      await call(commands.cancelOperation(id));
    } catch (problem) {
      setError(problem);
    }
  }, []);

  // Nobody is left to hold the phone when the screen is gone.
  useEffect(() => () => void cancel(), [cancel]);

  const watch = async (begin: () => Promise<string>, route: TestRoute) => {
    let now: Run = { ...NOTHING_YET, route };
    setError(null);
    setRun(now);
    setRunning(true);
    try {
      const id = await begin();
      operation.current = id;
      let next = 0;
      for (let finished = false; !finished; ) {
        const view = await call(commands.watchOperation(id, next));
        now = view.events.reduce(after, now);
        ({ next, finished } = view);
        setRun(now);
      }
      client.setQueryData(key, now);
    } catch (problem) {
      setError(problem);
    } finally {
      operation.current = null;
      setRunning(false);
    }
  };

  const phone = async (action: PhoneAction) => {
    if (operation.current === null) return;
    try {
      await call(commands.phone(operation.current, action));
    } catch (problem) {
      setError(problem);
    }
  };

  const start = (options: RehearsalOptions) =>
    watch(() => call(commands.startRehearsal(draft, options)), "simulator");

  const startReal = (request: TestLoginRequest) =>
    watch(() => call(commands.startTestLogin(draft, request)), request.route);

  const openPage = async () => {
    if (operation.current !== null) await call(commands.openPage(operation.current));
  };

  const paste = async (address: string) => {
    if (operation.current !== null) await call(commands.pasteLanding(operation.current, address));
  };

  return { run, isRunning, error, start, startReal, openPage, paste, phone, cancel };
}
