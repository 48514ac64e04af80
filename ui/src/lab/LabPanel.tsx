import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../components/Answer";
import { LeaveGuard } from "../components/LeaveGuard";
import { ProblemNotice } from "../components/ProblemNotice";
import { ProblemError } from "../ipc/call";
import type { DraftView, LabOffers } from "../ipc/generated";
import { useText } from "../messages/text";
import { ActionLabel } from "./ActionLabel";
import type { Target } from "./ExpressionEditor";
import { MappingsCard } from "./MappingsCard";
import { Modes } from "./Modes";
import { Outcome } from "./Outcome";
import { People } from "./People";
import { PersonCard } from "./PersonCard";
import { labOffers } from "./queries";
import { Steps } from "./Steps";
import { useLab } from "./useLab";

/** Property mappings tried with somebody's information, as they are typed. */
export function LabPanel({ view }: { view: DraftView }) {
  const query = useQuery(labOffers(view.draft.id));
  return <Answer query={query}>{(offers) => <Bench view={view} offers={offers} />}</Answer>;
}

/** The program that runs mappings is not beside this one. */
const MISSING = new ProblemError({
  code: "lab-not-here",
  subject: null,
  detail: null,
  retryable: false,
  arguments: {},
});

function Bench({ view, offers }: { view: DraftView; offers: LabOffers }) {
  const { text } = useText();
  const lab = useLab(view, offers);
  const [target, setTarget] = useState<Target | null>(null);
  const { run } = lab;
  const goTo = (key: string, line: number) => {
    lab.choose(key);
    setTarget({ line });
  };
  return (
    <div className="desk-stack">
      {lab.isTyped && <LeaveGuard />}
      <p>{text("ui-lab-about")}</p>
      <div className="desk-lab">
        <div className="desk-stack">
          <PersonCard lab={lab} offers={offers} draft={view.draft.id} />
          <MappingsCard lab={lab} view={view} target={target} arrived={() => setTarget(null)} goTo={goTo} />
        </div>
        <section className="desk-stack" aria-label={text("ui-lab-result")} aria-busy={run.isFetching}>
          <div className="desk-lab-heading">
            <h2 className="desk-subheading">{text("ui-lab-result")}</h2>
            {/* Shown by the style sheet after a while only, so that a short wait does not flicker. */}
            {run.isFetching && <span className="desk-lab-busy desk-hint">{text("ui-lab-running")}</span>}
            <span role="status">
              {offers.has_logins && run.data?.prediction != null && !run.isError && (
                <ActionLabel action={run.data.prediction.action} />
              )}
            </span>
          </div>
          {offers.engines.length === 0 ? (
            <ProblemNotice error={MISSING} />
          ) : (
            <>
              {run.isError && <ProblemNotice error={run.error} retry={() => void run.refetch()} />}
              {run.data !== undefined && !run.isError && (
                <>
                  <Steps pipeline={run.data.pipeline} rows={lab.rows} goTo={goTo} />
                  <Outcome run={run.data} hasLogins={offers.has_logins} />
                </>
              )}
            </>
          )}
        </section>
      </div>
      {offers.has_logins && run.data?.prediction != null && !run.isError && (
        <Modes lab={lab} revision={view.revision} />
      )}
      {offers.has_logins && offers.engines.length > 0 && <People lab={lab} />}
    </div>
  );
}
