import { Button, Card, CardBody, CardTitle } from "@patternfly/react-core";
import DownloadIcon from "@patternfly/react-icons/dist/esm/icons/download-icon";
import { useState } from "react";
import { CopyButton } from "../components/CopyButton";
import { Notice } from "../components/Notice";
import { ProblemNotice } from "../components/ProblemNotice";
import { YamlText } from "../components/YamlText";
import { call } from "../ipc/call";
import { commands, type ExportedFileView, type ExportRequest } from "../ipc/generated";
import { useText } from "../messages/text";

type Props = { file: ExportedFileView; request: ExportRequest; id: string };

/** One file: its text, and what to do with it. */
export function ExportedFile({ file, request, id }: Props) {
  const { text } = useText();
  const [saved, setSaved] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const save = async () => {
    setError(null);
    try {
      const path = await call(commands.saveBlueprint(id, request, file.file_name));
      if (path !== null) setSaved(path);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Card>
      <CardTitle component="h2">
        <div className="desk-heading">
          <span id={`file-${file.file_name}`}>{file.file_name}</span>
          <div className="desk-heading-actions">
            <CopyButton value={file.text} what={file.file_name} variant="secondary" />
            <Button
              variant="primary"
              size="sm"
              icon={<DownloadIcon />}
              aria-describedby={`file-${file.file_name}`}
              onClick={() => void save()}
            >
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
        <YamlText
          text={file.text}
          label={text("ui-export-text", { file: file.file_name })}
          grammar={grammarOf(file.file_name)}
        />
      </CardBody>
    </Card>
  );
}

/** JSON is YAML; of Terraform and Markdown only the comments and headings stand out. */
function grammarOf(name: string): "yaml" | "lines" {
  return /\.(yaml|json)$/.test(name) ? "yaml" : "lines";
}
