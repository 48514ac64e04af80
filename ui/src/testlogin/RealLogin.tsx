import { Button, Form, FormGroup, TextArea } from "@patternfly/react-core";
import { useState } from "react";
import { CopyButton } from "../components/CopyButton";
import { ProblemNotice } from "../components/ProblemNotice";
import { useText } from "../messages/text";
import type { Run } from "./operation";
import type { TestLogin } from "./useTestLogin";

/** Starts a login at the real provider. */
export function RealOptions({ login, provider }: { login: TestLogin; provider: string }) {
  const { text } = useText();
  const { isRunning, run } = login;
  return (
    <div className="desk-stack">
      <p>{text("ui-real-about", { provider })}</p>
      <div className="desk-test-buttons">
        {isRunning ? (
          <Button variant="secondary" onClick={() => void login.cancel()}>
            {text("ui-test-cancel")}
          </Button>
        ) : (
          <Button variant="primary" onClick={() => void login.startReal()}>
            {text(run === null ? "ui-test-start" : "ui-test-again")}
          </Button>
        )}
        <span className="pf-v6-screen-reader" role="status">
          {isRunning && text("ui-test-running")}
        </span>
      </div>
    </div>
  );
}

/** The page to open, and the place for the address that the browser landed on. */
export function LandingCard({ run, login }: { run: Run; login: TestLogin }) {
  const { text } = useText();
  const [address, setAddress] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  if (run.page === null || run.waiting !== "landing") return null;
  const { authorize_url, callback_url } = run.page;
  const paste = async () => {
    setBusy(true);
    setError(null);
    try {
      await login.paste(address);
      setAddress("");
    } catch (problem) {
      // What was pasted stays, so that it can be mended.
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="desk-stack desk-landing" aria-label={text("ui-real-landing")}>
      <h2 className="desk-subheading">{text("ui-real-open")}</h2>
      <p className="desk-hint">{text("ui-real-open-about")}</p>
      <div className="desk-copy-field-line">
        <code className="desk-code">{authorize_url}</code>
        <CopyButton value={authorize_url} what={text("ui-real-open")} variant="secondary" />
      </div>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void paste();
        }}
      >
        <FormGroup label={text("ui-real-paste")} fieldId="landing-address">
          <TextArea
            id="landing-address"
            value={address}
            rows={3}
            spellCheck={false}
            autoComplete="off"
            aria-describedby="landing-address-about"
            onChange={(_, value) => setAddress(value)}
          />
          <p className="desk-hint" id="landing-address-about">
            {text("ui-real-paste-about", { callback: callback_url })}
          </p>
        </FormGroup>
        {error !== null && <ProblemNotice error={error} />}
        <div className="desk-test-buttons">
          <Button variant="primary" type="submit" isDisabled={isBusy}>
            {text("ui-real-continue")}
          </Button>
        </div>
      </Form>
    </section>
  );
}
