// Test logins of sources other than WeChat: in the window, drawn and told step by step. With axe, in both languages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { make, pagesOf } from "./bridge.mjs";

const withPage = pagesOf("test-login");

/** A draft that can be rehearsed, with values of its own. */
async function source(bridge, sourceType, name, values = {}) {
  const { draft, revision } = await make(bridge, "create_draft", { sourceType, name, slug: sourceType });
  Object.assign(draft.values, { consumer_key: "client-1", ...values });
  draft.deployment.authentik_host = "auth.example.com";
  return (await make(bridge, "save_draft", { draft, revision })).draft.id;
}

async function play(page, { profile, fault }) {
  if (profile) await page.locator("#test-profile").selectOption(profile);
  if (fault !== undefined) await page.locator("#test-fault").selectOption(fault);
  await page.locator(".desk-test-buttons button").first().click();
  await page.locator(".pf-v6-c-alert").first().waitFor();
}

for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`a provider's test login is accessible in ${locale}, ${colorScheme}`, async () => {
      await withPage(
        async ({ page, bridge, check }) => {
          const id = await source(bridge, "github", "GitHub 代码托管");
          await page.goto(`${bridge.url}/#/sources/${id}/test`);
          await page.locator("#test-profile").waitFor();
          await check("before");
          await play(page, { profile: "private-email" });
          await page.locator(".desk-step").nth(7).waitFor();
          await check("ok");
          await play(page, { fault: "token-invalid_grant" });
          await page.locator(".desk-failure").waitFor();
          await check("failed");
        },
        { locale, colorScheme },
      );
    });
  }
}

test("the steps are the provider's own, and nobody asks for a phone", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await source(bridge, "openidconnect", "Example", {
      profile_url: "https://id.example.com/userinfo",
    });
    await page.goto(`${bridge.url}/#/sources/${id}/test`);
    await page.locator("#test-profile").waitFor();
    assert.equal(await page.locator("#test-phone").count(), 0);
    const drawn = page.locator(".desk-arrow-name");
    assert.deepEqual(await drawn.allTextContents(), [
      "Open the login page",
      "Log in at the provider",
      "Come back with a code",
      "Exchange the code",
      "Ask who the user is",
      "Make the user",
    ]);
    await play(page, {});
    await page.getByText("sim-1000001").first().waitFor();
  });
});
