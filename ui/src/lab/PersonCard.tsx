import {
  Card,
  CardBody,
  CardTitle,
  ExpandableSection,
  FormGroup,
  FormSelect,
  FormSelectOption,
} from "@patternfly/react-core";
import { useState } from "react";
import { CodeEditor } from "../components/CodeEditor";
import type { LabEngine, LabOffers, LabSample } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useLocale } from "../messages/locale";
import { useText } from "../messages/text";
import { DirectoryPart } from "./DirectoryPart";
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
          {offers.has_logins && <DirectoryPart directory={offers.directory} draft={draft} />}
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
