import { Card, CardBody, CardHeader, CardTitle, Gallery, Label, PageSection } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Answer } from "../components/Answer";
import { Heading } from "../components/Heading";
import { ProblemNotice } from "../components/ProblemNotice";
import { call } from "../ipc/call";
import { commands, type SourceTypeView } from "../ipc/generated";
import { sourceTypes, useDraftCache } from "../ipc/queries";
import { useText } from "../messages/text";
import { WizardButtons, WizardFrame } from "./WizardFrame";

/** The name that a new source starts with: “WeChat OAuth Source” is “WeChat” on the login button. */
function firstName({ name, protocol }: SourceTypeView): string {
  return name.replace(` ${protocol} Source`, "");
}

/** First step of the wizard: which kind of source. */
export function SelectTypePage() {
  const { text } = useText();
  const navigate = useNavigate();
  const cache = useDraftCache();
  const query = useQuery(sourceTypes());
  const [chosen, setChosen] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  // Where there is one kind only, it is chosen already.
  const only = query.data?.length === 1 ? query.data[0] : undefined;
  const type = query.data?.find((one) => one.type === chosen) ?? only;

  const create = async () => {
    if (type === undefined) return;
    setBusy(true);
    try {
      const view = await call(commands.createDraft(type.type, firstName(type), type.type));
      cache.put(view);
      await navigate({ to: "/wizard/$id/$step", params: { id: view.draft.id, step: "create" } });
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };

  return (
    <PageSection type="wizard" isFilled aria-label={text("ui-new-source")}>
      <WizardFrame
        step="type"
        isReachable={(step) => step === "type"}
        isFaulty={() => false}
        goTo={() => undefined}
        footer={
          <WizardButtons
            back={null}
            next={{ label: text("ui-next"), go: () => void create() }}
            close={{ label: text("ui-cancel"), go: () => void navigate({ to: "/" }) }}
            isBusy={isBusy}
          />
        }
      >
        <div className="desk-stack">
          <Heading>{text("ui-step-type")}</Heading>
          <p>{text("ui-select-type-about")}</p>
          {error !== null && <ProblemNotice error={error} />}
          <Answer query={query}>
            {(types) => <TypeCards types={types} chosen={type?.type} choose={setChosen} />}
          </Answer>
        </div>
      </WizardFrame>
    </PageSection>
  );
}

type CardsProps = { types: SourceTypeView[]; chosen: string | undefined; choose(type: string): void };

function TypeCards({ types, chosen, choose }: CardsProps) {
  const { text, textIf } = useText();
  return (
    <Gallery hasGutter minWidths={{ default: "18rem" }} role="radiogroup" aria-label={text("ui-step-type")}>
      {types.map((one) => (
        <Card key={one.type} id={`type-${one.type}`} isSelectable isSelected={one.type === chosen}>
          <CardHeader
            selectableActions={{
              selectableActionId: `type-${one.type}-input`,
              selectableActionAriaLabelledby: `type-${one.type}-title`,
              name: "source-type",
              variant: "single",
              onChange: () => choose(one.type),
            }}
          >
            <CardTitle component="h2" id={`type-${one.type}-title`}>
              {one.name}
            </CardTitle>
          </CardHeader>
          <CardBody>
            <p>{textIf(`type-${one.type}-about`) ?? one.description}</p>
            <div className="desk-labels">
              <Label isCompact>{one.protocol}</Label>
              <Label isCompact variant="outline">
                {text("ui-since", { version: one.versions[0] ?? "" })}
              </Label>
            </div>
          </CardBody>
        </Card>
      ))}
    </Gallery>
  );
}
