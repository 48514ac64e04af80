import { Button, Tooltip } from "@patternfly/react-core";
import KeyIcon from "@patternfly/react-icons/dist/esm/icons/key-icon";
import LockIcon from "@patternfly/react-icons/dist/esm/icons/lock-icon";
import LockOpenIcon from "@patternfly/react-icons/dist/esm/icons/lock-open-icon";
import { useAttempt } from "../components/useAttempt";
import { call } from "../ipc/call";
import { commands } from "../ipc/generated";
import { useText } from "../messages/text";
import { useVault, useVaultCache } from "./useVault";
import { useVaultDialogs } from "./VaultDialogs";

/** The vault in the masthead: whether it is open, and one click to the other state. */
export function VaultButton() {
  const { text } = useText();
  const { data: view } = useVault();
  const { attempt } = useAttempt();
  const cache = useVaultCache();
  const dialogs = useVaultDialogs();
  if (view === undefined) return null;
  const [label, icon, act] =
    view.state === "open"
      ? ([
          text("ui-vault-lock"),
          <LockOpenIcon key="icon" />,
          () => void attempt(async () => cache.put(await call(commands.lockVault()))),
        ] as const)
      : view.state === "locked"
        ? ([text("ui-vault-unlock"), <LockIcon key="icon" />, dialogs.unlock] as const)
        : ([text("ui-vault-set-up"), <KeyIcon key="icon" />, () => dialogs.setUp("new")] as const);
  return (
    <Tooltip content={label}>
      <Button variant="plain" icon={icon} onClick={act} aria-label={label} />
    </Tooltip>
  );
}
