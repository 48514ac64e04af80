import { Card, CardBody, CardTitle } from "@patternfly/react-core";
import { CopyField } from "../components/CopyField";
import type { ExportRequest, NeededSecretView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { idPart, useText } from "../messages/text";

type Props = { secrets: NeededSecretView[]; request: ExportRequest };

/** Which secrets have to be where before authentik, or the tool that looks after it, gets the file: those not in it. */
export function NeededSecrets({ secrets, request }: Props) {
  const { text, textOf } = useText();
  if (secrets.length === 0) return null;
  return (
    <Card>
      <CardTitle component="h2">{text("ui-needed-secrets")}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          <p>{text(aboutOf(request))}</p>
          {secrets.map((secret) => (
            <CopyField
              key={secret.slug + secret.field}
              label={text("ui-needed-secret", {
                label: textOf(`field-${idPart(secret.field)}`),
                slug: secret.slug,
              })}
              value={secret.reference}
            />
          ))}
        </div>
      </CardBody>
    </Card>
  );
}

function aboutOf({ format, secrets }: ExportRequest): MessageId {
  switch (format) {
    case "terraform":
      return "ui-needed-terraform";
    case "kubernetes":
      return "ui-needed-kubernetes";
    case "compose":
      return secrets === "env" ? "ui-needed-compose-env" : "ui-needed-compose-file";
    default:
      if (secrets === "env") return "ui-needed-env";
      return secrets === "context" ? "ui-needed-context" : "ui-needed-file";
  }
}
