import {
  Button,
  Card,
  CardBody,
  Checkbox,
  Form,
  FormGroup,
  FormSelect,
  FormSelectOption,
  SearchInput,
} from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Answer } from "../components/Answer";
import type { PlanRequest, ServerView } from "../ipc/generated";
import { drafts } from "../ipc/queries";
import { useText } from "../messages/text";
import { useDebounced } from "../sources/useDebounced";
import { DriftBadges } from "./DriftBadges";
import { StageField } from "./StageField";

/** The page that a new authentik has. */
const DEFAULT_STAGE = "default-authentication-identification";
/** Whether a page's buttons have their names beside them. */
const LABELS = { leave: null, show: true, hide: false } as const;
/** With fewer drafts a search is only in the way. */
const FEW = 8;

type Props = {
  server: ServerView;
  /** The drafts that are chosen at first. */
  first: readonly string[];
  isBusy: boolean;
  /** Whether there was a plan already. */
  isAgain: boolean;
  make(request: PlanRequest): void;
};

/** What to plan: drafts, and whether their buttons go on a login page. */
export function PlanForm({ server, first, isBusy, isAgain, make }: Props) {
  const { text } = useText();
  const [typed, setTyped] = useState("");
  const search = useDebounced(typed.trim());
  const query = useQuery(drafts(search));
  const [chosen, setChosen] = useState<readonly string[]>(first);
  const [hasPage, setHasPage] = useState(false);
  const [stage, setStage] = useState(DEFAULT_STAGE);
  const [labels, setLabels] = useState<keyof typeof LABELS>("leave");
  const [isAdopting, setAdopting] = useState(false);
  const [sendsSecrets, setSendsSecrets] = useState(false);
  const choose = (id: string, isChosen: boolean) =>
    setChosen((before) => [...before.filter((one) => one !== id), ...(isChosen ? [id] : [])]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make({
      server: server.name,
      drafts: [...chosen],
      login_page: hasPage ? stage.trim() : null,
      choices: {
        adopt: isAdopting,
        all: null,
        fields: {},
        send_secrets: sendsSecrets,
        labels: hasPage ? LABELS[labels] : null,
      },
    });
  };
  return (
    <Card component="section" aria-label={text("ui-plan-drafts")}>
      <CardBody>
        <Form onSubmit={submit}>
          <FormGroup role="group" label={text("ui-plan-drafts")} fieldId="plan-drafts">
            <Answer query={query}>
              {({ drafts: rows, n_found }) => (
                <div className="desk-stack">
                  {rows.length === 0 && search === "" && <p>{text("ui-plan-drafts-none")}</p>}
                  {(n_found > FEW || search !== "") && (
                    <SearchInput
                      className="desk-search"
                      value={typed}
                      aria-label={text("ui-plan-drafts-search")}
                      placeholder={text("ui-plan-drafts-search")}
                      resetButtonLabel={text("ui-search-clear")}
                      onChange={(_, value) => setTyped(value)}
                      onClear={() => setTyped("")}
                    />
                  )}
                  <div className="desk-plan-drafts">
                    {rows.map(({ id, name, slug }) => (
                      <div key={id} className="desk-heading-actions">
                        <Checkbox
                          id={`plan-draft-${id}`}
                          label={
                            <>
                              {name === "" ? text("ui-unnamed") : name}{" "}
                              <code className="desk-code">{slug}</code>
                            </>
                          }
                          isChecked={chosen.includes(id)}
                          onChange={(_, checked) => choose(id, checked)}
                        />
                        <DriftBadges draft={id} />
                      </div>
                    ))}
                  </div>
                  <p className="desk-hint" role="status">
                    {text("ui-plan-drafts-chosen", { count: chosen.length })}
                  </p>
                </div>
              )}
            </Answer>
          </FormGroup>
          <Checkbox
            id="plan-login-page"
            label={text("ui-plan-login-page")}
            description={text("ui-plan-login-page-help")}
            isChecked={hasPage}
            onChange={(_, checked) => setHasPage(checked)}
          />
          {hasPage && <StageField server={server} stage={stage} choose={setStage} />}
          {hasPage && (
            <FormGroup label={text("ui-plan-labels")} fieldId="plan-labels">
              <FormSelect
                id="plan-labels"
                value={labels}
                onChange={(_, value) => setLabels(value as keyof typeof LABELS)}
              >
                <FormSelectOption value="leave" label={text("ui-plan-labels-leave")} />
                <FormSelectOption value="show" label={text("ui-plan-labels-show")} />
                <FormSelectOption value="hide" label={text("ui-plan-labels-hide")} />
              </FormSelect>
            </FormGroup>
          )}
          <Checkbox
            id="plan-adopt"
            label={text("ui-plan-adopt")}
            description={text("ui-plan-adopt-help")}
            isChecked={isAdopting}
            onChange={(_, checked) => setAdopting(checked)}
          />
          <Checkbox
            id="plan-secrets"
            label={text("ui-plan-send-secrets")}
            isChecked={sendsSecrets}
            onChange={(_, checked) => setSendsSecrets(checked)}
          />
          <div className="desk-heading-actions">
            <Button
              variant={isAgain ? "secondary" : "primary"}
              type="submit"
              isLoading={isBusy}
              isDisabled={isBusy || chosen.length === 0 || (hasPage && stage.trim() === "")}
            >
              {text(isAgain ? "ui-plan-again" : "ui-plan-make")}
            </Button>
            <span role="status">{isBusy && text("ui-plan-reading", { host: server.host })}</span>
          </div>
        </Form>
      </CardBody>
    </Card>
  );
}
