import { Button } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { LeaveGuard } from "../../components/LeaveGuard";
import { Notice } from "../../components/Notice";
import { ConflictDialog } from "../../history/ConflictDialog";
import { useText } from "../../messages/text";
import type { DraftEditor } from "./useDraftEditor";
import { MergeNeeded } from "./useMerging";

/** Asks which change counts where a source was changed here and elsewhere; what was typed waits in the form. */
export function MergeQuestion({ editor }: { editor: DraftEditor }) {
  const { text } = useText();
  const { saveState } = editor;
  const error = "error" in saveState ? saveState.error : null;
  const needed = error instanceof MergeNeeded ? error : null;
  const isNeeded = needed !== null;
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(isNeeded), [isNeeded]);
  if (needed === null) return null;
  const { conflicts } = needed;
  return (
    <>
      <LeaveGuard />
      <Notice
        tone="warning"
        title={text("ui-conflict-waiting", { count: conflicts.length })}
        isLive
        actions={
          <Button variant="link" isInline onClick={() => setOpen(true)}>
            {text("ui-conflict-decide")}
          </Button>
        }
      >
        <p>{text("ui-conflict-waiting-about")}</p>
      </Notice>
      {isOpen && (
        <ConflictDialog
          // Another collision is another question: nothing is chosen for it yet.
          key={JSON.stringify(conflicts)}
          conflicts={conflicts}
          decide={(decisions) => void editor.decide(decisions)}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
