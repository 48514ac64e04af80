/**
 * Puts the system's light or dark onto the page, before React draws for the first time, and follows it.
 * PatternFly reads the class; everything else reads PatternFly's tokens.
 */
const dark = window.matchMedia("(prefers-color-scheme: dark)");

function apply(): void {
  document.documentElement.classList.toggle("pf-v6-theme-dark", dark.matches);
}

apply();
dark.addEventListener("change", apply);

/** Calls back whenever the system changes between light and dark; the answer ends that. */
export function onThemeChange(listener: () => void): () => void {
  dark.addEventListener("change", listener);
  return () => dark.removeEventListener("change", listener);
}

/** Whether the system is dark now. */
export function isDark(): boolean {
  return dark.matches;
}
