import {
  Button,
  Checkbox,
  ExpandableSection,
  Form,
  List,
  ListItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
} from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../components/Answer";
import { Notice } from "../components/Notice";
import { ProblemNotice } from "../components/ProblemNotice";
import { useToast } from "../components/Toasts";
import { YamlText } from "../components/YamlText";
import { useFieldNames } from "../import/useFieldNames";
import { call } from "../ipc/call";
import { type BundledSourceView, type BundleView, commands } from "../ipc/generated";
import { useText } from "../messages/text";
import { flushAll } from "../sources/form/autosave";
import { ProtectionFields } from "./ProtectionFields";
import { isReady, NO_PROTECTION, type Protection } from "./protection";

type Props = { id: string; name: string; close(): void };

/** A source as one file for another Source Desk: shown first, redacted unless secrets are asked for twice. */
export function ShareDialog({ id, name, close }: Props) {
  const { text } = useText();
  const toast = useToast();
  const query = useQuery({
    queryKey: ["bundle", id],
    queryFn: async () => {
      // What was typed last goes along.
      await flushAll();
      return call(commands.previewBundle(id));
    },
    staleTime: 0,
    gcTime: 0,
  });
  const [protection, setProtection] = useState<Protection>(NO_PROTECTION);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    setError(null);
    try {
      const { isWanted, way, passphrase, recipient } = protection;
      const path = await call(
        commands.saveBundle(
          id,
          isWanted && way === "passphrase" ? passphrase : null,
          isWanted && way === "recipient" ? recipient : null,
        ),
      );
      if (path !== null) {
        toast({ kind: "done", tone: "success", title: text("ui-share-saved", { path }) });
        close();
      }
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      isOpen
      variant="medium"
      onClose={close}
      aria-labelledby="share-title"
      aria-describedby="share-about"
    >
      <ModalHeader title={text("ui-share-title", { name })} labelId="share-title" />
      <ModalBody tabIndex={0} aria-labelledby="share-title">
        <div className="desk-stack">
          <p id="share-about">{text("ui-share-about")}</p>
          <Answer query={query}>
            {(view) => (
              <>
                <Holds view={view} isEncrypted={protection.isWanted} />
                <Secrets sources={view.sources} protection={protection} change={setProtection} />
              </>
            )}
          </Answer>
          {error !== null && <ProblemNotice error={error} />}
        </div>
      </ModalBody>
      <ModalFooter>
        <Button
          variant="primary"
          onClick={() => void save()}
          isDisabled={isBusy || query.data === undefined || !isReady(protection)}
          isLoading={isBusy}
        >
          {text(protection.isWanted ? "ui-share-save-secrets" : "ui-share-save")}
        </Button>
        <Button variant="link" onClick={close}>
          {text("ui-cancel")}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

/** What goes along in any case, and the file itself to read. */
function Holds({ view, isEncrypted }: { view: BundleView; isEncrypted: boolean }) {
  const { text } = useText();
  const [isOpen, setOpen] = useState(false);
  const mappings = view.sources.flatMap((source) => source.mappings);
  return (
    <div>
      <h2 className="desk-subheading">{text("ui-share-holds")}</h2>
      <List>
        <ListItem>{text(isEncrypted ? "ui-share-holds-encrypted" : "ui-share-holds-plain")}</ListItem>
        {mappings.length > 0 && (
          <ListItem>{text("ui-share-mappings", { names: mappings.join(text("ui-list-comma")) })}</ListItem>
        )}
        {!isEncrypted && <ListItem>{text("ui-share-redacted")}</ListItem>}
      </List>
      {!isEncrypted && (
        <ExpandableSection
          toggleText={text("ui-share-text")}
          isExpanded={isOpen}
          onToggle={(_, expanded) => setOpen(expanded)}
        >
          {isOpen && <YamlText text={view.text} label={view.file_name} />}
        </ExpandableSection>
      )}
    </div>
  );
}

type SecretsProps = {
  sources: BundledSourceView[];
  protection: Protection;
  change(protection: Protection): void;
};

/** The way to secrets: asked for, warned about, confirmed, protected. */
function Secrets({ sources, protection, change }: SecretsProps) {
  const { text } = useText();
  const names = useFieldNames();
  const fields = sources.flatMap((source) => source.secrets);
  if (fields.length === 0) return <p className="desk-hint">{text("ui-share-with-none")}</p>;
  return (
    <Form onSubmit={(event) => event.preventDefault()}>
      <Checkbox
        id="share-with"
        label={text("ui-share-with")}
        description={text("ui-share-with-fields", { fields: names(fields) })}
        isChecked={protection.isWanted}
        onChange={(_, isWanted) => change({ ...NO_PROTECTION, isWanted })}
      />
      {protection.isWanted && (
        <>
          <Notice tone="warning" title={text("ui-share-warning")} isLive component="h3">
            <p>{text("ui-share-warning-about")}</p>
          </Notice>
          <Checkbox
            id="share-confirm"
            label={text("ui-share-confirm")}
            isChecked={protection.isConfirmed}
            onChange={(_, isConfirmed) => change({ ...protection, isConfirmed })}
          />
          {protection.isConfirmed && <ProtectionFields protection={protection} change={change} />}
        </>
      )}
    </Form>
  );
}
