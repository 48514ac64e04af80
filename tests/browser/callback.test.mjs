// The callback tab: the provider's words, brands, the checklist and the comparison, in English and Chinese, light and dark.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browserOfFile, look, openPage, startBridge } from "./bridge.mjs";

const browser = browserOfFile();

async function makeDraft(bridge, sourceType, host = "auth.example.com") {
  const { value } = await bridge.call("create_draft", { sourceType, name: sourceType, slug: sourceType });
  value.draft.deployment.authentik_host = host;
  return (await bridge.call("save_draft", { draft: value.draft, revision: value.revision })).value.draft.id;
}

for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the callback is accessible and whole in ${locale}, ${colorScheme}`, async () => {
      const bridge = await startBridge(locale);
      const { page, seen, close } = await openPage(browser(), bridge, { colorScheme, locale });
      const check = (name) => look(page, `callback-${name}-${locale}-${colorScheme}`);
      const compare = async (text) => {
        await page.locator(".desk-tab textarea").fill(text);
        await page.locator('.desk-tab form:has(textarea) button[type="submit"]').click();
        await page.locator(".desk-compared").first().waitFor();
      };
      try {
        const wechat = await makeDraft(bridge, "wechat");
        await page.goto(`${bridge.url}/#/sources/${wechat}/callback`);
        await page.getByText("管理中心 › 网站应用 › 详情 › 授权回调域").waitFor();
        await check("wechat");
        await compare("https：//auth。example.com/source/oauth/callback/wechat");
        await page.locator(".desk-compared-refused").waitFor();
        await check("wechat-wrong");
        await compare("AUTH.example.com");
        await page.locator(".desk-compared-accepted").waitFor();
        await check("wechat-right");
        const step = page.locator('[data-step="review"]');
        await step.locator("select").selectOption("done");
        await page.locator(".desk-checklist-done").waitFor();
        await step.getByRole("button").click();
        await step.getByRole("textbox").fill("1207 · 张三");
        await step.locator('button[type="submit"]').click();
        await step.getByText("1207 · 张三").waitFor();
        await step.scrollIntoViewIfNeeded();
        await check("checklist");

        const google = await makeDraft(bridge, "google");
        await bridge.call("set_brand_hosts", {
          id: google,
          hosts: ["login.example.org", "http://10.0.0.1:9000"],
        });
        await page.goto(`${bridge.url}/#/sources/${google}/callback`);
        await page.locator(".desk-remark").first().waitFor();
        await check("google");

        const saml = await makeDraft(bridge, "saml", "");
        for (const [id, tab] of [
          [saml, "overview"],
          [google, "overview"],
          [google, "edit"],
          [saml, "edit"],
        ]) {
          await page.goto(`${bridge.url}/#/sources/${id}/${tab}`);
          await page.locator(".desk-copy-field").first().waitFor();
          if (tab === "edit") await page.locator("#field-authentik-host").scrollIntoViewIfNeeded();
          await check(`${id === saml ? "saml" : "google"}-${tab}`);
        }
        assert.deepEqual(seen, []);
      } finally {
        await close();
        await bridge.stop();
      }
    });
  }
}

test("by keyboard alone: a brand is added, a step is marked, what is stored is what was seen", async () => {
  const bridge = await startBridge("en");
  const { page, seen, close } = await openPage(browser(), bridge);
  try {
    const id = await makeDraft(bridge, "github");
    await page.goto(`${bridge.url}/#/sources/${id}/callback`);
    await page.getByRole("textbox", { name: "Further domain of a brand" }).focus();
    await page.keyboard.type("login.example.org");
    await page.keyboard.press("Enter");
    await page.getByText("https://login.example.org/source/oauth/callback/github/").first().waitFor();
    await page.locator(".desk-remark").getByText("login.example.org").waitFor();
    const select = page.locator('[data-step="callback"] select');
    await select.focus();
    await page.keyboard.press("d");
    await page.locator(".desk-checklist-done").waitFor();
    const { draft } = (await bridge.call("show_draft", { id })).value;
    assert.deepEqual(draft.deployment.brand_hosts, ["login.example.org"]);
    assert.equal(draft.checklist.callback.status, "done");
    assert.equal(draft.deployment.registered.slug, "github");
    assert.deepEqual(seen, []);
  } finally {
    await close();
    await bridge.stop();
  }
});

test("a kind that is registered nowhere has no callback tab, and 授权回调域 is WeChat's alone", async () => {
  const bridge = await startBridge("en");
  const { page, close } = await openPage(browser(), bridge);
  try {
    const [ldap, google, wechat] = [
      await makeDraft(bridge, "ldap"),
      await makeDraft(bridge, "google"),
      await makeDraft(bridge, "wechat"),
    ];
    await page.goto(`${bridge.url}/#/sources/${ldap}/callback`);
    await page.getByRole("tab", { selected: true }).waitFor();
    assert.equal(await page.getByRole("tab", { selected: true }).textContent(), "Overview");
    assert.equal(await page.getByRole("tab", { name: "Callback" }).count(), 0);
    for (const [id, n] of [
      [google, 0],
      [wechat, 1],
    ]) {
      await page.goto(`${bridge.url}/#/sources/${id}/edit`);
      await page.locator("#field-authentik-host").waitFor();
      assert.equal(await page.locator("#field-callback-domain").count(), n);
    }
  } finally {
    await close();
    await bridge.stop();
  }
});
