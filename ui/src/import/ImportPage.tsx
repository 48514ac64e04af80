import { Button, EmptyState, EmptyStateBody, EmptyStateFooter, PageSection } from "@patternfly/react-core";
import { useState } from "react";
import { Heading } from "../components/Heading";
import { LinkButton } from "../components/LinkButton";
import { dayAndTime } from "../components/Moment";
import { ProblemNotice } from "../components/ProblemNotice";
import { call } from "../ipc/call";
import { commands, type ImportPreview, type ImportResult } from "../ipc/generated";
import { useDraftCache } from "../ipc/queries";
import { useLocale } from "../messages/locale";
import { useText } from "../messages/text";
import { OpenBundleButton } from "../sharing/OpenBundleButton";
import { type Chosen, choicesOf, countImports } from "./choices";
import { FileCard } from "./FileCard";
import { ImportButton } from "./ImportButton";
import { ImportDone } from "./ImportDone";
import { useChooseImports, useReading } from "./useImport";

/** Blueprints into drafts: what would become of them, the person's choices, and what became of them. */
export function ImportPage() {
  const { text } = useText();
  const reading = useReading();
  const [result, setResult] = useState<ImportResult | null>(null);
  const isBundle = reading === null ? result?.is_bundle === true : reading.bundle !== null;
  return (
    <PageSection isFilled>
      <div className="desk-stack">
        <Heading
          after={
            (reading !== null || result !== null) &&
            (isBundle ? <OpenBundleButton isAgain /> : <ImportButton isAgain />)
          }
        >
          {text(isBundle ? "ui-bundle-title" : "ui-import-title")}
        </Heading>
        {reading !== null ? (
          <Preview key={reading.reading} preview={reading} done={setResult} />
        ) : result !== null ? (
          <ImportDone result={result} />
        ) : (
          <Nothing />
        )}
      </div>
    </PageSection>
  );
}

function Nothing() {
  const { text } = useText();
  return (
    <EmptyState titleText={text("ui-import-nothing")} headingLevel="h2">
      <EmptyStateBody>{text("ui-import-about")}</EmptyStateBody>
      <EmptyStateFooter>
        <ImportButton variant="primary" />
      </EmptyStateFooter>
    </EmptyState>
  );
}

type Props = { preview: ImportPreview; done(result: ImportResult): void };

function Preview({ preview, done }: Props) {
  const { text } = useText();
  const { locale } = useLocale();
  const cache = useDraftCache();
  const { forget } = useChooseImports();
  const [chosen, setChosen] = useState<Chosen>({});
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const n_imports = countImports(preview, chosen);
  const run = async () => {
    setBusy(true);
    try {
      done(await call(commands.importBlueprints(preview.reading, choicesOf(chosen))));
      forget();
      await cache.refresh();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <>
      <p>{text("ui-import-preview-about")}</p>
      {preview.bundle !== null && (
        <p className="desk-hint">
          {text("ui-bundle-from", {
            by: preview.bundle.made_by,
            at: dayAndTime(preview.bundle.made_at, locale),
          })}
        </p>
      )}
      {preview.files.map((file) => (
        <FileCard
          key={file.name}
          file={file}
          isBundle={preview.bundle !== null}
          chosen={chosen}
          choose={(key, action) => setChosen((before) => ({ ...before, [key]: action }))}
        />
      ))}
      {error !== null && <ProblemNotice error={error} />}
      <div className="desk-heading-actions">
        <Button
          variant="primary"
          onClick={() => void run()}
          isDisabled={isBusy || n_imports === 0}
          isLoading={isBusy}
        >
          {text("ui-import-run", { count: n_imports })}
        </Button>
        <LinkButton to="/" variant="link">
          {text("ui-cancel")}
        </LinkButton>
      </div>
    </>
  );
}
