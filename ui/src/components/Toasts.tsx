import { AlertGroup, Button } from "@patternfly/react-core";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { useText } from "../messages/text";
import { Notice, type Tone } from "./Notice";
import { ProblemNotice } from "./ProblemNotice";

/** A short message about something that was done, or that went wrong. */
export type Toast =
  | { kind: "done"; tone: Tone; title: string; undo?: () => void }
  | { kind: "problem"; error: unknown };

type Show = (toast: Toast) => void;
type Shown = { id: number; toast: Toast };

const ToastContext = createContext<Show | null>(null);

/** No more than this many at once; older ones make room. */
const AT_ONCE = 3;

/** How long a message stays that asks nothing of anybody. Undo is in the masthead too; a problem stays until closed. */
const LIFETIME_MS = 12_000;

/** Gives everything inside a place for such messages. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const { text } = useText();
  const [shown, setShown] = useState<Shown[]>([]);
  const next = useRef(0);
  const show = useCallback<Show>((toast) => {
    const id = next.current++;
    setShown((before) => [...before, { id, toast }].slice(-AT_ONCE));
  }, []);
  const close = useCallback((id: number) => setShown((before) => before.filter((one) => one.id !== id)), []);
  const list = useMemo(
    () =>
      shown.map(({ id, toast }) =>
        toast.kind === "problem" ? (
          <ProblemNotice key={id} error={toast.error} onClose={() => close(id)} />
        ) : (
          <Notice
            key={id}
            tone={toast.tone}
            title={toast.title}
            isToast
            timeout={LIFETIME_MS}
            onClose={() => close(id)}
            actions={
              toast.undo !== undefined && (
                <Button
                  variant="link"
                  isInline
                  onClick={() => {
                    close(id);
                    toast.undo?.();
                  }}
                >
                  {text("ui-undo")}
                </Button>
              )
            }
          />
        ),
      ),
    [shown, close, text],
  );
  return (
    <ToastContext.Provider value={show}>
      {children}
      <AlertGroup isToast isLiveRegion aria-label={text("ui-toasts")}>
        {list}
      </AlertGroup>
    </ToastContext.Provider>
  );
}

/** Shows a short message. */
export function useToast(): Show {
  const show = useContext(ToastContext);
  if (show === null) throw new Error("useToast outside of ToastProvider");
  return show;
}
