import { expect, test } from "vitest";
import { differs, isReady, NO_PROTECTION, type Protection } from "./protection";

const confirmed: Protection = { ...NO_PROTECTION, isWanted: true, isConfirmed: true };
const strong: Protection = { ...confirmed, passphrase: "four words are enough", isStrong: true };

test("without secrets nothing more is asked", () => {
  expect(isReady(NO_PROTECTION)).toBe(true);
});

test("secrets need a second confirmation and a protection", () => {
  expect(isReady({ ...NO_PROTECTION, isWanted: true })).toBe(false);
  expect(isReady(confirmed)).toBe(false);
  expect(isReady({ ...strong, again: "" })).toBe(false);
  expect(isReady({ ...strong, again: "four words" })).toBe(false);
  expect(isReady({ ...strong, again: strong.passphrase })).toBe(true);
  expect(isReady({ ...strong, again: strong.passphrase, isStrong: false })).toBe(false);
  expect(isReady({ ...strong, again: strong.passphrase, isConfirmed: false })).toBe(false);
  expect(isReady({ ...confirmed, way: "recipient", recipient: " " })).toBe(false);
  expect(isReady({ ...confirmed, way: "recipient", recipient: "age1x" })).toBe(true);
});

test("while the second passphrase is typed it is not called different", () => {
  expect(differs({ ...strong, again: "" })).toBe(false);
  expect(differs({ ...strong, again: "four w" })).toBe(false);
  expect(differs({ ...strong, again: "four x" })).toBe(true);
});
