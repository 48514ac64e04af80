/// <reference types="node" />
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const FILES = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(tsx?|css)$/.test(path) && !/generated|architecture/.test(path))
  .map((path) => ({ path, text: readFileSync(`src/${path}`, "utf8") }));

function offenders(pattern: RegExp, permitted: RegExp): string[] {
  return FILES.filter(({ path, text }) => pattern.test(text) && !permitted.test(path)).map(
    ({ path }) => path,
  );
}

test("only the platform folder knows Tauri", () => {
  expect(offenders(/from "@tauri-apps/, /^platform\//)).toEqual([]);
});

test("nothing puts text into the page as markup", () => {
  expect(
    offenders(/dangerouslySetInnerHTML|innerHTML|insertAdjacentHTML|document\.write|eval\(/, /\.test\./),
  ).toEqual([]);
});

test("whether Enter is really Enter is decided in one place", () => {
  expect(offenders(/=== ?["'`]Enter["'`]|isComposing/, /^components\/(composition|useUndo)/)).toEqual([]);
});

test("no file is longer than a person reads in one go", () => {
  expect(FILES.filter(({ text }) => text.split("\n").length > 400).map(({ path }) => path)).toEqual([]);
});

test("nothing is fetched from anywhere", () => {
  expect(offenders(/\bfetch\(|XMLHttpRequest|WebSocket|https?:\/\/(?!auth)/, /^testing\/|\.test\./)).toEqual(
    [],
  );
});
