import {
  Button,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  PageSection,
  TextArea,
} from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Answer } from "../components/Answer";
import { Heading } from "../components/Heading";
import { LinkButton } from "../components/LinkButton";
import { Notice } from "../components/Notice";
import { explained, explanations } from "../ipc/queries";
import { useText } from "../messages/text";
import { useDebounced } from "../sources/useDebounced";
import { ExplanationCard } from "./ExplanationCard";
import { KnownErrors } from "./KnownErrors";

/** Where an error is pasted and explained, and where all of them stand. */
export function ExplainPage() {
  const { text } = useText();
  return (
    <PageSection isFilled>
      <div className="desk-stack">
        <Heading>{text("ui-explain")}</Heading>
        <Paste />
        <KnownErrors />
      </div>
    </PageSection>
  );
}

/** One error by its code, as a failed test login leads to it. */
export function ExplanationPage({ code }: { code: string }) {
  const { text } = useText();
  const query = useQuery(explanations("", null));
  return (
    <PageSection isFilled>
      <div className="desk-stack">
        <Heading
          after={
            <LinkButton to="/explain" variant="secondary">
              {text("ui-explain-another")}
            </LinkButton>
          }
        >
          {text("ui-explain")}
        </Heading>
        <Answer query={query}>
          {(list) => {
            const found = list.find((one) => one.code.toLowerCase() === code.toLowerCase());
            return found === undefined ? (
              <Notice tone="info" title={text("ui-explain-gone", { code })} />
            ) : (
              <ExplanationCard explanation={found} />
            );
          }}
        </Answer>
        <KnownErrors />
      </div>
    </PageSection>
  );
}

function Paste() {
  const { text } = useText();
  const [typed, setTyped] = useState("");
  const box = useRef<HTMLTextAreaElement>(null);
  const error = useDebounced(typed);
  const isAsked = error.trim() !== "";
  const query = useQuery({ ...explained(error), enabled: isAsked });
  return (
    <>
      <Form onSubmit={(event) => event.preventDefault()}>
        <FormGroup label={text("ui-explain-paste")} fieldId="explain-paste">
          <TextArea
            id="explain-paste"
            ref={box}
            className="desk-code"
            rows={4}
            resizeOrientation="vertical"
            value={typed}
            placeholder={text("ui-explain-placeholder")}
            aria-describedby="explain-paste-help"
            spellCheck={false}
            autoComplete="off"
            onChange={(_, value) => setTyped(value)}
          />
          <FormHelperText>
            <HelperText id="explain-paste-help">
              <HelperTextItem>{text("ui-explain-paste-help")}</HelperTextItem>
            </HelperText>
          </FormHelperText>
        </FormGroup>
      </Form>
      {typed !== "" && (
        <div>
          <Button
            variant="secondary"
            onClick={() => {
              setTyped("");
              // The button goes with the text.
              box.current?.focus();
            }}
          >
            {text("ui-explain-clear")}
          </Button>
        </div>
      )}
      {isAsked && (
        <Answer query={query}>
          {(found) => (
            <>
              {found.length === 0 ? (
                <Notice tone="info" title={text("ui-explain-unknown")}>
                  {text("ui-explain-unknown-about")}
                </Notice>
              ) : (
                found.map((one) => <ExplanationCard key={one.code} explanation={one} />)
              )}
              <p className="pf-v6-screen-reader" role="status">
                {found.length === 0
                  ? text("ui-explain-unknown")
                  : text("ui-explain-found", { count: found.length })}
              </p>
            </>
          )}
        </Answer>
      )}
    </>
  );
}
