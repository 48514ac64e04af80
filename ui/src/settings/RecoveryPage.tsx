import { Button, Card, CardBody, CardFooter, CardTitle, PageSection } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../components/Answer";
import { Heading } from "../components/Heading";
import { LinkButton } from "../components/LinkButton";
import { Moment } from "../components/Moment";
import { Notice } from "../components/Notice";
import { ProblemNotice } from "../components/ProblemNotice";
import { call } from "../ipc/call";
import { type BackupChoice, commands, type RecoveryView, type SwappedView } from "../ipc/generated";
import { useLocale } from "../messages/locale";
import { useText } from "../messages/text";
import { exactly, recovery, useBackupCache } from "./backups";
import { ChangedList, MarkList } from "./DifferenceLists";

/** A damaged database: what happened, and the ways out of it. */
export function RecoveryPage() {
  const { text } = useText();
  const query = useQuery(recovery());
  const [done, setDone] = useState<SwappedView | null>(null);
  return (
    <PageSection isWidthLimited>
      <div className="desk-stack">
        <Heading>{text(query.data === null && done === null ? "ui-backups" : "ui-recovery")}</Heading>
        {done !== null ? (
          <Done swapped={done} />
        ) : (
          <Answer query={query}>
            {(view) =>
              view === null ? (
                <>
                  <p>{text("ui-recovery-sound")}</p>
                  <ToSources />
                </>
              ) : (
                <Ways view={view} done={setDone} />
              )
            }
          </Answer>
        )}
      </div>
    </PageSection>
  );
}

type Props = { view: RecoveryView; done(swapped: SwappedView): void };

function Ways({ view, done }: Props) {
  const { text } = useText();
  const cache = useBackupCache();
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const go = async (way: () => Promise<SwappedView>) => {
    setBusy(true);
    setError(null);
    try {
      done(await way());
      await cache.replaced();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <>
      <p>{text("ui-recovery-about")}</p>
      <p>
        {text("ui-recovery-file")} <code className="desk-code">{view.database}</code>
      </p>
      {error !== null && <ProblemNotice error={error} />}
      <Recovered view={view} isBusy={isBusy} use={() => void go(() => call(commands.recoverStore()))} />
      {view.backups.length === 0 && <p>{text("ui-recovery-no-backup")}</p>}
      {view.backups.map((choice) => (
        <Backup
          key={choice.backup.name}
          choice={choice}
          isBusy={isBusy}
          restore={() => void go(() => call(commands.restoreBackup(choice.backup.name)))}
        />
      ))}
    </>
  );
}

function Recovered({ view, isBusy, use }: { view: RecoveryView; isBusy: boolean; use(): void }) {
  const { text } = useText();
  const { recovered } = view;
  if (recovered === null) {
    return <Notice tone="warning" title={text("ui-recovery-nothing")} />;
  }
  return (
    <Card>
      <CardTitle component="h2">{text("ui-recovery-readable", { n: recovered.n_drafts })}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          <MarkList heading="ui-recovery-lost" marks={recovered.lost} />
          <MarkList heading="ui-recovery-older" marks={recovered.older} />
          <MarkList heading="ui-recovery-back" marks={recovered.brought_back} />
          {!recovered.keeps_undo && <p>{text("ui-recovery-undo")}</p>}
        </div>
      </CardBody>
      <CardFooter>
        <Button variant="secondary" onClick={use} isDisabled={isBusy}>
          {text("ui-recovery-use")}
        </Button>
      </CardFooter>
    </Card>
  );
}

function Backup({ choice, isBusy, restore }: { choice: BackupChoice; isBusy: boolean; restore(): void }) {
  const { text } = useText();
  const { locale } = useLocale();
  const { backup, difference } = choice;
  const { only_here, only_there, changed } = difference;
  const when = exactly(backup.made_at, locale);
  return (
    <Card>
      <CardTitle component="h2">
        {text("ui-recovery-backup", { at: when })} ·{" "}
        {text("ui-recovery-backup-drafts", { n: backup.n_drafts ?? 0 })}
      </CardTitle>
      <CardBody>
        <div className="desk-stack">
          <p className="desk-hint desk-break">
            <Moment at={backup.made_at} /> · {backup.name}
          </p>
          {only_here.length + only_there.length + changed.length === 0 && <p>{text("ui-recovery-same")}</p>}
          <MarkList heading="ui-recovery-only-there" marks={only_there} />
          <MarkList heading="ui-recovery-only-here" marks={only_here} />
          <ChangedList changed={changed} />
        </div>
      </CardBody>
      <CardFooter>
        <Button variant="secondary" onClick={restore} isDisabled={isBusy}>
          {text("ui-recovery-restore")}
          <span className="pf-v6-screen-reader"> {when}</span>
        </Button>
      </CardFooter>
    </Card>
  );
}

function Done({ swapped }: { swapped: SwappedView }) {
  const { text } = useText();
  return (
    <>
      <Notice tone="success" title={text("ui-recovery-done", { n: swapped.n_drafts })} isLive>
        {swapped.kept !== null && (
          <p className="desk-break">{text("ui-recovery-kept", { path: swapped.kept })}</p>
        )}
      </Notice>
      <ToSources />
    </>
  );
}

function ToSources() {
  const { text } = useText();
  return (
    <div>
      <LinkButton to="/" variant="primary">
        {text("ui-recovery-to-sources")}
      </LinkButton>
    </div>
  );
}
