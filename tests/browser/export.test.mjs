// Each format of an export: chosen by keyboard, read as it will be, saved, in English and Chinese, light and dark.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { make, pagesOf, tabOnto } from "./bridge.mjs";

const withPage = pagesOf("export");
const SECRET = "c0ffee00c0ffee00c0ffee00c0ffee00";

/** Makes a WeChat draft with a secret and an icon, which Terraform's provider does not have. */
async function prepare(bridge) {
  const view = await make(bridge, "create_draft", { sourceType: "wechat", name: "公司微信", slug: "wechat" });
  const draft = view.draft;
  draft.values.consumer_key = "wx0000000000000001";
  draft.values.icon = "fa://fa-weixin";
  draft.deployment.authentik_host = "auth.example.com";
  await make(bridge, "save_draft", { draft, revision: view.revision });
  await make(bridge, "set_secret", { id: draft.id, field: "consumer_secret", text: SECRET });
}

async function open(page, bridge) {
  const { drafts } = await make(bridge, "list_drafts", { search: null });
  await page.goto(`${bridge.url}/#/sources/${drafts[0].id}/export`);
  await page.locator("#format-blueprint").waitFor();
}

const file = (page, name) => page.getByRole("region", { name: new RegExp(name.replaceAll(".", "\\.")) });

for (const locale of ["en", "zh-CN"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`every format shows its text in ${locale}, ${colorScheme}`, async () => {
      await withPage(
        async ({ page, bridge, check }) => {
          await open(page, bridge);
          for (const [format, name, line] of [
            ["terraform", "wechat.tf", 'resource "authentik_source_oauth" "wechat" {'],
            ["kubernetes", "wechat.kubernetes.yaml", "kind: ConfigMap"],
            ["compose", "compose.override.yaml", "worker:"],
            ["runbook", "wechat.runbook.md", "wx0000000000000001"],
            ["json", "wechat.json", '"format": "source-desk-sources",'],
            ["blueprint", "wechat.blueprint.yaml", "provider_type: wechat"],
          ]) {
            await page.locator(`#format-${format}`).check();
            await file(page, name).getByText(line).first().waitFor();
            assert.ok(!(await page.locator("main").innerText()).includes(SECRET), format);
            await check(format);
          }
        },
        { locale, colorScheme, prepare },
      );
    });
  }
}

test("what does not apply to a format is not there", async () => {
  await withPage(
    async ({ page, bridge }) => {
      await open(page, bridge);
      const styles = async (format) => {
        await page.locator(`#format-${format}`).check();
        const all = page.locator('input[name="secrets-style"]');
        return await all.evaluateAll((inputs) => inputs.map((input) => input.id));
      };
      assert.deepEqual(await styles("terraform"), ["secrets-file", "secrets-inline"]);
      assert.deepEqual(await styles("kubernetes"), ["secrets-file", "secrets-env", "secrets-inline"]);
      assert.deepEqual(await styles("runbook"), []);
      assert.equal(await page.locator("#login-page").count(), 1);
      assert.deepEqual(await styles("json"), []);
      assert.equal(await page.locator("#login-page").count(), 0);
    },
    { prepare },
  );
});

test("the text follows the name of the stage, and says what Terraform then owns", async () => {
  await withPage(
    async ({ page, bridge }) => {
      await open(page, bridge);
      await page.locator("#format-terraform").check();
      await page.getByText("has no “Icon”").waitFor();
      await page.locator("#login-page-stage").fill("my-stage");
      await file(page, "wechat.tf").getByText('name = "my-stage"').first().waitFor();
      await page.getByText("whole list of sources of my-stage").first().waitFor();
      await page.locator("#login-page").uncheck();
      await file(page, "wechat.tf").getByText("my-stage").first().waitFor({ state: "detached" });
    },
    { prepare },
  );
});

test("a format is chosen by arrow keys, and each of its files is saved by keyboard", async () => {
  await withPage(
    async ({ page, bridge }) => {
      await open(page, bridge);
      await tabOnto(page, page.locator("#format-blueprint"));
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await file(page, "wechat.values.yaml").waitFor();
      await tabOnto(page, page.locator("#secrets-file"));
      await page.keyboard.press("ArrowDown");
      await file(page, "wechat.values.yaml").getByText("secretKeyRef").waitFor();
      const saves = page.getByRole("button", { name: "Save to file" });
      for (const [number, expected] of [
        [0, /kind: ConfigMap/],
        [1, /secretKeyRef:/],
      ]) {
        await tabOnto(page, saves.nth(number));
        await page.keyboard.press("Enter");
        await page.getByText(bridge.savePath).nth(number).waitFor();
        assert.match(await readFile(bridge.savePath, "utf8"), expected);
      }
    },
    { prepare },
  );
});

test("a secret stands in the file after a second question only, and in the Secret alone", async () => {
  await withPage(
    async ({ page, bridge }) => {
      await open(page, bridge);
      await page.locator("#format-kubernetes").check();
      await page.locator("#secrets-inline").check();
      assert.equal(await file(page, "wechat.kubernetes.yaml").count(), 0);
      await page.locator("#inline-confirmed").check();
      await file(page, "wechat.kubernetes.yaml").getByText(SECRET).waitFor();
      assert.ok(!(await file(page, "wechat.values.yaml").innerText()).includes(SECRET));
      // Another format asks again.
      await page.locator("#format-terraform").check();
      await page.getByText(SECRET).waitFor({ state: "detached" });
      assert.ok(await page.locator("#secrets-inline").isChecked());
      assert.equal(await file(page, "wechat.tf").count(), 0);
    },
    { prepare },
  );
});

for (const locale of ["en", "zh-CN"]) {
  test(`a Source Stage comes into the blueprint as it is typed, with its rules, in ${locale}`, async () => {
    await withPage(
      async ({ page, bridge, check }) => {
        await open(page, bridge);
        const blueprint = file(page, "wechat.blueprint.yaml");
        await blueprint.getByText("provider_type: wechat").waitFor();
        assert.equal(await page.locator("#source-stage-flow").count(), 0);
        await tabOnto(page, page.locator("#source-stage"));
        await page.keyboard.press("Space");
        await check("source-stage-empty");
        assert.ok(!(await blueprint.innerText()).includes("sourcestage"), "no flow is named yet");
        await tabOnto(page, page.locator("#source-stage-flow"));
        await page.keyboard.type("partner-login");
        await blueprint.getByText("slug, partner-login").first().waitFor();
        await blueprint.getByText("resume_timeout: minutes=10").waitFor();
        await page.locator("#source-stage-order").fill("15");
        await blueprint.getByText("order: 15").waitFor();
        await page.locator("#source-stage-timeout").fill("hours=1;minutes=30");
        await blueprint.getByText("hours=1;minutes=30").waitFor();
        // authentik's own two flows log people in; both are named.
        for (const flow of ["default-source-authentication", "default-source-enrollment"]) {
          const rule = page.getByRole("listitem").filter({ hasText: flow });
          await rule.first().waitFor();
        }
        await check("source-stage");
        await page.locator("#source-stage-timeout").fill("10m");
        await page
          .getByText(locale === "en" ? "“10m” is no time" : "「10m」")
          .first()
          .waitFor();
        await check("source-stage-wrong-time");
        // What is half typed is not in the file, and nothing of it is lost.
        await page.locator("#source-stage-timeout").fill("minutes=5");
        await page.locator("#source-stage-order").fill("-");
        await blueprint.getByText("sourcestage").waitFor({ state: "detached" });
        await page.locator("#format-terraform").check();
        assert.equal(await page.locator("#source-stage").count(), 0);
        await page.locator("#format-blueprint").check();
        assert.equal(await page.locator("#source-stage-flow").inputValue(), "partner-login");
      },
      { locale, prepare },
    );
  });
}

test("a source without a login button has no Source Stage", async () => {
  await withPage(
    async ({ page, bridge }) => {
      await page.goto(`${bridge.url}/#/`);
      const view = await make(bridge, "create_draft", { sourceType: "scim", name: "SCIM", slug: "scim" });
      await page.goto(`${bridge.url}/#/sources/${view.draft.id}/export`);
      await page.locator("#format-blueprint").waitFor();
      assert.equal(await page.locator("#source-stage").count(), 0);
    },
    { prepare },
  );
});
