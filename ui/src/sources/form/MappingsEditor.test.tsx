import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Draft, DraftView, MappingView } from "../../ipc/generated";
import { answerCommands, type Call, renderDesk } from "../../testing/desk";
import { DRAFT, FIELDS, VIEW } from "../../testing/fixtures";
import { DraftFormView } from "./DraftFormView";

function mapping(id: number, name: string, more: Partial<MappingView> = {}): MappingView {
  return {
    id,
    kind: "oauth",
    name,
    expression: `return {"n": ${id}}`,
    revision: 1,
    updated_at: "2026-01-01T06:02:11Z",
    used_by: [],
    ...more,
  };
}

const OTHER = { id: "other", slug: "shop", name: "门店", fields: ["user_property_mappings" as const] };

function start(draft: Draft, stored: MappingView[]): Call[] {
  const calls = answerCommands({
    list_mappings: () => stored,
    show_mapping: ({ id }) => stored.find((one) => one.id === id),
    create_mapping: ({ name, expression }) => {
      const made = mapping(99, String(name), { expression: String(expression) });
      stored.push(made);
      return made;
    },
    save_draft: (args) => ({ ...VIEW, draft: args.draft as Draft, revision: 2 }),
  });
  const view: DraftView = { ...VIEW, draft };
  renderDesk(<DraftFormView view={view} fields={FIELDS} isNew={false} />);
  return calls;
}

function saved(calls: Call[]): string[] | undefined {
  const last = calls.filter(({ command }) => command === "save_draft").at(-1);
  return (last?.args.draft as Draft | undefined)?.user_property_mappings.map(({ name }) => name);
}

const list = () => screen.getByRole("list", { name: "User Property Mappings" });
const add = () => screen.getByRole("button", { name: "Add a mapping: User Property Mappings" });

test("mappings stand in the order in which authentik runs them, with the other sources that use them", async () => {
  const user_property_mappings = ["b", "ä", "B", "a"].map((name) => ({ name, expression: "return {}" }));
  start({ ...DRAFT, user_property_mappings }, [mapping(1, "b", { used_by: [OTHER] })]);
  await screen.findByText("Also used by shop");
  const names = within(list())
    .getAllByRole("listitem")
    .map((item) => item.querySelector(".desk-break")?.textContent);
  expect(names).toEqual(["B", "a", "b", "ä"]);
});

test("only mappings of the source's kind that it does not use yet can be added", async () => {
  const calls = start({ ...DRAFT, user_property_mappings: [{ name: "a", expression: "return {}" }] }, [
    mapping(1, "a"),
    mapping(2, "b"),
    mapping(3, "ldap", { kind: "ldap" }),
  ]);
  await screen.findByRole("button", { name: "Edit a" });
  await userEvent.click(add());
  const items = screen.getAllByRole("menuitem").map((item) => item.textContent);
  expect(items).toEqual(["b", "New property mapping…"]);
  await userEvent.click(screen.getByRole("menuitem", { name: "b" }));
  await waitFor(() => expect(saved(calls)).toEqual(["a", "b"]));
});

test("a new mapping is stored, then used", async () => {
  const calls = start(DRAFT, []);
  await waitFor(() => expect(add()).toHaveProperty("disabled", false));
  await userEvent.click(add());
  await userEvent.click(screen.getByRole("menuitem", { name: "New property mapping…" }));
  await userEvent.type(
    screen.getByRole("textbox", { name: /^Name/, description: /unique among all kinds/ }),
    "mine",
  );
  await userEvent.click(screen.getByRole("button", { name: "Create and use" }));
  await waitFor(() => expect(saved(calls)).toEqual(["mine"]));
  const made = calls.find(({ command }) => command === "create_mapping");
  expect(made?.args).toMatchObject({ kind: "oauth", name: "mine", expression: "return {}\n" });
});

test("removing takes a mapping out of the source and says nothing about the mapping itself", async () => {
  const calls = start({ ...DRAFT, user_property_mappings: [{ name: "a", expression: "return {}" }] }, [
    mapping(1, "a"),
  ]);
  await userEvent.click(
    await screen.findByRole("button", { name: "Remove a from this source: User Property Mappings" }),
  );
  await waitFor(() => expect(saved(calls)).toEqual([]));
  expect(calls.some(({ command }) => command === "delete_mapping")).toBe(false);
  expect(document.activeElement).toBe(add());
});

test("a list that only a server can resolve takes nothing more", () => {
  const kept = {
    head: "",
    id: null,
    entry: "",
    identifiers: {},
    conditions: [],
    attrs: { user_property_mappings: "- !Find [x, [name, y]]" },
    before: [],
    after: [],
  };
  start({ ...DRAFT, kept }, []);
  expect(screen.getByText(/came from a blueprint/)).toBeDefined();
  expect(screen.queryByRole("button", { name: "Add a mapping: User Property Mappings" })).toBeNull();
});

test("what is typed into a mapping stays: its row cannot be closed, nor another opened, before it is saved or cancelled", async () => {
  const user_property_mappings = ["a", "b"].map((name) => ({ name, expression: "return {}" }));
  start({ ...DRAFT, user_property_mappings }, [mapping(1, "a"), mapping(2, "b")]);
  const button = (name: string) => screen.findByRole("button", { name });
  await userEvent.click(await button("Edit b"));
  await userEvent.type(screen.getByLabelText(/^Name/), "!");
  for (const name of ["Edit a", "Edit b", "Remove b from this source: User Property Mappings"])
    expect((await button(name)).hasAttribute("disabled"), name).toBe(true);
  await userEvent.click(await button("Remove a from this source: User Property Mappings"));
  expect(screen.getByLabelText<HTMLInputElement>(/^Name/).value).toBe("b!");
  await userEvent.click(await button("Cancel"));
  expect((await button("Edit b")).hasAttribute("disabled")).toBe(false);
});
