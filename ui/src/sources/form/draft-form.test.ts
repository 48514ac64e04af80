import { expect, test } from "vitest";
import type { Draft } from "../../ipc/generated";
import { DRAFT, FIELDS } from "../../testing/fixtures";
import { differences, draftOf, formOf, groupsOf } from "./draft-form";

const drafts: Record<string, Draft> = {
  "a new draft": DRAFT,
  "a draft with everything in it": {
    ...DRAFT,
    name: "微信 “Login” 😀",
    slug: "wechat-2",
    values: {
      ...DRAFT.values,
      enabled: false,
      consumer_key: " wx0000000000000001\n",
      icon: "fa://fa-weixin",
    },
    user_property_mappings: [
      { name: "b", expression: "return {}\n" },
      { name: "a", expression: "\treturn {'name': \"张三\"}\r\n" },
    ],
    group_property_mappings: [{ name: "", expression: "" }],
    deployment: {
      target: "2025.12",
      authentik_host: "auth.example.com",
      callback_domain: "auth.example.com",
      registered: { slug: "wechat", callback_url: "https://auth.example.com/source/oauth/callback/wechat/" },
    },
  },
  "a draft with a value that this form does not know": {
    ...DRAFT,
    values: { ...DRAFT.values, from_a_newer_version: "kept" },
  },
};

for (const [name, draft] of Object.entries(drafts)) {
  test(`${name} comes out of the form as it went in`, () => {
    expect(draftOf(draft, formOf(draft, FIELDS))).toEqual(draft);
  });
}

test("a field that the draft lacks shows its default", () => {
  const form = formOf({ ...DRAFT, values: {} }, FIELDS);
  expect(form.values).toEqual({ ...DRAFT.values, consumer_secret: null });
});

test("what a person edits in the form does not change the draft that it was made of", () => {
  const form = formOf(DRAFT, FIELDS);
  form.values.consumer_key = "changed";
  form.deployment.authentik_host = "changed";
  expect(DRAFT.values.consumer_key).toBe("");
  expect(DRAFT.deployment.authentik_host).toBe("");
});

test("fields stand in authentik's groups, in authentik's order", () => {
  expect(groupsOf(FIELDS).map(({ group, fields }) => [group, fields.length])).toEqual([
    ["general", 5],
    ["protocol", 2],
    ["attribute-mapping", 2],
    ["flow", 1],
    ["advanced", 1],
  ]);
});

test("the places in which two forms differ are named, each with what the second has there", () => {
  const before = formOf(DRAFT, FIELDS);
  const after = formOf(
    {
      ...DRAFT,
      name: "Staff",
      values: { ...DRAFT.values, enabled: false },
      deployment: { ...DRAFT.deployment, authentik_host: "auth.example.com" },
      tags: ["上海"],
    },
    FIELDS,
  );
  expect(differences(before, before)).toEqual([]);
  expect(new Map(differences(before, after))).toEqual(
    new Map<string, unknown>([
      ["name", "Staff"],
      ["values.enabled", false],
      ["deployment.authentik_host", "auth.example.com"],
      ["tags", ["上海"]],
    ]),
  );
});
