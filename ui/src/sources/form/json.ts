import { jsonLanguage } from "@codemirror/lang-json";

/** Why a text is not the JSON object that authentik wants. Lines and columns count from 1. */
export type JsonProblem = { what: "syntax"; line: number; column: number } | { what: "not-object" };

/** Returns what is wrong with a text that should be a JSON object; an empty one is left to the lints. */
export function problemOfJson(text: string): JsonProblem | null {
  if (text.trim() === "") return null;
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? null : { what: "not-object" };
  } catch {
    // Every engine words its complaint differently, and none of them in Chinese: the place is what matters.
    return { what: "syntax", ...placeOf(text, firstError(text)) };
  }
}

/** The first place where a text stops being JSON. */
function firstError(text: string): number {
  let place = text.length;
  jsonLanguage.parser.parse(text).iterate({
    enter: ({ type, from }) => {
      if (type.isError) place = Math.min(place, from);
    },
  });
  return place;
}

function placeOf(text: string, place: number): { line: number; column: number } {
  const lines = text.slice(0, place).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}
