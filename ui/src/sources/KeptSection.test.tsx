import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { renderDesk } from "../testing/desk";
import { DRAFT } from "../testing/fixtures";
import { KeptSection, partsOf } from "./KeptSection";

test("a draft that keeps nothing shows nothing", () => {
  renderDesk(<KeptSection draft={DRAFT} />);
  expect(screen.queryByRole("heading")).toBeNull();
});

test("what a draft keeps is shown part by part, indented as it would stand in a file", () => {
  const kept = {
    before: ["model: a.b\nidentifiers:\n  name: x"],
    attrs: { pkce: "!Env PKCE", sources: "- a\n- b" },
  };
  expect(partsOf(kept).map(({ yaml }) => yaml)).toEqual([
    "- model: a.b\n  identifiers:\n    name: x",
    "pkce: !Env PKCE\nsources:\n  - a\n  - b",
  ]);
  renderDesk(<KeptSection draft={{ ...DRAFT, kept }} />);
  expect(screen.getByRole("heading", { level: 2 }).textContent).toBe("Kept from the blueprint");
  expect(screen.getByRole("region", { name: "More attributes" }).textContent).toContain("!Env PKCE");
});
