import { expect, test } from "vitest";
import { ABSENT, differences, keysOf, pathText, valueText } from "./values";

test("what differs is told at the deepest place, absent and null apart", () => {
  const before = { name: "å¼", email: null, attributes: { sex: 0, city: "", old: 1 }, groups: ["a"] };
  const after = { name: "张", attributes: { city: "", sex: 0, avatar: null }, groups: ["a", "b"] };
  expect(differences(before, after)).toEqual([
    { path: ["name"], before: "å¼", after: "张" },
    { path: ["email"], before: null, after: ABSENT },
    { path: ["attributes", "old"], before: 1, after: ABSENT },
    { path: ["attributes", "avatar"], before: ABSENT, after: null },
    { path: ["groups"], before: ["a"], after: ["a", "b"] },
  ]);
});

test("the order of keys is no difference, the order of a list is one", () => {
  expect(differences({ a: [{ x: 1, y: 2 }] }, { a: [{ y: 2, x: 1 }] })).toEqual([]);
  expect(differences([1, 2], [2, 1])).toEqual([{ path: [], before: [1, 2], after: [2, 1] }]);
});

test("an object in place of another value is a difference as a whole", () => {
  expect(differences({ a: null }, { a: { b: 1 } })).toEqual([{ path: ["a"], before: null, after: { b: 1 } }]);
  expect(differences({ a: [] }, { a: {} })).toEqual([{ path: ["a"], before: [], after: {} }]);
});

test("keys that every object inherits are keys like others", () => {
  expect(differences({}, JSON.parse('{"constructor": 1, "toString": 2}'))).toEqual([
    { path: ["constructor"], before: ABSENT, after: 1 },
    { path: ["toString"], before: ABSENT, after: 2 },
  ]);
});

test("a path is written so that its parts can be told apart", () => {
  expect(pathText(["attributes", "goauthentik.io/user/sources"])).toBe(
    'attributes["goauthentik.io/user/sources"]',
  );
  expect(pathText(["attributes", "avatar"])).toBe("attributes.avatar");
  expect(pathText(["a.b"])).toBe('["a.b"]');
});

test("a short value is one line, a long one is indented", () => {
  expect(valueText({ a: 1 })).toBe('{"a":1}');
  expect(valueText({ a: "x".repeat(80) })).toContain("\n");
});

test("keys are found once the text is an object", () => {
  expect(keysOf('{"unionid": "o", "nickname": null}')).toEqual(["unionid", "nickname"]);
  for (const text of ["", "{", "[1]", "null", '"x"']) expect(keysOf(text)).toEqual([]);
});
