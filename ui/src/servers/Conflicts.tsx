import { Button, HelperText, HelperTextItem, Radio } from "@patternfly/react-core";
import { useState } from "react";
import { Notice } from "../components/Notice";
import type { Choices, PlanConflictView, PlanView, Winner } from "../ipc/generated";
import { useText } from "../messages/text";
import { Value } from "./OperationCard";
import { SORTS, usePlanWords } from "./words";

type Props = { plan: PlanView; decide(choices: Partial<Choices>): void };

const WINNERS: readonly Winner[] = ["draft", "server"];

/** What stands in the way, each with what can be decided about it. Nothing is decided beforehand. */
export function Conflicts({ plan, decide }: Props) {
  const { text } = useText();
  const [chosen, setChosen] = useState<Record<string, Winner>>({});
  const [isTried, setTried] = useState(false);
  const places = plan.conflicts.flatMap(({ decision }) => (decision.is === "winner" ? [decision.place] : []));
  const canAdopt = plan.conflicts.some(({ decision }) => decision.is === "adopt");
  const canOver = plan.conflicts.some(({ decision }) => decision.is === "over-changes");
  const submit = () => {
    setTried(true);
    const missing = places.find((place) => chosen[place] === undefined);
    if (missing !== undefined) document.getElementById(`decide-${missing}-draft`)?.focus();
    else decide({ fields: chosen });
  };
  return (
    <Notice tone="danger" title={text("ui-plan-conflicts", { count: plan.conflicts.length })} component="h3">
      <div className="desk-stack">
        <p>{text("ui-plan-conflicts-about")}</p>
        {plan.conflicts.map((conflict) => (
          <One
            key={`${conflict.kind} ${conflict.key} ${conflict.path}`}
            conflict={conflict}
            chosen={chosen}
            isTried={isTried}
            choose={(place, winner) => setChosen((before) => ({ ...before, [place]: winner }))}
          />
        ))}
        <div className="desk-heading-actions">
          {places.length > 0 && (
            <Button variant="secondary" onClick={submit}>
              {text("ui-plan-decide")}
            </Button>
          )}
          {canAdopt && (
            <Button variant="secondary" onClick={() => decide({ adopt: true })}>
              {text("ui-plan-decide-adopt")}
            </Button>
          )}
          {canOver && (
            <>
              <Button variant="secondary" isDanger onClick={() => decide({})}>
                {text("ui-plan-decide-over")}
              </Button>
              <span>{text("ui-plan-decide-over-about")}</span>
            </>
          )}
        </div>
      </div>
    </Notice>
  );
}

type OneProps = {
  conflict: PlanConflictView;
  chosen: Record<string, Winner>;
  isTried: boolean;
  choose(place: string, winner: Winner): void;
};

function One({ conflict, chosen, isTried, choose }: OneProps) {
  const { text, textOf } = useText();
  const words = usePlanWords();
  const { decision, kind, key, path, sort } = conflict;
  const title = `${text(SORTS[sort])} ${key}${path === "" ? "" : ` · ${words.field(conflict)}`}`;
  if (decision.is !== "winner")
    return (
      <div className="desk-conflict">
        <strong className="desk-break">{title}</strong>
        <p>{textOf(`window-conflict-${decision.is === "over-changes" ? "changed-since" : kind}`)}</p>
        {conflict.draft.is === "text" && (
          <p>
            {text("drift-draft")}: <Value value={conflict.draft} />
          </p>
        )}
        {conflict.server.is === "text" && (
          <p>
            {text("drift-server")}: <Value value={conflict.server} />
          </p>
        )}
      </div>
    );
  const { place } = decision;
  return (
    <fieldset className="desk-conflict">
      <legend className="desk-break">{title}</legend>
      <p>{textOf(`window-conflict-${kind}`)}</p>
      <p className="desk-break">
        {text("ui-plan-last")} <Value value={conflict.last_pushed} />
      </p>
      {WINNERS.map((winner) => (
        <Radio
          key={winner}
          id={`decide-${place}-${winner}`}
          name={`decide-${place}`}
          label={
            <>
              {text(winner === "draft" ? "ui-plan-take-draft" : "ui-plan-take-server")}{" "}
              <Value value={winner === "draft" ? conflict.draft : conflict.server} />
            </>
          }
          isChecked={chosen[place] === winner}
          onChange={() => choose(place, winner)}
        />
      ))}
      {isTried && chosen[place] === undefined && (
        <HelperText isLiveRegion>
          <HelperTextItem variant="error">{text("ui-plan-decide-missing")}</HelperTextItem>
        </HelperText>
      )}
    </fieldset>
  );
}
