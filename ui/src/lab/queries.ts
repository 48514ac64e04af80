import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call } from "../ipc/call";
import { commands, type LabRequest, type MappingList, type Protocol } from "../ipc/generated";

/** What there is to try with. Test logins that are kept meanwhile come with it. */
export const labOffers = (draft: string) =>
  queryOptions({
    queryKey: ["lab-offers", draft],
    queryFn: () => call(commands.labOffers(draft)),
    refetchOnMount: "always",
  });

/** What comes of the mappings; until then what came of those before. It holds somebody's data and is soon forgotten. */
export const labRun = (request: LabRequest, directory: string, revision: number) =>
  queryOptions({
    queryKey: ["lab-run", request, directory, revision],
    queryFn: () => call(commands.labRun(request)),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });

/** The same in each of the matching modes. */
export const labAllModes = (request: LabRequest, directory: string, revision: number) =>
  queryOptions({
    queryKey: ["lab-all-modes", request, directory, revision],
    queryFn: () => call(commands.labAllModes(request)),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });

/** Mappings to start from. */
export const recipes = (draft: string, slug: string) =>
  queryOptions({ queryKey: ["recipes", draft, slug], queryFn: () => call(commands.recipes(draft)) });

/** The words that mappings of a list can use. */
export const mappingWords = (kind: Protocol, list: MappingList) =>
  queryOptions({
    queryKey: ["mapping-words", kind, list],
    queryFn: () => call(commands.mappingWords(kind, list)),
  });

/** What is wrong with a mapping's text. */
export const expressionFindings = (kind: Protocol, list: MappingList, name: string, text: string) =>
  queryOptions({
    queryKey: ["expression-findings", kind, list, name, text],
    queryFn: () => call(commands.lintExpression(kind, list, name, text)),
    gcTime: 0,
  });
