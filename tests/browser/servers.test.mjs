// Servers: added, checked, pulled from, planned for, pushed to, taken back. The server is a fake one on this computer.

import assert from "node:assert/strict";
import { test } from "node:test";
import { make } from "./bridge.mjs";
import { add, NAME, planned, pushed, serversOf, source } from "./servers.mjs";

const withServer = serversOf("servers");

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
    await authentik.command({ do: "forget_requests" });
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Home" }).waitFor();
    assert.deepEqual(await authentik.command({ do: "requests" }), [], "adding contacts nothing");

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
    const objects = await authentik.command({ do: "objects" });
    assert.ok(JSON.stringify(objects).includes("client-2"));

    // On the server somebody changes it back.
    await authentik.command({
      do: "change",
      kind: "oauth",
      key: "github",
      fields: { consumer_key: "client-1" },
    });
    await page.getByRole("link", { name: "Home" }).first().click();
    await page.getByRole("button", { name: "Check for drift" }).click();
    const drift = page.getByRole("table", { name: "Drift" });
    await drift.waitFor();
    assert.match(
      await drift.locator("tbody tr").innerText(),
      /github\s+Consumer key.*the server\s+client-2\s+client-1\s+client-2/s,
    );
    await check("drift");
    await page.getByRole("link", { name: "Sources" }).click();
    await page.getByText("Drift on Home: one field").waitFor();
    await check("badge");

    // What was changed on the server since stands in the way of taking it back.
    await authentik.command({
      do: "change",
      kind: "oauth",
      key: "github",
      fields: { consumer_key: "client-3" },
    });
    await page.getByRole("link", { name: "Servers" }).click();
    await page.getByRole("link", { name: "Take back run 1" }).click();
    await page.getByRole("button", { name: "Make the plan" }).click();
    await page.getByText("One conflict stands in the way").waitFor();
    await check("back");
    await authentik.command({
      do: "change",
      kind: "oauth",
      key: "github",
      fields: { consumer_key: "client-2" },
    });
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

for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`every screen of servers is accessible in ${locale}, ${colorScheme}`, async () => {
      await withServer(
        async ({ page, bridge, authentik, check }) => {
          await page.goto(`${bridge.url}/#/servers`);
          await page.locator(".pf-v6-c-empty-state").waitFor();
          await check("none");
          await page.locator(".pf-v6-c-empty-state button").click();
          await page.locator("#server-name").waitFor();
          await check("add");
          await page.locator("#server-name").fill("Test 测试");
          await page.locator("#server-url").fill("http://auth.example.com");
          await page.locator("button[form=server]").click();
          await page.locator(".pf-v6-c-modal-box .pf-v6-c-alert.pf-m-danger").waitFor();
          await check("add-refused");
          await add(bridge, authentik, { production: true, colour: "red" });
          const first = await source(bridge);
          const { draft, revision } = await make(bridge, "show_draft", { id: first });
          draft.user_property_mappings = [
            { name: "GitHub 用户名", expression: 'name = info.get("name")\nreturn {\n    "name": name,\n}' },
          ];
          await make(bridge, "save_draft", { draft, revision });
          await page.goto(`${bridge.url}/#/servers/${NAME}`);
          await page.locator(".desk-server-band").waitFor();
          await check("server");
          await page.locator(".pf-v6-c-card .pf-m-secondary").first().click();
          await page.locator(".desk-server-found").waitFor();
          await check("checked");
          await planned(page, bridge, false);
          await page.locator("#plan-login-page").check();
          await page.locator("form button[type=submit]").click();
          await page.locator(".desk-plan-changes").first().waitFor();
          await page.locator(".desk-plan section", { hasText: "GitHub 用户名" }).first().waitFor();
          await check("plan");
          await page.locator(".desk-plan-changes").last().scrollIntoViewIfNeeded();
          await check("plan-below");
          await page.locator(".desk-plan .pf-m-primary").click();
          await page.locator("#apply-host").fill("elsewhere");
          await page.locator("button[form=apply]").click();
          await page.locator("#apply-host-note .pf-m-error").waitFor();
          await check("typed-wrong");
          await page.locator("#apply-host").fill(authentik.host);
          await page.locator("button[form=apply]").click();
          await page.locator("#applied-title").waitFor();
          await check("applied");
          await authentik.command({
            do: "change",
            kind: "oauth",
            key: "github",
            fields: { consumer_key: "client-9", user_matching_mode: "email_link" },
          });
          await planned(page, bridge);
          await page.locator("fieldset.desk-conflict").first().waitFor();
          await check("conflicts");
          await page.goto(`${bridge.url}/#/servers/${NAME}`);
          await page.locator(".pf-v6-c-card .pf-m-secondary").last().click();
          await page.locator("section table").first().waitFor();
          await page.locator("section table").first().scrollIntoViewIfNeeded();
          await check("drift");
          await page.goto(`${bridge.url}/#/servers/${NAME}/rollback/1`);
          await page.locator(".desk-heading-actions button").first().click();
          await page.locator("#plan-title").waitFor();
          await check("back");
          await page.goto(`${bridge.url}/#/servers`);
          await page.locator("#push-runs").waitFor();
          await check("list");
          await page.goto(`${bridge.url}/#/`);
          await page.locator(".desk-table").waitFor();
          await check("badges");
          await page.goto(`${bridge.url}/#/servers/${NAME}`);
          await page.locator(".desk-heading .pf-m-danger").click();
          await page.locator("#remove-server-title").waitFor();
          await check("remove");
        },
        { locale, colorScheme },
      );
    });
  }
}

test("a narrow window cuts nothing off", async () => {
  await withServer(
    async ({ page, bridge, authentik, check }) => {
      await add(bridge, authentik, { production: true });
      await pushed(bridge, [await source(bridge)], { loginPage: "default-authentication-identification" });
      await authentik.command({ do: "change", kind: "oauth", key: "github", fields: { consumer_key: "c" } });
      await page.goto(`${bridge.url}/#/servers`);
      await page.locator("#push-runs").waitFor();
      await check("narrow-list");
      await page.goto(`${bridge.url}/#/servers/${NAME}`);
      await page.getByRole("button", { name: "Check for drift" }).click();
      await page.getByRole("table", { name: "Drift" }).waitFor();
      await page.getByRole("table", { name: "Drift" }).scrollIntoViewIfNeeded();
      await check("narrow-drift");
      await planned(page, bridge);
      await page.locator("fieldset.desk-conflict").waitFor();
      await page.getByLabel(/Take the draft's/).check();
      await page.getByRole("button", { name: "Make a new plan with these decisions" }).click();
      await page.locator(".desk-plan-changes").waitFor();
      await page.locator(".desk-plan-changes").scrollIntoViewIfNeeded();
      await check("narrow-plan");
    },
    { width: 640 },
  );
});
