import { Button, Label, LabelGroup, TextInput } from "@patternfly/react-core";
import { useRef, useState } from "react";
import { useEnter } from "../../components/composition";
import { useText } from "../../messages/text";

type Props = {
  /** The id of the input. */
  id: string;
  label: string;
  items: readonly string[];
  change(items: string[]): void;
  /** What was typed is in the list, and the focus is elsewhere. */
  blur(): void;
  describedBy?: string;
  validated?: "default" | "error" | "warning";
  isCode?: boolean;
};

/** The entries of a list, and an input: what is typed is added by Enter, a comma or a line break; several may be pasted at once. */
export function ListEntry({ id, label, items, change, blur, describedBy, validated, isCode }: Props) {
  const { text } = useText();
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);

  const add = (given: string) => {
    const fresh = given
      .split(/[,，\n]/)
      .map((item) => item.trim())
      .filter((item, n, all) => item !== "" && all.indexOf(item) === n && !items.includes(item));
    setTyped("");
    if (fresh.length > 0) change([...items, ...fresh]);
  };
  const remove = (item: string) => {
    change(items.filter((one) => one !== item));
    // The button that had the focus is gone with its entry.
    input.current?.focus();
  };
  const enter = useEnter(() => add(typed));

  return (
    <>
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
          id={id}
          ref={input}
          value={typed}
          {...(isCode === true && { className: "desk-mono", spellCheck: false })}
          autoComplete="off"
          validated={validated ?? "default"}
          aria-label={text("ui-list-entry", { label })}
          {...(describedBy !== undefined && { "aria-describedby": describedBy })}
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
    </>
  );
}
