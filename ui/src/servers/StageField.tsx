import { Button, FormGroup, FormSelect, FormSelectOption, TextInput } from "@patternfly/react-core";
import { useState } from "react";
import { ProblemNotice } from "../components/ProblemNotice";
import { call } from "../ipc/call";
import { commands, type PlannedLoginPage, type ServerView } from "../ipc/generated";
import { useText } from "../messages/text";

type Props = {
  server: ServerView;
  stage: string;
  choose(stage: string): void;
};

/** The identification stage whose page gets the buttons: typed, or chosen among those that the server has. */
export function StageField({ server, stage, choose }: Props) {
  const { text } = useText();
  const [pages, setPages] = useState<readonly PlannedLoginPage[]>([]);
  const [hasNone, setNone] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const ask = async () => {
    setBusy(true);
    setError(null);
    try {
      const found = await call(commands.listLoginPages(server.name));
      setPages(found);
      setNone(found.length === 0);
      const [first] = found;
      if (first !== undefined && !found.some((page) => page.stage === stage)) choose(first.stage);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <FormGroup label={text("ui-plan-stage")} fieldId="plan-stage" isRequired>
        {pages.length > 0 ? (
          <FormSelect id="plan-stage" value={stage} onChange={(_, value) => choose(value)}>
            {pages.map((page) => (
              <FormSelectOption
                key={page.stage}
                value={page.stage}
                label={text("ui-plan-stage-choice", {
                  stage: page.stage,
                  flows: page.flows.length === 0 ? "–" : page.flows.join(", "),
                  buttons: page.buttons.length,
                })}
              />
            ))}
          </FormSelect>
        ) : (
          <TextInput
            id="plan-stage"
            value={stage}
            isRequired
            spellCheck={false}
            onChange={(_, value) => choose(value)}
          />
        )}
        {pages.length === 0 && (
          <div className="desk-heading-actions">
            <Button variant="link" isInline onClick={() => void ask()} isLoading={isBusy} isDisabled={isBusy}>
              {text("ui-plan-stage-ask")}
            </Button>
            <span role="status">
              {isBusy
                ? text("ui-server-checking", { host: server.host })
                : hasNone && text("ui-plan-stage-none")}
            </span>
          </div>
        )}
      </FormGroup>
      {error !== null && <ProblemNotice error={error} retry={() => void ask()} />}
    </>
  );
}
