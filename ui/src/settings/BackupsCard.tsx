import { Button, Card, CardBody, CardTitle } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../components/Answer";
import { CopyButton } from "../components/CopyButton";
import { Moment } from "../components/Moment";
import { PagedTable } from "../components/PagedTable";
import { ProblemNotice } from "../components/ProblemNotice";
import { useToast } from "../components/Toasts";
import { useAttempt } from "../components/useAttempt";
import { call, ProblemError } from "../ipc/call";
import { type BackupList, type BackupView, commands } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useLocale } from "../messages/locale";
import { useText } from "../messages/text";
import { backups, exactly, useBackupCache } from "./backups";
import { Checks } from "./Checks";
import { RestoreDialog } from "./RestoreDialog";

const COLUMNS: readonly MessageId[] = ["ui-backup-made-at", "ui-backup-drafts", "ui-backup-size"];

/** The backups and the way back to one, and whether the data folder is well. */
export function BackupsCard() {
  const { text } = useText();
  const toast = useToast();
  const cache = useBackupCache();
  const { attempt } = useAttempt();
  const query = useQuery(backups());
  const [isBusy, setBusy] = useState(false);
  const backUp = async () => {
    setBusy(true);
    await attempt(async () => {
      cache.put(await call(commands.backUp()));
      toast({ kind: "done", tone: "success", title: text("ui-backup-made") });
    });
    setBusy(false);
  };
  return (
    <Card>
      <CardTitle component="h2">{text("ui-backups")}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          <p className="desk-hint">{text("ui-backups-about")}</p>
          <div>
            <Button variant="secondary" onClick={() => void backUp()} isDisabled={isBusy} isLoading={isBusy}>
              {text("ui-backup-now")}
            </Button>
          </div>
          <Answer query={query}>{(list) => <Backups list={list} />}</Answer>
          <Checks />
        </div>
      </CardBody>
    </Card>
  );
}

function Backups({ list }: { list: BackupList }) {
  const { text } = useText();
  const { locale } = useLocale();
  const [chosen, setChosen] = useState<BackupView | null>(null);
  return (
    <>
      {list.problem !== null && <ProblemNotice error={new ProblemError(list.problem)} />}
      {list.backups.length === 0 ? (
        <p>{text("ui-backup-none")}</p>
      ) : (
        <PagedTable
          label={text("ui-backups")}
          columns={COLUMNS}
          rows={list.backups}
          keyOf={(backup) => backup.name}
          cells={(backup) => [
            <Moment key="made" at={backup.made_at} />,
            backup.why_not === null ? backup.n_drafts : text("ui-backup-unusable", { why: backup.why_not }),
            backup.size,
          ]}
          menu={(backup) =>
            backup.why_not === null && (
              <Button
                variant="link"
                isInline
                className="desk-nowrap"
                aria-label={text("ui-backup-restore-this", { at: exactly(backup.made_at, locale) })}
                onClick={() => setChosen(backup)}
              >
                {text("ui-backup-restore")}
              </Button>
            )
          }
        />
      )}
      <div className="desk-copy-field-line">
        <code className="desk-code">{list.folder}</code>
        <CopyButton value={list.folder} what={text("ui-backups")} />
      </div>
      {chosen !== null && <RestoreDialog backup={chosen} close={() => setChosen(null)} />}
    </>
  );
}
