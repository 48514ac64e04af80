import { useId } from "react";
import { CopyButton } from "./CopyButton";

type Props = { label: string; value: string; hint?: string };

/** A value to take elsewhere: shown whole, never cut, with a button to copy it. */
export function CopyField({ label, value, hint }: Props) {
  const id = useId();
  return (
    <div className="desk-copy-field" role="group" aria-labelledby={id}>
      <span id={id} className="desk-copy-field-label">
        {label}
      </span>
      <div className="desk-copy-field-line">
        <code className="desk-code">{value}</code>
        <CopyButton value={value} what={label} />
      </div>
      {hint !== undefined && <span className="desk-hint">{hint}</span>}
    </div>
  );
}
