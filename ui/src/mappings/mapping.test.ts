import { expect, test } from "vitest";
import { byName, kindOf } from "./mapping";

test("names are ordered by their characters, upper case before lower case, a name before its longer forms", () => {
  const names = ["wechat: b", "微信", "😀", "wechat", "Wechat", "a", "wechat: a", "ﬀ"].map((name) => ({
    name,
  }));
  expect(names.sort(byName).map(({ name }) => name)).toEqual([
    "Wechat",
    "a",
    "wechat",
    "wechat: a",
    "wechat: b",
    "微信",
    "ﬀ",
    "😀",
  ]);
});

test("the kind of mapping follows the protocol of the source type", () => {
  expect(kindOf("OAuth")).toBe("oauth");
  expect(kindOf("LDAP")).toBe("ldap");
  expect(kindOf(undefined)).toBeNull();
});
