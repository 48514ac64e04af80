import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../components/Answer";
import { Moment } from "../components/Moment";
import { ProblemNotice } from "../components/ProblemNotice";
import { useToast } from "../components/Toasts";
import { call } from "../ipc/call";
import { type BackupView, commands } from "../ipc/generated";
import { useText } from "../messages/text";
import { flushAll } from "../sources/form/autosave";
import { backupDifference, useBackupCache } from "./backups";
import { ChangedList, MarkList } from "./DifferenceLists";

type Props = { backup: BackupView; close(): void };

/** Says what a backup would change, and restores it if the person wants that. */
export function RestoreDialog({ backup, close }: Props) {
  const { text } = useText();
  const toast = useToast();
  const cache = useBackupCache();
  const query = useQuery(backupDifference(backup.name));
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const restore = async () => {
    setBusy(true);
    setError(null);
    try {
      await flushAll();
      const { n_drafts } = await call(commands.restoreBackup(backup.name));
      toast({ kind: "done", tone: "success", title: text("ui-backup-restored", { n: n_drafts }) });
      close();
      await cache.replaced();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal
      isOpen
      variant="medium"
      onClose={close}
      aria-labelledby="restore-title"
      aria-describedby="restore-about"
    >
      <ModalHeader title={text("ui-backup-restore-title")} labelId="restore-title" />
      <ModalBody tabIndex={0} aria-label={text("ui-backup-restore-title")}>
        <div className="desk-stack">
          <p>
            <Moment at={backup.made_at} /> · <code className="desk-code">{backup.name}</code>
          </p>
          <p id="restore-about">{text("ui-backup-restore-about")}</p>
          <Answer query={query}>
            {({ only_here, only_there, changed }) => (
              <>
                {only_here.length + only_there.length + changed.length === 0 && (
                  <p>{text("ui-backup-same")}</p>
                )}
                <MarkList heading="ui-backup-only-here" marks={only_here} />
                <MarkList heading="ui-backup-only-there" marks={only_there} />
                <ChangedList changed={changed} />
              </>
            )}
          </Answer>
          {error !== null && <ProblemNotice error={error} retry={() => void restore()} />}
        </div>
      </ModalBody>
      <ModalFooter>
        <Button variant="primary" onClick={() => void restore()} isDisabled={isBusy} isLoading={isBusy}>
          {text("ui-backup-restore-do")}
        </Button>
        <Button variant="link" onClick={close} isDisabled={isBusy}>
          {text("ui-backup-cancel")}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
