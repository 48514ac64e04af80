// The vault: set up, locked, opened, its ways in; and a secret that is kept, shown, hidden and copied. With axe, in both
// languages, light and dark.

import assert from "node:assert/strict";
import { test } from "node:test";
import { make, pagesOf } from "./bridge.mjs";

const SECRET = "d15ea5ec0ffee0ddba11ad0be5eaf00d";
const PASSPHRASE = "correct horse battery staple";

const withPage = pagesOf("vault");

/** Sets up a vault beside the page, and returns its recovery key. */
async function setUp(bridge) {
  const setup = await make(bridge, "begin_vault", { keychain: true, passphrase: PASSPHRASE });
  const groups = setup.recovery_key.split("-");
  const typed = setup.groups.map((group) => groups[group - 1]).join(" ");
  await make(bridge, "confirm_setup", { typed });
  return setup.recovery_key;
}

const WORDS = {
  en: {
    setUp: "Set up the vault",
    unlock: "Unlock the vault",
    lock: "Lock the vault",
    next: "Next",
    written: "I have written it down",
    confirm: "Confirm",
    run: "Unlock",
    passphrase: "Passphrase",
    asWell: /Open it with a passphrase as well/,
    give: "Nothing opens it any more",
    cancel: "Cancel",
    show: /^Show:/,
  },
  "zh-CN": {
    setUp: "设置保险库",
    unlock: "解锁保险库",
    lock: "锁定保险库",
    next: "下一步",
    written: "我已抄下",
    confirm: "确认",
    run: "解锁",
    passphrase: "口令",
    asWell: /同时可用口令打开/,
    give: "再也打不开了",
    cancel: "取消",
    show: /^显示：/,
  },
};

for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`setting up, locking and unlocking is accessible in ${locale}, ${colorScheme}`, async () => {
      const words = WORDS[locale];
      await withPage(
        async ({ page, bridge, check }) => {
          const { draft } = await make(bridge, "create_draft", {
            sourceType: "wechat",
            name: "微信",
            slug: "wechat",
          });
          await make(bridge, "set_secret", { id: draft.id, field: "consumer_secret", text: SECRET });
          await page.goto(`${bridge.url}/#/sources/${draft.id}/edit`);
          await page.getByRole("button", { name: words.show }).waitFor();
          await check("memory");
          await page.goto(`${bridge.url}/#/settings`);
          await page.getByRole("main").getByRole("button", { name: words.setUp }).click();
          const dialog = page.getByRole("dialog");
          await dialog.getByRole("checkbox", { name: words.asWell }).check();
          await dialog.locator("#passphrase").fill(PASSPHRASE);
          await dialog.locator("#passphrase-again").fill(`${PASSPHRASE}!`);
          await check("ways");
          await dialog.locator("#passphrase-again").fill(PASSPHRASE);
          await dialog.getByRole("button", { name: words.next }).click();
          await dialog.getByRole("button", { name: words.written }).waitFor();
          const groups = await dialog.locator(".desk-recovery-key code").allTextContents();
          assert.equal(groups.length, 7);
          await check("write-down");
          await dialog.getByRole("button", { name: words.written }).click();
          const inputs = dialog.locator("input");
          await inputs.nth(0).fill("AAAAA");
          await inputs.nth(1).fill("BBBBB");
          await dialog.getByRole("button", { name: words.confirm }).click();
          await dialog.getByRole("heading", { level: 2 }).waitFor();
          await check("not-confirmed");
          for (const at of [0, 1]) {
            const number = (await inputs.nth(at).getAttribute("id")).replace(/\D/g, "");
            await inputs.nth(at).fill(groups[number - 1].toLowerCase());
          }
          await dialog.getByRole("button", { name: words.confirm }).click();
          await dialog.waitFor({ state: "detached" });
          await page.locator(".desk-slot").nth(2).waitFor();
          await check("open");
          await page.getByRole("main").getByRole("button", { name: words.lock }).click();
          await page.getByRole("button", { name: words.give }).waitFor();
          await check("locked");
          await page.getByRole("main").getByRole("button", { name: words.unlock }).click();
          await dialog.getByRole("radio", { name: words.passphrase }).check();
          await dialog.locator("#unlock-typed").fill("not the right one at all");
          await dialog.getByRole("button", { name: words.run, exact: true }).click();
          await dialog.getByRole("heading", { level: 2 }).waitFor();
          await check("wrong");
          await dialog.locator("#unlock-typed").fill(PASSPHRASE);
          await dialog.getByRole("button", { name: words.run, exact: true }).click();
          await dialog.waitFor({ state: "detached" });
          await page.goto(`${bridge.url}/#/sources/${draft.id}/edit`);
          await page.getByRole("button", { name: words.show }).click();
          await page.getByText(SECRET).waitFor();
          await check("revealed");
          const [secret] = (await make(bridge, "show_draft", { id: draft.id })).secrets;
          assert.deepEqual([secret.standing, secret.n_characters], ["kept", 32]);
        },
        { locale, colorScheme },
      );
    });
  }
}

test("a secret is shown for half a minute, and not after a look elsewhere or a lock", async () => {
  await withPage(async ({ page, bridge }) => {
    await setUp(bridge);
    const { draft } = await make(bridge, "create_draft", { sourceType: "wechat", name: "W", slug: "w" });
    await make(bridge, "set_secret", { id: draft.id, field: "consumer_secret", text: SECRET });
    await page.clock.install();
    await page.goto(`${bridge.url}/#/sources/${draft.id}/edit`);
    const shown = page.getByText(SECRET);
    const reveal = page.getByRole("button", { name: /^Show: / });
    await reveal.click();
    await shown.waitFor();
    await page.clock.fastForward(29_000);
    assert.equal(await shown.count(), 1);
    await page.clock.fastForward(1_500);
    await shown.waitFor({ state: "detached" });
    await reveal.click();
    await shown.waitFor();
    await page.evaluate(() => window.dispatchEvent(new Event("blur")));
    await shown.waitFor({ state: "detached" });
    await reveal.click();
    await shown.waitFor();
    await page.getByRole("banner").getByRole("button", { name: "Lock the vault" }).click();
    await shown.waitFor({ state: "detached" });
    await page.getByText("Set, 32 characters").waitFor();
    assert.equal(await reveal.count(), 0, "a locked secret cannot be shown");
    assert.ok(!(await page.content()).includes(SECRET));
  });
});

test("a vault that another program locked or opened is noticed, and a secret is entered after unlocking", async () => {
  await withPage(async ({ page, bridge }) => {
    const recoveryKey = await setUp(bridge);
    const { draft } = await make(bridge, "create_draft", { sourceType: "wechat", name: "W", slug: "w" });
    await make(bridge, "lock_vault");
    await page.goto(`${bridge.url}/#/sources/${draft.id}/edit`);
    const input = page.getByRole("textbox", { name: /Consumer secret/ });
    await input.fill(SECRET);
    await page.getByRole("button", { name: /^Keep: / }).click();
    await page.getByText("The vault is locked, so secrets can be neither kept nor read").waitFor();
    await page.getByRole("main").getByRole("button", { name: "Unlock the vault" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Recovery key" }).check();
    await dialog.locator("#unlock-typed").fill(recoveryKey.slice(0, -1));
    await page.keyboard.press("Enter");
    await dialog.getByText("A recovery key has 35 characters; these are 34.").waitFor();
    await dialog.locator("#unlock-typed").fill(recoveryKey);
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("textbox", { name: /Consumer secret/ }).fill(SECRET);
    await page.getByRole("button", { name: /^Keep: / }).click();
    await page.getByText("Set, 32 characters").waitFor();
    await page.getByRole("button", { name: /^Copy: Consumer secret/ }).click();
    await page.getByText("is on the clipboard for 30 seconds").waitFor();
    await page.getByRole("button", { name: /^Forget: / }).click();
    await page.getByRole("textbox", { name: /Consumer secret/ }).waitFor();
  });
});
