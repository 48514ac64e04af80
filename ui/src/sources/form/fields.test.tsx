import { useQuery } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Draft, DraftView, FieldValue, FieldView } from "../../ipc/generated";
import { draft as draftQuery } from "../../ipc/queries";
import { answerCommands, renderDesk } from "../../testing/desk";
import { DRAFT, FIELDS, field, KIND, VIEW } from "../../testing/fixtures";
import { DraftFormView } from "./DraftFormView";
import { problemOfJson } from "./json";

function Screen({ fields }: { fields: FieldView[] }) {
  const { data } = useQuery(draftQuery(DRAFT.id));
  return data === undefined ? null : <DraftFormView view={data} fields={fields} isNew={false} />;
}

/** Draws a form of these fields, and returns what is stored as it changes. */
async function form(
  more: FieldView[],
  values: Record<string, FieldValue> = {},
  changes: Partial<DraftView> = {},
) {
  const fields = [...FIELDS.slice(0, 2), ...more];
  let view: DraftView = { ...VIEW, ...changes, draft: { ...DRAFT, ...changes.draft, values } };
  answerCommands({
    show_draft: () => view,
    list_types: () => [KIND],
    save_draft: ({ draft }) => {
      view = { ...view, draft: draft as Draft, revision: view.revision + 1 };
      return view;
    },
    set_secret: () => view,
  });
  renderDesk(<Screen fields={fields} />);
  await screen.findByRole("textbox", { name: /Source Name/ });
  return { values: () => view.draft.values, deployment: () => view.draft.deployment };
}

function notesOf(control: HTMLElement): string {
  return document.getElementById(control.getAttribute("aria-describedby") ?? "")?.textContent ?? "";
}

test("a list takes entries by Enter, by a comma and by pasting, each once, and gives them back", async () => {
  const list = field("allowed_servers", "protocol", "list", { default: [] });
  const stored = await form([list], { allowed_servers: ["first"] });
  const input = screen.getByRole("textbox", { name: /New entry for Allowed servers/ });
  await userEvent.type(input, "second{Enter}");
  await userEvent.type(input, "third,");
  await userEvent.click(input);
  await userEvent.paste("fourth\nfifth\nfirst\n");
  await waitFor(() =>
    expect(stored.values().allowed_servers).toEqual(["first", "second", "third", "fourth", "fifth"]),
  );
  await userEvent.click(screen.getByRole("button", { name: "Remove second from Allowed servers" }));
  expect(document.activeElement).toBe(input);
  await waitFor(() => expect(stored.values().allowed_servers).not.toContain("second"));
});

test("what a person typed into a list and did not add is added when they leave it", async () => {
  const list = field("allowed_servers", "protocol", "list", { default: [] });
  const stored = await form([list]);
  await userEvent.type(screen.getByRole("textbox", { name: /New entry for Allowed servers/ }), "only");
  await userEvent.tab();
  await waitFor(() => expect(stored.values().allowed_servers).toEqual(["only"]));
});

test("what a tag says is shown, not edited, until it is replaced by a value", async () => {
  const url = field("profile_url", "url", "url", { default: "https://auth.example.com/me" });
  const stored = await form([url], { profile_url: { yaml: "!Env PROFILE_URL" } });
  expect(screen.getByText(/!Env/)).toBeTruthy();
  expect(screen.queryByRole("textbox", { name: /Profile URL/ })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Replace by a value: Profile URL" }));
  const input = await screen.findByRole<HTMLInputElement>("textbox", { name: /Profile URL/ });
  expect(input.value).toBe("https://auth.example.com/me");
  await waitFor(() => expect(document.activeElement).toBe(input));
  await waitFor(() => expect(stored.values().profile_url).toBe("https://auth.example.com/me"));
});

test("a secret that a tag says is not asked for, and is after it was replaced", async () => {
  const secret = field("consumer_secret", "protocol", "secret", { required: true });
  const stored = await form([secret], { consumer_secret: { yaml: "!File /run/secrets/x" } });
  expect(screen.queryByRole("button", { name: /Keep: / })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: /Replace by a value/ }));
  await screen.findByRole("button", { name: /Keep: / });
  await waitFor(() => expect(stored.values()).not.toHaveProperty("consumer_secret"));
});

test("a field that depends on another is there once the other is filled in", async () => {
  const fields = [
    field("verification_kp", "protocol", "certificate", { default: "" }),
    field("signed_assertion", "protocol", "switch", { default: true, shown_when: "verification_kp" }),
  ];
  await form(fields);
  expect(screen.queryByRole("switch", { name: /Verify Assertion/ })).toBeNull();
  await userEvent.type(screen.getByRole("textbox", { name: /Verification Certificate/ }), "idp");
  await screen.findByRole("switch", { name: /Verify Assertion/ });
});

test("a field that the version lacks is out of sight, and in sight with a note when it holds a value", async () => {
  const versions: FieldView["versions"] = ["2026.8"];
  const fields = [
    field("force_authn", "protocol", "switch", { default: false, versions }),
    field("sync_group_hierarchy", "protocol", "switch", { default: false, versions }),
  ];
  const stored = await form(fields, { force_authn: false, sync_group_hierarchy: true });
  expect(screen.queryByRole("switch", { name: /Force authentication/ })).toBeNull();
  const own = screen.getByRole("switch", { name: /Sync group hierarchy/ });
  expect(notesOf(own)).toContain("authentik 2026.5 does not have this field");
  await userEvent.click(screen.getByRole("button", { name: "Remove the value" }));
  await waitFor(() => expect(stored.values().sync_group_hierarchy).toBe(false));
  expect(screen.queryByRole("switch", { name: /Sync group hierarchy/ })).toBeNull();
});

test("the target version is stored with the draft, and a kind that it lacks is said", async () => {
  const kind = { ...KIND, versions: ["2025.12", "2026.2", "2026.5"] as FieldView["versions"] };
  const stored = await form([], {}, { kind });
  await screen.findByRole("option", { name: "2026.8" });
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "authentik version" }), "2026.8");
  await screen.findByText(/authentik 2026.8 does not have this kind of source/);
  await waitFor(() => expect(stored.deployment().target).toBe("2026.8"));
});

test("a URL that is too long says by how much", async () => {
  const url = field("profile_url", "url", "url", { default: "", max_length: 20 });
  await form([url], { profile_url: "1234567890" });
  const input = screen.getByRole("textbox", { name: /Profile URL/ });
  expect(notesOf(input)).not.toContain("of 20 characters");
  await userEvent.type(input, "123456");
  expect(notesOf(input)).toContain("16 of 20 characters");
  await userEvent.type(input, "1234567");
  expect(notesOf(input)).toContain("authentik takes no more than 20");
});

test("what authentik's form does not show is left out until a person decides, and can be left out again", async () => {
  const promoted = field("promoted", "api-only", "switch", { default: null, group_open: true });
  const stored = await form([promoted]);
  const select = screen.getByRole<HTMLSelectElement>("combobox", { name: "Promoted" });
  expect(select.value).toBe("");
  await userEvent.selectOptions(select, "Yes");
  await waitFor(() => expect(stored.values().promoted).toBe(true));
  await userEvent.selectOptions(select, "Left out: authentik decides");
  await waitFor(() => expect(stored.values()).not.toHaveProperty("promoted"));
});

test("default flows of authentik are proposed, and any other slug is as good", async () => {
  const flow = field("enrollment_flow", "flow", "flow", {
    default: "default-source-enrollment",
    group_open: true,
    suggestions: ["default-source-enrollment"],
  });
  const stored = await form([flow], { enrollment_flow: "my-own" });
  const input = screen.getByRole<HTMLInputElement>("combobox", { name: /Enrollment flow/ });
  expect(input.list?.options[0]?.value).toBe("default-source-enrollment");
  await userEvent.click(screen.getByRole("button", { name: "Use default-source-enrollment" }));
  await waitFor(() => expect(stored.values().enrollment_flow).toBe("default-source-enrollment"));
});

test("a key file keeps its lines, and is hidden until a person wants to see it", async () => {
  const secret = field("consumer_secret", "protocol", "secret", { multi_line: true });
  await form([secret]);
  const input = screen.getByRole<HTMLTextAreaElement>("textbox", { name: /Consumer secret/ });
  const hidden = () => input.parentElement?.classList.contains("desk-hidden-text");
  expect(hidden()).toBe(true);
  await userEvent.click(screen.getByRole("checkbox", { name: /Show what is typed/ }));
  expect(hidden()).toBe(false);
  await userEvent.click(input);
  await userEvent.paste("BEGIN\nabc\nEND");
  expect(input.value).toBe("BEGIN\nabc\nEND");
});

test("JSON that is none is said with its place", async () => {
  const code = field("oidc_jwks", "url", "code", { default: "{}", language: "json" });
  await form([code], { oidc_jwks: '{\n  "keys": [,]\n}' });
  const group = screen.getByRole("group", { name: "OIDC JWKS" });
  await within(group).findByText("This is not JSON from line 2, column 12 on.");
});

test("where JSON ends is found in any text", () => {
  expect(problemOfJson("")).toBeNull();
  expect(problemOfJson('{"keys": []}')).toBeNull();
  expect(problemOfJson("[]")).toEqual({ what: "not-object" });
  expect(problemOfJson("3")).toEqual({ what: "not-object" });
  expect(problemOfJson("null")).toEqual({ what: "not-object" });
  expect(problemOfJson('{"a": 1')).toEqual({ what: "syntax", line: 1, column: 8 });
  expect(problemOfJson("{\r\n 'a': 1}")).toMatchObject({ what: "syntax", line: 2 });
});
