// What a person does in the wizard, and what hostile input does not.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pagesOf } from "./bridge.mjs";

const SECRET = "c0ffee00c0ffee00c0ffee00c0ffee00";

const withPage = pagesOf("main-job");

/** Makes a draft with the commands, for tests that begin later. */
async function makeDraft(bridge, name = "WeChat") {
  const { value } = await bridge.call("create_draft", { sourceType: "wechat", name, slug: "wechat" });
  value.draft.values.consumer_key = "wx0000000000000001";
  value.draft.deployment.authentik_host = "auth.example.com";
  return (await bridge.call("save_draft", { draft: value.draft, revision: value.revision })).value;
}

test("callback URL, 授权回调域 and slug follow the typing, and the draft is saved by itself", async () => {
  await withPage(async ({ page, bridge }) => {
    const view = await makeDraft(bridge);
    await page.goto(`${bridge.url}/#/wizard/${view.draft.id}/create`);
    await page.locator("#field-name").fill("Company WeChat");
    await page.locator("#field-authentik-host").fill("https://login.example.org/if/admin/");
    await page.getByText("https://login.example.org/source/oauth/callback/company-wechat/").first().waitFor();
    await page.getByText("login.example.org", { exact: true }).first().waitFor();
    await page.locator("#field-slug").blur();
    await page
      .getByText(/^Saved/)
      .first()
      .waitFor();
    const stored = (await bridge.call("show_draft", { id: view.draft.id })).value.draft;
    assert.equal(stored.slug, "company-wechat");
    assert.equal(stored.deployment.authentik_host, "https://login.example.org/if/admin/");
  });
});

test("a finding stands beside its field and Fix mends it", async () => {
  await withPage(async ({ page, bridge }) => {
    const view = await makeDraft(bridge);
    await page.goto(`${bridge.url}/#/wizard/${view.draft.id}/create`);
    await page.locator("#field-additional-scopes").fill("snsapi_userinfo");
    const notes = page.locator("#field-additional-scopes-notes");
    await notes.getByText("Additional scopes break WeChat").waitFor();
    await notes.getByRole("button", { name: /Fix/ }).click();
    await notes.getByText("Additional scopes break WeChat").waitFor({ state: "detached" });
    assert.equal(await page.locator("#field-additional-scopes").inputValue(), "");
  });
});

test("the AppSecret is in the page only while it is typed", async () => {
  await withPage(async ({ page, bridge }) => {
    const view = await makeDraft(bridge);
    const answers = [];
    page.on("response", async (response) => {
      if (response.url().includes("/__ipc/")) answers.push(await response.text().catch(() => ""));
    });
    await page.goto(`${bridge.url}/#/wizard/${view.draft.id}/create`);
    await page.locator("#field-consumer-secret").fill(SECRET);
    await page.getByRole("button", { name: /^Keep: / }).click();
    await page.getByText("In memory, 32 characters").waitFor();
    for (const step of ["preview", "test", "finish"]) {
      await page.goto(`${bridge.url}/#/wizard/${view.draft.id}/${step}`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      if (step === "test") {
        await page.locator('button[type="submit"]').click();
        await page.getByText("The login works").waitFor();
      }
      const state = await page.evaluate(
        () => document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }),
      );
      assert.ok(!state.includes(SECRET), `${step} holds the secret`);
    }
    assert.ok(answers.length > 5 && !answers.some((answer) => answer.includes(SECRET)));
  });
});

test("a person holds the phone: scan, then refuse, then run again and allow", async () => {
  await withPage(async ({ page, bridge }) => {
    const view = await makeDraft(bridge);
    await page.goto(`${bridge.url}/#/wizard/${view.draft.id}/test`);
    await page.locator("#test-phone-person").check();
    await page.locator('button[type="submit"]').click();
    await page.getByRole("button", { name: "Scan as phone" }).click();
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await page.getByText("The person refused").first().waitFor();
    await page.locator('button[type="submit"]').click();
    await page.getByRole("button", { name: "Scan as phone" }).click();
    await page.getByRole("button", { name: "Allow" }).click();
    await page.getByText("The login works").waitFor();
  });
});

test("the language changes live and stays chosen", async () => {
  await withPage(async ({ page, bridge }) => {
    await makeDraft(bridge);
    await page.reload();
    await page.getByText("简体中文").click();
    await page.getByRole("heading", { name: "登录源" }).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
    await page.reload();
    await page.getByRole("heading", { name: "登录源" }).waitFor();
    assert.equal((await bridge.call("app_facts")).value.locale, "zh-CN");
  });
});

test("a deleted draft comes back by undo, and 微信 finds a draft", async () => {
  await withPage(async ({ page, bridge }) => {
    await makeDraft(bridge, "公司微信");
    await makeDraft(bridge, "Other");
    await page.reload();
    await page.getByRole("textbox").or(page.getByRole("searchbox")).first().fill("微信");
    await page.getByText("Other", { exact: true }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: /Actions for 公司微信/ }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Undo", exact: true }).last().click();
    await page.getByRole("link", { name: "公司微信" }).waitFor();
  });
});

test("hostile names stay text on every screen", async () => {
  await withPage(async ({ page, bridge }) => {
    const hostile = `"><img src=x onerror="window.broken=1"><script>window.broken=1</script>javascript:window.broken=1`;
    const view = await makeDraft(bridge, hostile);
    const tabs = ["overview", "edit", "preview", "test", "export"].map(
      (tab) => `sources/${view.draft.id}/${tab}`,
    );
    for (const route of [
      "",
      ...tabs,
      ...["create", "preview", "test", "finish"].map((step) => `wizard/${view.draft.id}/${step}`),
    ]) {
      await page.goto(`${bridge.url}/#/${route}`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      assert.equal(await page.evaluate(() => window.broken), undefined, route);
      assert.equal(await page.locator('img[src="x"]').count(), 0, route);
    }
  });
});

test("a draft that was changed elsewhere is not overwritten", async () => {
  await withPage(async ({ page, bridge }) => {
    const view = await makeDraft(bridge);
    await page.goto(`${bridge.url}/#/wizard/${view.draft.id}/create`);
    await page.locator("#field-name").waitFor();
    const elsewhere = { ...view.draft, name: "Changed elsewhere" };
    await bridge.call("save_draft", { draft: elsewhere, revision: view.revision });
    await page.locator("#field-name").fill("Changed here");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("was changed elsewhere").waitFor();
    await dialog.getByRole("radio", { name: "From elsewhere" }).check();
    await dialog.getByRole("button", { name: "Save" }).click();
    await page.locator('#field-name[value="Changed elsewhere"]').waitFor();
  });
});
