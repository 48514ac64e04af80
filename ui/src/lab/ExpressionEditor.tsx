import { useEffect, useRef } from "react";
import { CodeView } from "../components/code-view";
import { type Marked, marks, type Offered, pythonAids } from "./python-aids";

/** A line to go to, once. */
export type Target = { line: number };

type Props = {
  id: string;
  value: string;
  /** What a screen reader calls it, and the list of words that it offers. */
  label: string;
  listLabel: string;
  /** The id of the element with its help and its findings. */
  describedBy: string;
  offered: Offered;
  found: readonly Marked[];
  target: Target | null;
  /** Told when the cursor is there. */
  arrived(): void;
  onChange(value: string): void;
};

/** Python in colours, with the words that can be written and with what was found underlined. Tab moves on. */
export function ExpressionEditor(props: Props) {
  const { id, value, label, listLabel, describedBy, found, target } = props;
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<CodeView | null>(null);
  const now = useRef(props);
  now.current = props;

  useEffect(() => {
    if (host.current === null) return;
    const made = new CodeView(
      host.current,
      now.current.value,
      "python",
      { changed: (text) => now.current.onChange(text), left: () => undefined },
      pythonAids(() => now.current.offered, listLabel),
    );
    view.current = made;
    return () => made.destroy();
  }, [listLabel]);

  useEffect(() => view.current?.show(value), [value]);

  const isInvalid = found.some(({ finding }) => finding.severity === "error");
  useEffect(() => {
    view.current?.describe(label, document.getElementById(describedBy), isInvalid);
  }, [label, describedBy, isInvalid]);

  useEffect(() => view.current?.change((state) => marks(state, found)), [found]);

  useEffect(() => {
    if (target === null) return;
    view.current?.goTo(target.line);
    now.current.arrived();
  }, [target]);

  return <div id={id} ref={host} className={`desk-code-editor${isInvalid ? " desk-invalid" : ""}`} />;
}
