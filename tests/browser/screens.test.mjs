// Every screen, in English and Chinese, light and dark: axe finds nothing, nothing is cut off, no script or style is refused.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browserOfFile, look, openPage, startBridge } from "./bridge.mjs";

const browser = browserOfFile();

for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`every screen is accessible in ${locale}, ${colorScheme}`, async () => {
      const bridge = await startBridge(locale);
      const { page, seen, close } = await openPage(browser(), bridge, { colorScheme, locale });
      const check = (name) => look(page, `screens-${name}-${locale}-${colorScheme}`);
      try {
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.locator('a[href*="wizard"], button').first().waitFor();
        assert.equal(await page.locator("html").getAttribute("lang"), locale);
        await check("empty-list");
        await walkTheWizard(page, check);
        await page.goto(`${bridge.url}/#/`);
        await page.getByRole("table").waitFor();
        await check("list");
        await page.getByRole("searchbox").or(page.getByRole("textbox")).first().fill("没有这个");
        await page.getByRole("table").waitFor({ state: "detached" });
        await check("no-match");
        await page.goto(`${bridge.url}/#/settings`);
        await page.getByText("0.1.0").waitFor();
        await check("settings");
        const { value } = await bridge.call("list_drafts", { search: null });
        for (const tab of ["overview", "edit", "preview", "test", "export"]) {
          await page.goto(`${bridge.url}/#/sources/${value.drafts[0].id}/${tab}`);
          await page.getByRole("tab", { selected: true }).waitFor();
          await page.locator(".desk-tab :is(dl, form, h2)").first().waitFor();
          await check(`source-${tab}`);
        }
        await page.goto(`${bridge.url}/#/sources/nobody/overview`);
        await page.getByRole("heading", { level: 1 }).first().waitFor();
        await check("error");
        assert.deepEqual(seen, []);
      } finally {
        await close();
        await bridge.stop();
      }
    });
  }
}

async function walkTheWizard(page, check) {
  await page.goto(`${new URL(page.url()).origin}/#/wizard`);
  await page.getByRole("radio").first().waitFor();
  await check("wizard-type");
  const next = page.locator(".desk-wizard-footer .pf-m-primary");
  await next.click();
  await page.locator(".pf-v6-c-alert").waitFor();
  await page.getByRole("searchbox").or(page.getByRole("textbox")).first().fill("nothing like it");
  await page.getByRole("radio").first().waitFor({ state: "detached" });
  await check("wizard-type-none");
  await page.getByRole("searchbox").or(page.getByRole("textbox")).first().fill("wechat");
  await page.locator('label[for="type-wechat-input"]').click();
  await next.click();
  await page.locator("#field-consumer-key").waitFor();
  await page.locator("#field-consumer-key").fill("not an AppID");
  await page.locator("#field-authentik-host").fill("localhost:9000");
  await page.locator("#field-consumer-key").focus();
  await page.getByText("9000/source/oauth/callback/wechat/").first().waitFor();
  await page.locator("#field-consumer-key-notes").getByText("not an AppID").first().waitFor();
  await check("wizard-form-findings");
  await page.locator("#field-consumer-key").fill("wx0000000000000001");
  await page.locator("#field-authentik-host").fill("auth.example.com");
  await page.getByText("https://auth.example.com/source/oauth/callback/wechat/").first().waitFor();
  await check("wizard-form");
  await next.click();
  await page.locator("img").nth(2).waitFor();
  await check("wizard-preview");
  await next.click();
  await page.locator("#test-profile").waitFor();
  await check("wizard-test");
  await page.locator('button[type="submit"]').click();
  await page.getByText("oOipZUDEN").first().waitFor();
  await check("wizard-test-ok");
  await page.locator("#test-fault").selectOption("40125");
  await page.locator('button[type="submit"]').click();
  await page.getByText("40125").nth(1).waitFor();
  await page.locator('button[type="submit"]').waitFor();
  await check("wizard-test-failed");
  await next.click();
  await page.getByText("provider_type").first().waitFor();
  await check("wizard-finish");
}
