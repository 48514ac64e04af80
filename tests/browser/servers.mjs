// What the tests of servers have in common: a server of their own, drafts that are ready, and a push without the window.

import { make, pagesOf, picture } from "./bridge.mjs";
import { startAuthentik } from "./fake-authentik.mjs";

/** Returns what runs a test with a page and a server of its own; pictures have the topic in their name. */
export function serversOf(topic) {
  const withPage = pagesOf(topic);
  return async function withServer(run, options = {}) {
    const authentik = await startAuthentik();
    try {
      await withPage(
        async (opened) => {
          try {
            await run({ authentik, ...opened });
          } catch (error) {
            await picture(opened.page, `${topic}-failed`);
            throw error;
          }
        },
        {
          ...options,
          prepare: async (bridge) => options.prepare?.(bridge, authentik),
        },
      );
    } finally {
      await authentik.stop();
    }
  };
}

/** Adds the server without the window. */
export function add(bridge, authentik, more = {}) {
  return make(bridge, "add_server", {
    name: "Test 测试",
    url: authentik.url,
    production: false,
    colour: "green",
    ca: "",
    pin: "",
    token: authentik.tokens.admin,
    ...more,
  });
}

/** The server's name in an address. */
export const NAME = encodeURIComponent("Test 测试");

/** A draft of a GitHub source that is ready to be pushed. */
export async function source(bridge, slug = "github", more = {}) {
  const { draft, revision } = await make(bridge, "create_draft", { sourceType: "github", name: slug, slug });
  Object.assign(draft.values, { consumer_key: "client-1", ...more });
  draft.deployment.authentik_host = "auth.example.com";
  const { draft: saved } = await make(bridge, "save_draft", { draft, revision });
  await make(bridge, "set_secret", { id: saved.id, field: "consumer_secret", text: "canary-secret" });
  return saved.id;
}

/** Pushes drafts without the window. */
export async function pushed(bridge, ids, { server = "Test 测试", loginPage = null } = {}) {
  const choices = { adopt: true, all: null, fields: {}, send_secrets: false };
  const plan = await make(bridge, "show_plan", {
    request: { server, drafts: ids, login_page: loginPage, choices },
  });
  const operation = await make(bridge, "start_apply", { plan: plan.id, typedHost: plan.host });
  for (let version = 0; ; ) {
    const now = await make(bridge, "watch_apply", { operation, after: version });
    ({ version } = now);
    const problem = now.problem ?? now.applied?.problem ?? null;
    if (problem !== null) throw new Error(`the push failed: ${JSON.stringify(problem)}`);
    if (now.applied !== null) return now;
  }
}

/** Opens the screen where a push is planned, with everything chosen. */
export async function planned(page, bridge, isMade = true) {
  await page.goto(`${bridge.url}/#/servers/${NAME}/plan`);
  await page.reload();
  const boxes = page.locator(".desk-plan-drafts input");
  await boxes.first().waitFor();
  for (const box of await boxes.all()) await box.check();
  if (isMade) await page.locator("form button[type=submit]").click();
}
