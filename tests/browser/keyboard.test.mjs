// The whole wizard by keyboard alone, for four kinds of source that differ in everything: fields, steps, blueprint.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { browserOfFile, openPage, startBridge, tabTo } from "./bridge.mjs";

const browser = browserOfFile();

/** A person without a mouse. */
class Keyboard {
  constructor(page) {
    this.page = page;
    this.next = page.locator(".desk-wizard-footer .pf-m-primary");
  }

  async press(locator, key = "Enter") {
    await tabTo(this.page, locator);
    await this.page.keyboard.press(key);
  }

  async type(field, words) {
    await tabTo(this.page, this.page.locator(`#field-${field}`));
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.type(words);
  }

  /** Opens the New Source list and finds a kind by the filter; Enter goes on. */
  async choose(filter) {
    await this.press(this.page.getByText("New source", { exact: true }));
    await this.page.getByRole("radio").nth(22).waitFor();
    await tabTo(this.page, this.page.getByRole("searchbox", { name: "Filter kinds of source" }));
    await this.page.keyboard.type(filter);
    await this.page.getByText("1 kind", { exact: true }).waitFor();
    await this.page.keyboard.press("Enter");
    await this.page.locator("#field-name").waitFor();
  }

  async steps() {
    const numbered = await this.page.locator('[id^="step-"]').allInnerTexts();
    return numbered.map((words) => words.replace(/^\d+\s*/, "").trim());
  }

  async save(bridge) {
    await this.press(this.page.getByRole("button", { name: "Save to file" }));
    await this.page.getByText(bridge.savePath).waitFor();
    return readFile(bridge.savePath, "utf8");
  }
}

function byKeyboard(name, run) {
  test(name, async () => {
    const bridge = await startBridge();
    const { page, seen, close } = await openPage(browser(), bridge);
    try {
      await run(new Keyboard(page), page, bridge);
      assert.deepEqual(seen, []);
    } finally {
      await close();
      await bridge.stop();
    }
  });
}

byKeyboard(
  "WeChat: from the list by arrow keys, form, preview, test login, saved blueprint",
  async (keyboard, page, bridge) => {
    await keyboard.press(page.getByText("New source", { exact: true }));
    await page.getByRole("radio").nth(22).waitFor();
    await keyboard.press(page.getByRole("radio"), "Space");
    // WeChat is the last of the list, and the arrow keys go around.
    await page.keyboard.press("ArrowUp");
    assert.ok(await page.locator("#type-wechat-input").isChecked());
    await page.keyboard.press("Enter");
    await keyboard.type("consumer-key", "wx0000000000000001");
    await keyboard.type("authentik-host", "auth.example.com");
    await page.getByText("https://auth.example.com/source/oauth/callback/wechat/").first().waitFor();
    await keyboard.press(keyboard.next);
    await page.getByText("snsapi_login").first().waitFor();
    await keyboard.press(keyboard.next);
    await keyboard.press(page.locator('button[type="submit"]'));
    await page.getByText("The login works").waitFor();
    await keyboard.press(keyboard.next);
    assert.match(await keyboard.save(bridge), /consumer_key: wx0000000000000001/);
  },
);

byKeyboard(
  "OpenID Connect: past a code editor that does not trap the Tab key",
  async (keyboard, page, bridge) => {
    await keyboard.choose("openid-connect");
    assert.deepEqual(await keyboard.steps(), [
      "Select type",
      "Create OAuth Source",
      "Preview",
      "Test login",
      "Finish",
    ]);
    await keyboard.type("name", "Company login");
    await keyboard.type("consumer-key", "source-desk");
    await keyboard.type("consumer-secret", "c0ffee00");
    await page.keyboard.press("Enter");
    await page.getByText("In memory, 8 characters").waitFor();
    await keyboard.type("oidc-well-known-url", "https://idp.example.com/.well-known/openid-configuration");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    const editor = page.locator("#field-oidc-jwks .cm-content");
    assert.ok(await editor.evaluate((element) => element.getRootNode().activeElement === element));
    await page.keyboard.press("Control+A");
    await page.keyboard.type('{"keys": [');
    await page.getByText("This is not JSON from line 1").waitFor();
    // The editor closes no bracket by itself: what is typed is what is stored.
    await page.keyboard.type("]}");
    await page.getByText("This is not JSON from line 1").waitFor({ state: "detached" });
    // Once it is judged, the finding's reason and its fix come before the next field.
    await page.getByText("There are no keys in this JWKS").first().waitFor();
    for (let n_presses = 0; n_presses < 3; n_presses += 1) await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("name")), "values.pkce");
    await page.keyboard.press("ArrowUp");
    assert.ok(await page.getByRole("radio", { name: "S256" }).isChecked());
    await keyboard.type("authentik-host", "auth.example.com");
    await page.getByText("https://auth.example.com/source/oauth/callback/company-login/").first().waitFor();
    await keyboard.press(keyboard.next);
    await page.getByRole("img", { name: /Company login/ }).waitFor();
    assert.equal(await page.getByText("QR code").count(), 0);
    await keyboard.press(keyboard.next);
    await keyboard.press(page.locator('button[type="submit"]'));
    await page.getByText("The login works").waitFor();
    await keyboard.press(keyboard.next);
    const file = await keyboard.save(bridge);
    for (const line of [/provider_type: openidconnect/, /pkce: S256/, /slug: company-login/])
      assert.match(file, line);
  },
);

byKeyboard("SAML: a field that appears once its certificate is named", async (keyboard, page, bridge) => {
  await keyboard.choose("saml");
  assert.deepEqual(await keyboard.steps(), ["Select type", "Create SAML Source", "Preview", "Finish"]);
  await keyboard.type("sso-url", "https://idp.example.com/saml/sso");
  assert.equal(await page.locator("#field-signed-response").count(), 0);
  await keyboard.type("verification-kp", "idp.example.com");
  await keyboard.press(page.locator("#field-signed-response"), "Space");
  await keyboard.press(page.getByRole("button", { name: "Flow settings" }));
  await keyboard.type("enrollment-flow", "company-enrollment");
  await keyboard.press(keyboard.next);
  await page.getByRole("img", { name: /SAML/ }).waitFor();
  await keyboard.press(keyboard.next);
  const file = await keyboard.save(bridge);
  const lines = [/sso_url: .*idp\.example\.com\/saml\/sso/, /signed_response: true/, /company-enrollment/];
  for (const line of lines) assert.match(file, line);
});

byKeyboard(
  "LDAP: no preview and no test login, since there is no button to press",
  async (keyboard, page, bridge) => {
    await keyboard.choose("ldap");
    assert.deepEqual(await keyboard.steps(), ["Select type", "Create LDAP Source", "Finish"]);
    await keyboard.type("name", "Directory");
    // What is synchronised needs property mappings, without which authentik refuses the source.
    await keyboard.press(page.locator("#field-sync-users"), "Space");
    await keyboard.press(page.locator("#field-sync-groups"), "Space");
    await keyboard.type("server-uri", "ldaps://dc1.example.com");
    await keyboard.press(page.locator("#field-start-tls"), "Space");
    await keyboard.type("bind-cn", "CN=authentik,DC=example,DC=com");
    await keyboard.type("bind-password", "c0ffee00");
    await page.keyboard.press("Enter");
    await page.getByText("In memory, 8 characters").waitFor();
    await keyboard.type("base-dn", "DC=example,DC=com");
    await keyboard.press(keyboard.next);
    await page.getByRole("heading", { level: 1, name: "Finish" }).waitFor();
    assert.equal(await page.getByText("Add the button to the login page").count(), 0);
    const file = await keyboard.save(bridge);
    for (const line of [/start_tls: false/, /base_dn: .?DC=example,DC=com/, /bind_password: !File/])
      assert.match(file, line);
    assert.doesNotMatch(file, /identificationstage/);
  },
);
