import { Button } from "@patternfly/react-core";
import CheckIcon from "@patternfly/react-icons/dist/esm/icons/check-icon";
import CopyIcon from "@patternfly/react-icons/dist/esm/icons/copy-icon";
import { useEffect, useState } from "react";
import { useText } from "../messages/text";
import { copyText } from "../platform/clipboard";

type Outcome = "copied" | "refused" | null;
type Props = {
  value: string;
  /** What is copied, for its accessible name: “Callback URL”. */
  what: string;
  variant?: "link" | "secondary" | "plain";
};

/** How long the button tells what came of it. */
const SHOWN_MS = 2500;

/** Copies a text and says so, for eyes and ears. */
export function CopyButton({ value, what, variant = "link" }: Props) {
  const { text } = useText();
  const [outcome, setOutcome] = useState<Outcome>(null);
  useEffect(() => {
    if (outcome === null) return undefined;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const label = outcome === null ? text("ui-copy") : text(`ui-copy-${outcome}`);
  return (
    <>
      <Button
        variant={variant}
        size="sm"
        isInline={variant === "link"}
        className="desk-copy"
        icon={outcome === "copied" ? <CheckIcon /> : <CopyIcon />}
        aria-label={text("ui-copy-what", { label, what })}
        onClick={async () => setOutcome((await copyText(value)) ? "copied" : "refused")}
      >
        {label}
      </Button>
      <span className="pf-v6-screen-reader" aria-live="polite">
        {outcome !== null && text("ui-copy-what", { label, what })}
      </span>
    </>
  );
}
