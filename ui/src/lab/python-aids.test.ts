import { CompletionContext } from "@codemirror/autocomplete";
import { python } from "@codemirror/lang-python";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import type { ExpressionFinding } from "../ipc/generated";
import { completionsAt, marks, type Offered } from "./python-aids";

const OFFERED: Offered = {
  names: [{ label: "info" }, { label: "regex_match" }],
  keys: [{ label: "username" }],
  keysOf: { info: [{ label: "unionid" }] },
};

/** What is offered where `|` stands: from which text, and the words. */
function offeredIn(text: string, isAsked = false): [string, string[]] | null {
  const pos = text.indexOf("|");
  const doc = text.replace("|", "");
  const state = EditorState.create({ doc, extensions: [python()] });
  const found = completionsAt(new CompletionContext(state, pos, isAsked), OFFERED);
  return found === null ? null : [doc.slice(found.from, pos), found.options.map(({ label }) => label)];
}

test("names are offered in code, keys where keys stand", () => {
  const names = ["info", "regex_match"];
  expect(offeredIn("x = in|")).toEqual(["in", names]);
  expect(offeredIn("return {'name': in|}")).toEqual(["in", names]);
  expect(offeredIn('info.get("un|")')).toEqual(["un", ["unionid"]]);
  expect(offeredIn("x = info['|']")).toEqual(["", ["unionid"]]);
  expect(offeredIn('return {"user|"}')).toEqual(["user", ["username"]]);
  expect(offeredIn('return {"name": 1, "|"}')).toEqual(["", ["username"]]);
  expect(offeredIn("|", true)).toEqual(["", names]);
});

test("nothing is offered where nothing of it can stand", () => {
  for (const text of [
    "# in|",
    'x = "in|"',
    "info.g|",
    "|",
    "x = 12|",
    'other.get("un|")',
    'x.constructor["|"]',
  ]) {
    expect(offeredIn(text), text).toBeNull();
  }
});

test("marks stay inside of a text that is shorter by now", () => {
  const finding: ExpressionFinding = {
    code: "mapping-unknown-name",
    severity: "error",
    line: 9,
    column: 40,
    length: 4,
    arguments: {},
    mended: null,
  };
  const state = EditorState.create({ doc: "x = 1\ny" });
  expect(() => state.update(marks(state, [{ finding, words: "" }]))).not.toThrow();
});
