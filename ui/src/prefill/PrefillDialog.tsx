import {
  Button,
  Form,
  FormGroup,
  FormSelect,
  FormSelectOption,
  List,
  ListItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
} from "@patternfly/react-core";
import { useState } from "react";
import { Notice } from "../components/Notice";
import { ProblemNotice } from "../components/ProblemNotice";
import { useToast } from "../components/Toasts";
import { call } from "../ipc/call";
import {
  commands,
  type DraftView,
  type NoteView,
  type PrefillChange,
  type PrefillPlace,
  type PrefillView,
} from "../ipc/generated";
import { useDraftCache } from "../ipc/queries";
import { idPart, useText } from "../messages/text";
import { CertificateChoice } from "./CertificateChoice";
import { ChangeTable } from "./ChangeTable";

type Props = { view: DraftView; first: PrefillView; close(): void };

function advised(proposal: PrefillView): string[] {
  return proposal.changes.filter((change) => change.is_advised).map((change) => change.field);
}

/** What the draft would get from a document. Nothing is filled before the person has seen and ticked it. */
export function PrefillDialog({ view, first, close }: Props) {
  const { text, textOf, textIf } = useText();
  const words = ({ code, arguments: values }: NoteView) => {
    const field = values.field === undefined ? null : textIf(`field-${idPart(values.field)}`);
    return textOf(`prefill-note-${code}`, field === null ? values : { ...values, field });
  };
  const cache = useDraftCache();
  const toast = useToast();
  const [proposal, setProposal] = useState(first);
  // What was chosen shows at once; the proposal for it follows.
  const [place, setPlace] = useState(first.place);
  const [ticked, setTicked] = useState(() => advised(first));
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const { id } = view.draft;

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const look = (next: PrefillPlace) => {
    setPlace(next);
    void attempt(async () => {
      try {
        const found = await call(commands.viewMetadata(id, proposal.reading, next));
        // What the person ticked or unticked stays so.
        const known = proposal.changes.map((change) => change.field);
        const isTicked = ({ field, is_advised }: PrefillChange) =>
          known.includes(field) ? ticked.includes(field) : is_advised;
        setProposal(found);
        setTicked(found.changes.filter(isTicked).map((change) => change.field));
      } catch (problem) {
        setPlace(proposal.place);
        throw problem;
      }
    });
  };
  const fill = () =>
    attempt(async () => {
      const fields = proposal.changes.map((change) => change.field).filter((field) => ticked.includes(field));
      cache.put(await call(commands.prefill(id, proposal.reading, { place: proposal.place, fields })));
      toast({
        kind: "done",
        tone: "success",
        title: text("ui-prefill-done", { count: fields.length }),
      });
      close();
    });

  const { providers, certificates, changes } = proposal;
  const count = changes.filter((change) => ticked.includes(change.field)).length;
  return (
    <Modal
      isOpen
      variant="large"
      onClose={close}
      aria-labelledby="prefill-title"
      aria-describedby="prefill-file"
    >
      <ModalHeader title={text("ui-prefill-title")} labelId="prefill-title" />
      <ModalBody>
        <div className="desk-stack">
          <p id="prefill-file">
            {text(proposal.sort === "saml" ? "ui-prefill-saml" : "ui-prefill-openid")}{" "}
            <code className="desk-code">{proposal.file}</code>
          </p>
          {providers.length > 1 && (
            <Form>
              <FormGroup label={text("ui-prefill-provider")} fieldId="prefill-provider">
                <FormSelect
                  id="prefill-provider"
                  value={place.provider}
                  onChange={(_, value) => {
                    const provider = Number(value);
                    look({ provider, certificate: providers[provider]?.certificate ?? null });
                  }}
                >
                  {providers.map((one, at) => (
                    <FormSelectOption key={one.entity} value={at} label={one.entity} />
                  ))}
                </FormSelect>
              </FormGroup>
            </Form>
          )}
          {certificates.length > 0 && (
            <CertificateChoice
              certificates={certificates}
              chosen={place.certificate}
              choose={(certificate) => look({ ...place, certificate })}
            />
          )}
          {changes.length === 0 ? (
            <p>{text("ui-prefill-nothing")}</p>
          ) : (
            <ChangeTable
              view={view}
              changes={changes}
              ticked={ticked}
              tick={(field, isTicked) =>
                setTicked((before) =>
                  isTicked ? [...before, field] : before.filter((known) => known !== field),
                )
              }
            />
          )}
          {proposal.same.length > 0 && (
            <p className="desk-hint">{text("ui-prefill-same", { count: proposal.same.length })}</p>
          )}
          {proposal.notes.length > 0 && (
            <Notice tone="info" title={text("ui-prefill-notes")}>
              <List>
                {proposal.notes.map((note) => (
                  <ListItem key={note.code + JSON.stringify(note.arguments)}>{words(note)}</ListItem>
                ))}
              </List>
            </Notice>
          )}
          {error !== null && <ProblemNotice error={error} />}
        </div>
      </ModalBody>
      <ModalFooter>
        <Button variant="primary" onClick={() => void fill()} isDisabled={isBusy || count === 0}>
          {text("ui-prefill-run", { count })}
        </Button>
        <Button variant="link" onClick={close}>
          {text("ui-cancel")}
        </Button>
      </ModalFooter>
    </Modal>
  );
}
