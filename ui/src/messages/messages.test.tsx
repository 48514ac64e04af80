/// <reference types="node" />
import { readdirSync, readFileSync } from "node:fs";
import { FluentResource } from "@fluent/bundle";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { agoOrDate, clockTime } from "../components/Moment";
import { LanguageSwitch } from "../components/Shell";
import { renderDesk } from "../testing/desk";
import { bundleOf, LOCALES, localeOf } from "./catalogues";
import { useText } from "./text";

const FOLDER = "../src-tauri/crates/messages/locales";

/** The messages of the interface, whichever file they are in. */
function ids(locale: string): string[] {
  const files = readdirSync(`${FOLDER}/${locale}`)
    .sort()
    .map((file) => readFileSync(`${FOLDER}/${locale}/${file}`, "utf8"));
  return files
    .flatMap((text) => new FluentResource(text).body.map((entry) => entry.id))
    .filter((id) => id.startsWith("ui-"));
}

/** Every text of the sources, without tests. */
function sources(): { path: string; text: string }[] {
  return readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|generated|^testing/.test(path))
    .map((path) => ({ path, text: readFileSync(`src/${path}`, "utf8") }));
}

test("both languages have the same messages of the interface, each once", () => {
  const [english, chinese] = [ids("en"), ids("zh-CN")];
  expect(chinese).toEqual(english);
  expect(new Set(english).size).toBe(english.length);
});

test("every message of the interface is used, and every one that is used exists", () => {
  const text = sources()
    .map((source) => source.text)
    .join("\n");
  const used = new Set(text.match(/(?<=["`])ui-[a-z0-9-]+(?=["`])/g));
  for (const way of ["undo", "redo"]) {
    for (const what of ["nothing", "created", "saved", "deleted"]) used.add(`ui-${way}-${what}`);
  }
  for (const outcome of ["copied", "refused"]) used.add(`ui-copy-${outcome}`);
  expect([...used].sort()).toEqual([...ids("en")].sort());
});

test("every message can be written in both languages", () => {
  for (const locale of LOCALES) {
    const bundle = bundleOf(locale);
    for (const id of ids(locale)) {
      const pattern = bundle.getMessage(id)?.value;
      const errors: Error[] = [];
      if (pattern) bundle.formatPattern(pattern, {}, errors);
      const serious = errors.filter((error) => !/Unknown variable|No default/.test(error.message));
      expect([id, pattern === null, serious]).toEqual([id, false, []]);
    }
  }
});

function Sample() {
  return <p>{useText().text("ui-new-source")}</p>;
}

test("switching the language changes what is on screen at once", async () => {
  renderDesk(
    <>
      <LanguageSwitch />
      <Sample />
    </>,
  );
  expect(screen.getByText("New source")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "简体中文" }));
  expect(screen.getByText("新建登录源")).toBeTruthy();
  expect(document.documentElement.lang).toBe("zh-CN");
  await userEvent.click(screen.getByRole("button", { name: "English" }));
  expect(screen.getByText("New source")).toBeTruthy();
});

test("the language of a system is found from its tag", () => {
  expect(["zh_CN.UTF-8", "zh-Hant-TW", "en-GB", "de", ""].map(localeOf)).toEqual([
    "zh-CN",
    "zh-CN",
    "en",
    "en",
    "en",
  ]);
});

test("times are told as people of the language tell them", () => {
  const now = new Date("2026-03-10T12:00:00Z");
  const before = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  expect(agoOrDate(before(5 * 60_000), now, "en")).toBe("5 minutes ago");
  expect(agoOrDate(before(26 * 3_600_000), now, "zh-CN")).toBe("昨天");
  expect(agoOrDate(before(30 * 86_400_000), now, "en")).toBe("Feb 8, 2026");
  expect(clockTime("2026-03-10T14:02:11", "en")).toBe("14:02:11");
});
