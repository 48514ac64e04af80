import { Button, Card, CardBody, CardTitle } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../components/Answer";
import { CopyButton } from "../components/CopyButton";
import { call } from "../ipc/call";
import { commands } from "../ipc/generated";
import { useText } from "../messages/text";

/** The diagnostics report: shown first, copied then. */
export function ReportCard() {
  const { text } = useText();
  const [isShown, setShown] = useState(false);
  return (
    <Card>
      <CardTitle component="h2">{text("ui-report")}</CardTitle>
      <CardBody>
        <p>{text("ui-report-about")}</p>
        {isShown ? (
          <Report />
        ) : (
          <Button variant="secondary" onClick={() => setShown(true)}>
            {text("ui-report-show")}
          </Button>
        )}
      </CardBody>
    </Card>
  );
}

function Report() {
  const { text } = useText();
  const query = useQuery({
    queryKey: ["report"],
    queryFn: () => call(commands.report()),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Answer query={query}>
      {(report) => (
        <div className="desk-stack">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
          <section className="desk-report" aria-label={text("ui-report")} tabIndex={0}>
            <pre>{report}</pre>
          </section>
          <div>
            <CopyButton value={report} what={text("ui-report")} variant="secondary" />
          </div>
        </div>
      )}
    </Answer>
  );
}
