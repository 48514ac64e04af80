import { Button } from "@patternfly/react-core";
import { useState } from "react";
import { useToast } from "../components/Toasts";
import { useChooseImports } from "../import/useImport";
import { call } from "../ipc/call";
import { commands, type LockedBundle } from "../ipc/generated";
import { useText } from "../messages/text";
import { UnlockDialog } from "./UnlockDialog";

/** Opens the dialog that chooses a bundle, asks for what unlocks it, and shows what it would become. */
export function OpenBundleButton({ isAgain = false }: { isAgain?: boolean }) {
  const { text } = useText();
  const toast = useToast();
  const { show } = useChooseImports();
  const [locked, setLocked] = useState<LockedBundle | null>(null);
  const [isBusy, setBusy] = useState(false);
  const choose = async () => {
    setBusy(true);
    try {
      const opened = await call(commands.chooseBundle());
      if (opened?.state === "locked") setLocked(opened);
      else if (opened !== null) await show(opened);
    } catch (error) {
      toast({ kind: "problem", error });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant="secondary" onClick={() => void choose()} isDisabled={isBusy}>
        {text(isAgain ? "ui-bundle-again" : "ui-bundle-open")}
      </Button>
      {locked !== null && <UnlockDialog locked={locked} done={show} close={() => setLocked(null)} />}
    </>
  );
}
