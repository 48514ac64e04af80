import { useEffect, useRef } from "react";
import { CodeView, type Language } from "./code-view";

export type { Language };

type Props = {
  id: string;
  value: string;
  language: Language;
  /** What a screen reader calls it. */
  label: string;
  /** The id of the element with its help and its findings. */
  describedBy: string;
  isInvalid?: boolean;
  onChange(value: string): void;
  onBlur?(): void;
};

/**
 * Code of many lines in colours. The Tab key moves on to the next control, as everywhere: an editor that keeps it
 * would be a trap for whoever has no mouse. Enter indents by itself.
 */
export function CodeEditor({ id, value, language, label, describedBy, isInvalid, onChange, onBlur }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<CodeView | null>(null);
  const listener = useRef({ onChange, onBlur });
  listener.current = { onChange, onBlur };
  const first = useRef(value);
  first.current = value;

  useEffect(() => {
    if (host.current === null) return;
    const made = new CodeView(host.current, first.current, language, {
      changed: (text) => listener.current.onChange(text),
      left: () => listener.current.onBlur?.(),
    });
    view.current = made;
    return () => made.destroy();
  }, [language]);

  useEffect(() => view.current?.show(value), [value]);

  useEffect(() => {
    const notes = document.getElementById(describedBy);
    view.current?.describe(label, notes, isInvalid === true);
  }, [label, describedBy, isInvalid]);

  return (
    <div id={id} ref={host} className={`desk-code-editor${isInvalid === true ? " desk-invalid" : ""}`} />
  );
}
