// Backups and health in the settings, and the page that says what can be saved of a damaged database. With axe, in both
// languages, light and dark.

import assert from "node:assert/strict";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { make, pagesOf } from "./bridge.mjs";

const withPage = pagesOf("backups");

const WORDS = {
  en: {
    heading: "Backups and health",
    now: "Back up now",
    restore: "Restore…",
    doIt: "Restore",
    cancel: "Cancel",
    check: "Check now",
    well: "Everything is well",
    see: "See what can be saved",
    use: "Use what can be read",
    back: "2 drafts are here again",
    sources: "To the sources",
  },
  "zh-CN": {
    heading: "备份与健康",
    now: "立即备份",
    restore: "恢复…",
    doIt: "恢复",
    cancel: "取消",
    check: "立即检查",
    well: "一切正常",
    see: "查看可以挽回的内容",
    use: "使用能读出的内容",
    back: "2 个草稿已回来",
    sources: "返回登录源列表",
  },
};

const create = (bridge, name, slug) => make(bridge, "create_draft", { sourceType: "wechat", name, slug });

/** Makes drafts and a backup, closes the database and damages its header. */
async function damaged(bridge) {
  await create(bridge, "WeChat", "wechat");
  await create(bridge, "门店微信", "shop");
  const { backups } = await make(bridge, "back_up");
  await make(bridge, "restore_backup", { name: backups[0].name });
  const shop = (await make(bridge, "list_drafts", { search: "shop" })).drafts[0];
  await make(bridge, "delete_draft", { id: shop.id });
  await create(bridge, "Newer than the backup", "newer");
  // Restoring closes the database; the newest backup is what was just there.
  const newest = (await make(bridge, "back_up")).backups[0];
  await make(bridge, "restore_backup", { name: newest.name });
  const file = await open(join(bridge.home, "data", "drafts.sqlite3"), "r+");
  await file.write(Buffer.alloc(200, 0xa5), 0, 200, 0);
  await file.close();
}

for (const [locale, words] of Object.entries(WORDS)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`backups are made, listed, compared and restored in ${locale}, ${colorScheme}`, async () => {
      await withPage(
        async ({ page, bridge, check }) => {
          await page.goto(`${bridge.url}/#/settings`);
          await page.getByRole("heading", { name: words.heading }).waitFor();
          await check("none");
          await page.getByRole("button", { name: words.now }).click();
          const row = page.getByRole("table", { name: words.heading }).locator("tbody tr");
          await row.first().waitFor();
          assert.equal(await row.count(), 1);
          await create(bridge, "门店微信", "shop");
          await page.getByText(words.restore, { exact: true }).click();
          const dialog = page.getByRole("dialog");
          await dialog.getByText("门店微信 (shop)").waitFor();
          await check("dialog");
          await page.keyboard.press("Escape");
          await dialog.waitFor({ state: "detached" });
          await page.getByRole("button", { name: words.check }).click();
          await page.getByText(words.well).waitFor();
          await page.getByText(words.well).scrollIntoViewIfNeeded();
          await check("checked");
          await page.getByText(words.restore, { exact: true }).click();
          await dialog.getByText("门店微信 (shop)").waitFor();
          await dialog.getByRole("button", { name: words.doIt, exact: true }).click();
          await dialog.waitFor({ state: "detached" });
          await row.nth(1).waitFor();
          const { drafts } = await make(bridge, "list_drafts", { search: null });
          assert.deepEqual(
            drafts.map(({ slug }) => slug),
            ["wechat"],
          );
        },
        { prepare: (bridge) => create(bridge, "WeChat", "wechat"), locale, colorScheme },
      );
    });
  }

  test(`a damaged database leads to the page that says what can be saved, in ${locale}`, async () => {
    await withPage(
      async ({ page, bridge, check }) => {
        await page.getByRole("link", { name: words.see }).first().click();
        await page.getByRole("button", { name: words.use }).waitFor();
        assert.ok((await page.getByText("门店微信 (shop)").count()) > 0, "the difference names the draft");
        await check("recovery");
        await page.getByRole("button", { name: words.use }).click();
        await page.getByText(words.back).waitFor();
        await check("recovered");
        const kept = (await readdir(join(bridge.home, "data"))).filter((name) => name.includes("corrupt"));
        assert.ok(kept.length > 0, "the damaged file is kept");
        await page.getByRole("link", { name: words.sources }).click();
        await page.getByText("Newer than the backup").first().waitFor();
        const { drafts } = await make(bridge, "list_drafts", { search: null });
        assert.deepEqual(drafts.map(({ slug }) => slug).sort(), ["newer", "wechat"]);
      },
      { prepare: damaged, locale },
    );
  });
}

test("the keyboard alone restores a backup", async () => {
  await withPage(
    async ({ page, bridge }) => {
      await page.goto(`${bridge.url}/#/settings`);
      const restore = page.getByRole("button", { name: /^Restore the backup of/ });
      await restore.waitFor();
      await restore.focus();
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      await dialog.getByText("Shop (shop)").waitFor();
      await dialog.getByRole("button", { name: WORDS.en.doIt, exact: true }).focus();
      await page.keyboard.press("Enter");
      await dialog.waitFor({ state: "detached" });
      const { drafts } = await make(bridge, "list_drafts", { search: null });
      assert.deepEqual(
        drafts.map(({ slug }) => slug),
        ["wechat"],
      );
    },
    {
      prepare: async (bridge) => {
        await create(bridge, "WeChat", "wechat");
        await make(bridge, "back_up");
        await create(bridge, "Shop", "shop");
      },
    },
  );
});
