import { Button } from "@patternfly/react-core";
import { type ReactNode, useEffect, useRef } from "react";
import { LinkButton } from "../components/LinkButton";
import { Notice } from "../components/Notice";
import { ProblemNotice, useProblemWords } from "../components/ProblemNotice";
import { ProblemError } from "../ipc/call";
import type { AppliedView, PlanSort, PlanView } from "../ipc/generated";
import { useText } from "../messages/text";
import { SORTS } from "./words";

type Props = {
  plan: PlanView;
  applied: AppliedView;
  /** Makes the plan once more, to see what there still is to do. */
  again(): void;
  /** Gives the same plan again, which goes on where it broke off. */
  resume(): void;
  children: ReactNode;
};

/** What came of a plan: what was done, what was looked at afterwards, and the way back. */
export function AppliedPanel({ plan, applied, again, resume, children }: Props) {
  const { text, textOf } = useText();
  const words = useProblemWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "start" });
  }, []);
  const { run, problem, operations, checks } = applied;
  const done = operations.filter(({ outcome, action }) => outcome !== "skipped" || action !== "none");
  const canTakeBack = run > 0 && plan.rolls_back === null && applied.applied > 0;
  return (
    <section className="desk-stack desk-plan" aria-labelledby="applied-title">
      <h2 className="desk-subheading" id="applied-title" ref={heading} tabIndex={-1}>
        {text("ui-result")}
      </h2>
      {problem?.code === "push-cancelled" ? (
        // To stop was the person's wish: no error.
        <Notice tone="info" title={words(problem).what} isLive component="h3">
          <p>{words(problem).fix}</p>
        </Notice>
      ) : problem !== null ? (
        <ProblemNotice error={new ProblemError(problem)} />
      ) : applied.verified ? (
        <Notice tone="success" title={text("ui-result-good")} isLive component="h3" />
      ) : (
        <Notice
          tone="warning"
          title={text(checks.length === 0 ? "ui-result-nothing" : "ui-result-not-verified")}
          isLive
          component="h3"
        />
      )}
      {run > 0 && <p>{text("ui-result-of-run", { run })}</p>}
      {done.length > 0 && (
        <>
          <h3 className="desk-server-part">{text("ui-result-done")}</h3>
          <ul className="desk-marks">
            {done.map(({ model, key, outcome, action }) => (
              <li key={`${model} ${key}`} className="desk-break">
                {text("ui-result-line", {
                  outcome: textOf(`push-outcome-${outcome}`),
                  action: textOf(`plan-action-${action}`),
                  sort: text(SORTS[sortOf(model)]),
                  key,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {checks.length > 0 && (
        <>
          <h3 className="desk-server-part">{text("ui-result-checks")}</h3>
          <ul className="desk-marks" aria-label={text("ui-result-checks")}>
            {checks.map(({ check, subject, ok, found }) => (
              <li key={`${check} ${subject}`} className={ok ? "desk-check-ok" : "desk-check-bad"}>
                <span aria-hidden="true">{ok ? "✓" : "✗"} </span>
                <span className="pf-v6-screen-reader">{text(ok ? "ui-result-ok" : "ui-result-bad")} </span>
                <span className="desk-break">
                  {textOf(`verify-${check}`, { subject })}
                  {found !== "" && ` (${found})`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="desk-heading-actions">
        {problem?.retryable === true && (
          <Button variant="primary" onClick={resume}>
            {text("ui-result-again")}
          </Button>
        )}
        <Button variant="secondary" onClick={again}>
          {text("ui-plan-again")}
        </Button>
        {canTakeBack && (
          <LinkButton
            variant="secondary"
            to="/servers/$name/rollback/$run"
            params={{ name: plan.server, run }}
          >
            {text("ui-result-rollback")}
          </LinkButton>
        )}
      </div>
      {children}
    </section>
  );
}

/** The sort of an object by its model's name in a blueprint. */
function sortOf(model: string): PlanSort {
  if (model.endsWith("propertymapping")) return "mapping";
  return model.endsWith("identificationstage") ? "stage" : "source";
}
