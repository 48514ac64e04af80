import { PageSection } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Answer } from "../components/Answer";
import { Heading } from "../components/Heading";
import { Notice } from "../components/Notice";
import { ProblemNotice } from "../components/ProblemNotice";
import { call } from "../ipc/call";
import { commands } from "../ipc/generated";
import { sourceTypes, useDraftCache } from "../ipc/queries";
import { useText } from "../messages/text";
import { proposedSlug } from "../sources/form/slug";
import { KindList } from "./KindList";
import { firstName, kindsThatMatch, useKindWords } from "./kinds";
import { stepsOf } from "./steps";
import { WizardButtons, WizardFrame } from "./WizardFrame";

const FORM = "select-type";

/** First step of the wizard: which kind of source. */
export function SelectTypePage() {
  const { text } = useText();
  const wordsOf = useKindWords();
  const navigate = useNavigate();
  const cache = useDraftCache();
  const query = useQuery(sourceTypes());
  const [chosen, setChosen] = useState<string | null>(null);
  const [filter, setFilter] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isMissing, setMissing] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const kinds = kindsThatMatch(query.data ?? [], filter, wordsOf);
  // Where one kind is left, it is the one that is meant.
  const only = kinds.length === 1 ? kinds[0] : undefined;
  const kind = kinds.find(({ type }) => type === chosen) ?? only;

  const create = async () => {
    if (kind === undefined) {
      setMissing(true);
      document.querySelector<HTMLElement>(`#${FORM} input[type="radio"]`)?.focus();
      return;
    }
    setBusy(true);
    try {
      const name = firstName(kind);
      const view = await call(commands.createDraft(kind.type, name, proposedSlug(name, kind.type)));
      cache.put(view);
      await navigate({ to: "/wizard/$id/$step", params: { id: view.draft.id, step: "create" } });
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void create();
  };

  return (
    <PageSection type="wizard" isFilled aria-label={text("ui-new-source")}>
      <WizardFrame
        step="type"
        steps={stepsOf(kind?.offers)}
        protocol={kind?.protocol ?? null}
        isReachable={(step) => step === "type"}
        isFaulty={() => false}
        goTo={() => undefined}
        footer={
          <WizardButtons
            back={null}
            next={{ label: text("ui-next"), form: FORM }}
            close={{ label: text("ui-cancel"), go: () => void navigate({ to: "/" }) }}
            isBusy={isBusy}
          />
        }
      >
        {/* A form, so that Enter goes on from the filter and from any kind. */}
        <form id={FORM} className="desk-stack" onSubmit={submit}>
          <Heading>{text("ui-step-type")}</Heading>
          <p>{text("ui-select-type-about")}</p>
          {error !== null && <ProblemNotice error={error} />}
          {isMissing && kind === undefined && <Notice tone="warning" title={text("ui-type-choose")} isLive />}
          <Answer query={query}>
            {() => (
              <KindList
                kinds={kinds}
                chosen={kind?.type}
                choose={setChosen}
                filter={filter}
                setFilter={setFilter}
                goOn={() => void create()}
              />
            )}
          </Answer>
        </form>
      </WizardFrame>
    </PageSection>
  );
}
