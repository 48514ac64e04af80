// The mapping lab: somebody's information, mappings as they are typed, and what comes of it. With axe, in both
// languages, light and dark.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { make, pagesOf } from "./bridge.mjs";
import { add, serversOf } from "./servers.mjs";

const withPage = pagesOf("lab");
const withServer = serversOf("lab-server");

const REPAIR = `name = info.get("nickname") or ""
try:
    name = name.encode("latin-1").decode("utf-8")
except (UnicodeEncodeError, UnicodeDecodeError):
    pass
return {"name": name}
`;

/** A source with mappings, by name and text. */
async function source(bridge, sourceType, mappings = []) {
  const { draft, revision } = await make(bridge, "create_draft", {
    sourceType,
    name: sourceType,
    slug: sourceType,
  });
  for (const [name, expression] of mappings) {
    await make(bridge, "create_mapping", { kind: "oauth", name, expression });
    draft.user_property_mappings.push({ name, expression });
  }
  if (sourceType !== "telegram") {
    draft.values.consumer_key = sourceType === "wechat" ? "wx0000000000000001" : "client-1";
  }
  draft.deployment.authentik_host = "auth.example.com";
  return (await make(bridge, "save_draft", { draft, revision })).draft.id;
}

const result = (page) => page.locator("section[aria-busy]");
const steps = (page) => page.locator(".desk-lab-steps > li");
const code = (page) => page.locator("#lab-expression .cm-content");

async function opened(page, bridge, id) {
  await page.goto(`${bridge.url}/#/sources/${id}/lab`);
  await page.locator("#lab-sample").waitFor();
}

/**
 * Puts a text in place of the one in an editor, as somebody does who pastes. It is deleted first: a text that takes the
 * place of coloured ones gets their colours from Chromium as styles, which the content security policy refuses.
 */
async function paste(page, editor, text) {
  await editor.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(text);
}

/** Waits until what is shown belongs to what is typed. */
async function settled(page) {
  await page.locator('section[aria-busy="false"]').waitFor();
}

for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the lab is accessible in ${locale}, ${colorScheme}`, async () => {
      await withPage(
        async ({ page, bridge, check }) => {
          const empty = await source(bridge, "telegram");
          await opened(page, bridge, empty);
          await result(page).locator("section").nth(1).waitFor();
          await settled(page);
          await check("empty");
          const id = await source(bridge, "wechat", [
            ["wechat: repair nickname", REPAIR],
            [
              "wechat: z",
              'ak_logger.info("checked", city=info.get("city"))\nreturn {"nick": info["nickname"]}',
            ],
          ]);
          await opened(page, bridge, id);
          await steps(page).nth(1).waitFor();
          await settled(page);
          await check("steps");
          await page.locator(".desk-lab-names button").nth(1).click();
          await page.locator(".desk-lab-found").waitFor();
          await page.locator("#lab-expression").scrollIntoViewIfNeeded();
          await check("findings");
          await page.locator(".pf-v6-c-expandable-section__toggle button").last().click();
          const modes = page.locator("table.desk-lab-table").last();
          await modes.locator("tbody tr").nth(4).waitFor();
          await modes.scrollIntoViewIfNeeded();
          await check("modes");
          await paste(page, code(page), "x = 1\nreturn {'name': y}");
          await result(page).locator(".pf-v6-c-alert.pf-m-danger").first().waitFor();
          await result(page).locator(".pf-v6-c-alert.pf-m-danger").first().scrollIntoViewIfNeeded();
          await check("raised");
          await page
            .getByRole("button", { name: /recipe|配方/ })
            .first()
            .click();
          await page.getByRole("dialog").locator(".desk-lab-code").first().waitFor();
          await check("recipes");
          await page.getByRole("dialog").locator(".desk-lab-names button").nth(4).click();
          await page.getByRole("dialog").locator(".desk-lab-code").nth(1).scrollIntoViewIfNeeded();
          await check("gate");
        },
        { locale, colorScheme },
      );
    });
  }
}

test("what is typed runs at once and is stored only by Save, which one undo takes back", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await source(bridge, "wechat", [["wechat: name", 'return {"name": "first"}']]);
    await opened(page, bridge, id);
    await result(page).getByText('"first"').first().waitFor();
    await paste(page, code(page), 'return {"name": "second", "attributes": {"x": 1}}');
    await result(page).getByText('"second"').first().waitFor();
    assert.deepEqual(await steps(page).first().locator("tbody th").allTextContents(), [
      "name",
      "attributes.x",
    ]);
    assert.deepEqual(
      (await steps(page).first().locator("tbody td:nth-child(2)").allTextContents()).map((words) =>
        words.trim(),
      ),
      ["changed", "added"],
    );
    const stored = async () =>
      (await make(bridge, "show_draft", { id })).draft.user_property_mappings[0].expression;
    assert.equal(await stored(), 'return {"name": "first"}');
    await page.getByText("Not saved").waitFor();
    await page.getByRole("button", { name: "Save and change 1 source" }).click();
    await page.getByText("“wechat: name” is saved").waitFor();
    await page.getByText("Not saved").waitFor({ state: "detached" });
    assert.match(await stored(), /second/);
    await page.getByRole("button", { name: "Undo" }).first().click();
    await result(page).getByText('"first"').first().waitFor();
    assert.match(await code(page).innerText(), /first/);
  });
});

test("leaving asks while something is typed, and what was typed can be thrown away", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await source(bridge, "wechat", [["wechat: name", "return {}"]]);
    await opened(page, bridge, id);
    await paste(page, code(page), "return {'name': 1}");
    await page.getByText("Not saved").waitFor();
    await page.getByRole("tab", { name: "Overview" }).click();
    await page.getByRole("dialog").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Keep editing" }).click();
    assert.match(await code(page).innerText(), /name/);
    await page.getByRole("button", { name: "Back to what is saved" }).click();
    assert.equal((await code(page).innerText()).trim(), "return {}");
    await page.getByRole("tab", { name: "Overview" }).click();
    await page.getByRole("tab", { name: "Overview", selected: true }).waitFor();
  });
});

test("by keyboard: a recipe, its place to fill in, and Create and use", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await source(bridge, "wechat");
    await opened(page, bridge, id);
    await page.getByText("No property mappings yet").waitFor();
    await page.getByRole("button", { name: "Insert a recipe…" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "An email address for those who have none" }).focus();
    await page.keyboard.press("Enter");
    await dialog.getByText("To fill in at the top: DOMAIN").waitFor();
    await dialog.getByRole("button", { name: "Insert", exact: true }).focus();
    await page.keyboard.press("Enter");
    await steps(page).first().locator("tbody th", { hasText: "email" }).waitFor();
    assert.deepEqual((await make(bridge, "show_draft", { id })).draft.user_property_mappings, []);
    assert.equal(await page.locator("#lab-name").inputValue(), "wechat: email address");
    await page.getByRole("button", { name: "Create and use" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("“wechat: email address” is saved").waitFor();
    const { draft } = await make(bridge, "show_draft", { id });
    assert.deepEqual(
      draft.user_property_mappings.map(({ name }) => name),
      ["wechat: email address"],
    );
    // What is there is not offered twice.
    await page.getByRole("button", { name: "Insert a recipe…" }).click();
    await dialog.getByRole("button", { name: "An email address for those who have none" }).click();
    await dialog.getByText("called “wechat: email address” is there already").waitFor();
    assert.equal(await dialog.getByRole("button", { name: "Insert", exact: true }).count(), 0);
  });
});

test("a name that is taken is refused, and what was typed stays", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await source(bridge, "wechat");
    await make(bridge, "create_mapping", { kind: "oauth", name: "taken", expression: "return {}" });
    await opened(page, bridge, id);
    await page.getByRole("button", { name: "Empty mapping" }).click();
    await page.locator("#lab-name").fill("taken");
    await page.getByRole("button", { name: "Create and use" }).click();
    await page.locator(".pf-v6-c-alert.pf-m-danger", { hasText: "“taken”" }).waitFor();
    assert.equal(await page.locator("#lab-name").inputValue(), "taken");
    assert.deepEqual((await make(bridge, "show_draft", { id })).draft.user_property_mappings, []);
  });
});

test("the editor offers names and the sample's keys, and Tab moves on", async () => {
  await withPage(async ({ page, bridge, check }) => {
    const id = await source(bridge, "wechat", [["wechat: name", "return {}"]]);
    await opened(page, bridge, id);
    await code(page).click();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.keyboard.type("x = inf");
    const options = page.locator("#lab-expression .cm-tooltip-autocomplete li");
    await options.first().waitFor();
    assert.match(await options.first().innerText(), /^info/);
    await check("words");
    await page.keyboard.press("Enter");
    await page.keyboard.type('.get("uni');
    await options.first().waitFor();
    assert.deepEqual(await options.allInnerTexts(), ["unionid"]);
    await page.keyboard.press("Escape");
    await options.first().waitFor({ state: "detached" });
    assert.match(await code(page).innerText(), /^x = info\.get\("uni/);
    await page.keyboard.press("Tab");
    assert.equal(
      await code(page).evaluate((element) => element.getRootNode().activeElement === element),
      false,
    );
  });
});

test("an exception leads to its line, and a finding mends its name", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await source(bridge, "wechat", [
      ["wechat: a", "return {}"],
      ["wechat: b", "x = 1\nreturn {'name': userinfo.get('nickname'), 'x': 1 / 0}"],
    ]);
    await opened(page, bridge, id);
    await result(page).getByText("NameError: name 'userinfo' is not defined").waitFor();
    await result(page).getByRole("button", { name: "Go to line 2" }).click();
    const active = page.locator("#lab-expression .cm-content");
    await active.filter({ hasText: "userinfo" }).waitFor();
    const line = () =>
      active.evaluate((element) => {
        const root = element.getRootNode();
        const selection = root.getSelection?.() ?? document.getSelection();
        let node = selection.anchorNode;
        while (node?.parentNode !== element) node = node.parentNode;
        return [...element.children].indexOf(node);
      });
    assert.equal(await line(), 1);
    await page.getByRole("button", { name: "Mend it" }).click();
    await result(page).getByText("ZeroDivisionError: division by zero").waitFor();
    assert.match(await active.innerText(), /info\.get/);
  });
});

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

test("information that is no JSON is a problem with its place, and nothing else is lost", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await source(bridge, "wechat", [["wechat: name", "return {}"]]);
    await opened(page, bridge, id);
    await paste(page, page.locator("#lab-info .cm-content"), '{"openid": }');
    await result(page)
      .getByText(/it goes wrong in line 1/)
      .waitFor();
    assert.equal(await page.locator("#lab-sample").inputValue(), "");
    await page.locator("#lab-sample").selectOption({ index: 1 });
    await result(page).getByText("It changes nothing.").waitFor();
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

test("a narrow window has it all below each other", async () => {
  await withPage(
    async ({ page, bridge, check }) => {
      const id = await source(bridge, "wechat", [["wechat: repair nickname", REPAIR]]);
      await opened(page, bridge, id);
      await steps(page).first().waitFor();
      await settled(page);
      await check("narrow");
      await page.getByRole("button", { name: "Show all fifteen" }).click();
      await page.getByRole("table", { name: "All matching modes" }).locator("tbody tr").nth(4).waitFor();
      await page.getByRole("table", { name: "All matching modes" }).scrollIntoViewIfNeeded();
      await check("narrow-modes");
      await steps(page).first().scrollIntoViewIfNeeded();
      await check("narrow-steps");
      await page.getByRole("button", { name: "Insert a recipe…" }).click();
      await page.getByRole("dialog").locator(".desk-lab-code").first().waitFor();
      await check("narrow-recipes");
    },
    { width: 640, height: 800 },
  );
});
