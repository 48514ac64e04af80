import { useQuery } from "@tanstack/react-query";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type {
  CallbackView,
  ChecklistStepView,
  Comparison,
  DraftView,
  HostView,
  StepStatus,
} from "../ipc/generated";
import { draft as draftQuery } from "../ipc/queries";
import { answerCommands, renderDesk } from "../testing/desk";
import { DRAFT, VIEW } from "../testing/fixtures";
import { CallbackPanel } from "./CallbackPanel";

const HOST = "auth.example.com";

function host(name: string, more: Partial<HostView> = {}): HostView {
  const callback = `https://${name}/source/oauth/callback/wechat/`;
  return {
    host: name,
    is_placeholder: false,
    is_brand: false,
    callback_url: callback,
    register: name,
    domain: null,
    endpoints: [{ kind: "callback", value: callback }],
    remarks: [],
    ...more,
  };
}

function step(name: string, status: StepStatus = "open", note = ""): ChecklistStepView {
  return {
    step: name,
    title_id: `checklist-${name}`,
    about_id: `checklist-wechat-${name}`,
    arguments: {
      field: "授权回调域",
      register: HOST,
      key: "AppID",
      secret: "AppSecret",
      url: "",
      permissions: "",
      domain: "",
    },
    status,
    note,
    changed_at: status === "open" ? "" : "2026-01-01T06:02:11Z",
  };
}

const CALLBACK: CallbackView = {
  console: {
    name_id: "console-wechat",
    url: "https://open.weixin.qq.com",
    menus: ["管理中心", "网站应用", "详情"],
    callback_field: "授权回调域",
    domain_field: null,
    rules: {
      matching: "host",
      certain: false,
      http: "yes",
      localhost: "no",
      address: "no",
      port: "no",
      wildcard: "no",
      several: { kind: "one" },
    },
    secret_once: "yes",
    key_term: "AppID",
    secret_term: "AppSecret",
    scopes: ["snsapi_login"],
    permissions: ["微信登录"],
    quirk_ids: ["quirk-wechat-host"],
    document: "https://auth.example.com/document",
  },
  hosts: [host(HOST)],
  checklist: [step("review", "done", "1207"), step("callback"), step("secret", "skipped")],
};

const WRONG: Comparison = {
  works: false,
  lines: [
    {
      text: "https：//auth.example.com",
      verdict: "refused",
      register: HOST,
      differences: [
        { code: "full-width", matters: "yes", arguments: { found: "[：] U+FF1A", expected: ":" } },
        { code: "bare-scheme", matters: "yes", arguments: { found: "https://", expected: HOST } },
      ],
    },
  ],
  missing: [HOST],
  n_left_out: 0,
};

/** The tab as a page has it: fed by the query, so that answers of commands come back into it. */
function Screen() {
  const { data } = useQuery(draftQuery(DRAFT.id));
  return data === undefined ? null : <CallbackPanel view={data} />;
}

function store(compared: Comparison = WRONG) {
  let callback = CALLBACK;
  let view: DraftView = VIEW;
  const next = (change: Partial<CallbackView>) => {
    callback = { ...callback, ...change };
    view = { ...view, revision: view.revision + 1 };
    return view;
  };
  return answerCommands({
    show_draft: () => view,
    show_callback: () => callback,
    set_step: ({ step: name, status, note }) =>
      next({
        checklist: callback.checklist.map((one) =>
          one.step === name
            ? { ...one, status: status as StepStatus, note: (note as string | null) ?? one.note }
            : one,
        ),
      }),
    set_brand_hosts: ({ hosts }) =>
      next({ hosts: [host(HOST), ...(hosts as string[]).map((name) => host(name, { is_brand: true }))] }),
    compare_registered: () => compared,
  });
}

test("the provider's words, its rules and what is peculiar are shown", async () => {
  store();
  renderDesk(<Screen />);
  expect(await screen.findByText("管理中心 › 网站应用 › 详情 › 授权回调域")).toBeTruthy();
  expect(screen.getByText("For the field “授权回调域”")).toBeTruthy();
  expect(screen.getByText(/Only the host is compared/)).toBeTruthy();
  expect(screen.getByText("The secret is shown only once.")).toBeTruthy();
});

test("a step is marked, and the progress follows; what is not needed does not count", async () => {
  const calls = store();
  renderDesk(<Screen />);
  expect(await screen.findByText("1 of 2 done")).toBeTruthy();
  await userEvent.selectOptions(
    screen.getByRole("combobox", { name: "Status of “Enter the callback”" }),
    "done",
  );
  expect(await screen.findByText("2 of 2 done")).toBeTruthy();
  expect(calls.find((one) => one.command === "set_step")?.args).toMatchObject({
    step: "callback",
    status: "done",
    note: null,
  });
});

test("a note is written beside its step and keeps the step's status", async () => {
  const calls = store();
  renderDesk(<Screen />);
  await userEvent.click(await screen.findByRole("button", { name: /Note for “Wait for the review/ }));
  const field = screen.getByRole("textbox", { name: /Note for “Wait for the review/ });
  expect((field as HTMLInputElement).value).toBe("1207");
  await userEvent.clear(field);
  await userEvent.type(field, "1208{Enter}");
  expect(await screen.findByText("1208")).toBeTruthy();
  expect(calls.find((one) => one.command === "set_step")?.args).toMatchObject({
    status: "done",
    note: "1208",
  });
});

test("what was pasted is judged line by line, with what to register instead", async () => {
  store();
  renderDesk(<Screen />);
  const box = await screen.findByRole("textbox", { name: "What stands in the console" });
  await userEvent.type(box, "https：//auth.example.com");
  await userEvent.click(screen.getByRole("button", { name: "Compare" }));
  expect(await screen.findByText("It does not work yet")).toBeTruthy();
  expect(screen.getByText(/full-width or look-alike characters: \[：\] U\+FF1A/)).toBeTruthy();
  expect(screen.getByText(/leave out https:\/\//)).toBeTruthy();
  const instead = screen.getByRole("group", { name: "Register instead" });
  expect(within(instead).getByText(HOST)).toBeTruthy();
  await userEvent.type(box, "x");
  await waitFor(() => expect(screen.queryByText("It does not work yet")).toBeNull());
});

test("when it works the two steps are marked at once", async () => {
  const right: Comparison = {
    works: true,
    lines: [{ text: HOST, verdict: "right", register: HOST, differences: [] }],
    missing: [],
    n_left_out: 0,
  };
  const calls = store(right);
  renderDesk(<Screen />);
  await userEvent.type(await screen.findByRole("textbox", { name: "What stands in the console" }), HOST);
  await userEvent.click(screen.getByRole("button", { name: "Compare" }));
  await userEvent.click(await screen.findByRole("button", { name: /^Mark/ }));
  await waitFor(() =>
    expect(calls.filter((one) => one.command === "set_step").map((one) => one.args.step)).toEqual([
      "callback",
      "compare",
    ]),
  );
});

test("a brand's domain is added and removed", async () => {
  const calls = store();
  renderDesk(<Screen />);
  await userEvent.type(
    await screen.findByRole("textbox", { name: "Further domain of a brand" }),
    "login.example.org",
  );
  await userEvent.click(screen.getByRole("button", { name: "Add" }));
  await userEvent.click(await screen.findByRole("button", { name: "Remove login.example.org" }));
  await waitFor(() =>
    expect(calls.filter((one) => one.command === "set_brand_hosts").map((one) => one.args.hosts)).toEqual([
      ["login.example.org"],
      [],
    ]),
  );
});

test("the words are Chinese in a Chinese window", async () => {
  store();
  renderDesk(<Screen />, "zh-CN");
  expect(await screen.findByText("填入「授权回调域」")).toBeTruthy();
  expect(screen.getByText("已完成 1 / 2")).toBeTruthy();
});
