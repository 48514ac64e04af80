import { expect, test } from "vitest";
import { partsOf } from "./url";

test("a URL is taken apart as it is sent, its parameters decoded and in order", () => {
  const url =
    "https://open.weixin.qq.com/connect/qrconnect?redirect_uri=https%3A%2F%2Fa.example%2F&state={state}&scope=";
  expect(partsOf(url)).toEqual({
    base: "https://open.weixin.qq.com/connect/qrconnect",
    parameters: [
      { name: "redirect_uri", value: "https://a.example/" },
      { name: "state", value: "{state}" },
      { name: "scope", value: "" },
    ],
  });
});

test("what is wrongly encoded is shown as it stands", () => {
  expect(partsOf("https://a.example/?x=%E4%&y").parameters).toEqual([
    { name: "x", value: "%E4%" },
    { name: "y", value: "" },
  ]);
});
