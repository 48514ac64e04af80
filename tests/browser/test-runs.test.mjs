// The test logins that were kept: listed, opened, compared, saved and deleted. With axe, in both languages.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { make, pagesOf } from "./bridge.mjs";

const withPage = pagesOf("test-runs");

/** A draft whose test logins need nothing more. */
async function source(bridge, sourceType, name) {
  const { draft, revision } = await make(bridge, "create_draft", { sourceType, name, slug: sourceType });
  Object.assign(draft.values, {
    consumer_key: sourceType === "wechat" ? "wx0000000000000001" : "client-1",
  });
  draft.deployment.authentik_host = "auth.example.com";
  if (sourceType === "wechat") draft.deployment.callback_domain = "auth.example.com";
  return (await make(bridge, "save_draft", { draft, revision })).draft.id;
}

/** Plays a test login to its end without the window, as the command line would. */
async function played(bridge, id, options = {}) {
  const { profiles } = await make(bridge, "rehearsal_choices", { sourceType: options.type ?? "github" });
  const operation = await make(bridge, "start_rehearsal", {
    id,
    options: { profile: profiles[0], fault: options.fault ?? null, phone: "automatic" },
  });
  for (let next = 0, finished = false; !finished; ) {
    ({ next, finished } = await make(bridge, "watch_operation", { operation, after: next }));
  }
}

/** Moves the focus to an element itself, not to what it is in, and presses Enter. */
async function enter(page, target) {
  await target.waitFor();
  for (let n = 0; n < 160; n += 1) {
    if (await target.evaluate((element) => document.activeElement === element)) {
      await page.keyboard.press("Enter");
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`the focus never reached ${target}`);
}

const rows = (page) => page.locator(".desk-test-runs tbody tr");
const panel = (page) => page.locator(".desk-test-run");

async function opened(page, bridge, id, n_rows) {
  await page.goto(`${bridge.url}/#/sources/${id}/test`);
  if (n_rows > 0)
    await rows(page)
      .nth(n_rows - 1)
      .waitFor();
}

for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`earlier test logins are accessible in ${locale}, ${colorScheme}`, async () => {
      await withPage(
        async ({ page, bridge, check }) => {
          const id = await source(bridge, "github", "GitHub 代码托管");
          await opened(page, bridge, id, 0);
          await page.locator(".desk-test-runs .pf-v6-c-empty-state").waitFor();
          await check("none");
          await played(bridge, id, { fault: "token-invalid_grant" });
          await played(bridge, id);
          await page.reload();
          await rows(page).nth(1).waitFor();
          await page.locator("#test-runs").scrollIntoViewIfNeeded();
          await check("list");
          await rows(page).nth(1).locator("button").click();
          await panel(page).locator(".desk-failure").waitFor();
          await check("opened");
          await page.locator(".desk-step-failed").scrollIntoViewIfNeeded();
          await check("opened-steps");
          await page.locator("#test-run-choose-1").check();
          await page.locator("#test-run-choose-2").check();
          await page.locator(".desk-test-runs > .desk-heading-actions button").click();
          await panel(page).locator(".desk-changes").first().waitFor();
          await check("compared");
        },
        { locale, colorScheme },
      );
    });
  }
}

test("a test login that has just ended is in the list by itself, and says where and how it went", async () => {
  await withPage(async ({ page, bridge, check }) => {
    const id = await source(bridge, "github", "GitHub");
    await opened(page, bridge, id, 0);
    await page.getByText("No test login was kept yet").waitFor();
    await page.locator("#test-fault").selectOption("token-invalid_grant");
    await page.getByRole("button", { name: "Start test login" }).click();
    await rows(page).first().waitFor();
    const cells = (await rows(page).first().locator("th, td").allTextContents()).map((cell) => cell.trim());
    assert.deepEqual(
      [cells[0], ...cells.slice(2, 6)],
      ["1", "Simulator", "Failed", "Exchange the code", "invalid_grant"],
    );
    // The one that has just ended and the same one opened again are told apart.
    await page.getByRole("button", { name: "Open test login 1" }).click();
    await panel(page).locator(".desk-failure").waitFor();
    assert.equal(await page.locator(".desk-failure").count(), 2);
    await check("twice");
  });
});

test("an earlier test login opens as it was shown, with how long its exchanges took", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await source(bridge, "wechat", "WeChat");
    await played(bridge, id, { type: "wechat" });
    await opened(page, bridge, id, 1);
    await page.getByRole("button", { name: "Open test login 1" }).click();
    const run = page.getByRole("region", { name: "Test login 1", exact: true });
    await run.locator(".desk-step").nth(6).waitFor();
    assert.equal(await run.locator(".desk-arrow-name").count(), 7);
    const token = run.locator(".desk-step").nth(4);
    await token.locator("button").first().click();
    const times = run.getByRole("region", { name: "Times of: Exchange the code (Test login 1)" });
    assert.match(await times.innerText(), /first byte \d+ ms · in all \d+ ms/);
  });
});

test("two test logins are compared step by step, the older one first", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await source(bridge, "github", "GitHub");
    await played(bridge, id);
    await played(bridge, id);
    await played(bridge, id, { fault: "token-invalid_grant" });
    await opened(page, bridge, id, 3);
    const status = page.locator(".desk-test-runs [role=status]");
    await page.getByText("Choose two test logins to compare them.", { exact: true }).waitFor();
    await page.getByLabel("Choose test login 3 to compare").check();
    assert.match(await status.innerText(), /One test login is chosen/);
    assert.equal(await page.getByRole("button", { name: /^Compare/ }).count(), 0);
    await page.getByLabel("Choose test login 1 to compare").check();
    await page.getByRole("button", { name: "Compare 1 and 3" }).click();
    const compared = page.getByRole("region", { name: "Test logins 1 and 3" });
    const differences = compared.getByRole("table", { name: "Differences in: Exchange the code" });
    assert.deepEqual(await differences.getByRole("columnheader").allTextContents(), [
      "What",
      "In test login 1",
      "In test login 3",
    ]);
    const said = differences.getByRole("row").filter({ hasText: "invalid_grant" });
    assert.deepEqual(await said.locator("th, td").allTextContents(), [
      "answer error",
      "not there",
      "invalid_grant",
    ]);
    assert.match(await compared.innerText(), /only in the first/);
    // Of three the one that was chosen first makes room, and two that went the same way are said to be the same.
    await page.getByLabel("Choose test login 2 to compare").check();
    assert.equal(await page.getByLabel("Choose test login 3 to compare").isChecked(), false);
    await page.getByRole("button", { name: "Compare 1 and 2" }).click();
    await page.getByText("Both went the same way").waitFor();
    assert.equal(await page.locator(".desk-changes").count(), 0);
  });
});

test("a test login is saved as HAR and as a drawing", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await source(bridge, "github", "GitHub");
    await played(bridge, id);
    await opened(page, bridge, id, 1);
    await page.getByRole("button", { name: "Open test login 1" }).click();
    const said = page.getByText(`Saved to ${bridge.savePath}`);
    await page.getByRole("button", { name: "Save as HAR" }).click();
    await said.first().waitFor();
    const { log } = JSON.parse(await readFile(bridge.savePath, "utf8"));
    assert.equal(log.version, "1.2");
    for (const { time, timings } of log.entries) {
      assert.equal(time, timings.wait + timings.receive);
      assert.deepEqual([timings.blocked, timings.dns, timings.connect, timings.ssl], [-1, -1, -1, -1]);
    }
    await page.getByRole("button", { name: "Save drawing" }).click();
    await said.nth(1).waitFor();
    assert.match(await readFile(bridge.savePath, "utf8"), /^<svg /);
  });
});

test("deleting asks first, and by keyboard alone the focus never gets lost", async () => {
  await withPage(async ({ page, bridge, check }) => {
    const id = await source(bridge, "github", "GitHub");
    await played(bridge, id);
    await played(bridge, id);
    await opened(page, bridge, id, 2);
    const open = page.getByRole("button", { name: "Open test login 2" });
    await enter(page, open);
    await page
      .getByRole("heading", { name: "Test login 2", exact: true })
      .and(page.locator(":focus"))
      .waitFor();
    await enter(page, page.getByRole("button", { name: "Close test login 2" }));
    await open.and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Enter");
    await enter(page, page.getByRole("button", { name: "Delete this test login" }));
    const question = page.getByRole("dialog", { name: "Delete test login 2?" });
    await question.waitFor();
    await check("question");
    await page.keyboard.press("Escape");
    await question.waitFor({ state: "detached" });
    assert.equal(await rows(page).count(), 2, "nothing is deleted before the answer");
    await page.keyboard.press("Enter");
    await enter(page, question.getByRole("button", { name: "Delete this test login" }));
    await rows(page).nth(1).waitFor({ state: "detached" });
    assert.equal(await panel(page).count(), 0);
    await page.locator("#test-runs:focus").waitFor();
    // A number never comes again.
    await played(bridge, id);
    await page.reload();
    await page.getByRole("button", { name: "Open test login 3" }).waitFor();
  });
});

test("one that another program deleted meanwhile says so and goes from the list", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await source(bridge, "github", "GitHub");
    await played(bridge, id);
    await played(bridge, id);
    await opened(page, bridge, id, 2);
    await make(bridge, "delete_test_run", { run: 1 });
    await page.getByRole("button", { name: "Open test login 1" }).click();
    await page.getByText("There is no test login 1.").first().waitFor();
    assert.equal(await page.getByRole("button", { name: "Save as HAR" }).count(), 0);
    await page.getByRole("button", { name: "Delete this test login" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete this test login" }).click();
    await page.getByRole("button", { name: "Open test login 1" }).waitFor({ state: "detached" });
  });
});
