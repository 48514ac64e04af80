// The mapping lab: who is tried with it, the accounts that are there already, and what the server would know.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { make, pagesOf } from "./bridge.mjs";
import { code, opened, paste, result, settled, source, steps } from "./lab.mjs";
import { add, serversOf } from "./servers.mjs";

const withPage = pagesOf("lab-people");
const withServer = serversOf("lab-server");

test("accounts from a file: whom a login links to, and what it changes of the account", async () => {
  await withPage(async ({ page, bridge, check }) => {
    const id = await source(bridge, "github", [["github: name", 'return {"name": "New name"}']]);
    const { draft, revision } = await make(bridge, "show_draft", { id });
    draft.values.user_matching_mode = "email_link";
    await make(bridge, "save_draft", { draft, revision });
    const users = [
      { pk: 7, username: "alice", email: "alice@example.com", name: "Old name", is_active: true },
    ];
    await writeFile(join(bridge.openFolder, "users.json"), JSON.stringify(users));
    await opened(page, bridge, id);
    await result(page).getByText("A new account.").waitFor();
    await page.getByRole("button", { name: "Open a file with users…" }).click();
    await page.getByText("Accounts: 1, from users.json").waitFor();
    await result(page).getByText("The account “alice”, which is there already.").waitFor();
    await page.getByRole("button", { name: "Show all fifteen" }).click();
    const modes = page.getByRole("table", { name: "All matching modes" });
    await modes.locator("tbody tr").nth(4).waitFor();
    const words = await modes
      .locator("tbody tr")
      .evaluateAll((rows) => rows.map((row) => row.querySelector("td .pf-v6-c-label").textContent));
    assert.equal(words.length, 5);
    assert.equal(words[1], "links");
    assert.equal(words[2], "refuses");
    await check("linked");
    await page.getByRole("button", { name: "Without these users" }).click();
    await result(page).getByText("A new account.").waitFor();
  });
});

test("a test login that was kept is somebody to try with", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await source(bridge, "github", [["github: name", "return {}"]]);
    const { profiles } = await make(bridge, "rehearsal_choices", { sourceType: "github" });
    const operation = await make(bridge, "start_rehearsal", {
      id,
      options: { profile: profiles[0], fault: null, phone: "automatic" },
    });
    for (let next = 0, finished = false; !finished; ) {
      ({ next, finished } = await make(bridge, "watch_operation", { operation, after: next }));
    }
    await opened(page, bridge, id);
    const labels = await page.locator("#lab-sample option").allTextContents();
    const at = labels.findIndex((label) => label.startsWith("Test login of"));
    assert.ok(at >= 0, labels.join(", "));
    await page.locator("#lab-sample").selectOption({ index: at });
    await page.getByText("From a test login").or(page.getByText("Change it to see")).first().waitFor();
    await settled(page);
    await steps(page).first().waitFor();
  });
});

test("a gate can be tried with what another server would answer", async () => {
  await withPage(async ({ page, bridge, check }) => {
    const id = await source(bridge, "github");
    await opened(page, bridge, id);
    await page.getByRole("button", { name: "Insert a recipe…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Let in members of a GitHub organization only" }).click();
    await dialog.getByText("under additional scopes: read:org").waitFor();
    await dialog.getByText("The mapping alone keeps nobody out").waitFor();
    await dialog.getByRole("button", { name: "Insert", exact: true }).click();
    await result(page).getByText("Needs the server: reads token").waitFor();
    await check("needs-server");
    await page.getByRole("button", { name: "More that mappings can see" }).click();
    const context = {
      token: { access_token: "t" },
      http: [
        { method: "GET", url: "https://api.github.com/user/orgs", status: 200, body: [{ login: "company" }] },
      ],
    };
    await paste(page, page.locator("#lab-context .cm-content"), JSON.stringify(context));
    const row = steps(page).first().locator("tbody tr", { hasText: "attributes.is_admitted" });
    await row.getByText("true").waitFor();
    await check("gate-tried");
  });
});

test("mappings of groups run for each group, and a source without logins predicts none", async () => {
  await withPage(async ({ page, bridge, check }) => {
    const id = await source(bridge, "okta", [["okta: groups", 'return {"groups": ["staff", "ops"]}']]);
    const { draft, revision } = await make(bridge, "show_draft", { id });
    const mapping = { name: "okta: name", expression: 'return {"name": f"okta: {group_id}"}' };
    await make(bridge, "create_mapping", { kind: "oauth", ...mapping });
    draft.group_property_mappings = [mapping];
    await make(bridge, "save_draft", { draft, revision });
    await opened(page, bridge, id);
    await result(page).getByText("group staff").waitFor();
    await result(page).getByText("okta: ops").first().waitFor();
    assert.equal((await steps(page).count()) >= 3, true);
    await page.locator("#lab-group_property_mappings").scrollIntoViewIfNeeded();
    await check("groups");

    const ldap = (await make(bridge, "create_draft", { sourceType: "ldap", name: "L", slug: "ldap" })).draft
      .id;
    await opened(page, bridge, ldap);
    await page.getByRole("button", { name: "Empty mapping" }).click();
    await paste(page, code(page), 'return {"name": ldap.get("cn")}');
    await result(page).getByText('"Alice Example"').first().waitFor();
    assert.equal(await page.getByText("All matching modes").count(), 0);
    assert.equal(await page.getByText("What authentik does").count(), 0);
    await check("ldap");
  });
});

test("people of a file: what becomes of each, who gets a second account, and the table to keep", async () => {
  await withPage(async ({ page, bridge, check }) => {
    const id = await source(bridge, "openidconnect");
    const { draft, revision } = await make(bridge, "show_draft", { id });
    Object.assign(draft.values, {
      authorization_url: "https://id.example.com/authorize",
      access_token_url: "https://id.example.com/token",
      profile_url: "https://id.example.com/userinfo",
    });
    await make(bridge, "save_draft", { draft, revision });
    const person = (sub, nickname, email) => ({ sub, nickname, email, name: nickname });
    const people = [
      person("1", "alice", "alice@example.com"),
      person("2", "bob", "bob@example.com"),
      { name: "无" },
    ];
    await writeFile(join(bridge.openFolder, "people.json"), JSON.stringify(people));
    await opened(page, bridge, id);
    await page.getByRole("button", { name: "Open a file with people…" }).click();
    await page.getByText("People: 3").waitFor();
    const rows = page.getByRole("table", { name: "Many people" }).locator("tbody tr");
    assert.equal(await rows.count(), 3);
    await rows.first().scrollIntoViewIfNeeded();
    await check("people");
    await page.locator("#lab-verdict").selectOption("fails");
    assert.equal(await rows.count(), 1);
    await page.getByRole("button", { name: "Save what becomes of them…" }).click();
    await page.getByText(/is saved/).waitFor();
    assert.match(await readFile(bridge.savePath, "utf8"), /alice/);
  });
});

test("a file without users is refused, and changes nothing", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await source(bridge, "github");
    await writeFile(join(bridge.openFolder, "users.json"), '{"users": 7}');
    await opened(page, bridge, id);
    await page.getByRole("button", { name: "Open a file with users…" }).click();
    await page.locator(".pf-v6-c-alert.pf-m-danger").first().waitFor();
    await page.getByText("it is taken that nobody has an account yet").waitFor();
  });
});

test("a server is asked for its users only by a button; one without users is told, and nothing changes", async () => {
  await withServer(async ({ page, bridge, authentik }) => {
    await add(bridge, authentik);
    const id = await source(bridge, "github");
    await opened(page, bridge, id);
    await page.getByText("it is taken that nobody has an account yet").waitFor();
    await page.getByRole("button", { name: "Read the users of Test 测试" }).click();
    await page.getByText("Test 测试 has no users.").waitFor();
    await page.getByText("it is taken that nobody has an account yet").waitFor();
  });
});
