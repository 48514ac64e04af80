import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { LabError, LabOffers, LabRequest, LabRun, PipelineView } from "../ipc/generated";
import { answerCommands, renderDesk } from "../testing/desk";
import { DRAFT, VIEW } from "../testing/fixtures";
import { LabPanel } from "./LabPanel";

const sample = (name: string) => ({
  id: `profile-${name}`,
  profile: name,
  at: null,
  info: JSON.stringify({ who: name }),
  is_masked: false,
});

const OFFERS: LabOffers = {
  samples: [sample("alice"), sample("latin")],
  engines: ["inside"],
  has_logins: true,
  directory: null,
};

const PIPELINE: PipelineView = {
  identifier: "o1",
  base: {},
  doubts: [],
  steps: [],
  not_run: [],
  properties: {},
  groups: [],
  kept: [],
  discarded: [],
  ended: null,
};

const view = {
  ...VIEW,
  draft: { ...DRAFT, user_property_mappings: [{ name: "one", expression: "return {}" }] },
};

function start(offers: LabOffers, run: (request: LabRequest) => Promise<LabRun>) {
  return answerCommands({
    lab_offers: () => offers,
    lab_run: (args) => run(args.request as LabRequest),
    lint_expression: () => [],
    mapping_words: () => ({ variables: [], globals: [], keys: [] }),
    list_mappings: () => [],
  });
}

function failing(error: LabError): LabRun {
  const step = {
    mapping: "one",
    list: "user_property_mappings" as const,
    group_id: null,
    returned: null,
    use_of: "nothing" as const,
    notes: [],
    properties: {},
    changes: [],
    in_place: [],
    log: [],
    calls: [],
    is_cut: false,
    error,
  };
  return { pipeline: { ...PIPELINE, steps: [step], not_run: ["two"] }, prediction: null };
}

test("without the program that runs mappings it is said what is missing and what to do", async () => {
  const calls = start({ ...OFFERS, engines: [] }, () => Promise.reject(new Error("not asked")));
  renderDesk(<LabPanel view={view} />);
  await screen.findByText(/source-desk-expression is missing/);
  expect(screen.getByText(/Install Source Desk again/)).toBeDefined();
  expect(calls.some(({ command }) => command === "lab_run")).toBe(false);
});

test("what only a server knows, and a limit that was reached, are said exactly", async () => {
  const errors: LabError[] = [
    { kind: "needs-server", what: ["looks for a user with ak_user_by"] },
    { kind: "stopped", limit: "time" },
  ];
  for (const [error, words] of [
    [errors[0], /Needs the server: looks for a user with ak_user_by/],
    [errors[1], /It took too long and was ended/],
  ] as const) {
    start(OFFERS, () => Promise.resolve(failing(error as LabError)));
    const { unmount } = renderDesk(<LabPanel view={view} />);
    await screen.findByText(words);
    expect(screen.getByText("“two” was not run.")).toBeDefined();
    unmount();
  }
});

test("an answer that comes late does not take the place of a newer one", async () => {
  const waiting: ((run: LabRun) => void)[] = [];
  start(
    OFFERS,
    (request) =>
      new Promise((resolve) => {
        waiting.push((run) => resolve({ ...run, pipeline: { ...run.pipeline, identifier: request.info } }));
      }),
  );
  renderDesk(<LabPanel view={view} />);
  const chooser = await screen.findByLabelText("Person");
  await waitFor(() => expect(waiting.length).toBe(1));
  await userEvent.selectOptions(chooser, "profile-latin");
  await waitFor(() => expect(waiting.length).toBe(2));
  waiting[1]?.({ pipeline: PIPELINE, prediction: null });
  await screen.findByText('{"who":"latin"}', { selector: "code" });
  waiting[0]?.({ pipeline: PIPELINE, prediction: null });
  await new Promise((resolve) => requestAnimationFrame(resolve));
  expect(screen.getByText('{"who":"latin"}', { selector: "code" })).toBeDefined();
  expect(screen.queryByText('{"who":"alice"}', { selector: "code" })).toBeNull();
});
