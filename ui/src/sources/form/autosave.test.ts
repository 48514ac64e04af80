import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Draft, DraftView } from "../../ipc/generated";
import { DRAFT, VIEW } from "../../testing/fixtures";
import { Autosave, DELAY_MS, flushAll, register, type SaveState } from "./autosave";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const named = (name: string): Draft => ({ ...DRAFT, name });

/** An autosave over a store in memory that counts revisions as the real one does. */
function desk(save?: (draft: Draft, revision: number) => Promise<DraftView>) {
  const saved: [string, number][] = [];
  const states: SaveState["state"][] = [];
  let revision = 1;
  const store = async (draft: Draft, on: number): Promise<DraftView> => {
    saved.push([draft.name, on]);
    if (on !== revision) throw new Error("conflict");
    revision += 1;
    return { ...VIEW, draft, revision };
  };
  const autosave = new Autosave(
    1,
    save ?? store,
    (state) => states.push(state.state),
    () => undefined,
  );
  return { autosave, saved, states, store };
}

test("only the last of several quick changes is saved, once the typing rests", async () => {
  const { autosave, saved, states } = desk();
  for (const name of ["W", "We", "WeC"]) {
    autosave.change(named(name));
    await vi.advanceTimersByTimeAsync(DELAY_MS - 1);
  }
  expect(saved).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(saved).toEqual([["WeC", 1]]);
  expect(states.at(-1)).toBe("saved");
  expect(autosave.isDirty).toBe(false);
});

test("each save stands on the revision of the one before", async () => {
  const { autosave, saved } = desk();
  autosave.change(named("a"));
  await vi.advanceTimersByTimeAsync(DELAY_MS);
  autosave.change(named("b"));
  await vi.advanceTimersByTimeAsync(DELAY_MS);
  expect(saved).toEqual([
    ["a", 1],
    ["b", 2],
  ]);
});

test("a change during a save is saved after it, never beside it", async () => {
  const order: string[] = [];
  let release: () => void = () => undefined;
  let revision = 1;
  const { autosave } = desk(async (draft, on) => {
    order.push(`begin ${draft.name} on ${on}`);
    if (draft.name === "slow") {
      await new Promise<void>((done) => {
        release = done;
      });
    }
    order.push(`end ${draft.name}`);
    revision += 1;
    return { ...VIEW, draft, revision };
  });
  autosave.change(named("slow"));
  await vi.advanceTimersByTimeAsync(DELAY_MS);
  autosave.change(named("next"));
  const flushed = autosave.flush();
  release();
  await flushed;
  expect(order).toEqual(["begin slow on 1", "end slow", "begin next on 2", "end next"]);
});

test("flushing saves at once and saves nothing twice", async () => {
  const { autosave, saved } = desk();
  const unregister = register(autosave);
  autosave.change(named("now"));
  await flushAll();
  await vi.advanceTimersByTimeAsync(DELAY_MS * 2);
  unregister();
  expect(saved).toEqual([["now", 1]]);
});

test("a change that could not be saved is kept and saved with the next try", async () => {
  let fail = true;
  const { autosave, states, saved, store } = desk((draft, on) =>
    fail ? Promise.reject(new Error("disk full")) : store(draft, on),
  );
  autosave.change(named("kept"));
  await vi.advanceTimersByTimeAsync(DELAY_MS);
  expect(states.at(-1)).toBe("problem");
  expect(autosave.isDirty).toBe(true);
  fail = false;
  await autosave.flush();
  expect(saved).toEqual([["kept", 1]]);
  expect(states.at(-1)).toBe("saved");
});

test("a revision from elsewhere replaces what was pending", async () => {
  const { autosave, saved } = desk();
  autosave.change(named("old"));
  autosave.adopt(7);
  await vi.advanceTimersByTimeAsync(DELAY_MS * 2);
  expect(saved).toEqual([]);
  expect(autosave.revision).toBe(7);
});
