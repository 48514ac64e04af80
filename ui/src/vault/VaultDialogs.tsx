import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { commands, type VaultState } from "../ipc/generated";
import { SetupDialog, type SetupPurpose } from "./SetupDialog";
import { UnlockDialog } from "./UnlockDialog";
import { useVault, useVaultCache } from "./useVault";

type Dialogs = { setUp(purpose: SetupPurpose): void; unlock(): void };

const DialogsContext = createContext<Dialogs>({ setUp: () => undefined, unlock: () => undefined });

/** How often the Rust side is told that the person is active. */
const ACTIVE_MS = 20_000;

/** Gives everything inside the vault's dialogs, and keeps an open vault open while the person is active. */
export function VaultProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<SetupPurpose | "unlock" | null>(null);
  const close = () => setShown(null);
  const dialogs = useMemo(() => ({ setUp: setShown, unlock: () => setShown("unlock") }), []);
  useActivity();
  useLockNotice();
  return (
    <DialogsContext.Provider value={dialogs}>
      {children}
      {shown === "unlock" && <UnlockDialog close={close} />}
      {shown !== null && shown !== "unlock" && <SetupDialog purpose={shown} close={close} />}
    </DialogsContext.Provider>
  );
}

/** Opens the vault's dialogs. */
export function useVaultDialogs(): Dialogs {
  return useContext(DialogsContext);
}

function useActivity() {
  const isOpen = useVault().data?.state === "open";
  const told = useRef(0);
  useEffect(() => {
    if (!isOpen) return;
    const tell = ({ timeStamp }: Event) => {
      if (timeStamp - told.current < ACTIVE_MS) return;
      told.current = timeStamp;
      void commands.stayOpen();
    };
    window.addEventListener("pointerdown", tell, true);
    window.addEventListener("keydown", tell, true);
    return () => {
      window.removeEventListener("pointerdown", tell, true);
      window.removeEventListener("keydown", tell, true);
    };
  }, [isOpen]);
}

/** When the vault locked itself, everything that knew its secrets looks again. */
function useLockNotice() {
  const { data } = useVault();
  const cache = useVaultCache();
  const before = useRef<VaultState | undefined>(undefined);
  useEffect(() => {
    if (data !== undefined && before.current !== undefined && before.current !== data.state) cache.put(data);
    before.current = data?.state;
  }, [data, cache]);
}
