import { Button, Card, CardBody, CardTitle, FormGroup, Label, TextArea } from "@patternfly/react-core";
import { type FormEvent, useId, useState } from "react";
import { CopyField } from "../components/CopyField";
import { Notice } from "../components/Notice";
import { ProblemNotice } from "../components/ProblemNotice";
import { call } from "../ipc/call";
import { type Compared, type Comparison, commands, type Verdict } from "../ipc/generated";
import { useText } from "../messages/text";
import type { CallbackActions } from "./useCallbackActions";

type Answer = { comparison: Comparison | null; error: unknown; expected: string };

type Props = {
  id: string;
  /** Everything that authentik sends: with another slug or host an older verdict says nothing any more. */
  expected: string;
  actions: CallbackActions;
};

/** What somebody registered, held against what authentik sends. */
export function RegisteredBox({ id, expected, actions }: Props) {
  const { text } = useText();
  const [pasted, setPasted] = useState("");
  const [answer, setAnswer] = useState<Answer | null>(null);
  const field = useId();
  const compare = async (event: FormEvent) => {
    event.preventDefault();
    try {
      setAnswer({ comparison: await call(commands.compareRegistered(id, pasted)), error: null, expected });
    } catch (error) {
      setAnswer({ comparison: null, error, expected });
    }
  };
  const shown = answer?.expected === expected ? answer : null;
  return (
    <Card>
      <CardTitle component="h2">{text("ui-compare")}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          <form className="desk-stack" onSubmit={(event) => void compare(event)} noValidate>
            <FormGroup label={text("ui-compare-text")} fieldId={field}>
              <TextArea
                id={field}
                value={pasted}
                className="desk-mono"
                rows={3}
                resizeOrientation="vertical"
                spellCheck={false}
                aria-describedby={`${field}-help`}
                onChange={(_, value) => {
                  setPasted(value);
                  setAnswer(null);
                }}
              />
              <p id={`${field}-help`} className="desk-hint">
                {text("ui-compare-about")}
              </p>
            </FormGroup>
            <div>
              <Button type="submit" variant="primary" isDisabled={pasted.trim() === ""}>
                {text("ui-compare-run")}
              </Button>
            </div>
          </form>
          {shown !== null && shown.error !== null && <ProblemNotice error={shown.error} />}
          {shown?.comparison && <Result comparison={shown.comparison} actions={actions} />}
        </div>
      </CardBody>
    </Card>
  );
}

function Result({ comparison, actions }: { comparison: Comparison; actions: CallbackActions }) {
  const { text } = useText();
  const { works, lines, missing } = comparison;
  // What a line has to be replaced by is said at the line.
  const instead = new Set(lines.filter((line) => line.verdict !== "unrelated").map((line) => line.register));
  const unmentioned = missing.filter((one) => !instead.has(one));
  const mark = async () => {
    if (await actions.setStep("callback", "done")) await actions.setStep("compare", "done");
  };
  return (
    <>
      <Notice
        tone={works ? "success" : "danger"}
        title={text(works ? "ui-compare-works" : "ui-compare-fails")}
        isLive
        component="h3"
        actions={
          works && (
            <Button variant="link" isInline onClick={() => void mark()}>
              {text("ui-compare-mark")}
            </Button>
          )
        }
      />
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one answer never move, and two may be the same.
        <Line key={at} line={line} />
      ))}
      {unmentioned.map((one) => (
        <CopyField key={one} label={text("ui-compare-missing")} value={one} />
      ))}
      {comparison.n_left_out > 0 && (
        <p className="desk-hint">{text("ui-compare-left-out", { count: comparison.n_left_out })}</p>
      )}
    </>
  );
}

const COLORS: Record<Verdict, "green" | "orange" | "red" | "grey"> = {
  right: "green",
  accepted: "green",
  doubtful: "orange",
  refused: "red",
  unrelated: "grey",
};

function Line({ line }: { line: Compared }) {
  const { text, textOf } = useText();
  const isRelated = line.verdict !== "unrelated";
  return (
    <div className={`desk-compared desk-compared-${line.verdict}`}>
      <div className="desk-compared-line">
        <code className="desk-code">{line.text}</code>
        <Label isCompact color={COLORS[line.verdict]}>
          {textOf(`verdict-${line.verdict}`)}
        </Label>
      </div>
      {isRelated && line.differences.length > 0 && (
        <ul className="desk-differences">
          {line.differences.map((difference) => (
            <li key={difference.code}>
              {textOf(`difference-${difference.code}`, difference.arguments)}{" "}
              <span className="desk-hint">{textOf(`matters-${difference.matters}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {isRelated && line.verdict !== "right" && (
        <CopyField label={text("ui-compare-instead")} value={line.register} />
      )}
    </div>
  );
}
