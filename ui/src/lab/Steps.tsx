import { Button, Card, CardBody, CardTitle, ExpandableSection, Label } from "@patternfly/react-core";
import { useState } from "react";
import { Notice } from "../components/Notice";
import type { LabError, LabStep, PipelineView, PropertyChange } from "../ipc/generated";
import { useText } from "../messages/text";
import { Changes } from "./Changes";
import type { Row } from "./rows";
import { ABSENT, type Difference, valueText } from "./values";

type Props = { pipeline: PipelineView; rows: readonly Row[]; goTo(key: string, line: number): void };

/** The mappings in the order in which they ran, each with what it changed, and how it ended. */
export function Steps({ pipeline, rows, goTo }: Props) {
  const { text, textOf } = useText();
  const [isOpen, setOpen] = useState(false);
  const { base, doubts, steps, not_run, ended, identifier } = pipeline;
  return (
    <Card component="section" aria-label={text("ui-lab-steps")}>
      <CardTitle component="h3">{text("ui-lab-steps")}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          {identifier !== null && (
            <p>
              {text("ui-lab-identifier")} <code className="desk-code">{identifier}</code>
            </p>
          )}
          <ExpandableSection
            toggleText={text("ui-lab-base")}
            isExpanded={isOpen}
            onToggle={(_, open) => setOpen(open)}
            isIndented
          >
            <code className="desk-code">{JSON.stringify(base, null, 2)}</code>
          </ExpandableSection>
          {doubts.length > 0 && (
            <ul className="desk-list">
              {doubts.map((doubt) => (
                <li key={doubt}>{textOf(`lab-doubt-${doubt}`)}</li>
              ))}
            </ul>
          )}
          {steps.length === 0 && ended === null && <p>{text("ui-lab-no-steps")}</p>}
          <ol className="desk-lab-steps">
            {steps.map((step, n) => {
              const row = rows.find(({ name, list }) => name.trim() === step.mapping && list === step.list);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a mapping comes once for each group, and each run is a new one.
                <li key={n} className="desk-stack">
                  <Step step={step} goTo={row === undefined ? null : (line) => goTo(row.key, line)} />
                </li>
              );
            })}
            {not_run.map((name) => (
              <li key={`not ${name}`} className="desk-hint">
                {text("ui-lab-not-run", { name })}
              </li>
            ))}
          </ol>
          {ended !== null && <Notice tone="danger" title={textOf(`lab-ended-${ended}`)} component="h4" />}
        </div>
      </CardBody>
    </Card>
  );
}

/** The generated client says null where there is nothing, which is a value as well: its kind tells. */
function differenceOf({ path, before, after, kind }: PropertyChange): Difference {
  return {
    path,
    before: kind === "added" ? ABSENT : before,
    after: kind === "removed" ? ABSENT : after,
  };
}

function Step({ step, goTo }: { step: LabStep; goTo: ((line: number) => void) | null }) {
  const { text } = useText();
  const { mapping, list, group_id, changes, in_place, log, calls, notes, error, use_of } = step;
  return (
    <>
      <h4 className="desk-lab-heading">
        <span className="desk-break">{mapping}</span>
        {list === "group_property_mappings" && (
          <Label isCompact>{text("ui-lab-of-group", { group: group_id ?? "" })}</Label>
        )}
      </h4>
      {error === null ? (
        <>
          {use_of === "not-a-dict" && (
            <Notice
              tone="warning"
              title={text("ui-lab-not-a-dict", { value: valueText(step.returned) })}
              component="h4"
            />
          )}
          {changes.length === 0 ? (
            <p className="desk-hint">{text("ui-lab-same")}</p>
          ) : (
            <Changes label={text("ui-lab-changes", { name: mapping })} changes={changes.map(differenceOf)} />
          )}
          {in_place.length > 0 && <p className="desk-hint">{text("ui-lab-in-place")}</p>}
        </>
      ) : (
        <Failed error={error} goTo={goTo} />
      )}
      {notes.length > 0 && (
        <ul className="desk-list">
          {notes.map((note) => (
            <li key={note.path}>
              {text("ui-lab-note", { path: note.path, type: note.type_name })}{" "}
              <code className="desk-code">{note.text}</code>
            </li>
          ))}
        </ul>
      )}
      {log.length + calls.length > 0 && <Said step={step} />}
    </>
  );
}

/** What a mapping logged, and what it asked of authentik and of other servers. */
function Said({ step: { log, calls, is_cut } }: { step: LabStep }) {
  const { text } = useText();
  return (
    <ul className="desk-list desk-break">
      {log.map(({ level, event, fields }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines may be alike, and each run is a new one.
        <li key={`log ${n}`}>
          <strong>{level}</strong> {event}{" "}
          {Object.entries(fields).map(([name, value]) => (
            <code key={name} className="desk-code">{`${name}=${value} `}</code>
          ))}
        </li>
      ))}
      {calls.map(({ name, asked, answer }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: calls may be alike, and each run is a new one.
        <li key={`call ${n}`}>
          <code className="desk-code">{`${name}(${valueText(asked)})`}</code>
          {answer !== null && (
            <>
              {" → "}
              <code className="desk-code">{valueText(answer)}</code>
            </>
          )}
        </li>
      ))}
      {is_cut && <li className="desk-hint">{text("ui-lab-cut")}</li>}
    </ul>
  );
}

/** Why a mapping did not return, with the way to the line. */
function Failed({ error, goTo }: { error: LabError; goTo: ((line: number) => void) | null }) {
  const { text, textOf } = useText();
  switch (error.kind) {
    case "raised": {
      const { line } = error;
      return (
        <Notice
          tone="danger"
          title={`${error.type_name}: ${error.message}`}
          component="h4"
          actions={
            line !== null &&
            goTo !== null && (
              <Button variant="link" isInline onClick={() => goTo(line)}>
                {text("ui-lab-go-to-line", { line })}
              </Button>
            )
          }
        />
      );
    }
    case "skipped":
      return <Notice tone="warning" title={text("lab-skipped")} component="h4" />;
    case "needs-server":
      return (
        <Notice
          tone="info"
          title={text("lab-needs-server", { what: error.what.join("; ") })}
          component="h4"
        />
      );
    case "stopped":
      return <Notice tone="danger" title={textOf(`lab-limit-${error.limit}`)} component="h4" />;
  }
}
