import { expect, test } from "vitest";
import { FIRST_CHOICE, FORMATS, orderOf, requestOf, STYLES, withFormat } from "./choice";

test("a format that has no such way for secrets falls back to the first", () => {
  const context = { ...FIRST_CHOICE, secrets: "context" as const };
  expect(withFormat(context, "kubernetes").secrets).toBe("file");
  expect(withFormat({ ...FIRST_CHOICE, secrets: "env" }, "compose").secrets).toBe("env");
  for (const { format } of FORMATS) {
    const { secrets } = withFormat({ ...context, inlineConfirmed: true }, format);
    const offered = STYLES[format].map(({ style }) => style);
    expect(offered.length === 0 || offered.includes(secrets)).toBe(true);
  }
});

test("another format asks again before a secret stands in it", () => {
  const confirmed = { ...FIRST_CHOICE, secrets: "inline" as const, inlineConfirmed: true };
  expect(requestOf(confirmed, true)).not.toBeNull();
  expect(requestOf(withFormat(confirmed, "terraform"), true)).toBeNull();
  expect(requestOf(withFormat(confirmed, "json"), true)?.secrets).toBe("file");
});

test("only what has a button is on the login page, and a document for scripts never", () => {
  expect(requestOf(FIRST_CHOICE, true)?.login_page).toBe("default-authentication-identification");
  expect(requestOf(FIRST_CHOICE, false)?.login_page).toBeNull();
  expect(requestOf(withFormat(FIRST_CHOICE, "json"), true)?.login_page).toBeNull();
  expect(requestOf({ ...FIRST_CHOICE, stage: " " }, true)?.login_page).toBeNull();
});

test("a Source Stage is in a blueprint alone, for a source with a button, and once its flow and order are known", () => {
  const choice = { ...FIRST_CHOICE, sourceStage: true, sourceStageFlow: " partner-login " };
  const expected = { flow: "partner-login", order: 0, resume_timeout: "minutes=10" };
  expect(requestOf(choice, true)?.source_stage).toEqual(expected);
  expect(requestOf({ ...choice, sourceStageOrder: " -5 " }, true)?.source_stage?.order).toBe(-5);
  for (const other of [
    { ...choice, sourceStage: false },
    { ...choice, sourceStageFlow: " " },
    { ...choice, sourceStageOrder: "" },
    withFormat(choice, "terraform"),
  ]) {
    expect(requestOf(other, true)?.source_stage).toBeNull();
  }
  expect(requestOf(choice, false)?.source_stage).toBeNull();
});

test("an order is a whole number that authentik's database holds", () => {
  expect(["0", "-1", "2147483647", "-2147483648"].map(orderOf)).toEqual([0, -1, 2147483647, -2147483648]);
  expect(["", "-", "1.5", "1e3", "x", "2147483648"].map(orderOf)).toEqual(Array(6).fill(null));
});
