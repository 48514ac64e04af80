// Blueprints into drafts, and a draft filled from a document, in English and Chinese.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pagesOf, violations } from "./bridge.mjs";

const withPage = pagesOf("import");

const WECHAT = `version: 1
entries:
  - model: authentik_sources_oauth.oauthsource
    identifiers: {slug: wechat}
    attrs:
      name: 公司微信
      provider_type: wechat
      consumer_key: wx0000000000000001
      consumer_secret: 0123456789abcdef0123456789abcdef
      enrollment_flow: !Context enrollment
  - model: authentik_policies.policybinding
    identifiers: {target: !KeyOf wechat, order: 0}
    attrs: {enabled: true}
`;

const OLD = `version: 1
entries:
  - model: authentik_sources_oauth.oauthsource
    state: absent
    identifiers: {slug: old}
`;

const DISCOVERY = JSON.stringify({
  issuer: "https://idp.example.com",
  authorization_endpoint: "https://idp.example.com/authorize",
  token_endpoint: "https://idp.example.com/token",
  userinfo_endpoint: "https://idp.example.com/userinfo",
  jwks_uri: "https://idp.example.com/jwks",
  code_challenge_methods_supported: ["S256"],
  token_endpoint_auth_methods_supported: ["client_secret_post"],
  scopes_supported: ["openid", "email"],
});

/** Lays files where the open dialog looks for them. */
const lay = (files) => async (bridge) => {
  for (const [name, text] of Object.entries(files)) await writeFile(join(bridge.openFolder, name), text);
};

const LOOKS = [
  { locale: "en", colorScheme: "light", button: /^Import…$/, fill: "Fill in from a document…" },
  { locale: "zh-CN", colorScheme: "dark", button: /^导入…$/, fill: "从文档填写…" },
];

for (const look of LOOKS) {
  test(`blueprints become drafts as chosen, in ${look.locale}`, async () => {
    const files = {
      "1-wechat.yaml": WECHAT,
      "2-old.yaml": OLD,
      "3-broken.yaml": "version: 1\nentries:\n  - {a: b\n",
    };
    await withPage(
      async ({ page, bridge, check }) => {
        await page.getByRole("button", { name: look.button }).click();
        await page.getByRole("row", { name: /公司微信/ }).waitFor();
        await check("import-preview");
        assert.equal((await bridge.call("list_drafts", { search: null })).value.drafts.length, 0);
        await page.locator("main .pf-m-primary").last().click();
        const link = page.getByRole("link", { name: "公司微信" });
        await link.waitFor();
        await check("import-done");
        await link.click();
        await page.getByText("authentik_policies.policybinding").waitFor();
        await check("import-kept");
        const [draft] = (await bridge.call("list_drafts", { search: null })).value.drafts;
        assert.equal(draft.slug, "wechat");
      },
      { ...look, prepare: lay(files) },
    );
  });

  test(`a draft is filled only with what was ticked, in ${look.locale}`, async () => {
    await withPage(
      async ({ page, bridge, check }) => {
        const made = await bridge.call("create_draft", {
          sourceType: "openidconnect",
          name: "OIDC",
          slug: "oidc",
        });
        const id = made.value.draft.id;
        await page.goto(`${bridge.url}/#/sources/${id}/edit`);
        await page.getByRole("button", { name: look.fill }).click();
        await page.getByRole("dialog").getByRole("checkbox").first().waitFor();
        await check("prefill");
        assert.equal((await bridge.call("show_draft", { id })).value.revision, 1);
        await page.locator("#prefill-profile_url").uncheck();
        await page.getByRole("dialog").locator(".pf-m-primary").click();
        await page.getByRole("dialog").waitFor({ state: "detached" });
        const { values } = (await bridge.call("show_draft", { id })).value.draft;
        assert.equal(values.authorization_url, "https://idp.example.com/authorize");
        assert.equal(values.authorization_code_auth_method, "post_body");
        assert.equal(values.pkce, "S256");
        assert.equal(values.profile_url ?? "", "");
        assert.equal(values.oidc_well_known_url ?? "", "");
        assert.equal(
          await page.locator("#field-authorization-url").inputValue(),
          "https://idp.example.com/authorize",
        );
      },
      { ...look, prepare: lay({ "op.json": DISCOVERY }) },
    );
  });
}

for (const look of LOOKS) {
  test(`a certificate is chosen by its days and stays with the draft, in ${look.locale}`, async () => {
    const certificate = await readFile(
      new URL("../../src-tauri/crates/metadata/tests/fixtures/certificate.txt", import.meta.url),
      "utf8",
    );
    const metadata = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com">
      <IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
      <KeyDescriptor><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
      <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/sso"/>
      </IDPSSODescriptor></EntityDescriptor>`;
    await withPage(
      async ({ page, bridge, check }) => {
        const made = await bridge.call("create_draft", { sourceType: "saml", name: "SAML", slug: "saml" });
        const id = made.value.draft.id;
        await page.goto(`${bridge.url}/#/sources/${id}/edit`);
        await page.getByRole("button", { name: look.fill }).click();
        await page.getByText("2036-01-01").first().waitFor();
        await check("prefill-saml");
        await page.getByRole("dialog").locator("#prefill-certificate-none").check();
        await page.locator("#prefill-verification_kp").waitFor({ state: "detached" });
        await page.getByRole("dialog").locator("#prefill-certificate-0").check();
        await page.locator("#prefill-verification_kp").waitFor();
        await page.getByRole("dialog").locator(".pf-m-primary").click();
        await page.getByRole("dialog").waitFor({ state: "detached" });
        const { draft } = (await bridge.call("show_draft", { id })).value;
        assert.equal(draft.values.verification_kp, "saml-signing-2036-01-01");
        assert.equal(draft.values.binding_type, "POST_AUTO");
        assert.match(draft.kept.before[0], /BEGIN CERTIFICATE/);
      },
      { ...look, prepare: lay({ "metadata.xml": metadata }) },
    );
  });
}

test("a slug that is taken waits for a choice, and replacing is one step to undo", async () => {
  await withPage(
    async ({ page, bridge }) => {
      await bridge.call("create_draft", { sourceType: "wechat", name: "Mine", slug: "wechat" });
      await page.reload();
      await page.getByRole("button", { name: /^Import…$/ }).click();
      const choice = page.getByRole("combobox", { name: /What to do with/ });
      await choice.waitFor();
      assert.equal(await choice.inputValue(), "skip");
      assert.ok(await page.getByRole("button", { name: "Nothing to import" }).isDisabled());
      await choice.selectOption("replace");
      await page.getByRole("button", { name: "Import 1 source" }).click();
      await page.getByRole("link", { name: "公司微信" }).waitFor();
      assert.equal((await bridge.call("undo")).value.change, "saved");
      assert.equal((await bridge.call("list_drafts", { search: null })).value.drafts[0].name, "Mine");
    },
    { ...LOOKS[0], prepare: lay({ "wechat.yaml": WECHAT }) },
  );
});

test("closing the dialog changes nothing, and the page alone offers it again", async () => {
  await withPage(
    async ({ page, bridge }) => {
      const answered = page.waitForResponse((response) => response.url().includes("/__ipc/choose_import"));
      await page.getByRole("button", { name: /^Import…$/ }).click();
      await (await answered).finished();
      await page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      );
      assert.doesNotMatch(
        new URL(page.url()).hash,
        /import/,
        "nothing was chosen, so there is nothing to show",
      );
      await page.goto(`${bridge.url}/#/import`);
      await page.getByText("No files chosen yet").waitFor();
      assert.deepEqual(await violations(page), []);
    },
    { ...LOOKS[0], prepare: lay({}) },
  );
});
