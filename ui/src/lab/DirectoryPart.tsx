import { Button } from "@patternfly/react-core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useToast } from "../components/Toasts";
import { call } from "../ipc/call";
import { commands, type LabDirectory } from "../ipc/generated";
import { useText } from "../messages/text";
import { servers } from "../servers/queries";
import { labOffers } from "./queries";

type Props = { directory: LabDirectory | null; draft: string };

/** The accounts of authentik that predictions look into: of a file or of a server, in memory only. */
export function DirectoryPart({ directory, draft }: Props) {
  const { text, textOf } = useText();
  const toast = useToast();
  const client = useQueryClient();
  const { data: known = [] } = useQuery(servers());
  const [busy, setBusy] = useState<string | null>(null);
  const attempt = async (what: string, work: () => Promise<unknown>) => {
    setBusy(what);
    try {
      await work();
      await client.invalidateQueries({ queryKey: labOffers(draft).queryKey });
      await client.invalidateQueries({ queryKey: ["lab-run"] });
      await client.invalidateQueries({ queryKey: ["lab-all-modes"] });
    } catch (error) {
      toast({ kind: "problem", error });
    } finally {
      setBusy(null);
    }
  };
  const isBusy = busy !== null;
  return (
    <div className="desk-stack">
      <p>
        {directory === null
          ? text("ui-lab-directory-none")
          : text("ui-lab-directory", { origin: directory.origin, users: directory.users })}
      </p>
      {directory !== null && directory.notes.length > 0 && (
        <ul className="desk-list">
          {directory.notes.map(({ code, count, first }) => (
            <li key={code}>{textOf(`lab-directory-${code}`, { count, first })}</li>
          ))}
        </ul>
      )}
      <div className="desk-heading-actions">
        <Button
          variant="secondary"
          isDisabled={isBusy}
          onClick={() => void attempt("file", () => call(commands.labOpenDirectory()))}
        >
          {text("ui-lab-directory-open")}
        </Button>
        {known.map(({ name }) => (
          <Button
            key={name}
            variant="secondary"
            className="desk-wrap"
            isDisabled={isBusy}
            isLoading={busy === `server ${name}`}
            onClick={() => void attempt(`server ${name}`, () => call(commands.labPullDirectory(name, draft)))}
          >
            {text("ui-lab-directory-server", { name })}
          </Button>
        ))}
        {directory !== null && (
          <Button
            variant="link"
            isDisabled={isBusy}
            onClick={() => void attempt("close", () => call(commands.labCloseDirectory()))}
          >
            {text("ui-lab-directory-close")}
          </Button>
        )}
      </div>
    </div>
  );
}
