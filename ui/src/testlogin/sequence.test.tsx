import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Step } from "../ipc/generated";
import { LocaleProvider } from "../messages/locale";
import { step } from "../testing/fixtures";
import { after, NOTHING_YET } from "./operation";
import { rowsOf } from "./Result";
import { SequenceDrawing } from "./SequenceDrawing";
import { arrowsOf, PROVIDER_STEPS, WECHAT_STEPS } from "./sequence";
import { faultId } from "./TestLoginStep";

const TOKEN = step("token", "failed", {
  ms: 12,
  request: {
    method: "GET",
    url: "http://127.0.0.1:4711/sns/oauth2/access_token?secret=••••",
    headers: [],
    body: null,
  },
  response: { status: 200, headers: [], body: "{}" },
});

test("each step is an arrow between the two that talk, and what is ahead is an arrow too", () => {
  const arrows = arrowsOf([step("authorize", "ok", { ms: 3 }), TOKEN], WECHAT_STEPS);
  expect(arrows.map(({ name, state, from, to }) => [name, state, from, to])).toEqual([
    ["authorize", "ok", "browser", "provider"],
    ["scan", "ahead", "browser", "provider"],
    ["confirm", "ahead", "browser", "provider"],
    ["callback", "ahead", "browser", "callback"],
    ["token", "failed", "authentik", "provider"],
    ["userinfo", "ahead", "authentik", "provider"],
    ["mapping", "ahead", "authentik", "authentik"],
  ]);
});

test("what only some providers ask for is drawn once it has happened", () => {
  const names = (steps: Step[]) => arrowsOf(steps, PROVIDER_STEPS).map(({ name }) => name);
  expect(names([])).toEqual(["authorize", "login", "callback", "token", "userinfo", "mapping"]);
  expect(names([step("emails", "ok"), step("keys", "ok")])).toEqual([
    "keys",
    "authorize",
    "login",
    "callback",
    "token",
    "userinfo",
    "emails",
    "mapping",
  ]);
});

test("an arrow tells the path, the answer and the time, and no parameter", () => {
  const arrow = arrowsOf([TOKEN], WECHAT_STEPS).find(({ name }) => name === "token");
  expect([arrow?.asked, arrow?.answered, arrow?.ms]).toEqual([
    "GET /sns/oauth2/access_token",
    "HTTP 200",
    12,
  ]);
});

test("a failed step is told in words and by shape, not by colour alone", () => {
  const { container } = render(
    <LocaleProvider initial="en" remember={() => undefined}>
      <SequenceDrawing steps={[step("authorize", "ok", { ms: 3 }), TOKEN]} provider={null} />
    </LocaleProvider>,
  );
  const failed = container.querySelector(".desk-arrow-failed");
  expect(failed?.textContent).toContain("failed · GET /sns/oauth2/access_token · HTTP 200 · 12 ms");
  const shape = (selector: string) =>
    container.querySelector(`${selector} .desk-arrow-state path`)?.getAttribute("d");
  expect(shape(".desk-arrow-failed")).not.toBe(shape(".desk-arrow-ok"));
  expect(container.querySelectorAll(".desk-arrow-ahead .desk-arrow-state")).toHaveLength(0);
});

test("the later word about a step counts, and a scan that has ended is waited for no more", () => {
  const run = [
    { kind: "step", step: step("scan", "running") },
    { kind: "waiting", waiting_for: "scan" },
    { kind: "step", step: step("scan", "ok", { ms: 9 }) },
  ] as const;
  const waiting = run.slice(0, 2).reduce(after, NOTHING_YET);
  expect(waiting.waiting).toBe("scan");
  const scanned = run.reduce(after, NOTHING_YET);
  expect(scanned.waiting).toBeNull();
  expect(scanned.steps).toEqual([step("scan", "ok", { ms: 9 })]);
});

test("a stored user is told row by row, with what is inside attributes", () => {
  expect(
    rowsOf({ username: "o1", attributes: { sex: null, "goauthentik.io/user/sources": ["WeChat"] } }),
  ).toEqual([
    ["username", "o1"],
    ["attributes.sex", null],
    ["attributes.goauthentik.io/user/sources", ["WeChat"]],
  ]);
});

test("the code -1 has a message id too", () => {
  expect(["-1", "40029", "redirect-uri"].map(faultId)).toEqual([
    "fault-minus-1",
    "fault-40029",
    "fault-redirect-uri",
  ]);
});
