import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../components/Answer";
import type { DraftView, ExportRequest } from "../ipc/generated";
import { blueprint } from "../ipc/queries";
import { useText } from "../messages/text";
import { FIRST_CHOICE, requestOf } from "./choice";
import { ExportedFile } from "./ExportedFile";
import { ExportFindings } from "./ExportFindings";
import { ExportOptions } from "./ExportOptions";
import { NeededSecrets } from "./NeededSecrets";
import { NextSteps } from "./NextSteps";

/** The draft as a file: to read, to copy, to save, and what to do with it then. */
export function FinishStep({ view }: { view: DraftView }) {
  const { text } = useText();
  const [choice, setChoice] = useState(FIRST_CHOICE);
  const hasLoginButton = view.kind?.offers.login_button === true;
  const request = requestOf(choice, hasLoginButton);
  return (
    <div className="desk-stack">
      <p>{text("ui-export-about")}</p>
      <ExportOptions choice={choice} choose={setChoice} hasLoginButton={hasLoginButton} />
      {request !== null && <Files view={view} request={request} />}
    </div>
  );
}

function Files({ view, request }: { view: DraftView; request: ExportRequest }) {
  const query = useQuery(blueprint(view.draft.id, request));
  return (
    <Answer query={query}>
      {(data) => {
        const files = data.files.length > 0 ? data.files : [data];
        return (
          <>
            <ExportFindings findings={data.findings} />
            {files.map((file) => (
              <ExportedFile key={file.file_name} file={file} request={request} id={view.draft.id} />
            ))}
            <NeededSecrets secrets={data.needed_secrets} request={request} />
            <NextSteps view={view} request={request} hasSecrets={data.needed_secrets.length > 0} />
          </>
        );
      }}
    </Answer>
  );
}
