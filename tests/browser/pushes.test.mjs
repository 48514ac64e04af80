// Pushes to a server: what stands in the way, what is asked before, and what becomes of one that does not come to its end.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { make, tabTo } from "./bridge.mjs";
import { startGate } from "./fake-authentik.mjs";
import { add, NAME, planned, pushed, serversOf, source } from "./servers.mjs";

const withServer = serversOf("pushes");

/** What the server calls OAuth sources. */
const OAUTH = "authentik_sources_oauth.oauthsource";

test("a conflict is decided field by field, and both sides come out as chosen", async () => {
  await withServer(async ({ page, bridge, authentik }) => {
    await add(bridge, authentik);
    const id = await source(bridge);
    await pushed(bridge, [id]);
    const { draft, revision } = await make(bridge, "show_draft", { id });
    draft.values.consumer_key = "from-here";
    draft.name = "Name from here";
    await make(bridge, "save_draft", { draft, revision });
    const fields = { consumer_key: "from-there", name: "Name from there" };
    await authentik.command({ do: "change", kind: "oauth", key: "github", fields });
    await planned(page, bridge);
    await page.getByText("2 conflicts stand in the way").waitFor();
    assert.equal(
      await page.getByRole("button", { name: "Apply…" }).count(),
      0,
      "there is nothing to apply yet",
    );
    // Nothing is decided beforehand, and what is missing is asked for.
    assert.equal(await page.locator("fieldset.desk-conflict input:checked").count(), 0);
    const key = page.getByRole("group", { name: /Consumer key/ });
    await key.getByText("client-1").waitFor();
    await key.getByLabel(/Take the draft's: from-here/).check();
    await page.getByRole("button", { name: "Make a new plan with these decisions" }).click();
    await page.getByText("Decide this one too.").waitFor();
    await page
      .getByRole("group", { name: /Source Name/ })
      .getByLabel(/Keep the server's: Name from there/)
      .check();
    await page.getByRole("button", { name: "Make a new plan with these decisions" }).click();
    const rows = page.getByRole("table", { name: "Changes of github" }).locator("tbody tr");
    await rows.first().waitFor();
    assert.match(
      (await rows.allInnerTexts()).join("|"),
      /^~ changed\s+Consumer key[^|]*from-there\s+from-here\s*$/,
    );
    await page.getByRole("button", { name: "Apply…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Apply", exact: true }).click();
    await page.getByText("Done, and everything is as it should be").waitFor();
    const objects = JSON.stringify(await authentik.command({ do: "objects" }));
    assert.ok(objects.includes("from-here") && objects.includes("Name from there"));
  });
});

test("what is on the server and did not come from here is taken over only when asked", async () => {
  await withServer(async ({ page, bridge, authentik }) => {
    await add(bridge, authentik);
    await authentik.source("github");
    await source(bridge, "github", { consumer_key: "client-2" });
    await planned(page, bridge);
    await page.getByText("It is on the server already and did not come from here.").waitFor();
    const apply = page.getByRole("button", { name: "Apply…" });
    assert.equal(await apply.count(), 0, "there is nothing to apply yet");
    await page.getByRole("button", { name: "Take over and make a new plan" }).click();
    await apply.waitFor();
    // A secret that the server may have is not known there: it is said so, with a sign and words.
    const rows = page.getByRole("table", { name: "Changes of github" }).locator("tbody tr");
    assert.match(
      (await rows.allInnerTexts()).join("|"),
      /\? unknown\s+Consumer secret[^|]*unknown: the server never shows it\s+will be set/,
    );
    assert.equal(await page.getByText("canary-secret").count(), 0);
    assert.ok(!(await page.content()).includes("canary-secret"));
    await apply.click();
    await page.getByRole("dialog").getByRole("button", { name: "Apply", exact: true }).click();
    await page.getByText("Done, and everything is as it should be").waitFor();
    const objects = await authentik.command({ do: "objects" });
    assert.deepEqual(
      objects[OAUTH].map(({ slug, consumer_key }) => [slug, consumer_key]),
      [["github", "client-2"]],
    );
  });
});

test("a production server asks for its host, and nothing else goes on", async () => {
  await withServer(async ({ page, bridge, authentik }) => {
    await add(bridge, authentik, { production: true, colour: "red" });
    await source(bridge);
    await planned(page, bridge);
    await page.getByRole("button", { name: "Apply…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Production").waitFor();
    await authentik.command({ do: "forget_requests" });
    await dialog.getByRole("button", { name: "Apply", exact: true }).click();
    await dialog.getByText(`That is not ${authentik.host}.`).waitFor();
    await dialog.locator("#apply-host").fill("127.0.0.1");
    await page.keyboard.press("Enter");
    assert.deepEqual(await authentik.command({ do: "requests" }), [], "nothing was sent");
    await dialog.locator("#apply-host").fill(authentik.host);
    await page.keyboard.press("Enter");
    await page.getByText("Done, and everything is as it should be").waitFor();
  });
});

test("a refused token and a server that does not answer say what to do", async () => {
  await withServer(async ({ page, bridge, authentik, check }) => {
    await add(bridge, authentik, { token: "wrong-token" });
    await page.goto(`${bridge.url}/#/servers/${NAME}`);
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.getByText(/does not accept the token/).waitFor();
    await check("token-refused");
    await page.getByRole("region", { name: "Connection" }).getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("API token").fill(authentik.tokens.admin);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.getByText("akadmin, a superuser").waitFor();
    await make(bridge, "change_server", {
      name: "Test 测试",
      url: "http://127.0.0.1:1",
      production: false,
      colour: "blue",
      ca: "",
      pin: "",
      token: "canary-token",
    });
    await page.reload();
    await page.getByRole("button", { name: "Pull", exact: true }).click();
    await page.getByText("Nothing listens at 127.0.0.1:1.").waitFor();
    await page.getByText(/give its PEM file to the server/).waitFor();
    await page.getByRole("button", { name: "Check for drift" }).click();
    await page.getByText(/No draft was pushed to this server/).waitFor();
    assert.ok(!(await page.content()).includes("canary-token"));
  });
});

test("an apply is stopped before its next request, and says what was sent", async () => {
  await withServer(async ({ page, bridge, authentik, check }) => {
    const gate = await startGate(authentik.url);
    try {
      await add(bridge, { ...authentik, url: gate.url });
      await source(bridge);
      await planned(page, bridge);
      await page.getByRole("button", { name: "Apply…" }).click();
      await authentik.command({ do: "forget_requests" });
      gate.close();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "Apply", exact: true }).click();
      await dialog.getByText("Reading the server …").waitFor();
      // What runs is not left by accident.
      await page.keyboard.press("Escape");
      assert.equal(await dialog.getByRole("button", { name: "Close" }).count(), 0);
      await dialog.getByRole("button", { name: "Stop", exact: true }).click();
      await dialog.getByText("Stopping before the next request …").waitFor();
      await check("stopping");
      gate.open();
      await page
        .getByText(/Stopped\. What was sent/)
        .first()
        .waitFor();
      await page.getByText("Take the run back, or make a new plan").first().waitFor();
      await check("stopped");
      const requests = await authentik.command({ do: "requests" });
      assert.ok(
        requests.length > 0 && requests.every(({ method }) => method === "GET"),
        "nothing was changed",
      );
      await page.goto(`${bridge.url}/#/servers`);
      await page.getByText("stopped", { exact: true }).waitFor();
    } finally {
      await gate.stop();
    }
  });
});

test("a server that dies meanwhile says so, and the same plan goes on when it is back", async () => {
  await withServer(async ({ page, bridge, authentik, check }) => {
    // A token that may not import: the sources are sent one after the other.
    await add(bridge, authentik, { token: authentik.tokens.delegate });
    await source(bridge);
    await source(bridge, "other");
    await planned(page, bridge);
    await page.getByRole("button", { name: "Apply…" }).click();
    await authentik.command({ do: "forget_requests" });
    // The first source is made, and nobody hears of it.
    await authentik.command({ do: "die_after", requests: 5, point: "after_commit" });
    await page.getByRole("dialog").getByRole("button", { name: "Apply", exact: true }).click();
    await page.locator("#applied-title").waitFor();
    await page.locator(".desk-plan .pf-v6-c-alert.pf-m-danger").waitFor();
    await check("died");
    const sources = async () => (await authentik.command({ do: "objects" }))[OAUTH] ?? [];
    const died = await sources();
    assert.equal(died.length, 1, "it died behind the first source");
    await authentik.command({ do: "come_back" });
    await page.getByRole("button", { name: "Apply the same plan again" }).click();
    await page.getByRole("dialog").getByText(authentik.host).first().waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Apply", exact: true }).click();
    await page.getByText("Done, and everything is as it should be").waitFor();
    // Nothing was made twice, or sent twice.
    const made = await sources();
    assert.deepEqual(made.map(({ slug }) => slug).sort(), ["github", "other"]);
    const [first] = died;
    assert.equal(made.find(({ slug }) => slug === first.slug).pk, first.pk);
    const requests = await authentik.command({ do: "requests" });
    const writes = requests.filter(({ method }) => method !== "GET");
    assert.deepEqual(writes.map(({ method, body }) => `${method} ${JSON.parse(body).slug}`).sort(), [
      "POST github",
      "POST other",
    ]);
  });
});

test("a server without a token offers nothing that needs one, until it has it", async () => {
  await withServer(async ({ page, bridge, authentik, check }) => {
    await add(bridge, authentik, { token: null });
    await page.goto(`${bridge.url}/#/servers`);
    await page.getByText("missing", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Test 测试" }).click();
    await page.getByText(`There is no token for ${authentik.host}`).waitFor();
    assert.equal(await page.getByRole("button", { name: /Check|Pull/ }).count(), 0);
    assert.equal(await page.getByRole("link", { name: "Plan a push" }).count(), 0);
    await check("no-token");
    await page.getByRole("button", { name: "Edit" }).last().click();
    await page.getByLabel("API token").fill(authentik.tokens.viewer);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await page.getByText("not allowed: make sources").waitFor();
    await page.getByText("not allowed: import blueprints").waitFor();
  });
});

test("a plan is filtered, copied as text and saved for the command line", async () => {
  await withServer(async ({ page, bridge, authentik }) => {
    await add(bridge, authentik);
    await source(bridge, "one");
    await source(bridge, "two");
    await planned(page, bridge);
    await page.getByText("2 objects shown").waitFor();
    await page.getByLabel("Find in the plan").fill("two");
    await page.getByText("One object shown").waitFor();
    await page.getByLabel("Find in the plan").fill("nothing of the kind");
    await page.getByText("Nothing in the plan matches.").waitFor();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy: Plan as text" }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /For Test 测试/);
    assert.match(copied, /\+ Added source one[\s\S]*Consumer key \(consumer_key\): \(empty\) → client-1/);
    await page.getByRole("button", { name: "Save for the command line" }).click();
    await page.getByText(`Saved the plan: ${bridge.savePath}`).waitFor();
    const saved = JSON.parse(await readFile(bridge.savePath, "utf8"));
    assert.deepEqual([saved.schema, saved.operations.length], [1, 2]);
    assert.ok(!`${copied}${JSON.stringify(saved)}`.includes("canary-secret"));
  });
});

test("a server is removed after a question, and a draft has no way to a server without one", async () => {
  await withServer(async ({ page, bridge, authentik }) => {
    await add(bridge, authentik);
    const id = await source(bridge);
    await page.goto(`${bridge.url}/#/sources/${id}/overview`);
    await page.getByRole("button", { name: "Push to server…" }).waitFor();
    await page.goto(`${bridge.url}/#/servers/${NAME}`);
    await page.getByRole("button", { name: "Remove" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(authentik.host).waitFor();
    await dialog.getByRole("button", { name: "Keep it" }).click();
    await page.getByRole("button", { name: "Remove" }).click();
    await dialog.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("heading", { name: "No server yet" }).waitFor();
    await page.goto(`${bridge.url}/#/sources/${id}/overview`);
    await page.getByRole("button", { name: "Share" }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Push to server…" }).count(), 0);
  });
});

test("the main job is done with the keyboard alone", async () => {
  await withServer(async ({ page, bridge, authentik }) => {
    await source(bridge);
    const press = async (target, key = "Enter") => {
      await tabTo(page, target);
      await page.keyboard.press(key);
    };
    await page.goto(`${bridge.url}/#/servers`);
    await press(page.getByRole("button", { name: "Add a server" }));
    await page.locator("#server-name:focus").waitFor();
    await page.keyboard.type("Keys");
    await tabTo(page, page.locator("#server-url"));
    await page.keyboard.type(authentik.url);
    await tabTo(page, page.locator("#server-token"));
    await page.keyboard.type(authentik.tokens.admin);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Keys" }).waitFor();
    await press(page.getByRole("link", { name: "Plan a push" }));
    await press(page.locator(".desk-plan-drafts input"), "Space");
    await press(page.getByRole("button", { name: "Make the plan" }));
    await page.locator("#plan-title:focus").waitFor();
    await press(page.getByRole("button", { name: "Apply…" }));
    await press(page.getByRole("dialog").getByRole("button", { name: "Apply", exact: true }));
    await page.locator("#applied-title:focus").waitFor();
    await page.getByText("Done, and everything is as it should be").waitFor();
    await press(page.getByRole("link", { name: "Take this run back…" }));
    await press(page.getByRole("button", { name: "Make the plan" }));
    await page.getByText("What cannot come back").waitFor();
  });
});
