// The web UI in a plain browser, with the real commands behind it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

const require = createRequire(new URL("../../ui/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const { AxeBuilder } = require("@axe-core/playwright");

const UI = fileURLToPath(new URL("../../ui/dist", import.meta.url));

/** Starts a bridge with a data folder of its own. It ends when its standard input does, so it cannot be left behind. */
export async function startBridge(locale = "en") {
  const program = process.env.SOURCE_DESK_BRIDGE;
  if (!program)
    throw new Error("SOURCE_DESK_BRIDGE must name the program desk-bridge; `cargo xtask test` sets it");
  const home = await mkdtemp(join(tmpdir(), "source-desk-browser-"));
  const savePath = join(home, "saved.blueprint.yaml");
  // The open dialog chooses what lies in here.
  const openFolder = join(home, "open");
  await mkdir(openFolder);
  const child = spawn(program, [join(home, "data"), UI, locale, savePath, openFolder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const url = await firstLine(child.stdout);
  return {
    url,
    home,
    savePath,
    openFolder,
    /** Calls a command as the web UI would. */
    async call(command, args = {}) {
      const response = await fetch(`${url}/__ipc/${command}`, { method: "POST", body: JSON.stringify(args) });
      return { ok: response.ok, value: await response.json() };
    },
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.stdin.end();
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}

function firstLine(stream) {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: stream });
    lines.once("line", resolve);
    lines.once("close", () => reject(new Error("the bridge ended before it said where it is")));
  });
}

/** Starts Chromium. */
export function startBrowser() {
  return chromium.launch({
    executablePath: process.env.SOURCE_DESK_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * Opens the web UI. Tauri's `invoke` is the one thing that a browser lacks; it is put in front of the page, and asks
 * the bridge. `seen` collects what must not happen: errors, refused scripts and styles.
 */
export async function openPage(
  browser,
  bridge,
  { colorScheme = "light", width = 1280, height = 860, locale = "en-US" } = {},
) {
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height },
    locale,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const seen = [];
  page.on("pageerror", (error) => seen.push(`page error: ${error.message}`));
  page.on("console", (message) => {
    const isRefusedCommand = message.text().includes("422");
    if (message.type() === "error" && !isRefusedCommand) seen.push(`console: ${message.text()}`);
  });
  await page.addInitScript(() => {
    // As the real window does (`freezePrototype`).
    Object.freeze(Object.prototype);
    window.__TAURI_INTERNALS__ = {
      async invoke(command, args = {}) {
        const response = await fetch(`/__ipc/${command}`, { method: "POST", body: JSON.stringify(args) });
        const value = await response.json();
        if (!response.ok) throw value;
        return value;
      },
    };
  });
  await page.goto(bridge.url);
  return { page, seen, close: () => context.close() };
}

/** Returns what axe finds wrong with a page, or with one part of it, each in a line. */
export async function violations(page, part = null) {
  const axe = new AxeBuilder({ page });
  if (part !== null) axe.include(part);
  const { violations: found } = await axe.analyze();
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

/** Keeps a picture, if a folder for pictures was given. */
export async function picture(page, name) {
  const folder = process.env.SOURCE_DESK_SCREENSHOTS;
  if (folder) await writeFile(join(folder, `${name}.png`), await page.screenshot());
}

/** Moves the focus with the Tab key until it is on an element, a bounded number of times. */
export async function tabTo(page, locator) {
  const target = locator.first();
  await target.waitFor();
  for (let n = 0; n < 160; n += 1) {
    const isThere = (element) =>
      document.activeElement !== document.body && document.activeElement.contains(element);
    if (await target.evaluate(isThere)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the focus never reached ${locator}`);
}

/** Like `tabTo`, onto this very element: the panel of a tab takes the focus too, which is not enough. */
export async function tabOnto(page, locator) {
  await locator.waitFor();
  for (let n = 0; n < 80; n += 1) {
    if (await locator.evaluate((element) => document.activeElement === element)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the focus never reached ${locator}`);
}

/** A browser for the tests of a file, started before the first of them. Returns what gives it. */
export function browserOfFile() {
  let browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.close());
  return () => browser;
}

/**
 * Returns `withPage`, which opens the web UI over a bridge of its own and closes both. `prepare` fills the bridge before
 * the page is opened; `check` looks at the page, under the topic's name. Nothing that must not happen may have happened.
 */
export function pagesOf(topic) {
  const browser = browserOfFile();
  return async function withPage(run, { locale = "en", colorScheme = "light", prepare, ...options } = {}) {
    const bridge = await startBridge(locale);
    try {
      await prepare?.(bridge);
      const opened = await openPage(browser(), bridge, { locale, colorScheme, ...options });
      const check = (name) => look(opened.page, `${topic}-${name}-${locale}-${colorScheme}`);
      try {
        await run({ bridge, check, ...opened });
        assert.deepEqual(opened.seen, []);
      } finally {
        await opened.close();
      }
    } finally {
      await bridge.stop();
    }
  };
}

/** Looks at a page as it is: a picture, axe, and nothing wider than the window. */
export async function look(page, name) {
  const found = await violations(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await picture(page, name);
  assert.deepEqual(found, [], `${name}: axe`);
  assert.ok(overflow <= 0, `${name} is ${overflow} px too wide`);
}

/** Calls a command that must succeed, and returns its answer. */
export async function make(bridge, command, args = {}) {
  const { ok, value } = await bridge.call(command, args);
  assert.ok(ok, JSON.stringify(value));
  return value;
}
