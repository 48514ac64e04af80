import { Button } from "@patternfly/react-core";
import { type ReactNode, useId, useState } from "react";
import { CopyButton } from "../components/CopyButton";
import { ProblemNotice } from "../components/ProblemNotice";
import { useText } from "../messages/text";
import type { Run } from "./operation";
import type { TestLogin } from "./useTestLogin";

type Props = {
  run: Run;
  login: TestLogin;
  title: string;
  about: string;
  /** Whether opening the page is all that a person has to do here. */
  isPrimary?: boolean;
  children?: ReactNode;
};

/** A login page for the person's own browser: its address, to open or to copy. */
export function PageCard({ run, login, title, about, isPrimary = true, children }: Props) {
  const { text } = useText();
  const id = useId();
  const [error, setError] = useState<unknown>(null);
  if (run.page === null) return null;
  const { authorize_url } = run.page;
  const open = async () => {
    setError(null);
    try {
      await login.openPage();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <section className="desk-stack desk-landing" aria-labelledby={id}>
      <h2 className="desk-subheading" id={id}>
        {title}
      </h2>
      <p className="desk-hint">{about}</p>
      <code className="desk-code">{authorize_url}</code>
      <div className="desk-test-buttons">
        <Button variant={isPrimary ? "primary" : "secondary"} onClick={() => void open()}>
          {text("ui-real-open-browser")}
        </Button>
        <CopyButton value={authorize_url} what={title} variant="secondary" />
      </div>
      {error !== null && <ProblemNotice error={error} />}
      {children}
    </section>
  );
}
