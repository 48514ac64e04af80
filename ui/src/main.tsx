import "./theme";
import "@patternfly/react-core/dist/styles/base.css";
import "./styles/fonts.css";
import "./styles/app.css";
import "./styles/callback.css";
import "./styles/explain.css";
import "./styles/form.css";
import "./styles/mappings.css";
import "./styles/history.css";
import "./styles/lab.css";
import "./styles/test-runs.css";
import "./styles/network.css";
import "./styles/servers.css";
import "./styles/test-login.css";
import "./styles/vault.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ToastProvider } from "./components/Toasts";
import { commands } from "./ipc/generated";
import { appFacts, hasWords, newQueryClient } from "./ipc/queries";
import { type Locale, localeOf } from "./messages/catalogues";
import { LocaleProvider } from "./messages/locale";
import { router } from "./router";
import { flushAll } from "./sources/form/autosave";

const client = newQueryClient();

/** The language that was chosen last, or the system's; the browser's if the Rust side does not answer. */
async function firstLocale(): Promise<Locale> {
  try {
    return localeOf((await client.fetchQuery(appFacts())).locale);
  } catch {
    return localeOf(navigator.language);
  }
}

/** Keeps the chosen language for the next start. Not being able to is no reason to disturb anybody. */
async function remember(locale: Locale): Promise<void> {
  try {
    await commands.setLocale(locale);
  } finally {
    // Pictures and comments in files have words that Rust wrote.
    await client.invalidateQueries({ predicate: hasWords });
  }
}

// A closing window gives the last key presses a chance to be stored.
window.addEventListener("pagehide", () => void flushAll());

const root = document.getElementById("root");
if (root !== null) {
  const initial = await firstLocale();
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <LocaleProvider initial={initial} remember={(locale) => void remember(locale).catch(() => undefined)}>
          <ToastProvider>
            <RouterProvider router={router} />
          </ToastProvider>
        </LocaleProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
