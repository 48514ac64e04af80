// Every kind's form, in English and Chinese, light and dark, with every group open: axe finds nothing, nothing is cut
// off, no script or style is refused.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browserOfFile, openPage, picture, startBridge, violations } from "./bridge.mjs";

const browser = browserOfFile();

for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`every kind's form is accessible in ${locale}, ${colorScheme}`, async () => {
      const bridge = await startBridge(locale);
      const { page, seen, close } = await openPage(browser(), bridge, { colorScheme, locale, height: 3600 });
      try {
        const kinds = (await bridge.call("list_types", { target: null })).value;
        assert.equal(kinds.length, 23);
        for (const kind of kinds) {
          await drawForm(page, bridge, kind);
          const found = await violations(page, ".desk-form");
          const cut = await page.evaluate(cutOff);
          await picture(page, `form-${kind.type}-${locale}-${colorScheme}`);
          assert.deepEqual(found, [], `${kind.type}: axe`);
          assert.deepEqual(cut, [], `${kind.type}: cut off`);
        }
        assert.deepEqual(seen, []);
      } finally {
        await close();
        await bridge.stop();
      }
    });
  }
}

test("the form of a kind has the fields of the catalogue, each with a name and a description", async () => {
  const bridge = await startBridge();
  const { page, seen, close } = await openPage(browser(), bridge);
  try {
    for (const { type } of (await bridge.call("list_types", { target: null })).value) {
      await drawForm(page, bridge, { type, name: type });
      const fields = (await bridge.call("list_fields", { sourceType: type, target: "2026.5" })).value;
      for (const field of fields.filter(({ shown_when }) => shown_when === null)) {
        const id = `#field-${field.name.replaceAll("_", "-")}`;
        assert.equal(await page.locator(id).count(), 1, `${type}: ${field.name}`);
        const notes = (await page.locator(`${id}-notes`).innerText()).trim();
        assert.ok(notes.length > 5 && !notes.startsWith("field-"), `${type}: ${field.name} has no help`);
      }
    }
    assert.deepEqual(seen, []);
  } finally {
    await close();
    await bridge.stop();
  }
});

test("another version marks what it lacks and keeps what was typed", async () => {
  const bridge = await startBridge();
  const { page, seen, close } = await openPage(browser(), bridge);
  try {
    await drawForm(page, bridge, { type: "saml", name: "SAML" });
    await page.locator("label[for=field-force-authn]").click();
    await page.locator("#field-target").selectOption("2025.12");
    await page
      .locator("#field-force-authn-notes")
      .getByText("authentik 2025.12 does not have this field")
      .waitFor();
    await page.locator("#field-target").selectOption("2026.8");
    await page.locator("#field-issuer-notes").getByText("issuer_override").waitFor();
    assert.ok(await page.locator("#field-force-authn").isChecked());
    await drawForm(page, bridge, { type: "azuread", name: "Azure" });
    await page.locator("#field-target").selectOption("2026.8");
    await page.getByText("authentik 2026.8 does not have this kind of source").waitFor();
    assert.deepEqual(seen, []);
  } finally {
    await close();
    await bridge.stop();
  }
});

test("an address of a step that the kind does not have leads to its form", async () => {
  const bridge = await startBridge();
  const { page, seen, close } = await openPage(browser(), bridge);
  try {
    const { value } = await bridge.call("create_draft", { sourceType: "ldap", name: "LDAP", slug: "ldap" });
    for (const step of ["preview", "test"]) {
      await page.goto(`${bridge.url}/#/wizard/${value.draft.id}/${step}`);
      await page.locator("#field-server-uri").waitFor();
      await page.goto(`${bridge.url}/#/sources/${value.draft.id}/${step}`);
      await page.getByRole("tab", { selected: true, name: "Overview" }).waitFor();
      const tabs = await page.getByRole("tab").allTextContents();
      assert.deepEqual(tabs, ["Overview", "Edit", "Mapping lab", "Export", "History"]);
    }
    for (const command of ["preview", "start_rehearsal"]) {
      const options = { profile: "unionid", fault: null, phone: "automatic" };
      const answer = await bridge.call(command, {
        id: value.draft.id,
        draft: value.draft.id,
        dark: false,
        options,
      });
      assert.equal(answer.ok, false);
      assert.match(answer.value.code ?? JSON.stringify(answer.value), /-nothing/);
    }
    assert.deepEqual(seen, []);
  } finally {
    await close();
    await bridge.stop();
  }
});

/** Opens the form of a new draft of a kind, with all its groups open. */
async function drawForm(page, bridge, { type, name }) {
  const { value } = await bridge.call("create_draft", { sourceType: type, name, slug: type });
  await page.goto(`${bridge.url}/#/wizard/${value.draft.id}/create`);
  await page.locator("#field-slug").waitFor();
  const closed = page.locator('.desk-expandable-group > h2 button[aria-expanded="false"]');
  while ((await closed.count()) > 0) await closed.first().click();
}

/** What is wider than the window, and words that are wider than their place. Runs in the page. */
function cutOff() {
  const found = [];
  const over = document.documentElement.scrollWidth - window.innerWidth;
  if (over > 0) found.push(`the page is ${over} px too wide`);
  for (const element of document.querySelectorAll(
    ".desk-form :is(label, legend, p, button, .pf-v6-c-form__label-text)",
  )) {
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline") {
      found.push(element.textContent);
    }
  }
  return found;
}
