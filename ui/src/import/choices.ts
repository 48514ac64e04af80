import type {
  ImportAction,
  ImportChoice,
  ImportPreview,
  ImportSourceView,
  ImportStanding,
} from "../ipc/generated";

export type Chosen = Record<string, ImportAction>;

/** What can be done with a source, by how it stands to the drafts that there are. */
const POSSIBLE: Record<ImportStanding, ImportAction[]> = {
  new: ["create", "skip"],
  same: ["skip", "copy"],
  differs: ["skip", "replace", "copy"],
  repeated: ["skip", "copy"],
  unreadable: ["skip", "copy"],
  "invalid-slug": ["skip", "copy"],
};

export function possibleActions(source: ImportSourceView): ImportAction[] {
  return source.problem === null ? POSSIBLE[source.standing] : ["skip"];
}

/** What was chosen for a source, or else what is done with it. */
export function actionOf(source: ImportSourceView, chosen: Chosen): ImportAction {
  return chosen[source.key] ?? source.action;
}

/** What the import is asked to do: only what the person chose, so that the rest is told by its own reason. */
export function choicesOf(chosen: Chosen): ImportChoice[] {
  return Object.entries(chosen).map(([key, action]) => ({ key, action }));
}

/** How many sources would become drafts. */
export function countImports(preview: ImportPreview, chosen: Chosen): number {
  const sources = preview.files.flatMap((file) => file.sources);
  return sources.filter((source) => actionOf(source, chosen) !== "skip").length;
}
