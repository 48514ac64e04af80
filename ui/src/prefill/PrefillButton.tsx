import { Button } from "@patternfly/react-core";
import { useState } from "react";
import { useToast } from "../components/Toasts";
import { call } from "../ipc/call";
import { commands, type DraftView, type FieldView, type PrefillView } from "../ipc/generated";
import { useText } from "../messages/text";
import { flushAll } from "../sources/form/autosave";
import { PrefillDialog } from "./PrefillDialog";

/** The kinds whose fields a document can fill: those whose URLs can be changed, and SAML. */
export function isFillable(fields: readonly FieldView[]): boolean {
  return fields.some((field) => field.name === "oidc_well_known_url" || field.name === "sso_url");
}

/** Opens the dialog that chooses a document, and shows what the draft would get from it. */
export function PrefillButton({ view }: { view: DraftView }) {
  const { text } = useText();
  const toast = useToast();
  const [proposal, setProposal] = useState<PrefillView | null>(null);
  const [isBusy, setBusy] = useState(false);
  const choose = async () => {
    setBusy(true);
    try {
      // What was typed last has to be in the draft that the document is held against.
      await flushAll();
      setProposal(await call(commands.chooseMetadata(view.draft.id)));
    } catch (error) {
      toast({ kind: "problem", error });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <Button variant="secondary" onClick={() => void choose()} isDisabled={isBusy}>
        {text("ui-prefill-button")}
      </Button>
      <p className="desk-hint">{text("ui-prefill-about")}</p>
      {proposal !== null && (
        <PrefillDialog key={proposal.reading} view={view} first={proposal} close={() => setProposal(null)} />
      )}
    </div>
  );
}
