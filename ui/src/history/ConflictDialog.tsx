import {
  Button,
  HelperText,
  HelperTextItem,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  Radio,
} from "@patternfly/react-core";
import { useState } from "react";
import type { ConflictView, Decision, FieldValue, Side } from "../ipc/generated";
import { useText } from "../messages/text";
import { useHistoryWords } from "./words";

type Props = {
  conflicts: ConflictView[];
  /** Saves with what was chosen. */
  decide(decisions: Decision[]): void;
  /** Leaves it for later; what was typed stays. */
  close(): void;
};

const SIDES: readonly Side[] = ["mine", "theirs"];

function keyOf({ field, item }: ConflictView): string {
  return item === null ? field : `${field} ${item}`;
}

/** Asks field by field whose change to keep, where a source was changed here and elsewhere. Nothing is chosen beforehand. */
export function ConflictDialog({ conflicts, decide, close }: Props) {
  const { text } = useText();
  const words = useHistoryWords();
  const [chosen, setChosen] = useState<Record<string, Side>>({});
  const [isTried, setTried] = useState(false);
  const missing = conflicts.filter((conflict) => chosen[keyOf(conflict)] === undefined);

  const save = () => {
    setTried(true);
    const first = missing[0];
    if (first !== undefined) {
      document.getElementById(`conflict-${keyOf(first)}-mine`)?.focus();
      return;
    }
    decide(
      conflicts.map((conflict) => {
        const { field, item, theirs } = conflict;
        return { field, item, theirs, side: chosen[keyOf(conflict)] ?? "theirs" };
      }),
    );
  };

  return (
    <Modal
      isOpen
      variant="medium"
      onClose={close}
      aria-labelledby="conflict-title"
      aria-describedby="conflict-about"
    >
      <ModalHeader title={text("ui-conflict")} labelId="conflict-title" />
      <ModalBody>
        <div className="desk-stack">
          <p id="conflict-about">{text("ui-conflict-about")}</p>
          {conflicts.map((conflict) => {
            const key = keyOf(conflict);
            const base = words.value(conflict, conflict.base);
            const isMissing = isTried && chosen[key] === undefined;
            return (
              <fieldset key={key} className="desk-conflict">
                <legend>{words.part(conflict)}</legend>
                <p className="desk-hint desk-break">{text("ui-conflict-base", { value: base })}</p>
                {SIDES.map((side) => (
                  <Radio
                    key={side}
                    id={`conflict-${key}-${side}`}
                    name={`conflict-${key}`}
                    label={text(side === "mine" ? "ui-conflict-mine" : "ui-conflict-theirs")}
                    description={<Held value={conflict[side]} conflict={conflict} />}
                    isChecked={chosen[key] === side}
                    onChange={() => setChosen((before) => ({ ...before, [key]: side }))}
                  />
                ))}
                {isMissing && (
                  <HelperText isLiveRegion>
                    <HelperTextItem variant="error">{text("ui-conflict-missing")}</HelperTextItem>
                  </HelperText>
                )}
              </fieldset>
            );
          })}
        </div>
      </ModalBody>
      <ModalFooter>
        <Button variant="primary" onClick={save}>
          {text("ui-conflict-save")}
        </Button>
        <Button variant="link" onClick={close}>
          {text("ui-conflict-later")}
        </Button>
      </ModalFooter>
    </Modal>
  );
}

/** What a side holds; a text of several lines keeps them. */
function Held({ value, conflict }: { value: FieldValue | null; conflict: ConflictView }) {
  const { text } = useText();
  const words = useHistoryWords();
  if (value === null) return <span className="desk-hint">{text("ui-conflict-gone")}</span>;
  return <span className="desk-held">{words.value(conflict, value)}</span>;
}
