// Servers: added, checked, pulled from, planned for, pushed to, taken back. The server is a fake one on this computer.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { make, pagesOf, picture, tabTo } from "./bridge.mjs";
import { startAuthentik } from "./fake-authentik.mjs";

const withPage = pagesOf("servers");

/** Runs a test with a page and a server of its own. */
async function withServer(run, options = {}) {
  const authentik = await startAuthentik();
  try {
    await withPage(async (opened) => {
      try {
        await run({ authentik, ...opened });
      } catch (error) {
        await picture(opened.page, "servers-failed");
        throw error;
      }
    }, {
      ...options,
      prepare: async (bridge) => options.prepare?.(bridge, authentik),
    });
  } finally {
    await authentik.stop();
  }
}

/** Adds the server without the window. */
function add(bridge, authentik, more = {}) {
  return make(bridge, "add_server", {
    name: "Test 测试",
    url: authentik.url,
    production: false,
    colour: "green",
    ca: "",
    token: authentik.tokens.admin,
    ...more,
  });
}

const NAME = encodeURIComponent("Test 测试");

/** The card with a heading of its own. */
const card = (page, name) => page.getByRole("region", { name, exact: true });

test("the whole way: pull, change a field, plan, apply, drift, take back", async () => {
  await withServer(async ({ page, bridge, authentik, check }) => {
    await authentik.source("github", { name: "GitHub" });
    await page.getByRole("link", { name: "Servers" }).click();
    await page.getByRole("heading", { name: "No server yet" }).waitFor();
    await page.getByRole("button", { name: "Add a server" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Home");
    await dialog.getByLabel("Address").fill(`${authentik.url}/if/admin/#/core`);
    await dialog.getByLabel("API token").fill(` ${authentik.tokens.admin}\n`);
    await dialog.getByLabel("Orange").check();
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Home" }).waitFor();
    assert.equal(await authentik.command({ do: "requests" }).then((all) => all.filter((one) => one.path.includes("version")).length), 0, "adding contacts nothing");

    // Nothing secret is in the page.
    assert.ok(!(await page.content()).includes(authentik.tokens.admin));
    await page.getByRole("button", { name: "Check", exact: true }).click();
    const found = card(page, "Connection");
    await found.getByText("akadmin, a superuser").waitFor();
    await found.getByText("allowed: import blueprints").waitFor();

    await page.getByRole("button", { name: "Pull", exact: true }).click();
    const pulled = card(page, "Pull sources into drafts");
    await pulled.getByRole("row").filter({ hasText: "new draft" }).waitFor();
    await pulled.getByRole("button", { name: "github: enter Consumer secret" }).waitFor();
    await check("pulled");

    // One field is changed.
    const [{ id }] = (await make(bridge, "list_drafts")).drafts;
    const { draft, revision } = await make(bridge, "show_draft", { id });
    draft.values.consumer_key = "client-2";
    await make(bridge, "save_draft", { draft, revision });
    await page.goto(`${bridge.url}/#/sources/${id}/overview`);
    await page.getByRole("button", { name: "Push to server…" }).click();
    await page.getByRole("menuitem", { name: /Home/ }).click();
    await page.getByText("One chosen").waitFor();
    await page.getByRole("button", { name: "Make the plan" }).click();
    const changes = page.getByRole("table", { name: "Changes of github" });
    await changes.waitFor();
    const rows = await changes.locator("tbody tr").allInnerTexts();
    assert.equal(rows.length, 1, rows.join("\n"));
    assert.match(rows[0], /~ changed\s+Consumer key.*consumer_key\s+client-1\s+client-2/s);
    await check("plan");

    await page.getByRole("button", { name: "Apply…" }).click();
    await page.getByRole("dialog").getByText(authentik.host).first().waitFor();
    await check("apply");
    await page.getByRole("dialog").getByRole("button", { name: "Apply", exact: true }).click();
    await page.getByText("Done, and everything is as it should be").waitFor();
    assert.equal(await page.locator(".desk-check-bad").count(), 0);
    assert.ok((await page.locator(".desk-check-ok").count()) >= 4);
    await check("applied");
    const { objects } = { objects: await authentik.command({ do: "objects" }) };
    assert.ok(JSON.stringify(objects).includes("client-2"));

    // On the server somebody changes it back.
    await authentik.command({ do: "change", kind: "oauth", key: "github", fields: { consumer_key: "client-1" } });
    await page.getByRole("link", { name: "Home" }).first().click();
    await page.getByRole("button", { name: "Check for drift" }).click();
    const drift = page.getByRole("table", { name: "Drift" });
    await drift.waitFor();
    assert.match(await drift.locator("tbody tr").innerText(), /github\s+Consumer key.*the server\s+client-2\s+client-1\s+client-2/s);
    await check("drift");
    await page.getByRole("link", { name: "Sources" }).click();
    await page.getByText("Drift on Home: one field").waitFor();
    await check("badge");

    // What was changed on the server since stands in the way of taking it back.
    await page.getByRole("link", { name: "Servers" }).click();
    await page.getByRole("link", { name: "Take back run 1" }).click();
    await page.getByRole("button", { name: "Make the plan" }).click();
    await page.getByText(/conflict stands in the way|Nothing to do/).waitFor();
    await check("back");
    await authentik.command({ do: "change", kind: "oauth", key: "github", fields: { consumer_key: "client-2" } });
    await page.getByRole("button", { name: "Make a new plan" }).first().click();
    const back = page.getByRole("table", { name: "Changes of github" });
    assert.match(await back.locator("tbody tr").innerText(), /client-2\s+client-1/s);
    await page.getByRole("button", { name: "Apply…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Apply", exact: true }).click();
    await page.getByText("Done, and everything is as it should be").waitFor();
    await page.getByRole("link", { name: "Servers" }).first().click();
    await page.getByText("took back run 1").waitFor();
    assert.equal(await page.getByRole("link", { name: /Take back run/ }).count(), 0);
    await check("runs");
  });
});
