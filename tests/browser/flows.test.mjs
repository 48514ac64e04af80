// What a server tells of its login pages and flows, in the window. The server is a fake one on this computer.

import assert from "node:assert/strict";
import { test } from "node:test";
import { add, NAME, planned, pushed, serversOf, source } from "./servers.mjs";

const withServer = serversOf("flows");

test("the identification stage is chosen among those that the server has", async () => {
  await withServer(async ({ page, bridge, authentik, check }) => {
    await add(bridge, authentik);
    await source(bridge);
    await authentik.stage("staff-identification");
    await planned(page, bridge, false);
    await page.getByLabel("Put the buttons on a login page").check();
    await authentik.command({ do: "forget_requests" });
    await check("stage-typed");
    assert.deepEqual(await authentik.command({ do: "requests" }), [], "nobody is asked before a person asks");
    await page.getByRole("button", { name: "Ask the server for its login pages" }).click();
    const stage = page.getByRole("combobox", { name: "Identification stage" });
    await stage.waitFor();
    assert.equal(await stage.inputValue(), "default-authentication-identification");
    assert.deepEqual(await stage.locator("option").allInnerTexts(), [
      "default-authentication-identification (default-authentication-flow; buttons: 0)",
      "staff-identification (–; buttons: 0)",
    ]);
    await check("stage-chosen");
    await stage.selectOption("staff-identification");
    await page.locator("form button[type=submit]").click();
    await page.getByText("staff-identification").nth(1).waitFor();
    await page.getByRole("heading", { name: "The login page as it will be" }).waitFor();
  });
});

test("what keeps people out is told of a server's flows, and of what a token may not see", async () => {
  await withServer(async ({ page, bridge, authentik, check }) => {
    await add(bridge, authentik);
    await pushed(bridge, [await source(bridge)]);
    await page.goto(`${bridge.url}/#/servers/${NAME}`);
    const flows = page.getByRole("region", { name: "Flows", exact: true });
    await flows.getByRole("button", { name: "Examine the flows" }).click();
    await flows.getByText("has no user write stage").waitFor();
    assert.equal(await flows.getByText("Keeps people out").count(), 0);
    await authentik.command({
      do: "change",
      kind: "oauth",
      key: "github",
      fields: { authentication_flow: null },
    });
    await flows.getByRole("button", { name: "Examine the flows" }).click();
    await flows.getByText("github has no authentication flow").waitFor();
    assert.equal(await flows.getByText("Keeps people out").count(), 1);
    await check("flows");

    await add(bridge, authentik, { name: "viewer", token: authentik.tokens.viewer });
    await page.goto(`${bridge.url}/#/servers/viewer`);
    await flows.getByRole("button", { name: "Examine the flows" }).click();
    await flows.getByText("The token's user may not do this").waitFor();
  });
});
