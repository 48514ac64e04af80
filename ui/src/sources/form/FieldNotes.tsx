import { Button, ExpandableSection, HelperText, HelperTextItem } from "@patternfly/react-core";
import { type ReactNode, useState } from "react";
import type { Finding, Severity } from "../../ipc/generated";
import { useFindingWords } from "../../messages/finding";
import { useText } from "../../messages/text";
import { focusControl } from "./field";

type Variant = "error" | "warning" | "default";

const VARIANTS: Record<Severity, Variant> = { error: "error", warning: "warning", info: "default" };

type Props = {
  id: string;
  help: string | null;
  findings: Finding[];
  fix(finding: Finding): Promise<void>;
  /** The field whose control takes the focus when a Fix button is gone because it worked. */
  control: string;
  /** What else there is to say, between help and findings. */
  children?: ReactNode;
};

/** What stands below a field: its help, and what was found about it, each with a fix where there is one. */
export function FieldNotes({ id, help, findings, fix, control, children }: Props) {
  return (
    <div className="desk-notes" id={id}>
      {help !== null && (
        <HelperText>
          <HelperTextItem>{help}</HelperTextItem>
        </HelperText>
      )}
      {children}
      {findings.map((finding) => (
        <FindingNote
          key={finding.code + JSON.stringify(finding.arguments)}
          finding={finding}
          fix={async () => {
            await fix(finding);
            requestAnimationFrame(() => {
              if (document.activeElement === document.body) focusControl(control);
            });
          }}
        />
      ))}
    </div>
  );
}

function FindingNote({ finding, fix }: { finding: Finding; fix: () => Promise<void> }) {
  const { text } = useText();
  const { what, why, remedy, caveat } = useFindingWords()(finding);
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  return (
    <div className={`desk-finding desk-finding-${finding.severity}`}>
      <HelperText isLiveRegion>
        <HelperTextItem variant={VARIANTS[finding.severity]}>{what}</HelperTextItem>
      </HelperText>
      {(why !== null || caveat !== null || remedy !== null) && (
        <div className="desk-finding-more">
          {why !== null && (
            <ExpandableSection
              toggleText={text("ui-finding-why")}
              isExpanded={isOpen}
              onToggle={(_, open) => setOpen(open)}
              isIndented
            >
              <p>{why}</p>
            </ExpandableSection>
          )}
          {caveat !== null && <p className="desk-finding-fix">{caveat}</p>}
          {remedy !== null && <p className="desk-finding-fix">{remedy}</p>}
          {finding.fix !== null && (
            <Button
              variant="secondary"
              size="sm"
              isLoading={isBusy}
              isDisabled={isBusy}
              onClick={async () => {
                setBusy(true);
                await fix().finally(() => setBusy(false));
              }}
              aria-label={text("ui-fix-what", { finding: what })}
            >
              {text("ui-fix")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** How a field with these findings is drawn. */
export function validatedOf(findings: Finding[]): Variant {
  if (findings.some((finding) => finding.severity === "error")) return "error";
  if (findings.some((finding) => finding.severity === "warning")) return "warning";
  return "default";
}
