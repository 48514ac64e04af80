// The check of the network on the test login's step. Nothing leaves this computer: the proxy is a port of its own at
// which nobody listens, or the hosts are this computer.

import assert from "node:assert/strict";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openPage, picture, startBridge, startBrowser, violations } from "./bridge.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Opens the test login of a new draft, of WeChat unless another kind is wanted. */
async function withPanel(run, { locale = "en", kind = "wechat", ...options } = {}) {
  const bridge = await startBridge(locale);
  const { value } = await bridge.call("create_draft", { sourceType: kind, name: "Login", slug: "login" });
  const opened = await openPage(browser, bridge, { locale, ...options });
  try {
    await opened.page.goto(`${bridge.url}/#/sources/${value.draft.id}/test`);
    const panel = opened.page.locator('section[aria-labelledby="network-title"]');
    await panel.waitFor();
    await run({ bridge, panel, id: value.draft.id, ...opened });
    assert.deepEqual(opened.seen, []);
  } finally {
    await opened.close();
    await bridge.stop();
  }
}

const NOBODY = "http://127.0.0.1:1";

for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the check of the network is accessible in ${locale}, ${colorScheme}`, async () => {
      await withPanel(
        async ({ page, panel, bridge }) => {
          const check = async (name) => {
            const found = await violations(page);
            const overflow = await page.evaluate(
              () => document.documentElement.scrollWidth - window.innerWidth,
            );
            await panel.scrollIntoViewIfNeeded();
            await picture(page, `network-${name}-${locale}-${colorScheme}`);
            assert.deepEqual(found, [], `${name}: axe`);
            assert.ok(overflow <= 0, `${name} is ${overflow} px too wide`);
          };
          await panel.locator(".pf-v6-c-expandable-section__toggle button").click();
          const proxy = panel.locator("#network-proxy");
          await proxy.fill(`http://li:canary@127.0.0.1:1`);
          await proxy.press("Enter");
          await panel.locator(".pf-v6-c-alert.pf-m-danger").waitFor();
          assert.doesNotMatch(await panel.locator(".pf-v6-c-alert").textContent(), /canary/);
          await check("refused");
          await proxy.fill(NOBODY);
          await proxy.press("Enter");
          await panel.locator(".pf-v6-c-alert").waitFor({ state: "detached" });
          assert.equal(await panel.locator(".desk-network-host").count(), 0, "nothing starts by itself");
          await panel.locator("> .desk-test-buttons button").click();
          await panel.locator(".desk-network-host").nth(1).waitFor();
          const words = await panel.locator(".desk-network-host").first().textContent();
          assert.match(words, /open\.weixin\.qq\.com.*http:\/\/127\.0\.0\.1:1.*/s);
          assert.match(words, /proxy-unreachable/);
          await check("found");
          const { value } = await bridge.call("network_needs", { id: page.url().split("/").at(-2) });
          assert.equal(value.settings.proxy, NOBODY);
        },
        { locale, colorScheme },
      );
    });
  }
}

test("a narrow window cuts nothing off", async () => {
  await withPanel(
    async ({ page, panel, bridge }) => {
      await bridge.call("set_proxy", { proxy: NOBODY });
      await panel.locator("> .desk-test-buttons button").click();
      await panel.locator(".desk-network-host").nth(1).waitFor();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await panel.locator(".desk-network-host").first().scrollIntoViewIfNeeded();
      await picture(page, "network-narrow");
      assert.ok(overflow <= 0, `it is ${overflow} px too wide`);
    },
    { width: 640 },
  );
});

test("a file of authorities is chosen in a dialog, judged, and forgotten", async () => {
  await withPanel(async ({ bridge, panel, id }) => {
    const settings = async () => (await bridge.call("network_needs", { id })).value.settings;
    const file = join(bridge.openFolder, "company.pem");
    await writeFile(file, "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n");
    await panel.locator(".pf-v6-c-expandable-section__toggle button").click();
    const buttons = panel.locator('[aria-labelledby="network-ca-file"] button');
    await buttons.first().click();
    await panel.locator(".pf-v6-c-alert.pf-m-danger").waitFor();
    assert.match(await panel.locator(".pf-v6-c-alert").textContent(), /private key/);
    assert.equal((await settings()).ca_file, undefined);
    // Without a file to choose the dialog is closed, and everything stays as it is.
    await rename(file, join(bridge.home, "company.pem"));
    await buttons.first().click();
    await panel.locator(".pf-v6-c-alert").waitFor({ state: "detached" });
    assert.equal((await settings()).ca_file, undefined);
  });
});

/** Names hosts of this computer in a draft, at a port where nobody listens. */
async function onThisComputer({ bridge, page, id }) {
  const { value: view } = await bridge.call("show_draft", { id });
  const fields = { authorization_url: "authorize", access_token_url: "token", profile_url: "userinfo" };
  for (const [name, path] of Object.entries(fields)) view.draft.values[name] = `https://127.0.0.1:1/${path}`;
  await bridge.call("save_draft", { draft: view.draft, revision: view.revision });
  await page.reload();
}

for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`a host in a private network is allowed where it is refused, in ${locale}, ${colorScheme}`, async () => {
      await withPanel(
        async (opened) => {
          const { bridge, page, panel, id } = opened;
          await onThisComputer(opened);
          const settings = async () => (await bridge.call("network_needs", { id })).value.settings;
          await panel.locator("> .desk-test-buttons button").click();
          const card = panel.locator(".desk-network-host");
          await card.waitFor();
          assert.match(await card.textContent(), /address-private/);
          assert.deepEqual(await violations(page), [], "refused: axe");
          await card.scrollIntoViewIfNeeded();
          await picture(page, `network-private-${locale}-${colorScheme}`);
          assert.equal((await settings()).private_hosts, undefined, "nothing is allowed by itself");
          // By keyboard: the button of the card allows this host and checks again.
          await card.getByRole("button").focus();
          await page.keyboard.press("Enter");
          await card.getByText("connection-refused").waitFor();
          assert.deepEqual((await settings()).private_hosts, ["127.0.0.1"]);
          assert.equal(await card.getByRole("button").count(), 0);
          // The list shows it, refuses what is no host without forgetting it, and takes it back.
          await panel.locator(".pf-v6-c-expandable-section__toggle button").click();
          const list = panel.locator("#network-private-hosts");
          assert.equal(await list.inputValue(), "127.0.0.1");
          await list.fill("127.0.0.1, *.corp.example");
          await list.press("Enter");
          await panel.locator(".pf-v6-c-alert.pf-m-danger", { hasText: "*.corp.example" }).waitFor();
          assert.deepEqual((await settings()).private_hosts, ["127.0.0.1"]);
          assert.deepEqual(await violations(page), [], "list: axe");
          await list.scrollIntoViewIfNeeded();
          await picture(page, `network-private-hosts-${locale}-${colorScheme}`);
          await list.fill("https://IDP.corp.example/realms");
          await list.press("Enter");
          await page.waitForFunction(
            () => document.querySelector("#network-private-hosts").value === "idp.corp.example",
          );
          await panel.locator("> .desk-test-buttons button").click();
          await card.getByText("address-private").waitFor();
        },
        { locale, colorScheme, kind: "openidconnect" },
      );
    });
  }
}
