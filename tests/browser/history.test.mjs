// The history of a source, changes made in two places, tags, and a list of more drafts than a page holds. With axe, in
// both languages, light and dark.

import assert from "node:assert/strict";
import { test } from "node:test";
import { make, pagesOf, picture, tabOnto, tabTo } from "./bridge.mjs";

const withPage = pagesOf("history");

async function save(bridge, id, change) {
  const { draft, revision } = await make(bridge, "show_draft", { id });
  change(draft);
  return make(bridge, "save_draft", { draft, revision });
}

/** Moves the focus down a menu until it is on an entry. */
async function arrowTo(page, entry) {
  for (let n = 0; n < 10; n++) {
    if (await entry.evaluate((element) => element.contains(document.activeElement))) return;
    await page.keyboard.press("ArrowDown");
  }
  assert.fail("the entry never had the focus");
}

/** A source with a history: values, a mapping of several lines, tags and notes. */
async function fill(bridge) {
  const { draft } = await make(bridge, "create_draft", {
    sourceType: "wechat",
    name: "WeChat",
    slug: "wechat",
  });
  const { id } = draft;
  await save(bridge, id, (draft) => {
    draft.values.consumer_key = "wx0000000000000001";
    draft.values.enabled = false;
    const expression = 'name = info.get("nickname")\nreturn {"name": name}\n';
    draft.user_property_mappings = [{ name: "wechat: name", expression }];
  });
  await save(bridge, id, (draft) => {
    draft.name = "门店微信登录";
    draft.tags = ["上海", "staging"];
    draft.notes = "Ask Li for the AppSecret.\n等审核。";
  });
  const [mapping] = await make(bridge, "list_mappings", { search: null, kind: null });
  await make(bridge, "save_mapping", {
    id: mapping.id,
    name: mapping.name,
    expression: 'name = info.get("nickname") or ""\nreturn {"name": name}\n',
    revision: mapping.revision,
  });
  return id;
}

for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`history, question and tags are accessible in ${locale}, ${colorScheme}`, async () => {
      await withPage(
        async ({ page, bridge, check }) => {
          const fresh = await make(bridge, "create_draft", {
            sourceType: "openidconnect",
            name: "New",
            slug: "new",
          });
          await page.goto(`${bridge.url}/#/sources/${fresh.draft.id}/history`);
          await page.locator(".pf-v6-c-empty-state").waitFor();
          await check("empty");
          const id = await fill(bridge);
          await page.goto(`${bridge.url}/#/sources/${id}/history`);
          await page.locator(".desk-lines").waitFor();
          await check("mapping");
          await page.locator(".desk-history-versions tbody tr").nth(1).getByRole("button").click();
          await page.locator("#history-now").waitFor();
          await check("version");
          await page.locator("#history-now").click();
          await page.locator(".desk-lines").waitFor();
          await check("version-now");
          await page.goto(`${bridge.url}/#/`);
          await page.locator(".desk-tags").waitFor();
          await check("list");
          await page.locator(".desk-tags button").first().click();
          await page.locator(".desk-table tbody tr").nth(1).waitFor({ state: "detached" });
          await check("list-with-tag");
          await page.goto(`${bridge.url}/#/sources/${id}/overview`);
          await page.locator(".desk-notes").waitFor();
          await check("overview");
          await page.goto(`${bridge.url}/#/sources/${id}/edit`);
          const notes = page.locator("#field-notes");
          await notes.waitFor();
          await notes.scrollIntoViewIfNeeded();
          await check("notes");
          await save(bridge, id, (draft) => {
            draft.notes = "From elsewhere";
            draft.name = "Elsewhere";
          });
          await notes.fill("Mine");
          await page.locator("#field-name").fill("Mine");
          await page.getByRole("dialog").waitFor();
          await check("question");
          await page.getByRole("dialog").locator(".pf-m-primary").click();
          await page.getByRole("dialog").locator(".pf-m-error").first().waitFor();
          await check("question-unanswered");
          await page.getByRole("dialog").locator(".pf-v6-c-modal-box__footer .pf-m-link").click();
          await page.locator(".pf-v6-c-alert.pf-m-warning").first().scrollIntoViewIfNeeded();
          await check("question-later");
        },
        { locale, colorScheme },
      );
    });
  }
}

test("a revision is found, compared and restored by keyboard alone, and undo takes it back", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await fill(bridge);
    // The list was open already, and learns of other programs' drafts only when it is opened again.
    await page.reload();
    await page.locator(".desk-table .pf-v6-c-menu-toggle").first().waitFor();
    await tabTo(page, page.locator(".desk-table .pf-v6-c-menu-toggle"));
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "History" }).waitFor();
    await arrowTo(page, page.getByRole("menuitem", { name: "History" }));
    await page.keyboard.press("Enter");
    const second = page.getByRole("button", { name: "Revision 2", exact: true });
    await tabOnto(page, second);
    await page.keyboard.press("Enter");
    await page.getByText("Consumer key", { exact: false }).first().waitFor();
    await tabOnto(page, page.getByRole("button", { name: "Restore this revision" }));
    await page.keyboard.press("Enter");
    await page.getByText("Revision 2 restored", { exact: false }).first().waitFor();
    const restored = await make(bridge, "show_draft", { id });
    assert.equal(restored.draft.name, "WeChat");
    assert.equal(restored.revision, 5);
    // The mapping is every source's, so it stays as it is now; the message says so.
    await page.getByText("wechat: name", { exact: false }).first().waitFor();
    assert.match(restored.draft.user_property_mappings[0].expression, /or ""/);
    await page
      .getByRole("region")
      .or(page.locator(".pf-v6-c-alert-group"))
      .getByRole("button", { name: "Undo" })
      .first()
      .click();
    await page.getByText("A change was undone").waitFor();
    assert.equal((await make(bridge, "show_draft", { id })).draft.name, "门店微信登录");
  });
});

test("what somebody else changes comes in while one types, and only what collides is asked about", async () => {
  await withPage(async ({ page, bridge }) => {
    const id = await fill(bridge);
    await page.goto(`${bridge.url}/#/sources/${id}/edit`);
    const name = page.locator("#field-name");
    await name.waitFor();
    await save(bridge, id, (draft) => {
      draft.values.consumer_key = "wx0000000000000002";
    });
    await name.fill("Typed here");
    await page.getByText("Changes from elsewhere were merged in", { exact: false }).waitFor();
    assert.equal(await page.locator("#field-consumer-key").inputValue(), "wx0000000000000002");
    const merged = await make(bridge, "show_draft", { id });
    assert.deepEqual(
      [merged.draft.name, merged.draft.values.consumer_key],
      ["Typed here", "wx0000000000000002"],
    );

    await save(bridge, id, (draft) => {
      draft.name = "Elsewhere";
    });
    await name.fill("Mine");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    assert.equal(
      (await make(bridge, "show_draft", { id })).draft.name,
      "Elsewhere",
      "nothing is stored before",
    );
    await dialog.getByRole("button", { name: "Later" }).click();
    // Leaving would lose what was typed, so it is asked about.
    await page.getByRole("tab", { name: "Overview" }).click();
    await page.getByRole("button", { name: "Keep editing" }).click();
    assert.equal(await name.inputValue(), "Mine");
    await page.getByRole("button", { name: "Choose what to keep" }).click();
    await dialog.getByRole("radio", { name: "Mine" }).check();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    assert.equal((await make(bridge, "show_draft", { id })).draft.name, "Mine");
  });
});

test("every one of many drafts can be reached, and few of them are drawn", async () => {
  const N = 260;
  await withPage(async ({ page, bridge }) => {
    for (let n = 1; n <= N; n++) {
      const name = n % 2 === 0 ? `微信 ${n}` : `Staff ${n}`;
      await make(bridge, "create_draft", { sourceType: "wechat", name, slug: `s-${n}` });
    }
    await page.reload();
    const rows = page.locator(".desk-table tbody tr");
    await page.getByText(`s-${N}`, { exact: true }).waitFor();
    assert.equal(await rows.count(), 50);
    const seen = new Set();
    const next = page.getByRole("button", { name: "Next page" });
    for (let at = 1; ; at++) {
      await page.getByText(`s-${N - (at - 1) * 50}`, { exact: true }).waitFor();
      for (const slug of await page.locator(".desk-table .desk-code").allTextContents()) seen.add(slug);
      assert.ok((await rows.count()) <= 50);
      if (at === Math.ceil(N / 50)) break;
      await next.click();
    }
    assert.equal(seen.size, N);
    // A search begins at its first page, and finds what no page showed.
    await page.locator(".desk-search input").fill("微信 130");
    await page.getByText("微信 130", { exact: true }).waitFor();
    assert.equal((await page.locator(".desk-table .desk-code").allTextContents())[0], "s-130");
    await picture(page, "history-many");
  });
});
