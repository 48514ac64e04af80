import { Card, CardBody, CardTitle } from "@patternfly/react-core";
import { CopyField } from "../components/CopyField";
import type { NeededSecretView, SecretStyle } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { idPart, useText } from "../messages/text";

const ABOUT: Record<Exclude<SecretStyle, "inline">, MessageId> = {
  file: "ui-needed-file",
  env: "ui-needed-env",
  context: "ui-needed-context",
};

type Props = { secrets: NeededSecretView[]; style: SecretStyle };

/** Which secrets have to be where before authentik applies the blueprint. */
export function NeededSecrets({ secrets, style }: Props) {
  const { text, textOf } = useText();
  if (secrets.length === 0 || style === "inline") return null;
  return (
    <Card>
      <CardTitle component="h2">{text("ui-needed-secrets")}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          <p>{text(ABOUT[style])}</p>
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
