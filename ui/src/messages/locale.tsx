import { LocalizationProvider } from "@fluent/react";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import { type Locale, localizationOf } from "./catalogues";

type LocaleState = { locale: Locale; setLocale(locale: Locale): void };

const LocaleContext = createContext<LocaleState | null>(null);

type Props = { initial: Locale; remember(locale: Locale): void; children: ReactNode };

/** Gives everything inside a language that can be switched while it is on screen. */
export function LocaleProvider({ initial, remember, children }: Props) {
  const [locale, setLocale] = useState(initial);
  const localization = useMemo(() => localizationOf(locale), [locale]);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const state = useMemo(
    () => ({
      locale,
      setLocale(chosen: Locale) {
        setLocale(chosen);
        remember(chosen);
      },
    }),
    [locale, remember],
  );
  return (
    <LocaleContext.Provider value={state}>
      <LocalizationProvider l10n={localization}>{children}</LocalizationProvider>
    </LocaleContext.Provider>
  );
}

/** The language on screen, and how to switch it. */
export function useLocale(): LocaleState {
  const state = useContext(LocaleContext);
  if (state === null) throw new Error("useLocale outside of LocaleProvider");
  return state;
}
