import { expect, test } from "vitest";
import { groupsOf } from "./groups";

const one = (provider: string, code: string) => ({
  provider,
  code,
  message_id: `explain-${code}`,
  evidence_id: "evidence-recorded",
  certain: true,
});

test("explanations stand by provider, both in the order in which they come", () => {
  const groups = groupsOf([one("tls", "b"), one("wechat", "c"), one("tls", "a")]);
  expect(groups.map(([provider, entries]) => [provider, entries.map(({ code }) => code)])).toEqual([
    ["tls", ["b", "a"]],
    ["wechat", ["c"]],
  ]);
  expect(groupsOf([])).toEqual([]);
});
