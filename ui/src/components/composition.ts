import { type KeyboardEvent as ReactKeyboardEvent, useRef } from "react";

/** What matters of a key press. */
export type Key = { key: string; isComposing?: boolean; keyCode?: number };

/**
 * Whether a key press belongs to an input method that is composing, such as the Enter that takes a pinyin
 * candidate. Chromium says so by `isComposing`; WebKit ends the composition first and only keeps `keyCode` 229.
 */
export function belongsToComposition(key: Key, composing: boolean): boolean {
  return composing || key.isComposing === true || key.keyCode === 229;
}

/** Follows one field's events and says when Enter is really Enter. */
export class EnterWatcher {
  private composing = false;

  start(): void {
    this.composing = true;
  }

  end(): void {
    this.composing = false;
  }

  isEnter(key: Key): boolean {
    return key.key === "Enter" && !belongsToComposition(key, this.composing);
  }
}

/** The handlers that make Enter in a one-line field do something, and never while a person composes. */
export function useEnter(action: () => void) {
  const watcher = useRef(new EnterWatcher());
  return {
    onCompositionStart: () => watcher.current.start(),
    onCompositionEnd: () => watcher.current.end(),
    onKeyDown: (event: ReactKeyboardEvent) => {
      const { key, keyCode } = event;
      if (!watcher.current.isEnter({ key, keyCode, isComposing: event.nativeEvent.isComposing })) return;
      event.preventDefault();
      action();
    },
  };
}
