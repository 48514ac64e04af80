import { Button, Label, LabelGroup, TextInput } from "@patternfly/react-core";
import { useRef, useState } from "react";
import { useEnter } from "../../components/composition";
import { useText } from "../../messages/text";
import { FieldFrame, notesId, useField } from "./FieldFrame";
import { validatedOf } from "./FieldNotes";
import { controlId, type FieldProps, useFieldLabel } from "./field";

/** A list of texts: what is typed is added by Enter, a comma or a line break; several may be pasted at once. */
export function ListField(props: FieldProps) {
  const { field, findings } = props;
  const { control, blur } = useField(props);
  const { text } = useText();
  const label = useFieldLabel()(field);
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const items = Array.isArray(control.value) ? control.value : [];

  const add = (given: string) => {
    const fresh = given
      .split(/[,，\n]/)
      .map((item) => item.trim())
      .filter((item, n, all) => item !== "" && all.indexOf(item) === n && !items.includes(item));
    setTyped("");
    if (fresh.length > 0) control.onChange([...items, ...fresh]);
  };
  const remove = (item: string) => {
    control.onChange(items.filter((one) => one !== item));
    // The button that had the focus is gone with its entry.
    input.current?.focus();
  };
  const enter = useEnter(() => add(typed));

  return (
    <FieldFrame {...props} role="group">
      {items.length > 0 && (
        <LabelGroup
          numLabels={items.length}
          aria-label={text("ui-list-of", { label })}
          className="desk-list-entries"
        >
          {items.map((item) => (
            <Label
              key={item}
              variant="outline"
              onClose={() => remove(item)}
              closeBtnAriaLabel={text("ui-list-remove-what", { item, label })}
            >
              {item}
            </Label>
          ))}
        </LabelGroup>
      )}
      <div className="desk-row">
        <TextInput
          id={controlId(field.name)}
          ref={input}
          value={typed}
          className="desk-mono"
          spellCheck={false}
          autoComplete="off"
          validated={validatedOf(findings)}
          aria-label={text("ui-list-entry", { label })}
          aria-describedby={notesId(field.name)}
          onChange={(_, value) => (/[,，]/.test(value) ? add(value) : setTyped(value))}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData("text");
            if (!pasted.includes("\n")) return;
            // A one-line input would join the lines.
            event.preventDefault();
            add(typed + pasted);
          }}
          onBlur={() => {
            // What a person typed and did not add is meant to be there.
            add(typed);
            blur();
          }}
          {...enter}
        />
        <Button
          variant="secondary"
          isDisabled={typed.trim() === ""}
          onClick={() => add(typed)}
          aria-label={text("ui-list-add-what", { label })}
        >
          {text("ui-list-add")}
        </Button>
      </div>
    </FieldFrame>
  );
}
