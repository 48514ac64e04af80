// A certificate that nobody vouches for: shown, compared by a person, pinned; and what is shown when it changes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { make, tabOnto } from "./bridge.mjs";
import { add, NAME, planned, serversOf, source } from "./servers.mjs";

const withServer = serversOf("pins");

/** Has the server present another certificate; the first time that starts TLS. Returns its URL and fingerprint. */
const present = (authentik) => authentik.command({ do: "present", names: ["127.0.0.1"] });

/** A fingerprint as the window spells it. */
const spelled = (fingerprint) => fingerprint.replace("sha256:", "").toUpperCase().match(/../g).join(":");

test("an untrusted certificate is pinned after it was compared, and a changed one stops everything", async () => {
  await withServer(async ({ page, bridge, authentik }) => {
    const first = await present(authentik);
    await add(bridge, authentik, { url: first.url });
    await page.goto(`${bridge.url}/#/servers/${NAME}`);
    await page.reload();
    const connection = page.getByRole("region", { name: "Connection", exact: true });
    await connection.getByRole("button", { name: "Check", exact: true }).click();
    await connection.getByText(spelled(first.fingerprint)).waitFor();
    await connection.getByText("O=authentik,CN=authentik default certificate").first().waitFor();
    await connection.getByText("2025-01-01 to 2030-01-01").waitFor();
    assert.deepEqual(await authentik.command({ do: "requests" }), [], "nothing was sent");

    // One click trusts nothing, and Escape leaves everything as it was.
    await connection.getByRole("button", { name: "Trust this certificate…" }).click();
    const dialog = page.getByRole("dialog", { name: "Is this the certificate of Test 测试?" });
    await dialog.getByText(spelled(first.fingerprint)).waitFor();
    const trust = dialog.getByRole("button", { name: "Trust it and check again" });
    assert.ok(await trust.isDisabled(), "it has to be compared first");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    const pin = async () => (await make(bridge, "list_servers"))[0].pin;
    assert.equal(await pin(), null);

    // With the keyboard alone.
    await tabOnto(page, connection.getByRole("button", { name: "Trust this certificate…" }));
    await page.keyboard.press("Enter");
    await tabOnto(page, dialog.getByLabel("I have compared it with the server's own fingerprint"));
    await page.keyboard.press("Space");
    await tabOnto(page, trust);
    await page.keyboard.press("Enter");
    await connection.getByText("akadmin, a superuser").waitFor();
    assert.equal(await pin(), first.fingerprint);

    // Another certificate: nothing is sent, by whatever contacts the server, and both fingerprints are shown.
    const id = await source(bridge);
    await authentik.command({ do: "forget_requests" });
    const second = await present(authentik);
    assert.notEqual(second.fingerprint, first.fingerprint);
    await connection.getByRole("button", { name: "Check", exact: true }).click();
    await connection.getByText("presents another certificate than the pinned one").waitFor();
    await connection.getByText(spelled(first.fingerprint)).waitFor();
    await connection.getByText(spelled(second.fingerprint)).waitFor();
    await planned(page, bridge);
    await page.getByText(second.fingerprint).first().waitFor();
    assert.deepEqual(await authentik.command({ do: "requests" }), [], "no token was sent");
    assert.equal(await pin(), first.fingerprint);
    assert.ok(id);

    await page.goto(`${bridge.url}/#/servers/${NAME}`);
    await connection.getByRole("button", { name: "Check", exact: true }).click();
    await connection.getByRole("button", { name: "Compare the new certificate…" }).click();
    await dialog.getByText("The old fingerprint no longer fits").waitFor();
    assert.ok(await trust.isDisabled());
    await dialog.getByLabel("I have compared it").check();
    await trust.click();
    await connection.getByText("akadmin, a superuser").waitFor();
    assert.equal(await pin(), second.fingerprint);

    // The dialog of the profile has it too, and takes it away.
    await page.getByRole("button", { name: "Edit", exact: true }).click();
    const field = page.getByRole("dialog").getByLabel("Certificate fingerprint (SHA-256)");
    assert.equal(await field.inputValue(), second.fingerprint);
    await field.fill("abc");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").getByText("“abc” is no fingerprint of a certificate.").waitFor();
    await field.fill("");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assert.equal(await pin(), null);
  });
});

for (const locale of ["en", "zh-CN"]) {
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 640],
  ]) {
    test(`certificates are accessible in ${locale}, ${colorScheme}, ${width} wide`, async () => {
      await withServer(
        async ({ page, bridge, authentik, check }) => {
          const { url } = await present(authentik);
          await add(bridge, authentik, { url, production: true, colour: "red" });
          await source(bridge);
          await page.goto(`${bridge.url}/#/servers/${NAME}`);
          await page.reload();
          const alert = page.locator(".pf-v6-c-alert.pf-m-danger");
          const checking = page.locator(".pf-v6-c-card .pf-m-secondary").first();
          const primary = page.locator(".pf-v6-c-modal-box footer button").first();
          await checking.click();
          await alert.waitFor();
          await check("untrusted");
          await alert.locator(".pf-m-secondary").click();
          await page.locator("#trust-compared").waitFor();
          await check("trust");
          await page.locator("#trust-compared").check();
          await primary.click();
          await page.locator(".desk-server-found").waitFor();
          await alert.waitFor({ state: "detached" });
          await present(authentik);
          await checking.click();
          await alert.waitFor();
          await check("changed");
          await alert.locator(".pf-m-secondary").click();
          await page.locator("#trust-compared").waitFor();
          await check("trust-changed");
          await page.keyboard.press("Escape");
          await page.locator(".desk-heading-actions .pf-m-secondary").first().click();
          await page.locator("#server-pin").scrollIntoViewIfNeeded();
          await check("edit");
          await planned(page, bridge);
          await alert.waitFor();
          await check("plan");
        },
        { locale, colorScheme, width },
      );
    });
  }
}
