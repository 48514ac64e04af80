import { PageSection } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Answer } from "../components/Answer";
import { Heading } from "../components/Heading";
import { FinishStep } from "../export/FinishStep";
import type { DraftView } from "../ipc/generated";
import { draft, fields } from "../ipc/queries";
import { useText } from "../messages/text";
import { isFillable, PrefillButton } from "../prefill/PrefillButton";
import { PreviewStep } from "../preview/PreviewStep";
import { flushAll } from "../sources/form/autosave";
import { DraftFormView } from "../sources/form/DraftFormView";
import { targetOf } from "../sources/form/draft-form";
import { TestLoginStep } from "../testlogin/TestLoginStep";
import { StillToMend } from "./StillToMend";
import { neighbour, STEP_NAMES, type StepId, stepsOf } from "./steps";
import { WizardButtons, WizardFrame } from "./WizardFrame";

type Props = { id: string; step: StepId };

/** The wizard once there is a draft. */
export function WizardPage({ id, step: wanted }: Props) {
  const { text } = useText();
  const navigate = useNavigate();
  const query = useQuery(draft(id));
  const kind = query.data?.kind;
  const steps = stepsOf(kind?.offers);
  // An address may name a step that this kind of source does not have; until the draft is here nobody knows.
  const step = query.data === undefined || steps.includes(wanted) ? wanted : "create";
  const hasErrors = query.data?.findings.some((finding) => finding.severity === "error") === true;

  const goTo = async (to: StepId) => {
    // The next step shows what is stored: the last key press has to be in it.
    await flushAll();
    if (to === "type") await navigate({ to: "/wizard" });
    else await navigate({ to: "/wizard/$id/$step", params: { id, step: to } });
  };
  const close = async () => {
    await flushAll();
    await navigate({ to: "/" });
  };

  const before = neighbour(steps, step, -1);
  const after = neighbour(steps, step, 1);
  return (
    <PageSection type="wizard" isFilled aria-label={text("ui-new-source")}>
      <WizardFrame
        step={step}
        steps={steps}
        protocol={kind?.protocol ?? null}
        // The kind of a draft stays what it is; another kind is another draft.
        isReachable={(one) => one !== "type"}
        isFaulty={(one) => one === "create" && step !== "create" && hasErrors}
        goTo={(one) => void goTo(one)}
        footer={
          <WizardButtons
            back={before === null || before === "type" ? null : () => void goTo(before)}
            next={after === null ? null : { label: text("ui-next"), go: () => void goTo(after) }}
            close={{ label: text(after === null ? "ui-done" : "ui-finish-later"), go: () => void close() }}
          />
        }
      >
        <div className="desk-stack" key={step}>
          <Heading>{text(STEP_NAMES[step], { protocol: kind?.protocol ?? "none" })}</Heading>
          <Answer query={query}>
            {(view) => (
              <>
                {step !== "create" && <StillToMend view={view} mend={() => void goTo("create")} />}
                <StepBody step={step} view={view} />
              </>
            )}
          </Answer>
        </div>
      </WizardFrame>
    </PageSection>
  );
}

function StepBody({ step, view }: { step: StepId; view: DraftView }) {
  switch (step) {
    case "preview":
      return <PreviewStep view={view} />;
    case "test":
      return <TestLoginStep view={view} />;
    case "finish":
      return <FinishStep view={view} />;
    default:
      return <CreateStep view={view} />;
  }
}

function CreateStep({ view }: { view: DraftView }) {
  const { text } = useText();
  const query = useQuery(fields(view.draft.type, targetOf(view.draft)));
  return (
    <>
      <p>{text("ui-create-about")}</p>
      <Answer query={query}>
        {(list) => (
          <>
            {isFillable(list) && <PrefillButton view={view} />}
            <DraftFormView view={view} fields={list} isNew />
          </>
        )}
      </Answer>
    </>
  );
}
