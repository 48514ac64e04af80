import { useQuery } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Draft, DraftView, Finding, SecretState } from "../../ipc/generated";
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

test("a conflict says so and offers what is stored", async () => {
  const conflict = {
    code: "draft-conflict",
    subject: "wechat",
    detail: null,
    retryable: false,
    arguments: { found: "5", expected: "1" },
  };
  const stored = { ...VIEW, revision: 5, draft: { ...DRAFT, name: "Changed elsewhere" } };
  let n_shown = 0;
  answerCommands({
    show_draft: () => (n_shown++ === 0 ? VIEW : stored),
    save_draft: () => {
      throw conflict;
    },
  });
  renderDesk(<Screen />);
  const name = await screen.findByRole<HTMLInputElement>("textbox", { name: /Source Name/ });
  await userEvent.type(name, "!");
  await userEvent.tab();
  await userEvent.click(await screen.findByRole("button", { name: "Load the stored draft" }));
  await waitFor(() => expect(name.value).toBe("Changed elsewhere"));
});
