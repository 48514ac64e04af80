import { Label } from "@patternfly/react-core";
import type { ReactNode } from "react";
import type { ServerColour } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";

export const COLOURS: Record<ServerColour, MessageId> = {
  grey: "ui-server-colour-grey",
  blue: "ui-server-colour-blue",
  green: "ui-server-colour-green",
  orange: "ui-server-colour-orange",
  purple: "ui-server-colour-purple",
  red: "ui-server-colour-red",
};

type Props = { server: { name: string; host: string; colour: ServerColour; production: boolean } };

/** Which server this is about: its colour, name and host, at the top of everything that is about it. */
export function ServerBand({ server }: Props) {
  const { text } = useText();
  return (
    <div className={`desk-server-band desk-server-${server.colour}`}>
      <strong className="desk-break">{server.name}</strong>
      <code className="desk-code">{server.host}</code>
      {server.production && (
        <Label isCompact variant="outline" status="warning">
          {text("ui-servers-production")}
        </Label>
      )}
    </div>
  );
}

/** A server's name with its colour, in a list. */
export function ServerName({ name, colour }: { name: ReactNode; colour: ServerColour }) {
  return <span className={`desk-server-name desk-server-${colour}`}>{name}</span>;
}
