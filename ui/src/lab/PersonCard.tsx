import {
  Button,
  Card,
  CardBody,
  CardTitle,
  ExpandableSection,
  FormGroup,
  FormSelect,
  FormSelectOption,
} from "@patternfly/react-core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { CodeEditor } from "../components/CodeEditor";
import { useToast } from "../components/Toasts";
import { call } from "../ipc/call";
import {
  commands,
  type LabDirectory,
  type LabEngine,
  type LabOffers,
  type LabSample,
} from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useLocale } from "../messages/locale";
import { useText } from "../messages/text";
import { labOffers } from "./queries";
import type { Lab } from "./useLab";

const ENGINES: Record<LabEngine, MessageId> = {
  inside: "ui-lab-engine-inside",
  python: "ui-lab-engine-python",
};

type Props = { lab: Lab; offers: LabOffers; draft: string };

/** Who logs in: what the provider says about the person, and the accounts that are there already. */
export function PersonCard({ lab, offers, draft }: Props) {
  const { text, textOf } = useText();
  const { locale } = useLocale();
  const words = (sample: LabSample) => {
    if (sample.profile !== null) return textOf(`profile-${sample.profile}`);
    const at = sample.at === null ? "" : new Date(sample.at).toLocaleString(locale);
    return text("ui-lab-sample-run", { at });
  };
  const chosen = offers.samples.find(({ id }) => id === lab.sample);
  return (
    <Card component="section" aria-label={text("ui-lab-person")}>
      <CardTitle component="h2">{text("ui-lab-person")}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          <FormGroup label={text("ui-lab-sample")} fieldId="lab-sample">
            <FormSelect
              id="lab-sample"
              className="desk-select"
              value={lab.sample ?? ""}
              onChange={(_, id) => lab.take(id === "" ? null : id)}
            >
              {lab.sample === null && <FormSelectOption value="" label={text("ui-lab-sample-typed")} />}
              {offers.samples.map((sample) => (
                <FormSelectOption key={sample.id} value={sample.id} label={words(sample)} />
              ))}
            </FormSelect>
          </FormGroup>
          <FormGroup role="group" label={text("ui-lab-info")} fieldId="lab-info">
            <CodeEditor
              id="lab-info"
              value={lab.info}
              language="json"
              label={text("ui-lab-info")}
              describedBy="lab-info-help"
              onChange={lab.typeInfo}
            />
            <p id="lab-info-help" className="desk-hint">
              {text(chosen?.is_masked === true ? "ui-lab-info-masked" : "ui-lab-info-help")}
            </p>
          </FormGroup>
          <More lab={lab} engines={offers.engines} />
          {offers.has_logins && <Directory directory={offers.directory} draft={draft} />}
        </div>
      </CardBody>
    </Card>
  );
}

/** What mappings can see besides, and what runs them: few need it. */
function More({ lab, engines }: { lab: Lab; engines: readonly LabEngine[] }) {
  const { text } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <ExpandableSection
      toggleText={text("ui-lab-more")}
      isExpanded={isOpen}
      onToggle={(_, open) => setOpen(open)}
      isIndented
    >
      {isOpen && (
        <div className="desk-stack">
          <FormGroup role="group" label={text("ui-lab-context")} fieldId="lab-context">
            <CodeEditor
              id="lab-context"
              value={lab.context}
              language="json"
              label={text("ui-lab-context")}
              describedBy="lab-context-help"
              onChange={lab.typeContext}
            />
            <p id="lab-context-help" className="desk-hint">
              {text("ui-lab-context-help")}
            </p>
          </FormGroup>
          {engines.length > 1 && (
            <FormGroup label={text("ui-lab-engine")} fieldId="lab-engine">
              <FormSelect
                id="lab-engine"
                className="desk-select"
                value={lab.engine}
                onChange={(_, id) => lab.runWith(engines.find((engine) => engine === id) ?? "inside")}
              >
                {engines.map((engine) => (
                  <FormSelectOption key={engine} value={engine} label={text(ENGINES[engine])} />
                ))}
              </FormSelect>
            </FormGroup>
          )}
        </div>
      )}
    </ExpandableSection>
  );
}

/** The accounts of authentik that the prediction looks into; they are in memory only. */
function Directory({ directory, draft }: { directory: LabDirectory | null; draft: string }) {
  const { text, textOf } = useText();
  const toast = useToast();
  const client = useQueryClient();
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      await client.invalidateQueries({ queryKey: labOffers(draft).queryKey });
      await client.invalidateQueries({ queryKey: ["lab-run"] });
      await client.invalidateQueries({ queryKey: ["lab-all-modes"] });
    } catch (error) {
      toast({ kind: "problem", error });
    }
  };
  return (
    <div className="desk-stack">
      <p>
        {directory === null
          ? text("ui-lab-directory-none")
          : text("ui-lab-directory", { origin: directory.origin, users: directory.users })}
      </p>
      {directory !== null && directory.notes.length > 0 && (
        <ul className="desk-list">
          {directory.notes.map(({ code, count, first }) => (
            <li key={code}>{textOf(`lab-directory-${code}`, { count, first })}</li>
          ))}
        </ul>
      )}
      <div className="desk-heading-actions">
        <Button variant="secondary" onClick={() => void attempt(() => call(commands.labOpenDirectory()))}>
          {text("ui-lab-directory-open")}
        </Button>
        {directory !== null && (
          <Button variant="link" onClick={() => void attempt(() => call(commands.labCloseDirectory()))}>
            {text("ui-lab-directory-close")}
          </Button>
        )}
      </div>
    </div>
  );
}
