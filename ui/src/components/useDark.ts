import { useSyncExternalStore } from "react";
import { isDark, onThemeChange } from "../theme";

/** Whether the system is dark, live. */
export function useDark(): boolean {
  return useSyncExternalStore(onThemeChange, isDark);
}
