import { Button, Card, CardBody, CardTitle } from "@patternfly/react-core";
import DownloadIcon from "@patternfly/react-icons/dist/esm/icons/download-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../components/Answer";
import { CopyButton } from "../components/CopyButton";
import { Notice } from "../components/Notice";
import { ProblemNotice } from "../components/ProblemNotice";
import { YamlText } from "../components/YamlText";
import { call } from "../ipc/call";
import { commands, type DraftView, type ExportRequest, type ExportView } from "../ipc/generated";
import { blueprint } from "../ipc/queries";
import { useText } from "../messages/text";
import { ExportOptions, FIRST_CHOICE, requestOf } from "./ExportOptions";
import { NeededSecrets } from "./NeededSecrets";
import { NextSteps } from "./NextSteps";

/** The draft as a blueprint: to read, to copy, to save, and what to do with it then. */
export function FinishStep({ view }: { view: DraftView }) {
  const { text } = useText();
  const [choice, setChoice] = useState(FIRST_CHOICE);
  const hasLoginButton = view.kind?.offers.login_button === true;
  const request = requestOf(choice, hasLoginButton);
  return (
    <div className="desk-stack">
      <p>{text("ui-finish-about")}</p>
      <ExportOptions choice={choice} choose={setChoice} hasLoginButton={hasLoginButton} />
      {request !== null && <Blueprint view={view} request={request} />}
    </div>
  );
}

function Blueprint({ view, request }: { view: DraftView; request: ExportRequest }) {
  const query = useQuery(blueprint(view.draft.id, request));
  return <Answer query={query}>{(data) => <File data={data} view={view} request={request} />}</Answer>;
}

type Props = { data: ExportView; request: ExportRequest; view: DraftView };

function File({ data, request, view }: Props) {
  const { text } = useText();
  const [saved, setSaved] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    setError(null);
    try {
      const path = await call(commands.saveBlueprint(view.draft.id, request));
      if (path !== null) setSaved(path);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <>
      <Card>
        <CardTitle component="h2">
          <div className="desk-heading">
            <span>{data.file_name}</span>
            <div className="desk-heading-actions">
              <CopyButton value={data.text} what={data.file_name} variant="secondary" />
              <Button variant="primary" size="sm" icon={<DownloadIcon />} onClick={() => void save()}>
                {text("ui-save-to-file")}
              </Button>
            </div>
          </div>
        </CardTitle>
        <CardBody>
          {saved !== null && (
            <Notice tone="success" title={text("ui-saved-to-file")} isLive onClose={() => setSaved(null)}>
              <code className="desk-code">{saved}</code>
            </Notice>
          )}
          {error !== null && <ProblemNotice error={error} />}
          <YamlText text={data.text} label={text("ui-blueprint-text", { file: data.file_name })} />
        </CardBody>
      </Card>
      <NeededSecrets secrets={data.needed_secrets} style={request.secrets} />
      <NextSteps
        view={view}
        hasLoginPage={request.login_page !== null}
        hasSecrets={data.needed_secrets.length > 0}
      />
    </>
  );
}
