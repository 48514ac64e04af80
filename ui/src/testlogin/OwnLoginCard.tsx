import { Button } from "@patternfly/react-core";
import { useState } from "react";
import { CopyButton } from "../components/CopyButton";
import { ProblemNotice } from "../components/ProblemNotice";
import { useText } from "../messages/text";
import type { Run } from "./operation";
import type { TestLogin } from "./useTestLogin";

/** The simulator's login page, for a person who logs in there with a browser of their own. */
export function OwnLoginCard({ run, login }: { run: Run; login: TestLogin }) {
  const { text } = useText();
  const [error, setError] = useState<unknown>(null);
  if (run.page === null || run.waiting !== "browser") return null;
  const open = async () => {
    setError(null);
    try {
      await login.openPage();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <section className="desk-stack desk-landing" aria-labelledby="own-login">
      <h2 className="desk-subheading" id="own-login">
        {text("ui-own-login")}
      </h2>
      <p className="desk-hint">{text("ui-own-login-about")}</p>
      <code className="desk-code">{run.page.authorize_url}</code>
      <div className="desk-test-buttons">
        <Button variant="primary" onClick={() => void open()}>
          {text("ui-real-open-browser")}
        </Button>
        <CopyButton value={run.page.authorize_url} what={text("ui-own-login")} variant="secondary" />
      </div>
      {error !== null && <ProblemNotice error={error} />}
    </section>
  );
}
