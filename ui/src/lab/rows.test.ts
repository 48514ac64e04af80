import { expect, test } from "vitest";
import { DRAFT } from "../testing/fixtures";
import { mappingsOf, rowsOf } from "./rows";

const draft = {
  ...DRAFT,
  user_property_mappings: [
    { name: "b", expression: "return {}" },
    { name: "B", expression: "return {}" },
  ],
  group_property_mappings: [{ name: "b", expression: "return {}" }],
};

test("mappings stand in the order in which they run, typed and new ones with them", () => {
  const added = [{ list: "user_property_mappings" as const, id: 1, name: "a ", expression: "return 1" }];
  const rows = rowsOf(draft, new Map([["B", "return 2"]]), added);
  expect(rows.map(({ name, expression, isTyped }) => [name, expression, isTyped])).toEqual([
    ["B", "return 2", true],
    ["a ", "return 1", true],
    ["b", "return {}", false],
    ["b", "return {}", false],
  ]);
  expect(mappingsOf(rows)).toEqual({
    user: [
      { name: "B", expression: "return 2" },
      { name: "a", expression: "return 1" },
      { name: "b", expression: "return {}" },
    ],
    group: [{ name: "b", expression: "return {}" }],
  });
});

test("one mapping of both lists is typed in both, and what is typed back is not typed", () => {
  const rows = rowsOf(draft, new Map([["b", "return 3"]]), []);
  expect(rows.filter(({ isTyped }) => isTyped).map(({ list }) => list)).toEqual([
    "user_property_mappings",
    "group_property_mappings",
  ]);
  expect(rowsOf(draft, new Map([["b", "return {}"]]), []).some(({ isTyped }) => isTyped)).toBe(false);
});
