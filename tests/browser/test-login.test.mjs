// Test logins of sources other than WeChat: in the window, drawn and told step by step. With axe, in both languages.

import assert from "node:assert/strict";
import { createServer } from "node:http";
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
    assert.doesNotMatch(await page.locator(".desk-test-options").textContent(), /phone/i);
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

/** A provider's token and user endpoints, as a real one would answer, on a port of this computer. */
async function provider(run) {
  const seen = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.setHeader("Content-Type", "application/json");
    const token = { access_token: "t0ken-of-a-test", token_type: "Bearer" };
    const user = { sub: "42", nickname: "carol", name: "卡萝", email: "carol@example.com" };
    response.end(JSON.stringify(request.url === "/token" ? token : user));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await run(`http://127.0.0.1:${server.address().port}`, seen);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** A source whose provider is at an address of this computer, which is allowed. */
async function sourceAt(bridge, base) {
  const id = await source(bridge, "openidconnect", "Example", {
    authorization_url: `${base}/authorize`,
    access_token_url: `${base}/token`,
    profile_url: `${base}/userinfo`,
  });
  await make(bridge, "set_secret", { id, field: "consumer_secret", text: "c0ffee00" });
  await make(bridge, "set_private_hosts", { hosts: ["127.0.0.1"] });
  return id;
}

/** A port that nobody has. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

for (const [locale, colorScheme] of [
  ["en", "light"],
  ["zh-CN", "dark"],
]) {
  test(`a login at the real provider goes on with the pasted address, ${locale}, ${colorScheme}`, async () => {
    await provider(async (base, seen) => {
      await withPage(
        async ({ page, bridge, check }) => {
          const id = await sourceAt(bridge, base);
          await page.goto(`${bridge.url}/#/sources/${id}/test`);
          await page.locator("#test-route-paste").check();
          await check("real");
          await page.locator(".desk-test-buttons button").first().click();
          const address = page.locator("#landing-address");
          await address.waitFor();
          assert.deepEqual(seen, [], "nothing is contacted before the person is back");
          const goOn = page.locator(".desk-landing button[type=submit]");
          await address.fill("nonsense");
          await goOn.press("Enter");
          await page.locator(".desk-landing .pf-v6-c-alert").waitFor();
          assert.equal(await address.inputValue(), "nonsense", "what was pasted stays");
          await check("landing");
          const opened = new URL(await page.locator(".desk-landing .desk-code").first().textContent());
          const { redirect_uri, state } = Object.fromEntries(opened.searchParams);
          await address.fill(`${redirect_uri}?code=C0DE-of-a-test&state=${state}`);
          await goOn.press("Enter");
          await page.getByText("carol@example.com").first().waitFor();
          await check("real-ok");
          // What happened at one place is not shown at the other, and is still there when the person comes back.
          await page.locator("#test-route-simulator").check();
          assert.equal(await page.getByText("carol@example.com").count(), 0);
          assert.equal(await page.locator(".desk-step").count(), 0);
          await page.locator("#test-route-paste").check();
          await page.getByText("carol@example.com").first().waitFor();
          assert.deepEqual(seen, ["POST /token", "GET /userinfo"]);
          const shown = await page.locator("main").textContent();
          for (const secret of ["C0DE-of-a-test", "t0ken-of-a-test", "c0ffee00"]) {
            assert.ok(!shown.includes(secret), secret);
          }
        },
        { locale, colorScheme },
      );
    });
  });
}

for (const [locale, colorScheme] of [
  ["en", "light"],
  ["zh-CN", "dark"],
]) {
  test(`each way of a real login says what it needs, ${locale}, ${colorScheme}`, async () => {
    await provider(async (base, seen) => {
      await withPage(
        async ({ page, bridge, check }) => {
          const id = await sourceAt(bridge, base);
          await page.goto(`${bridge.url}/#/sources/${id}/test`);
          await page.locator("#test-route-browser").check();
          const port = page.locator("#test-port");
          await port.fill("80");
          await page.locator("#test-port-about[role=alert]").waitFor();
          await page.locator("form .desk-test-buttons button").first().click();
          assert.equal(await page.locator(".desk-step").count(), 0, "a port that is none starts nothing");
          // A port that the system gave a moment ago is free.
          const free = await freePort();
          await port.fill(String(free));
          const registered = `http://127.0.0.1:${free}/source/oauth/callback/openidconnect/`;
          await page.getByText(registered, { exact: true }).waitFor();
          await check("browser");
          await page.locator("form .desk-test-buttons button").first().click();
          await page.locator(".desk-landing button").first().waitFor();
          await check("browser-waiting");
          const opened = new URL(await page.locator(".desk-landing .desk-code").first().textContent());
          const { redirect_uri, state } = Object.fromEntries(opened.searchParams);
          assert.equal(redirect_uri, registered);
          const landing = `${redirect_uri}?code=C0DE-of-a-test&state=${state}`;
          // A script's request is turned away, as it is in a browser; a person's navigation comes through.
          assert.equal((await fetch(landing)).status, 403);
          const own = await page.context().newPage();
          assert.equal((await own.goto(landing)).status(), 200);
          await own.close();
          await page.getByText("carol@example.com").first().waitFor();
          assert.deepEqual(seen, ["POST /token", "GET /userinfo"]);

          await page.locator("#test-route-window").check();
          await check("window");
          await page.locator("form .desk-test-buttons button").first().click();
          await page.locator(".desk-origin").waitFor();
          assert.equal(await page.locator(".desk-origin").textContent(), base);
          await check("window-waiting");
          await page.locator("form .desk-test-buttons button").first().click();
          await page.locator(".desk-landing").waitFor({ state: "detached" });
        },
        { locale, colorScheme },
      );
    });
  });
}

test("what a provider does not allow is said with the reason, and WeChat's hosts file comes last", async () => {
  await withPage(
    async ({ page, bridge }) => {
      const wechat = await source(bridge, "wechat", "WeChat");
      await page.goto(`${bridge.url}/#/sources/${wechat}/test`);
      const offered = page.locator("input[name=test-route]");
      await offered.first().waitFor();
      const ids = await offered.evaluateAll((all) => all.map((one) => one.id.replace("test-route-", "")));
      assert.deepEqual(ids, ["simulator", "window", "paste", "hosts"]);
      assert.match(await page.locator(".desk-refused-routes").textContent(), /授权回调域/);
      await page.locator("#test-route-hosts").check();
      await page.getByText("127.0.0.1 auth.example.com", { exact: true }).waitFor();
      const apple = await source(bridge, "apple", "Apple");
      await page.goto(`${bridge.url}/#/sources/${apple}/test`);
      await page.locator(".desk-refused-routes li").nth(2).waitFor();
    },
    { locale: "zh-CN", colorScheme: "light" },
  );
});

for (const [locale, colorScheme, sourceType, values] of [
  ["en", "light", "openidconnect", { profile_url: "https://id.example.com/userinfo" }],
  // It comes back by a form that its page sends.
  ["zh-CN", "dark", "apple", { consumer_key: "com.example.login;TEAM000001;KEY0000001" }],
]) {
  test(`a person logs in at the simulated ${sourceType} with a browser of their own, ${locale}`, async () => {
    await withPage(
      async ({ page, bridge, check }) => {
        const id = await source(bridge, sourceType, "Example", values);
        await page.goto(`${bridge.url}/#/sources/${id}/test`);
        await page.locator("#test-phone-person").check();
        await page.locator("form .desk-test-buttons button").first().press("Enter");
        const address = page.locator(".desk-landing .desk-code");
        await address.waitFor();
        await check("own-login");
        const own = await page.context().newPage();
        await own.goto(await address.textContent());
        await own.locator('button[value="private-email"]').click();
        await page.locator(".pf-v6-c-alert.pf-m-success").waitFor();
        assert.equal(await page.locator(".desk-landing").count(), 0);
        await own.getByRole("heading").waitFor();
        assert.match(own.url(), /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}\/source\/oauth\/callback\//);
        // Whoever refuses there has refused here.
        await page.locator("form .desk-test-buttons button").first().press("Enter");
        await address.waitFor();
        await own.goto(await address.textContent());
        await own.locator('button[value="deny"]').click();
        await page
          .locator(".desk-failure, .pf-v6-c-alert.pf-m-warning, .pf-v6-c-alert.pf-m-info")
          .first()
          .waitFor();
        await own.close();
      },
      { locale, colorScheme },
    );
  });
}
