import { describe, expect, test } from "vitest";
import { followsName, proposedSlug } from "./slug";

describe("a proposed slug", () => {
  test.each([
    ["WeChat", "wechat"],
    ["WeChat Login", "wechat-login"],
    ["  Company — WeChat!! ", "company-wechat"],
    ["微信 login", "login"],
    ["微信", "wechat"],
    ["", "wechat"],
    ["a_b", "a_b"],
    ["\u212A", "wechat"],
  ])("of %j is %j", (name, slug) => {
    expect(proposedSlug(name, "wechat")).toBe(slug);
  });
});

describe("a slug follows the name", () => {
  test.each([
    ["wechat", "WeChat", false, true],
    ["wechat-2", "WeChat", false, true],
    ["", "WeChat", false, true],
    ["my-own", "WeChat", false, false],
    ["wechat", "WeChat Login", false, false],
    ["wechat", "WeChat", true, false],
  ])("%j with the name %j, registered %j: %j", (slug, name, registered, follows) => {
    expect(followsName(slug, name, "wechat", registered)).toBe(follows);
  });
});
