import { useCallback, useEffect } from "react";
import { call } from "../ipc/call";
import { type ChangeView, commands } from "../ipc/generated";
import { useDraftCache } from "../ipc/queries";
import { useText, type Words } from "../messages/text";
import { flushAll } from "../sources/form/autosave";
import { useToast } from "./Toasts";

type Way = "undo" | "redo";

/** Undo and redo for everything that was stored, by button and by keyboard. */
export function useUndo() {
  const { text } = useText();
  const toast = useToast();
  const cache = useDraftCache();

  const go = useCallback(
    async (way: Way) => {
      try {
        await flushAll();
        const change = await call(commands[way]());
        await cache.refresh();
        toast({ kind: "done", tone: "info", title: describe(way, change, text) });
      } catch (error) {
        toast({ kind: "problem", error });
      }
    },
    [cache, text, toast],
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const way = wayOf(event);
      if (way === null) return;
      event.preventDefault();
      void go(way);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [go]);

  return {
    undo: () => void go("undo"),
    redo: () => void go("redo"),
  };
}

const KINDS = ["created", "saved", "deleted"] as const;

function describe(way: Way, change: ChangeView | null, text: Words["text"]): string {
  if (change === null) return text(`ui-${way}-nothing`);
  const kind = KINDS.find((known) => known === change.change) ?? "saved";
  return text(`ui-${way}-${kind}`, { name: change.name });
}

/** What a key press asks for. In a text field the keys belong to the text. */
function wayOf(event: KeyboardEvent): Way | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || isTextField(origin(event))) {
    return null;
  }
  switch (event.key.toLowerCase()) {
    case "z":
      return event.shiftKey ? "redo" : "undo";
    case "y":
      return "redo";
    default:
      return null;
  }
}

/** The element that a key was pressed in; an editor in a shadow root shows only its host as the target. */
function origin(event: KeyboardEvent): EventTarget | null {
  return event.composedPath()[0] ?? event.target;
}

const NOT_TEXT = new Set(["checkbox", "radio", "button", "submit", "reset"]);

function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !NOT_TEXT.has(target.type);
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
}
