import { Button, FormGroup, TextInput } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ProblemNotice } from "../components/ProblemNotice";
import { useToast } from "../components/Toasts";
import type { DraftView, MappingWord } from "../ipc/generated";
import { mappings } from "../ipc/queries";
import { kindOf, usersBut } from "../mappings/mapping";
import { SharedNotice } from "../mappings/SharedNotice";
import { useText } from "../messages/text";
import { useDebounced } from "../sources/useDebounced";
import { ExpressionEditor, type Target } from "./ExpressionEditor";
import { FoundList } from "./FoundList";
import type { Marked, Offered } from "./python-aids";
import { expressionFindings, mappingWords } from "./queries";
import type { Row } from "./rows";
import type { Lab } from "./useLab";
import { useSaveRow } from "./useSaveRow";
import { keysOf } from "./values";

type Props = {
  row: Row;
  lab: Lab;
  view: DraftView;
  target: Target | null;
  arrived(): void;
  goTo(key: string, line: number): void;
};

/** One mapping to type in, with what was found in it, and with the words that can be written. */
export function MappingEditor({ row, lab, view, target, arrived, goTo }: Props) {
  const { text, textOf, textIf } = useText();
  const toast = useToast();
  const kind = kindOf(view.kind?.protocol) ?? "oauth";
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const settled = useDebounced(row.expression);
  const { data: findings } = useQuery(expressionFindings(kind, row.list, row.name, settled));
  const { data: words } = useQuery(mappingWords(kind, row.list));
  const { data: stored } = useQuery(mappings("", kind));
  const mapping = stored?.find(({ name }) => name === row.name) ?? null;
  const save = useSaveRow(view, kind);

  const found = useMemo(
    (): Marked[] =>
      (findings ?? []).map((finding) => ({
        finding,
        words: [
          textOf(`lint-${finding.code}`, finding.arguments),
          textIf(`lint-${finding.code}-why`, finding.arguments),
        ]
          .filter((line) => line !== null)
          .join("\n"),
      })),
    [findings, textOf, textIf],
  );
  const offered = useMemo((): Offered => {
    const option = (type: string) => (word: MappingWord) => ({
      label: word.name,
      type,
      ...(word.signature !== null && { detail: word.signature }),
      info: textOf(word.help),
    });
    const keys = (words?.keys ?? []).map(option("property"));
    const ofInfo = keysOf(lab.info).map((label) => ({ label, type: "property" }));
    return {
      names: [
        ...(words?.variables ?? []).map(option("variable")),
        ...(words?.globals ?? []).map(option("function")),
      ],
      keys,
      keysOf: { info: ofInfo, data: ofInfo, ldap: ofInfo, properties: keys },
    };
  }, [words, lab.info, textOf]);

  const others = mapping === null || row.added !== null ? [] : usersBut(mapping, view.draft.id);
  const store = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const draft = await save(row, mapping);
      lab.forget(row, draft);
      toast({ kind: "done", tone: "success", title: text("ui-mapping-saved", { name: row.name.trim() }) });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="desk-mapping-form">
      {row.added !== null && (
        <FormGroup label={text("ui-mapping-name")} fieldId="lab-name" isRequired>
          <TextInput
            id="lab-name"
            value={row.name}
            isRequired
            aria-describedby="lab-name-help"
            onChange={(_, name) => lab.rename(row, name)}
          />
          <p id="lab-name-help" className="desk-hint">
            {text("ui-mapping-name-help")}
          </p>
        </FormGroup>
      )}
      <FormGroup role="group" label={text("ui-mapping-expression")} fieldId="lab-expression">
        <ExpressionEditor
          id="lab-expression"
          value={row.expression}
          label={`${text("ui-mapping-expression")}: ${row.name}`}
          listLabel={text("ui-lab-words")}
          describedBy="lab-expression-notes"
          offered={offered}
          found={found}
          target={target}
          arrived={arrived}
          onChange={(expression) => lab.type(row, expression)}
        />
        <div id="lab-expression-notes">
          <p className="desk-hint">{text("ui-lab-expression-help")}</p>
          <FoundList
            found={findings ?? []}
            goTo={(line) => goTo(row.key, line)}
            mend={(mended) => lab.type(row, mended)}
          />
        </div>
      </FormGroup>
      {row.isTyped && <SharedNotice uses={others} isOthers />}
      {problem !== null && <ProblemNotice error={problem} onClose={() => setProblem(null)} />}
      {row.isTyped && (
        <div className="desk-heading-actions">
          <Button variant="primary" onClick={() => void store()} isLoading={isBusy} isDisabled={isBusy}>
            {row.added !== null
              ? text("ui-mapping-create-assign")
              : mapping !== null && mapping.used_by.length > 0
                ? text("ui-mapping-save-all", { count: mapping.used_by.length })
                : text("ui-mapping-save")}
          </Button>
          <Button variant="link" onClick={() => lab.forget(row)} isDisabled={isBusy}>
            {text(row.added !== null ? "ui-lab-remove" : "ui-lab-back")}
          </Button>
        </div>
      )}
    </div>
  );
}
