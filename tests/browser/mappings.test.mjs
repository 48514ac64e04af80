// Property mappings: their list, their page, and how a source gets them. With axe, in both languages, light and dark.

import assert from "node:assert/strict";
import { test } from "node:test";
import { make, pagesOf } from "./bridge.mjs";

const withPage = pagesOf("mappings");

/** Two sources that share a mapping, and two mappings that no source uses. */
async function fill(bridge) {
  const shared = await make(bridge, "create_mapping", {
    kind: "oauth",
    name: "wechat: repair nickname",
    expression: 'return {"name": info.get("nickname")}',
  });
  await make(bridge, "create_mapping", { kind: "oauth", name: "a country", expression: "return {}" });
  await make(bridge, "create_mapping", { kind: "ldap", name: "ldap: 姓名", expression: "return {}" });
  const ids = [];
  for (const [name, slug] of [
    ["WeChat", "wechat"],
    ["门店微信", "shop"],
  ]) {
    const { draft, revision } = await make(bridge, "create_draft", { sourceType: "wechat", name, slug });
    draft.user_property_mappings = [{ name: shared.name, expression: shared.expression }];
    ids.push((await make(bridge, "save_draft", { draft, revision })).draft.id);
  }
  return { shared, ids };
}

async function mappingsOf(bridge, id) {
  const { draft } = await make(bridge, "show_draft", { id });
  return draft.user_property_mappings.map(({ name }) => name);
}

/** Waits until the commands say what a test expects, without a clock. */
async function until(page, ask) {
  for (let n = 0; n < 200; n++) {
    if (await ask()) return;
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  assert.fail("it did not happen");
}

for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`list, page and picker are accessible in ${locale}, ${colorScheme}`, async () => {
      await withPage(
        async ({ page, bridge, check }) => {
          await page.goto(`${bridge.url}/#/mappings`);
          await page.locator('a[href*="mappings/new"]').first().waitFor();
          await check("empty");
          const { shared, ids } = await fill(bridge);
          await page.reload();
          await page.getByRole("table").waitFor();
          await check("list");
          await page.locator(".desk-table .pf-v6-c-menu-toggle").first().click();
          await page.getByRole("menu").waitFor();
          await check("row-menu");
          await page.keyboard.press("Escape");
          await page.locator(".desk-search input").fill("没有这个");
          await page.getByRole("table").waitFor({ state: "detached" });
          await check("no-match");
          await page.goto(`${bridge.url}/#/mappings/new`);
          await page.locator("#mapping-name").waitFor();
          await check("new");
          await page.goto(`${bridge.url}/#/mappings/${shared.id}`);
          await page.getByText("shop").waitFor();
          await check("edit");
          await page.locator("#mapping-name").fill("");
          await page.locator(".desk-mapping-form .pf-m-primary").click();
          await page.locator(".pf-v6-c-alert.pf-m-danger").waitFor();
          await check("edit-refused");
          await page.locator('nav a[href$="#/"]').first().click();
          await page.getByRole("dialog").waitFor();
          await check("leave");
          await page.getByRole("dialog").locator(".pf-m-link").click();
          await page.goto(`${bridge.url}/#/sources/${ids[0]}/edit`);
          await page.locator("#field-user-property-mappings").waitFor();
          await page.locator("#field-user-property-mappings").scrollIntoViewIfNeeded();
          await page.locator("#field-user-property-mappings").click();
          await page.getByRole("menu").waitFor();
          await check("picker");
          await page.getByRole("menuitem").first().click();
          await page.locator(".desk-mapping-list li").nth(1).waitFor();
          await page.locator('[id^="field-user-property-mappings-edit"]').nth(1).click();
          await page.locator("#field-user-property-mappings-mapping-name").waitFor();
          await page.locator("#field-user-property-mappings-mapping-expression").scrollIntoViewIfNeeded();
          await check("edit-in-source");
        },
        { locale, colorScheme },
      );
    });
  }
}

test("an edit says which sources change, changes them, and one undo takes it back", async () => {
  await withPage(async ({ page, bridge }) => {
    const { ids } = await fill(bridge);
    await page.goto(`${bridge.url}/#/mappings`);
    await page.getByRole("link", { name: "wechat: repair nickname" }).click();
    await page.getByText("2 sources use this mapping").waitFor();
    await page.locator("#mapping-name").fill("nickname");
    await page.getByRole("button", { name: "Save and change 2 sources" }).click();
    await page.getByText("“nickname” is saved, and 2 sources with it").waitFor();
    assert.deepEqual(await mappingsOf(bridge, ids[0]), ["nickname"]);
    assert.deepEqual(await mappingsOf(bridge, ids[1]), ["nickname"]);
    await page.getByRole("button", { name: "Undo" }).first().click();
    await page.getByRole("link", { name: "wechat: repair nickname" }).waitFor();
    assert.deepEqual(await mappingsOf(bridge, ids[1]), ["wechat: repair nickname"]);
  });
});

test("what was changed elsewhere meanwhile is not overwritten, and what was typed stays", async () => {
  await withPage(async ({ page, bridge }) => {
    const { shared } = await fill(bridge);
    await page.goto(`${bridge.url}/#/mappings/${shared.id}`);
    const code = page.locator("#mapping-expression .cm-content");
    await code.click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("# typed ");
    const { id, name, revision } = shared;
    await make(bridge, "save_mapping", { id, name, expression: "return {'elsewhere': 1}", revision });
    await page.getByRole("button", { name: "Save and change 2 sources" }).click();
    await page.getByText("was changed elsewhere since it was read").waitFor();
    assert.match(await code.innerText(), /^# typed return/);
    await page.getByRole("button", { name: "Load the stored mapping" }).click();
    await until(page, async () => (await code.innerText()).includes("elsewhere"));
  });
});

test("a deleted mapping leaves its sources, and Undo in the message brings it back", async () => {
  await withPage(async ({ page, bridge }) => {
    const { ids, shared } = await fill(bridge);
    await page.goto(`${bridge.url}/#/mappings/${shared.id}`);
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByText("is deleted and taken out of 2 sources").waitFor();
    assert.deepEqual(await mappingsOf(bridge, ids[0]), []);
    await page.locator(".pf-v6-c-alert-group").getByRole("button", { name: "Undo" }).click();
    await page.getByRole("link", { name: shared.name }).waitFor();
    assert.deepEqual(await mappingsOf(bridge, ids[0]), [shared.name]);
  });
});

test("in a source, by keyboard: an existing mapping, a new one, an edit that reaches the other source, and away with it", async () => {
  await withPage(async ({ page, bridge }) => {
    const { ids } = await fill(bridge);
    await page.goto(`${bridge.url}/#/sources/${ids[0]}/edit`);
    const add = page.locator("#field-user-property-mappings");
    const names = () =>
      page
        .getByRole("list", { name: "User Property Mappings" })
        .locator(".desk-mapping-words > .desk-break")
        .allTextContents();
    await add.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "a country" }).focus();
    await page.keyboard.press("Enter");
    await until(page, async () => (await names()).length === 2);
    assert.deepEqual(await names(), ["a country", "wechat: repair nickname"], "the order in which they run");
    assert.equal(
      await page.getByRole("menuitem", { name: "ldap: 姓名" }).count(),
      0,
      "only mappings of the right kind",
    );

    await add.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "New property mapping…" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("my own");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("info.get('a') or ");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await until(page, async () => (await names()).length === 3);
    await until(page, async () => (await mappingsOf(bridge, ids[0])).includes("my own"));
    assert.deepEqual(
      (await make(bridge, "list_mappings", { search: "my own", kind: null }))[0].used_by.length,
      1,
    );

    await page.getByRole("button", { name: "Edit wechat: repair nickname" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("1 other source uses this mapping").waitFor();
    await page.locator("#field-user-property-mappings-mapping-name").fill("z nickname");
    await page.getByRole("button", { name: "Save and change 2 sources" }).click();
    await until(page, async () => (await names())[2] === "z nickname");
    assert.deepEqual(await mappingsOf(bridge, ids[1]), ["z nickname"]);

    await page.locator("#field-name").fill("Still saved by itself");
    await page.locator("#field-name").blur();
    await until(
      page,
      async () => (await make(bridge, "show_draft", { id: ids[0] })).draft.name === "Still saved by itself",
    );

    await page.getByRole("button", { name: /^Remove z nickname/ }).focus();
    await page.keyboard.press("Enter");
    await until(page, async () => !(await mappingsOf(bridge, ids[0])).includes("z nickname"));
    assert.equal(await add.evaluate((button) => document.activeElement === button), true);
    const [left] = await make(bridge, "list_mappings", { search: "z nickname", kind: null });
    assert.deepEqual(
      left.used_by.map(({ slug }) => slug),
      ["shop"],
      "the mapping stays",
    );
  });
});
