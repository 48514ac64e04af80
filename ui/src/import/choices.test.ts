import { expect, test } from "vitest";
import type { ImportPreview, ImportSourceView, ImportStanding } from "../ipc/generated";
import { actionOf, choicesOf, countImports, possibleActions } from "./choices";

function source(key: string, standing: ImportStanding): ImportSourceView {
  return {
    key,
    entry: 1,
    type: "wechat",
    name: "WeChat",
    slug: "wechat",
    standing,
    existing: null,
    differences: [],
    action: standing === "new" ? "create" : "skip",
    mappings: [],
    secrets: [],
    dropped: [],
    not_judged: [],
    problem: null,
    n_kept: 0,
  };
}

const PREVIEW: ImportPreview = {
  reading: "r",
  bundle: null,
  files: [
    {
      name: "a.yaml",
      problem: null,
      sources: [source("a", "new"), source("b", "differs"), source("c", "same")],
      kept: [],
      left_out: [],
    },
  ],
};

test("only what the person chose is sent, and the rest is done as proposed", () => {
  expect(choicesOf({ b: "replace" })).toEqual([{ key: "b", action: "replace" }]);
  expect(actionOf(source("b", "differs"), { b: "copy" })).toBe("copy");
  expect(actionOf(source("b", "differs"), {})).toBe("skip");
});

test("the button counts what would become a draft", () => {
  expect(countImports(PREVIEW, {})).toBe(1);
  expect(countImports(PREVIEW, { a: "skip" })).toBe(0);
  expect(countImports(PREVIEW, { b: "replace", c: "copy" })).toBe(3);
});

test("what is proposed can be chosen, and only a draft that can be read can be replaced", () => {
  const standings: ImportStanding[] = ["new", "same", "differs", "repeated", "unreadable", "invalid-slug"];
  for (const standing of standings) {
    const one = source("x", standing);
    expect(possibleActions(one)).toContain(one.action);
    expect(possibleActions(one).includes("replace")).toBe(standing === "differs");
  }
});
