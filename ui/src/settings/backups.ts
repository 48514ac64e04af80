import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { call } from "../ipc/call";
import { type BackupList, commands } from "../ipc/generated";

/** The backups, the newest first. */
export const backups = () =>
  queryOptions({
    queryKey: ["backups"],
    queryFn: () => call(commands.listBackups()),
    refetchOnMount: "always",
  });

/** How the drafts differ from a backup. */
export const backupDifference = (name: string) =>
  queryOptions({
    queryKey: ["backup-difference", name],
    queryFn: () => call(commands.compareBackup(name)),
    // The drafts may have changed since it was asked last.
    gcTime: 0,
  });

/** The checks of the data folder; asked only when a person wants it. */
export const checkup = () =>
  queryOptions({ queryKey: ["checkup"], queryFn: () => call(commands.checkUp()), enabled: false });

/** The ways out of a damaged database; null if it is sound. */
export const recovery = () =>
  queryOptions({ queryKey: ["recovery"], queryFn: () => call(commands.showRecovery()), gcTime: 0 });

/** What to do with the cache when the database was copied or is another one. */
export function useBackupCache() {
  const client = useQueryClient();
  return useMemo(
    () => ({
      /** Takes in a new list of backups. */
      put(list: BackupList): void {
        client.setQueryData(backups().queryKey, list);
      },
      /** Forgets everything that was read of the old database, and reads again what is on screen. */
      async replaced(): Promise<void> {
        await client.resetQueries();
      },
    }),
    [client],
  );
}

/** A moment in full: two backups of one day must not sound the same. */
export function exactly(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "medium" }).format(new Date(at));
}
