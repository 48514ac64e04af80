import { Button, SearchInput, ToggleGroup, ToggleGroupItem } from "@patternfly/react-core";
import { useEffect, useRef, useState } from "react";
import { CopyButton } from "../components/CopyButton";
import { Notice } from "../components/Notice";
import { useToast } from "../components/Toasts";
import { useAttempt } from "../components/useAttempt";
import { call } from "../ipc/call";
import { type AppliedView, type Choices, commands, type PlanNote, type PlanView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { AppliedPanel } from "./AppliedPanel";
import { ApplyDialog } from "./ApplyDialog";
import { Conflicts } from "./Conflicts";
import { LoginPageCard } from "./LoginPageCard";
import { OperationCard } from "./OperationCard";
import { matches, planText, SHOWN, type Shown } from "./plan";
import { usePlanWords } from "./words";

/** What is lost for good when a run is taken back. */
const LOST: ReadonlySet<PlanNote["kind"]> = new Set(["secret-not-restored", "connections-lost"]);

const FILTERS: Record<Shown, MessageId> = {
  changes: "ui-plan-filter-changes",
  conflicts: "ui-plan-filter-conflicts",
  all: "ui-plan-filter-all",
};

type Props = {
  plan: PlanView;
  /** Makes a plan with what was decided. */
  decide(choices: Partial<Choices>): void;
  /** Makes the plan once more: a plan is used once. */
  again(): void;
};

/** A plan to read: what changes where, what stands in the way, and the way to apply it. */
export function PlanPanel({ plan, decide, again }: Props) {
  const words = useText();
  const { text } = words;
  const toast = useToast();
  const { attempt } = useAttempt();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isApplying, setApplying] = useState(false);
  const [applied, setApplied] = useState<AppliedView | null>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: "start" });
  }, []);
  const n_writes = plan.n_create + plan.n_update + plan.n_delete;
  const canApply = n_writes > 0 && plan.conflicts.length === 0 && applied === null;
  const save = () =>
    attempt(async () => {
      const path = await call(commands.savePlan(plan.id));
      if (path !== null) toast({ kind: "done", tone: "success", title: text("ui-plan-saved", { path }) });
    });
  const dialog = isApplying && (
    <ApplyDialog
      plan={plan}
      close={() => setApplying(false)}
      done={(view) => {
        setApplying(false);
        setApplied(view);
      }}
    />
  );
  if (applied !== null)
    return (
      <AppliedPanel plan={plan} applied={applied} again={again} resume={() => setApplying(true)}>
        {dialog}
      </AppliedPanel>
    );
  return (
    <section className="desk-stack desk-plan" aria-labelledby="plan-title">
      <div className="desk-heading">
        <h2 className="desk-subheading" id="plan-title" ref={heading} tabIndex={-1}>
          {text("ui-plan-result")}
        </h2>
        <div className="desk-heading-actions">
          {canApply && (
            <Button variant="primary" onClick={() => setApplying(true)}>
              {text("ui-apply")}
            </Button>
          )}
          <Button variant="secondary" onClick={() => void save()}>
            {text("ui-plan-save")}
          </Button>
          <CopyButton value={planText(plan, words)} what={text("ui-plan-copy")} variant="secondary" />
        </div>
      </div>
      <Counts plan={plan} />
      {plan.conflicts.length > 0 && <Conflicts plan={plan} decide={decide} />}
      <Notes plan={plan} />
      <Operations plan={plan} />
      {plan.login_page !== null && <LoginPageCard plan={plan.id} stage={plan.login_page} />}
      {dialog}
    </section>
  );
}

function Counts({ plan }: { plan: PlanView }) {
  const { text } = useText();
  const { n_create, n_update, n_delete, n_none } = plan;
  const n_writes = n_create + n_update + n_delete;
  if (n_writes === 0 && plan.conflicts.length === 0)
    return <Notice tone="success" title={text("ui-plan-nothing")} component="h3" />;
  return (
    <p>
      <strong>
        {text("ui-plan-counts", { create: n_create, update: n_update, delete: n_delete, none: n_none })}
      </strong>{" "}
      {plan.way === "request" && text("ui-plan-way-request")}
      {plan.way === "import" && text("ui-plan-way-import")}
      {plan.way === "requests" && text("ui-plan-way-requests", { count: n_writes })}
    </p>
  );
}

function Notes({ plan }: { plan: PlanView }) {
  const { text, textOf, textIf } = useText();
  const say = ({ kind, subject }: PlanNote) =>
    textIf(`window-note-${kind}`, { subject }) ?? textOf(`plan-note-${kind}`, { subject });
  const list = (notes: PlanNote[]) => (
    <ul className="desk-list">
      {notes.map((note) => (
        <li key={`${note.kind} ${note.subject}`}>{say(note)}</li>
      ))}
    </ul>
  );
  const lost = plan.notes.filter(({ kind }) => LOST.has(kind));
  const others = plan.notes.filter(({ kind }) => !LOST.has(kind));
  return (
    <>
      {lost.length > 0 && (
        <Notice tone="warning" title={text("ui-plan-lost")} component="h3">
          {list(lost)}
        </Notice>
      )}
      {others.length > 0 && (
        <Notice tone="info" title={text("ui-plan-notes")} component="h3">
          {list(others)}
        </Notice>
      )}
    </>
  );
}

/** The objects of the plan, with a filter. */
function Operations({ plan }: { plan: PlanView }) {
  const { text } = useText();
  const words = usePlanWords();
  const [shown, setShown] = useState<Shown>("changes");
  const [sought, setSought] = useState("");
  const found = plan.operations.filter((one) => matches(plan, one, shown, sought, words));
  return (
    <>
      <div className="desk-plan-filter">
        <ToggleGroup aria-label={text("ui-plan-filter")} isCompact>
          {SHOWN.filter((one) => one !== "conflicts" || plan.conflicts.length > 0).map((one) => (
            <ToggleGroupItem
              key={one}
              text={text(FILTERS[one])}
              isSelected={one === shown}
              onChange={() => setShown(one)}
            />
          ))}
        </ToggleGroup>
        <SearchInput
          className="desk-search"
          value={sought}
          aria-label={text("ui-plan-filter-text")}
          placeholder={text("ui-plan-filter-text")}
          resetButtonLabel={text("ui-search-clear")}
          onChange={(_, value) => setSought(value)}
          onClear={() => setSought("")}
        />
        <span className="desk-hint" role="status">
          {found.length === 0
            ? text("ui-plan-filter-none")
            : text("ui-plan-filter-count", { count: found.length })}
        </span>
      </div>
      {found.map((operation) => (
        <OperationCard key={`${operation.sort} ${operation.key}`} operation={operation} />
      ))}
    </>
  );
}
