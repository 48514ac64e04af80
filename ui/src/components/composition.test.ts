import { expect, test } from "vitest";
import { EnterWatcher, type Key } from "./composition";

type Recorded = "compositionstart" | "compositionend" | Key;

const enter: Key = { key: "Enter", isComposing: false, keyCode: 13 };

/** The event orders as the engines send them when a person types pinyin, takes a candidate and then presses Enter. */
const recordings: Record<string, Recorded[]> = {
  "Chromium: the confirming Enter says isComposing": [
    { key: "Process", isComposing: false, keyCode: 229 },
    "compositionstart",
    { key: "Enter", isComposing: true, keyCode: 229 },
    "compositionend",
    enter,
  ],
  "WebKit on macOS: the composition ends before the confirming Enter": [
    { key: "w", isComposing: false, keyCode: 229 },
    "compositionstart",
    "compositionend",
    { key: "Enter", isComposing: false, keyCode: 229 },
    enter,
  ],
  "WebKitGTK: the confirming Enter is neither marked nor numbered, but comes before the end": [
    "compositionstart",
    { key: "Enter", isComposing: false, keyCode: 13 },
    "compositionend",
    enter,
  ],
};

for (const [name, events] of Object.entries(recordings)) {
  test(`only the last Enter counts in ${name}`, () => {
    const watcher = new EnterWatcher();
    const accepted = events.filter((event) => {
      if (event === "compositionstart") watcher.start();
      else if (event === "compositionend") watcher.end();
      else return watcher.isEnter(event);
      return false;
    });
    expect(accepted).toEqual([enter]);
  });
}

test("a key that is not Enter never counts", () => {
  expect(new EnterWatcher().isEnter({ key: "a" })).toBe(false);
});
