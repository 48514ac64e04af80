import {
  Button,
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  TextInput,
} from "@patternfly/react-core";
import { useEffect, useRef, useState } from "react";
import { CodeEditor } from "../components/CodeEditor";
import { LeaveGuard } from "../components/LeaveGuard";
import { ProblemNotice } from "../components/ProblemNotice";
import { call, problemOf } from "../ipc/call";
import { commands, type MappingView, type Protocol } from "../ipc/generated";
import { useText } from "../messages/text";

import { EMPTY_EXPRESSION, KINDS, usersBut } from "./mapping";
import { SharedNotice } from "./SharedNotice";

type Props = {
  /** The mapping to edit; null makes a new one. */
  mapping: MappingView | null;
  /** The kind of a new one, where the place decides it. */
  kind?: Protocol | null;
  /** The source in whose form this stands: it needs no warning about itself. */
  within?: string;
  /** Makes the ids of the controls. */
  id: string;
  /** Told whether something is typed that is not saved. */
  typed?: (isTyped: boolean) => void;
  /** Done before anything is stored. */
  before?: () => Promise<void>;
  stored(mapping: MappingView): void | Promise<void>;
  cancel(): void;
};

type Typed = { kind: Protocol; name: string; expression: string };

function typedOf(mapping: MappingView | null, kind: Protocol | null | undefined): Typed {
  return {
    kind: mapping?.kind ?? kind ?? "oauth",
    name: mapping?.name ?? "",
    expression: mapping?.expression ?? EMPTY_EXPRESSION,
  };
}

/** Name, kind and expression of a property mapping. It is saved on request: other sources may change with it. */
export function MappingForm({ mapping, kind, within, id, typed: tell, before, stored, cancel }: Props) {
  const { text, textOf } = useText();
  const [base, setBase] = useState(mapping);
  const [typed, setTyped] = useState(() => typedOf(mapping, kind));
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const start = typedOf(base, kind);
  const isDirty = typed.name !== start.name || typed.expression !== start.expression;
  useEffect(() => {
    tell?.(isDirty);
    return () => tell?.(false);
  }, [tell, isDirty]);
  const others = base === null ? [] : usersBut(base, within ?? null);

  const adopt = (fresh: MappingView) => {
    setBase(fresh);
    setTyped(typedOf(fresh, kind));
    setProblem(null);
  };

  // Undo, another window or the command line changed it. What is typed stays, and saving it will be refused.
  const isStale = mapping !== null && base !== null && mapping.revision > base.revision;
  useEffect(() => {
    if (isStale && !isDirty && mapping !== null) {
      setBase(mapping);
      setTyped(typedOf(mapping, null));
    } else if (mapping !== null && mapping.revision === base?.revision && mapping !== base) {
      // The same mapping, but another source may use it by now.
      setBase(mapping);
    }
  }, [isStale, isDirty, mapping, base]);

  const save = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await before?.();
      const view = await call(
        base === null
          ? commands.createMapping(typed.kind, typed.name, typed.expression)
          : commands.saveMapping(base.id, typed.name, typed.expression, base.revision),
      );
      adopt(view);
      await stored(view);
    } catch (error) {
      setProblem(error);
      const { code } = problemOf(error);
      if (code.startsWith("mapping-name")) name.current?.focus();
      else if (code === "mapping-expression-missing") focusCode(`${id}-expression`);
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className="desk-mapping-form">
      {isDirty && <LeaveGuard />}
      <FormGroup label={text("ui-mapping-kind")} fieldId={`${id}-kind`}>
        {base === null && (kind ?? null) === null ? (
          <FormSelect
            id={`${id}-kind`}
            className="desk-select"
            value={typed.kind}
            onChange={(_, value) =>
              setTyped((now) => ({ ...now, kind: KINDS.find((one) => one === value) ?? "oauth" }))
            }
          >
            {KINDS.map((one) => (
              <FormSelectOption key={one} value={one} label={textOf(`mapping-kind-${one}`)} />
            ))}
          </FormSelect>
        ) : (
          <span id={`${id}-kind`}>{textOf(`mapping-kind-${typed.kind}`)}</span>
        )}
      </FormGroup>
      <FormGroup label={text("ui-mapping-name")} fieldId={`${id}-name`} isRequired>
        <TextInput
          id={`${id}-name`}
          ref={name}
          value={typed.name}
          isRequired
          aria-describedby={`${id}-name-help`}
          onChange={(_, value) => setTyped((now) => ({ ...now, name: value }))}
        />
        <Help id={`${id}-name-help`}>{text("ui-mapping-name-help")}</Help>
      </FormGroup>
      <FormGroup role="group" label={text("ui-mapping-expression")} fieldId={`${id}-expression`} isRequired>
        <CodeEditor
          id={`${id}-expression`}
          value={typed.expression}
          language="python"
          label={text("ui-mapping-expression")}
          describedBy={`${id}-expression-help`}
          onChange={(value) => setTyped((now) => ({ ...now, expression: value }))}
        />
        <Help id={`${id}-expression-help`}>
          {`${text("ui-mapping-expression-help")} ${textOf(`mapping-names-${typed.kind}`)}`}
        </Help>
      </FormGroup>
      <SharedNotice uses={others} isOthers={within !== undefined} />
      {problem !== null && <ProblemNotice error={problem} />}
      <div className="desk-heading-actions">
        <Button variant="primary" onClick={() => void save()} isLoading={isBusy} isDisabled={isBusy}>
          {base === null
            ? text(within === undefined ? "ui-mapping-create" : "ui-mapping-create-assign")
            : base.used_by.length > 0
              ? text("ui-mapping-save-all", { count: base.used_by.length })
              : text("ui-mapping-save")}
        </Button>
        <Button variant="link" onClick={cancel} isDisabled={isBusy}>
          {text("ui-cancel")}
        </Button>
        {base !== null && problem !== null && problemOf(problem).code === "mapping-conflict" && (
          <Button
            variant="secondary"
            onClick={async () => {
              try {
                adopt(await call(commands.showMapping(base.id)));
              } catch (error) {
                setProblem(error);
              }
            }}
          >
            {text("ui-mapping-load-again")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Code is written inside of the editor's shadow root. */
function focusCode(id: string): void {
  document.getElementById(id)?.shadowRoot?.querySelector<HTMLElement>(".cm-content")?.focus();
}

function Help({ id, children }: { id: string; children: string }) {
  return (
    <FormHelperText>
      <HelperText id={id}>
        <HelperTextItem>{children}</HelperTextItem>
      </HelperText>
    </FormHelperText>
  );
}
