import { FluentBundle, FluentResource } from "@fluent/bundle";
import { ReactLocalization } from "@fluent/react";

/** The languages that Source Desk speaks, in the order of the switch. */
export const LOCALES = ["en", "zh-CN"] as const;
export type Locale = (typeof LOCALES)[number];

const FILES: Record<string, string> = import.meta.glob("../../../src-tauri/crates/messages/locales/*/*.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The language to use for a language tag of the system, such as `zh_CN.UTF-8` or `de-AT`. */
export function localeOf(tag: string): Locale {
  return tag.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

/** One bundle with every file of a language. */
export function bundleOf(locale: Locale): FluentBundle {
  // Isolation marks would end up in what people copy; both languages are written left to right.
  const bundle = new FluentBundle(locale, { useIsolating: false });
  for (const [path, text] of Object.entries(FILES)) {
    if (path.includes(`/${locale}/`)) bundle.addResource(new FluentResource(text));
  }
  return bundle;
}

/** A language with English behind it. */
export function localizationOf(locale: Locale): ReactLocalization {
  const order: Locale[] = locale === "en" ? ["en"] : [locale, "en"];
  return new ReactLocalization(order.map(bundleOf), null, () => {
    // A missing message shows its id; a test holds the catalogues against each other.
  });
}
