import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { call } from "../ipc/call";
import { commands, type VaultView } from "../ipc/generated";

/** How often a look is taken whether the vault locked itself. */
const LOOK_MS = 10_000;

export const vault = () =>
  queryOptions({
    queryKey: ["vault"],
    queryFn: () => call(commands.vault()),
    refetchOnMount: "always",
    refetchInterval: ({ state }) => (state.data?.state === "open" ? LOOK_MS : false),
  });

/** How the vault is. */
export function useVault() {
  return useQuery(vault());
}

/** Takes in how the vault is now. What is known of secrets, and what the lints say of them, changes with it. */
export function useVaultCache() {
  const client = useQueryClient();
  return useMemo(
    () => ({
      put(view: VaultView): void {
        client.setQueryData(vault().queryKey, view);
        void client.invalidateQueries({ predicate: ({ queryKey }) => TOLD.has(String(queryKey[0])) });
      },
      look(): void {
        void client.invalidateQueries({ queryKey: ["vault"] });
      },
    }),
    [client],
  );
}

const TOLD = new Set(["drafts", "draft", "blueprint"]);
