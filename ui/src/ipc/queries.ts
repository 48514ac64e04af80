import {
  keepPreviousData,
  type Query,
  QueryClient,
  queryOptions,
  useQueryClient,
} from "@tanstack/react-query";
import { useMemo } from "react";
import { call } from "./call";
import { commands, type DraftView, type ExportRequest, type Protocol, type Version } from "./generated";

/** Everything is on this computer: an answer is fresh until something here changes it, and no network can fail. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        networkMode: "always",
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

/** Another window or the command line may have changed it while a person looked away, or at something else. */
const CHANGED_ELSEWHERE = { refetchOnMount: "always", refetchOnWindowFocus: "always" } as const;

export const appFacts = () =>
  queryOptions({ queryKey: ["app-facts"], queryFn: () => call(commands.appFacts()) });

export const sourceTypes = () =>
  queryOptions({ queryKey: ["types"], queryFn: () => call(commands.listTypes(null)) });

export const fields = (sourceType: string, target: Version) =>
  queryOptions({
    queryKey: ["fields", sourceType, target],
    queryFn: () => call(commands.formFields(sourceType, target)),
    // While a person chooses another version the form stays where it is.
    placeholderData: keepPreviousData,
  });

/** The errors that can be explained: those with all of some words, or of one provider. */
export const explanations = (search: string, provider: string | null) =>
  queryOptions({
    queryKey: ["explanations", search, provider],
    queryFn: () => call(commands.listExplanations(search, provider)),
    placeholderData: keepPreviousData,
  });

/** What a pasted text speaks of. It may hold a secret, so it is forgotten as soon as nobody looks at it. */
export const explained = (error: string) =>
  queryOptions({
    queryKey: ["explained", error],
    queryFn: () => call(commands.explain(error)),
    gcTime: 0,
  });

/** The test logins of a draft that were kept, the newest first. The command line adds to them too. */
export const testRuns = (draft: string) =>
  queryOptions({
    queryKey: ["test-runs", draft],
    queryFn: () => call(commands.testRuns(draft)),
    ...CHANGED_ELSEWHERE,
  });

/** A test login that was kept. It never changes, but it may be deleted. */
export const testRun = (run: number) =>
  queryOptions({ queryKey: ["test-run", run], queryFn: () => call(commands.testRun(run)) });

/** What differs between two test logins that were kept. */
export const testRunComparison = (a: number, b: number) =>
  queryOptions({
    queryKey: ["test-run-comparison", a, b],
    queryFn: () => call(commands.compareTestRuns(a, b)),
  });

/** A page of the drafts, counted from 1. */
export const drafts = (search: string, tag: string | null = null, page = 1) =>
  queryOptions({
    queryKey: ["drafts", search, tag, page],
    queryFn: () => call(commands.listDrafts(search === "" ? null : search, tag, page - 1)),
    placeholderData: keepPreviousData,
    ...CHANGED_ELSEWHERE,
  });

export const draft = (id: string) =>
  queryOptions({
    queryKey: ["draft", id],
    queryFn: () => call(commands.showDraft(id)),
    ...CHANGED_ELSEWHERE,
  });

/** The versions of a draft, the newest first. */
export const history = (id: string) =>
  queryOptions({
    queryKey: ["history", id],
    queryFn: () => call(commands.draftHistory(id)),
    ...CHANGED_ELSEWHERE,
  });

/** What differs between two versions of a draft, which never changes. */
export const comparison = (id: string, before: number, after: number) =>
  queryOptions({
    queryKey: ["comparison", id, before, after],
    queryFn: () => call(commands.compareRevisions(id, before, after)),
  });

/** Property mappings in the order of their names. */
export const mappings = (search: string, kind: Protocol | null) =>
  queryOptions({
    queryKey: ["mappings", search, kind],
    queryFn: () => call(commands.listMappings(search === "" ? null : search, kind)),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
  });

export const mapping = (id: number) =>
  queryOptions({
    queryKey: ["mapping", id],
    queryFn: () => call(commands.showMapping(id)),
    refetchOnMount: "always",
  });

export const preview = (id: string, dark: boolean) =>
  queryOptions({
    queryKey: ["preview", id, dark],
    queryFn: () => call(commands.preview(id, dark)),
    refetchOnMount: "always",
  });

export const callback = (id: string) =>
  queryOptions({
    queryKey: ["callback", id],
    queryFn: () => call(commands.showCallback(id)),
    refetchOnMount: "always",
  });

export const rehearsalChoices = (type: string) =>
  queryOptions({
    queryKey: ["rehearsal-choices", type],
    queryFn: () => call(commands.rehearsalChoices(type)),
  });

/** What has to be prepared by hand for a real test login. */
export const testLoginPreparation = (id: string, port: number) =>
  queryOptions({
    queryKey: ["test-login-preparation", id, port],
    queryFn: () => call(commands.testLoginPreparation(id, port)),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
  });

export const blueprint = (id: string, request: ExportRequest) =>
  queryOptions({
    queryKey: ["blueprint", id, request],
    queryFn: () => call(commands.exportBlueprint(id, request)),
    placeholderData: keepPreviousData,
    refetchOnMount: "always",
    // A blueprint may hold a secret when it was asked for: it is not kept once nobody looks at it.
    gcTime: 0,
  });

/** Whether an answer has words in it, so that another language makes it old. */
export function hasWords({ queryKey }: Query): boolean {
  return queryKey[0] === "preview" || queryKey[0] === "blueprint" || queryKey[0] === "app-facts";
}

/** What to do with the cache after a draft changed. */
export function useDraftCache() {
  const client = useQueryClient();
  return useMemo(
    () => ({
      /** Takes an answer in and marks everything made from the draft as old. */
      put(view: DraftView): void {
        const id = view.draft.id;
        client.setQueryData(draft(id).queryKey, view);
        void client.invalidateQueries({ queryKey: ["drafts"] });
        void client.invalidateQueries({ queryKey: ["mappings"] });
        void client.invalidateQueries({ queryKey: ["mapping"] });
        void client.invalidateQueries({ queryKey: ["history", id] });
        void client.invalidateQueries({ queryKey: ["preview", id] });
        void client.invalidateQueries({ queryKey: ["callback", id] });
        void client.invalidateQueries({ queryKey: ["blueprint", id] });
      },
      /** Forgets a draft that was deleted. */
      remove(id: string): void {
        client.removeQueries({ queryKey: ["draft", id] });
        client.removeQueries({ queryKey: ["history", id] });
        client.removeQueries({ queryKey: ["comparison", id] });
        client.removeQueries({ queryKey: ["preview", id] });
        client.removeQueries({ queryKey: ["callback", id] });
        client.removeQueries({ queryKey: ["blueprint", id] });
        void client.invalidateQueries({ queryKey: ["drafts"] });
        void client.invalidateQueries({ queryKey: ["mappings"] });
      },
      /** Reads everything again: after undo, redo and the edit of a mapping, which may have changed any draft. */
      refresh(): Promise<void> {
        return client.invalidateQueries({ predicate: ({ queryKey }) => CHANGING.has(String(queryKey[0])) });
      },
    }),
    [client],
  );
}

const CHANGING = new Set([
  "drafts",
  "draft",
  "history",
  "mappings",
  "mapping",
  "preview",
  "callback",
  "blueprint",
]);
