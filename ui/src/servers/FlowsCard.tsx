import { Button, Card, CardBody, CardTitle, Label, List, ListItem } from "@patternfly/react-core";
import { useState } from "react";
import { ProblemNotice } from "../components/ProblemNotice";
import { call } from "../ipc/call";
import { commands, type FlowFinding, type FlowFindingKind, type ServerView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";

/** What each finding says, and whether it keeps people out. */
const FINDINGS: Record<FlowFindingKind, { message: MessageId; keepsOut: boolean }> = {
  "no-authentication-flow": { message: "flow-no-authentication-flow", keepsOut: true },
  "authentication-without-login": { message: "flow-authentication-without-login", keepsOut: true },
  "enrollment-without-write": { message: "flow-enrollment-without-write", keepsOut: true },
  "enrollment-without-login": { message: "flow-enrollment-without-login", keepsOut: true },
  "source-stage-not-resumed": { message: "flow-source-stage-not-resumed", keepsOut: true },
  "no-enrollment-flow": { message: "flow-no-enrollment-flow", keepsOut: false },
  "other-designation": { message: "flow-other-designation", keepsOut: false },
  "attributes-stay": { message: "flow-attributes-stay", keepsOut: false },
  "policies-not-asked": { message: "flow-policies-not-asked", keepsOut: false },
};

/** What is wrong with the flows of the server's sources. The server is contacted only when a person asks. */
export function FlowsCard({ server }: { server: ServerView }) {
  const { text } = useText();
  const [found, setFound] = useState<readonly FlowFinding[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const examine = async () => {
    setBusy(true);
    setError(null);
    try {
      setFound(await call(commands.examineFlows(server.name)));
    } catch (problem) {
      setFound(null);
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card component="section" aria-label={text("ui-server-flows")}>
      <CardTitle component="h2">{text("ui-server-flows")}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          <p>{text("ui-server-flows-about")}</p>
          <div className="desk-heading-actions">
            <Button variant="secondary" onClick={() => void examine()} isLoading={isBusy} isDisabled={isBusy}>
              {text("ui-server-flows-examine")}
            </Button>
            <span role="status">
              {isBusy
                ? text("ui-server-checking", { host: server.host })
                : found?.length === 0 && text("cli-server-doctor-well")}
            </span>
          </div>
          {error !== null && <ProblemNotice error={error} retry={() => void examine()} />}
          {found !== null && found.length > 0 && (
            <List isPlain aria-label={text("ui-server-flows")}>
              {found.map(({ kind, slug, flow }) => (
                <ListItem key={`${kind} ${slug} ${flow}`}>
                  <Label isCompact status={FINDINGS[kind].keepsOut ? "danger" : "info"}>
                    {text(
                      FINDINGS[kind].keepsOut ? "ui-server-flows-keeps-out" : "ui-server-flows-worth-knowing",
                    )}
                  </Label>{" "}
                  {text(FINDINGS[kind].message, { slug, flow })}
                </ListItem>
              ))}
            </List>
          )}
        </div>
      </CardBody>
    </Card>
  );
}
