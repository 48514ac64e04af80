import { Button } from "@patternfly/react-core";
import { Notice } from "../components/Notice";
import type { DraftView } from "../ipc/generated";
import { useText } from "../messages/text";

/** Says in a later step that the form still has errors, and leads back to it. */
export function StillToMend({ view, mend }: { view: DraftView; mend(): void }) {
  const { text } = useText();
  const count = view.findings.filter((finding) => finding.severity === "error").length;
  if (count === 0) return null;
  return (
    <Notice
      tone="warning"
      title={text("ui-still-to-mend", { count })}
      actions={
        <Button variant="link" isInline onClick={mend}>
          {text("ui-mend-now")}
        </Button>
      }
    >
      {text("ui-still-to-mend-about")}
    </Notice>
  );
}
