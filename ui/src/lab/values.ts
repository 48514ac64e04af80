/** A property that differs between two values. */
export type Difference = { path: string[]; before: unknown; after: unknown };

/** In place of a value that is not there: null is a value of its own. */
export const ABSENT = Symbol("absent");

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What differs between two values, each at the deepest place where both are objects. Lists are compared as a whole. */
export function differences(before: unknown, after: unknown, path: string[] = []): Difference[] {
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) =>
      differences(
        Object.hasOwn(before, key) ? before[key] : ABSENT,
        Object.hasOwn(after, key) ? after[key] : ABSENT,
        [...path, key],
      ),
    );
  }
  return isSame(before, after) ? [] : [{ path, before, after }];
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === ABSENT || other === ABSENT) return one === other;
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** The same value with its keys in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

/** A path as a person reads it: `attributes.avatar`, and `attributes["goauthentik.io/user/sources"]`. */
export function pathText(path: readonly string[]): string {
  return path
    .map((key, at) => (/^[\w-]+$/.test(key) ? `${at === 0 ? "" : "."}${key}` : `[${JSON.stringify(key)}]`))
    .join("");
}

/** A value as JSON: in a line if it is short. */
export function valueText(value: unknown): string {
  const line = JSON.stringify(value) ?? "";
  return line.length <= 72 ? line : JSON.stringify(value, null, 2);
}

/** The keys at the top of a JSON object that is given as text; none while it is not one. */
export function keysOf(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? Object.keys(value) : [];
  } catch {
    return [];
  }
}
