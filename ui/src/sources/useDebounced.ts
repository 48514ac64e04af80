import { useEffect, useState } from "react";

/** Long enough to swallow the key presses of a word, short enough not to be felt. */
const DELAY_MS = 120;

/** A value that follows another once that has come to rest. */
export function useDebounced(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), DELAY_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
