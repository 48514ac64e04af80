import { FormSelect, FormSelectOption, Radio, Switch } from "@patternfly/react-core";
import { idPart, useText } from "../../messages/text";
import { FieldFrame, notesId, useField } from "./FieldFrame";
import { validatedOf } from "./FieldNotes";
import { controlId, type FieldProps, useFieldLabel } from "./field";

/** On or off; of what authentik's form does not show, a third state leaves it to authentik. */
export function SwitchField(props: FieldProps) {
  const { field } = props;
  const { control, blur } = useField(props);
  const label = useFieldLabel()(field);
  const { text } = useText();
  if (field.default === null) {
    const choices = [
      { value: "true", words: text("ui-yes") },
      { value: "false", words: text("ui-no") },
    ];
    return <Select {...props} choices={choices} parse={(value) => value === "true"} />;
  }
  return (
    <FieldFrame {...props}>
      <Switch
        id={controlId(field.name)}
        ref={control.ref}
        name={control.name}
        label={label}
        isChecked={control.value === true}
        aria-describedby={notesId(field.name)}
        onChange={(_, checked) => control.onChange(checked)}
        onBlur={blur}
      />
    </FieldFrame>
  );
}

/** One of several: all visible where they are few, else a list. */
export function ChoiceField(props: FieldProps) {
  const { field } = props;
  const { control, blur } = useField(props);
  const { textOf } = useText();
  const id = controlId(field.name);
  const choices = field.choices.map(({ value, label_id }) => ({ value, words: textOf(label_id) }));
  if (field.type === "select" || field.default === null) {
    return <Select {...props} choices={choices} parse={(value) => value} />;
  }
  return (
    <FieldFrame {...props} role="radiogroup">
      {choices.map(({ value, words }, n) => (
        <Radio
          key={value}
          id={n === 0 ? id : `${id}-${idPart(value)}`}
          ref={n === 0 ? control.ref : undefined}
          name={control.name}
          label={words}
          isChecked={control.value === value}
          onChange={() => control.onChange(value)}
          onBlur={blur}
        />
      ))}
    </FieldFrame>
  );
}

type SelectProps = FieldProps & {
  choices: { value: string; words: string }[];
  parse(value: string): string | boolean;
};

function Select({ choices, parse, ...props }: SelectProps) {
  const { field, findings } = props;
  const { control, blur } = useField(props);
  const { text } = useText();
  return (
    <FieldFrame {...props} width={field.type === "switch" ? "medium" : "full"}>
      <FormSelect
        id={controlId(field.name)}
        ref={control.ref}
        name={control.name}
        value={String(control.value ?? "")}
        validated={validatedOf(findings)}
        aria-describedby={notesId(field.name)}
        onChange={(_, value) => control.onChange(value === "" ? null : parse(value))}
        onBlur={blur}
      >
        {field.default === null && <FormSelectOption value="" label={text("ui-left-out")} />}
        {choices.map(({ value, words }) => (
          <FormSelectOption key={value} value={value} label={words} />
        ))}
      </FormSelect>
    </FieldFrame>
  );
}
