import { useQuery } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type {
  ConflictView,
  Decision,
  Draft,
  DraftView,
  Finding,
  MergeView,
  SecretState,
} from "../../ipc/generated";
import { draft as draftQuery } from "../../ipc/queries";
import { answerCommands, renderDesk } from "../../testing/desk";
import { DRAFT, FIELDS, KIND, VIEW } from "../../testing/fixtures";
import { DraftFormView } from "./DraftFormView";

const FORMAT: Finding = {
  code: "appid-format",
  severity: "error",
  certainty: "certain",
  field: "consumer_key",
  arguments: { appid: "wx0000000000000001 " },
  fix: { action: "set", field: "consumer_key", value: "wx0000000000000001" },
};
const MISSING: Finding = {
  code: "appid-missing",
  severity: "error",
  certainty: "certain",
  field: "consumer_key",
  arguments: {},
  fix: null,
};

/** The form as a screen has it: fed by the query, so that answers of commands come back into it. */
function Screen({ isNew = false }: { isNew?: boolean }) {
  const { data } = useQuery(draftQuery(DRAFT.id));
  return data === undefined ? null : <DraftFormView view={data} fields={FIELDS} isNew={isNew} />;
}

/** A store of one draft, which finds a white space in an AppID and can remove it. */
function store(first: Partial<DraftView> = {}) {
  let view: DraftView = { ...VIEW, ...first };
  const see = (draft: Draft) => {
    const appid = String(draft.values.consumer_key);
    const findings = appid === "" ? [MISSING] : appid.endsWith(" ") ? [FORMAT] : [];
    view = { ...view, draft, revision: view.revision + 1, findings };
    return view;
  };
  const calls = answerCommands({
    show_draft: () => view,
    list_types: () => [KIND],
    save_draft: ({ draft }) => see(draft as Draft),
    apply_fix: () =>
      see({ ...view.draft, values: { ...view.draft.values, consumer_key: "wx0000000000000001" } }),
    set_secret: ({ text }) => {
      const secret: SecretState = {
        field: "consumer_secret",
        standing: "memory",
        changed_at: null,
        n_characters: String(text).length,
      };
      view = { ...view, secrets: [secret] };
      return view;
    },
    forget_secret: () => {
      view = { ...view, secrets: VIEW.secrets };
      return view;
    },
  });
  return { calls, current: () => view };
}

test("a finding stands beside its field with why and what mends it, and Fix mends it", async () => {
  const values = { ...DRAFT.values, consumer_key: "wx0000000000000001 " };
  store({ draft: { ...DRAFT, values }, findings: [FORMAT] });
  renderDesk(<Screen />);
  const input = await screen.findByRole<HTMLInputElement>("textbox", { name: /Consumer key \(AppID\)/ });
  const notes = document.getElementById(input.getAttribute("aria-describedby") ?? "");
  expect(notes?.textContent).toContain("is not the AppID of a website application");
  await userEvent.click(within(notes as HTMLElement).getByRole("button", { name: /^Fix/ }));
  await waitFor(() => expect(input.value).toBe("wx0000000000000001"));
  expect(notes?.textContent).not.toContain("is not the AppID");
  expect(screen.getByText("Nothing to mend")).toBeTruthy();
});

test("Fix saves what was typed first", async () => {
  const values = { ...DRAFT.values, consumer_key: "wx0000000000000001 " };
  const { calls, current } = store({ draft: { ...DRAFT, values }, findings: [FORMAT] });
  renderDesk(<Screen />);
  await userEvent.type(await screen.findByRole("textbox", { name: /Source Name/ }), "!");
  await userEvent.click(screen.getByRole("button", { name: /^Fix/ }));
  await waitFor(() => expect(current().findings).toEqual([]));
  expect(current().draft.name).toBe("WeChat!");
  const order = calls
    .map(({ command }) => command)
    .filter((command) => !/^(show|list)_|^vault$/.test(command));
  expect(order).toEqual(["save_draft", "apply_fix"]);
});

test("in a new source an empty field is told calmly above, and beside it only when it was passed by", async () => {
  store({ findings: [MISSING] });
  renderDesk(<Screen isNew />);
  const input = await screen.findByRole("textbox", { name: /Consumer key/ });
  const notes = document.getElementById(input.getAttribute("aria-describedby") ?? "");
  expect(screen.getByText("One thing is left to look at")).toBeTruthy();
  expect(notes?.textContent).not.toContain("missing");
  await userEvent.click(input);
  await userEvent.tab();
  await waitFor(() => expect(notes?.textContent).toContain("The AppID is missing"));
});

test("the slug follows the name until a person gives it another", async () => {
  store();
  renderDesk(<Screen />);
  const name = await screen.findByRole("textbox", { name: /Source Name/ });
  const slug = screen.getByRole<HTMLInputElement>("textbox", { name: /Slug/ });
  await userEvent.type(name, " Staff");
  expect(slug.value).toBe("wechat-staff");
  await userEvent.clear(slug);
  await userEvent.type(slug, "mine");
  await userEvent.type(name, " 2");
  expect(slug.value).toBe("mine");
});

test("a finding about what the form does not have stands above the form with its fix", async () => {
  store({
    findings: [
      {
        code: "field-ignored",
        severity: "warning",
        certainty: "unknown-offline",
        field: "profile_url",
        arguments: { name: "profile_url" },
        fix: { action: "unset", field: "profile_url" },
      },
    ],
  });
  renderDesk(<Screen />);
  const link = await screen.findByRole("button", { name: "“profile_url” has no effect for this type" });
  await userEvent.click(link);
  const notes = document.getElementById("desk-elsewhere") as HTMLElement;
  await waitFor(() => expect(document.activeElement).toBe(notes));
  expect(notes.textContent).toContain("This cannot be told without the server.");
  expect(within(notes).getByRole("button", { name: /^Fix/ })).toBeTruthy();
});

test("a finding in a closed group opens the group and takes the focus there", async () => {
  store({
    findings: [
      {
        code: "enrollment-flow-missing",
        severity: "warning",
        certainty: "certain",
        field: "enrollment_flow",
        arguments: {},
        fix: null,
      },
    ],
  });
  renderDesk(<Screen />);
  const group = await screen.findByRole("button", { name: "Flow settings" });
  expect(group.getAttribute("aria-expanded")).toBe("false");
  const alert = screen.getByText("1 warning").closest<HTMLElement>(".pf-v6-c-alert");
  await userEvent.click(within(alert as HTMLElement).getByRole("button"));
  expect(group.getAttribute("aria-expanded")).toBe("true");
  await waitFor(() => expect(document.activeElement?.id).toBe("field-enrollment-flow"));
});

test("a secret leaves the page when it is kept, and only its length comes back", async () => {
  const secret = "0123456789abcdef0123456789abcdef";
  const { calls } = store();
  const { container } = renderDesk(<Screen />);
  await userEvent.type(
    await screen.findByLabelText(/Consumer secret \(AppSecret\)/, { selector: "input" }),
    secret,
  );
  await userEvent.click(screen.getByRole("button", { name: /^Keep: / }));
  expect(await screen.findByText("In memory, 32 characters")).toBeTruthy();
  const values = [...container.querySelectorAll("input, textarea")].map(
    (one) => (one as HTMLInputElement).value,
  );
  expect(container.innerHTML + values.join()).not.toContain(secret);
  await userEvent.click(screen.getByRole("button", { name: /^Forget/ }));
  expect(await screen.findByRole("button", { name: /^Keep: / })).toBeTruthy();
  const others = calls.filter(({ command }) => command !== "set_secret");
  expect(JSON.stringify(others)).not.toContain(secret);
});

const COLLISION = {
  code: "draft-conflict",
  subject: "wechat",
  detail: null,
  retryable: false,
  arguments: { found: "5", expected: "1" },
};

/** A store in which somebody else has saved since; `merge` says what comes of bringing both together. */
function changedElsewhere(merge: (args: { draft: Draft; decisions: Decision[] }) => Partial<MergeView>) {
  return answerCommands({
    show_draft: () => VIEW,
    save_draft: ({ draft, revision }) => {
      if (revision === 1) throw COLLISION;
      return { ...VIEW, revision: 7, draft: draft as Draft };
    },
    merge_draft: (args) => {
      const none: MergeView = { saved: null, theirs: [], conflicts: [] };
      return { ...none, ...merge(args as { draft: Draft; decisions: Decision[] }) };
    },
  });
}

test("what was changed elsewhere comes into the form by itself where nothing collides", async () => {
  const calls = changedElsewhere(({ draft }) => ({
    saved: { ...VIEW, revision: 6, draft: { ...draft, slug: "staff", notes: "from elsewhere" } },
    theirs: [
      { field: "slug", item: null, label_id: "field-slug" },
      { field: "notes", item: null, label_id: "part-notes" },
    ],
  }));
  renderDesk(<Screen />);
  const name = await screen.findByRole<HTMLInputElement>("textbox", { name: /Source Name/ });
  await userEvent.type(name, "!");
  await userEvent.tab();
  await screen.findByText("Changes from elsewhere were merged in: Slug, Notes");
  const notes = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Notes" });
  expect([name.value, notes.value]).toEqual(["WeChat!", "from elsewhere"]);
  await userEvent.type(name, "?");
  await userEvent.tab();
  await waitFor(() => {
    const last = calls.filter(({ command }) => command === "save_draft").at(-1)?.args;
    expect(last).toMatchObject({
      revision: 6,
      draft: { name: "WeChat!?", slug: "staff", notes: "from elsewhere" },
    });
  });
});

test("what both changed is asked about, nothing is chosen beforehand, and nothing typed is lost", async () => {
  const conflict: ConflictView = {
    field: "name",
    item: null,
    label_id: "field-name",
    base: "WeChat",
    mine: "WeChat!",
    theirs: "Staff",
  };
  const calls = changedElsewhere(({ draft, decisions }) =>
    decisions.length === 0
      ? { conflicts: [conflict] }
      : { saved: { ...VIEW, revision: 6, draft: { ...draft, name: "Staff" } } },
  );
  renderDesk(<Screen />);
  const name = await screen.findByRole<HTMLInputElement>("textbox", { name: /Source Name/ });
  await userEvent.type(name, "!");
  await userEvent.tab();
  await userEvent.click(await screen.findByRole("button", { name: "Later" }));
  expect(name.value).toBe("WeChat!");
  await userEvent.click(screen.getByRole("button", { name: "Choose what to keep" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getAllByRole<HTMLInputElement>("radio").map((one) => one.checked)).toEqual([false, false]);
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));
  expect(dialog.getByText("Choose one of the two.")).toBeTruthy();
  await userEvent.click(dialog.getByRole("radio", { name: /From elsewhere/ }));
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(name.value).toBe("Staff"));
  expect(screen.queryByText(/changed here and elsewhere/)).toBeNull();
  const decided = calls.filter(({ command }) => command === "merge_draft").at(-1)?.args;
  expect(decided?.decisions).toEqual([{ field: "name", item: null, side: "theirs", theirs: "Staff" }]);
});

test("tags and notes are saved with the form", async () => {
  const { current } = store();
  renderDesk(<Screen />);
  await userEvent.type(await screen.findByRole("textbox", { name: /New entry for Tags/ }), "上海,b{Enter}");
  await userEvent.type(screen.getByRole("textbox", { name: "Notes" }), "a{Enter}b");
  await userEvent.tab();
  await waitFor(() => expect(current().draft).toMatchObject({ tags: ["上海", "b"], notes: "a\nb" }));
  expect(screen.getByText(/Do not write secrets here/)).toBeTruthy();
});
