// A source as a bundle, a bundle into drafts, and the diagnostics report, in English and Chinese.

import assert from "node:assert/strict";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pagesOf, tabTo } from "./bridge.mjs";

const PASSPHRASE = "correct horse battery staple";
const SECRET = "0123456789abcdef0123456789abcdef";

const withPage = pagesOf("sharing");

/** Makes a draft with a secret; returns its id. */
async function makeDraft(bridge, name = "公司微信") {
  const made = await bridge.call("create_draft", { sourceType: "wechat", name, slug: "wechat" });
  const { id } = made.value.draft;
  const kept = await bridge.call("set_secret", { id, field: "consumer_secret", text: SECRET });
  assert.ok(kept.ok);
  return id;
}

const LOOKS = [
  { locale: "en", colorScheme: "light", share: "Share…", open: "Open bundle…" },
  { locale: "zh-CN", colorScheme: "dark", share: "分享…", open: "打开分享包…" },
];

for (const look of LOOKS) {
  test(`a source is shared redacted, and a bundle is shown before it is imported, in ${look.locale}`, async () => {
    await withPage(async ({ page, bridge, check }) => {
      const id = await makeDraft(bridge);
      await page.goto(`${bridge.url}/#/sources/${id}/overview`);
      await page.getByRole("button", { name: look.share }).click();
      const dialog = page.getByRole("dialog");
      await dialog.locator("#share-with").waitFor();
      await dialog.locator(".pf-v6-c-expandable-section__toggle button").click();
      await dialog.getByText("source-desk-bundle").waitFor();
      await check("share");
      await dialog.locator(".pf-m-primary").click();
      await dialog.waitFor({ state: "detached" });
      const text = await readFile(bridge.savePath, "utf8");
      assert.equal(JSON.parse(text).drafts[0].slug, "wechat");
      assert.ok(!text.includes(SECRET));

      await bridge.call("delete_draft", { id });
      await copyFile(bridge.savePath, join(bridge.openFolder, "wechat.bundle.json"));
      await page.goto(`${bridge.url}/#/`);
      await page.reload();
      await page.getByRole("button", { name: look.open }).click();
      await page.getByRole("row", { name: /公司微信/ }).waitFor();
      await check("bundle-preview");
      assert.equal((await bridge.call("list_drafts", { search: null })).value.drafts.length, 0);
      await page.locator("main .pf-m-primary").last().click();
      await page.getByRole("link", { name: "公司微信" }).waitFor();
      await check("bundle-done");
    }, look);
  });

  test(`secrets leave only confirmed and encrypted, and come back with the passphrase, in ${look.locale}`, async () => {
    await withPage(async ({ page, bridge, check }) => {
      const id = await makeDraft(bridge);
      // The list was open already, and learns of other programs' drafts only when it is opened again.
      await page.reload();
      await page
        .getByRole("row", { name: /公司微信/ })
        .getByRole("button")
        .click();
      await page.getByRole("menuitem", { name: look.share }).click();
      const dialog = page.getByRole("dialog");
      await dialog.locator("#share-with").check();
      const save = dialog.locator(".pf-v6-c-modal-box__footer .pf-m-primary");
      assert.ok(await save.isDisabled(), "not before the second confirmation");
      await dialog.locator("#share-confirm").check();
      await dialog.locator("#share-passphrase").fill("short");
      await dialog.locator("#share-passphrase-weak").getByText("14").waitFor();
      await dialog.locator("#share-again").fill("other");
      await dialog.locator("#share-again-differs").locator("*").first().waitFor();
      await check("share-secrets");
      assert.ok(await save.isDisabled());
      await dialog.locator("#share-passphrase").fill(PASSPHRASE);
      await dialog.locator("#share-again").fill(PASSPHRASE);
      await save.and(page.locator(":enabled")).click();
      await dialog.waitFor({ state: "detached" });
      const file = await readFile(bridge.savePath);
      assert.ok(file.toString("latin1").startsWith("age-encryption.org/v1\n-> scrypt "));
      assert.ok(!file.includes(SECRET) && !file.includes("wechat"));

      await bridge.call("delete_draft", { id });
      await copyFile(bridge.savePath, join(bridge.openFolder, "wechat.bundle.json.age"));
      await page.reload();
      await page.getByRole("button", { name: look.open }).click();
      await page.locator("#unlock-with").fill("another passphrase");
      await page.keyboard.press("Enter");
      await page.getByRole("dialog").locator(".pf-v6-c-alert").waitFor();
      await check("bundle-locked");
      await page.locator("#unlock-with").fill(PASSPHRASE);
      await page.keyboard.press("Enter");
      await page.getByRole("row", { name: /公司微信/ }).waitFor();
      await check("bundle-secrets");
      await page.locator("main .pf-m-primary").last().click();
      await page.getByRole("link", { name: "公司微信" }).waitFor();
      await check("bundle-secrets-done");
      const [draft] = (await bridge.call("list_drafts", { search: null })).value.drafts;
      assert.ok((await bridge.call("show_draft", { id: draft.id })).value.secrets[0].standing === "memory");
    }, look);
  });

  test(`the report is shown before it is copied and names nobody, in ${look.locale}`, async () => {
    await withPage(async ({ page, bridge, check }) => {
      await makeDraft(bridge, "公司微信");
      await page.goto(`${bridge.url}/#/settings`);
      await page.locator("main .pf-m-secondary").last().click();
      const report = page.locator(".desk-report");
      await report.getByText("drafts of wechat: 1").waitFor();
      await check("report");
      const text = await report.innerText();
      for (const name of ["公司微信", "slug", "https:", bridge.home, SECRET])
        assert.ok(!text.includes(name), name);
      assert.match(text, /log:\n {2}\S+ INFO started/);
    }, look);
  });
}

test("a source is shared and a bundle opened by keyboard alone", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await makeDraft(bridge, "WeChat");
    await page.goto(`${bridge.url}/#/sources/${id}/overview`);
    await tabTo(page, page.getByRole("button", { name: "Share…" }));
    await page.keyboard.press("Enter");
    await page.locator("#share-with").waitFor();
    await tabTo(page, page.locator(".pf-v6-c-modal-box__footer .pf-m-primary"));
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const focused = await page.evaluate(() => document.activeElement.textContent);
    assert.equal(focused, "Share…", "the focus comes back to where it was");
    await writeFile(join(bridge.openFolder, "broken.json"), "{}");
    await page.goto(`${bridge.url}/#/`);
    await tabTo(page, page.getByRole("button", { name: "Open bundle…" }));
    await page.keyboard.press("Enter");
    await page.getByText("is no Source Desk bundle").waitFor();
  }, LOOKS[0]);
});
