// Explaining an error: paste, list, search, and the way from a failed test login. With axe, in both languages, light and dark.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pagesOf, picture } from "./bridge.mjs";

const withPage = pagesOf("explain");

for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the page that explains errors is accessible in ${locale}, ${colorScheme}`, async () => {
      await withPage(
        async ({ page, bridge, check }) => {
          await page.goto(`${bridge.url}/#/`);
          await page.locator('nav a[href$="#/explain"]').click();
          await page.locator(".desk-explanation-list li").first().waitFor();
          assert.match(await page.locator('nav a[aria-current="page"]').getAttribute("href"), /#\/explain$/);
          await check("start");
          // Looking through all of them every time would take most of the test's time.
          await page.locator("select").selectOption("telegram");
          await page.locator("#errors-of-wechat").waitFor({ state: "detached" });
          const box = page.locator("#explain-paste");
          await box.fill(
            '{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys are expired."}',
          );
          await page.locator(".desk-explanation").nth(1).waitFor();
          assert.match(await page.locator(".desk-explanation").first().textContent(), /AADSTS7000222/);
          await check("found");
          await box.fill("Malformed auth code");
          await page.locator(".desk-explanation .pf-v6-c-label").first().waitFor();
          await check("uncertain");
          await box.fill("good morning");
          await page.locator(".pf-v6-c-alert.pf-m-info").waitFor();
          await check("unknown");
          await box.fill("x".repeat(65 * 1024));
          await page.locator(".pf-v6-c-alert.pf-m-danger").waitFor();
          await check("too-long");
          await box.fill("");
          await page.locator(".pf-v6-c-alert").waitFor({ state: "detached" });
          await page.locator("select").selectOption("");
          await page.locator("#errors-of-wechat").waitFor();
          await page.locator(".desk-search input").fill("证书过期");
          await page.locator("#errors-of-wechat").waitFor({ state: "detached" });
          await page.locator(".desk-explanation-list button").first().click();
          await page.locator(".desk-explanation-list dl").waitFor();
          await check("search");
          await page.locator(".desk-search input").fill("没有这个东西");
          await page.locator(".desk-explanation-list").first().waitFor({ state: "detached" });
          await check("no-match");
          await page.goto(`${bridge.url}/#/explain/KDC_ERR_PREAUTH_FAILED`);
          await page.locator(".desk-explanation").waitFor();
          await check("one");
          await page.goto(`${bridge.url}/#/explain/nobody`);
          await page.locator(".pf-v6-c-alert").waitFor();
          await check("gone");
        },
        { locale, colorScheme },
      );
    });
  }
}

test("the page holds in a narrow window and works by keyboard alone", async () => {
  await withPage(
    async ({ page, bridge }) => {
      await page.goto(`${bridge.url}/#/explain`);
      await page.locator(".desk-explanation-list li").first().waitFor();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await picture(page, "explain-narrow");
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      // The heading has the focus; the box comes next.
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement?.id), "explain-paste");
      await page.keyboard.type("errcode=40163");
      await page.locator(".desk-explanation").waitFor();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.locator(".desk-explanation").waitFor({ state: "detached" });
      assert.equal(await page.locator("#explain-paste").inputValue(), "");
      assert.equal(
        await page.evaluate(() => document.activeElement?.id),
        "explain-paste",
        "the focus stays in reach when its button goes",
      );
      await page.locator(".desk-search input").focus();
      await page.keyboard.type("40029");
      await page.locator("#errors-of-tls").waitFor({ state: "detached" });
      const entry = page.locator(".desk-explanation-list button").first();
      await entry.focus();
      await page.keyboard.press("Enter");
      await page.locator(".desk-explanation-list dl").waitFor();
    },
    { width: 800, height: 700 },
  );
});

test("a provider narrows the list", async () => {
  await withPage(async ({ page, bridge }) => {
    await page.goto(`${bridge.url}/#/explain`);
    await page.locator(".desk-explanation-list li").first().waitFor();
    await page.locator("select").selectOption("kerberos");
    await page.locator("#errors-of-wechat").waitFor({ state: "detached" });
    assert.equal(await page.locator(".desk-explanation-list").count(), 1);
  });
});

test("a failed test login leads to its error", async () => {
  await withPage(async ({ page, bridge }) => {
    const { value } = await bridge.call("create_draft", {
      sourceType: "wechat",
      name: "WeChat",
      slug: "wechat",
    });
    const { draft, revision } = value;
    draft.values.consumer_key = "wx0000000000000001";
    draft.deployment.authentik_host = "auth.example.com";
    assert.ok((await bridge.call("save_draft", { draft, revision })).ok);
    await page.goto(`${bridge.url}/#/sources/${draft.id}/test`);
    await page.locator("#test-fault").selectOption("40125");
    await page.locator('button[type="submit"]').click();
    await page.locator('a[href$="#/explain/40125"]').click();
    await page.locator(".desk-explanation").waitFor();
    assert.match(await page.locator(".desk-explanation").textContent(), /40125 invalid appsecret/);
  });
});
