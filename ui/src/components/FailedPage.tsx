import { PageSection } from "@patternfly/react-core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { ProblemNotice } from "./ProblemNotice";

/** For a screen that could not be drawn: our own mistake, said so, with a way to try again. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  return (
    <PageSection>
      <ProblemNotice error={error} retry={reset} />
    </PageSection>
  );
}
