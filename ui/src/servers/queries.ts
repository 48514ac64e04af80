import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { call } from "../ipc/call";
import { commands } from "../ipc/generated";

/** The command line changes servers and runs too. */
const CHANGED_ELSEWHERE = { refetchOnMount: "always", refetchOnWindowFocus: "always" } as const;

/** The servers by name. Nothing is contacted. */
export const servers = () =>
  queryOptions({
    queryKey: ["servers"],
    queryFn: () => call(commands.listServers()),
    ...CHANGED_ELSEWHERE,
  });

/** The plans that were applied, the newest first. */
export const pushRuns = () =>
  queryOptions({
    queryKey: ["push-runs"],
    queryFn: () => call(commands.pushRuns()),
    ...CHANGED_ELSEWHERE,
  });

/** What was found of drift the last time that a person asked. Nothing is contacted. */
export const knownDrift = () =>
  queryOptions({
    queryKey: ["known-drift"],
    queryFn: () => call(commands.knownDrift()),
    refetchOnMount: "always",
  });

/** Reads again what a change of servers, a pull or an apply makes old. */
export function useServersCache() {
  const client = useQueryClient();
  return useMemo(() => {
    const renew = (keys: ReadonlySet<string>) =>
      client.invalidateQueries({ predicate: ({ queryKey }) => keys.has(String(queryKey[0])) });
    return {
      changed: () => renew(SERVERS),
      pulled: () => renew(PULLED),
    };
  }, [client]);
}

const SERVERS = new Set(["servers", "push-runs", "known-drift"]);
const PULLED = new Set([
  ...SERVERS,
  "drafts",
  "draft",
  "history",
  "mappings",
  "mapping",
  "preview",
  "callback",
  "blueprint",
]);
