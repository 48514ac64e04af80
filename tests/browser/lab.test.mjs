// The mapping lab: somebody's information, mappings as they are typed, and what comes of it. With axe, in both
// languages, light and dark.

import assert from "node:assert/strict";
import { test } from "node:test";
import { make, pagesOf } from "./bridge.mjs";
import { code, opened, paste, REPAIR, result, settled, source, steps } from "./lab.mjs";

const withPage = pagesOf("lab");

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
