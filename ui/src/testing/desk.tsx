import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { ToastProvider } from "../components/Toasts";
import type { VaultView } from "../ipc/generated";
import { newQueryClient } from "../ipc/queries";
import type { Locale } from "../messages/catalogues";
import { LocaleProvider } from "../messages/locale";

type Answers = Record<string, (args: Record<string, unknown>) => unknown>;

/** A call that the interface made. */
export type Call = { command: string; args: Record<string, unknown> };

/** Every screen asks how the vault is. */
const NO_VAULT: VaultView = {
  state: "none",
  slots: [],
  n_odd_slots: 0,
  n_secrets: 0,
  n_unreadable: 0,
  opened_with: null,
  locked_because: null,
  keychain_said: null,
  auto_lock_minutes: 15,
};

/** Answers the interface's commands in place of Rust; what it throws is the problem. Returns the calls made. */
export function answerCommands(answers: Answers): Call[] {
  const calls: Call[] = [];
  Object.assign(window, {
    __TAURI_INTERNALS__: {
      async invoke(command: string, args: Record<string, unknown> = {}) {
        calls.push({ command, args });
        const answer = answers[command] ?? (command === "vault" ? () => NO_VAULT : undefined);
        if (answer === undefined) throw new Error(`no answer for ${command}`);
        return answer(args);
      },
    },
  });
  return calls;
}

/** Draws something inside of everything that screens stand in. */
export function renderDesk(children: ReactNode, locale: Locale = "en") {
  return render(
    <QueryClientProvider client={newQueryClient()}>
      <LocaleProvider initial={locale} remember={() => undefined}>
        <ToastProvider>{children}</ToastProvider>
      </LocaleProvider>
    </QueryClientProvider>,
  );
}
