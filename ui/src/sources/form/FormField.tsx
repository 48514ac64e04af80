import {
  Button,
  FormGroup,
  FormSelect,
  FormSelectOption,
  Radio,
  Switch,
  TextInput,
} from "@patternfly/react-core";
import { useController } from "react-hook-form";
import type { FieldView, Finding } from "../../ipc/generated";
import { idPart, useText } from "../../messages/text";
import { FieldNotes, validatedOf } from "./FieldNotes";
import { MappingsEditor } from "./MappingsEditor";
import { SecretField } from "./SecretField";
import { proposedSlug } from "./slug";
import type { DraftEditor } from "./useDraftEditor";

export type FieldProps = {
  field: FieldView;
  editor: DraftEditor;
  findings: Finding[];
  /** Told when a person left the field. */
  left(field: string): void;
};

/** The id of a field's control, to which a finding's link leads. */
export function controlId(field: string): string {
  return `field-${idPart(field)}`;
}

/** The label of a field, with the provider's own word where it has one: “Consumer key (AppID)”. */
export function useFieldLabel(): (field: FieldView) => string {
  const { text, textOf } = useText();
  return (field) => {
    const label = textOf(field.label_id);
    return field.provider_term === null
      ? label
      : text("ui-label-with-term", { label, term: field.provider_term });
  };
}

/** One field of authentik's form, drawn as its type says. */
export function FormField(props: FieldProps) {
  switch (props.field.type) {
    case "mappings":
      return <MappingsEditor {...props} />;
    case "secret":
      return <SecretField {...props} />;
    case "switch":
      return <SwitchField {...props} />;
    case "select":
    case "radio":
      return <ChoiceField {...props} />;
    default:
      return <TextField {...props} />;
  }
}

/** Name and slug are properties of the draft itself, all others are among its values. */
function pathOf(field: FieldView): "name" | "slug" | `values.${string}` {
  return field.name === "name" || field.name === "slug" ? field.name : `values.${field.name}`;
}

function useField({ field, editor, left }: FieldProps) {
  const { field: control } = useController({ control: editor.form.control, name: pathOf(field) });
  const blur = () => {
    control.onBlur();
    left(field.name);
    void editor.flush();
  };
  return { control, blur };
}

function useNotes({ field, findings, editor }: FieldProps) {
  const { textIf } = useText();
  const id = `${controlId(field.name)}-notes`;
  const help = textIf(field.help_id);
  return {
    id,
    notes: (
      <FieldNotes id={id} help={help} findings={findings} fix={editor.fix} control={controlId(field.name)} />
    ),
  };
}

function TextField(props: FieldProps) {
  const { field, editor, findings } = props;
  const { control, blur } = useField(props);
  const { id: notesId, notes } = useNotes(props);
  const label = useFieldLabel()(field);
  const { text } = useText();
  const id = controlId(field.name);
  const proposal = field.type === "flow" && typeof field.default === "string" ? field.default : null;
  const isMono = field.type !== "text";
  return (
    <FormGroup label={label} fieldId={id} isRequired={field.required}>
      <TextInput
        id={id}
        ref={control.ref}
        name={control.name}
        value={String(control.value ?? "")}
        isRequired={field.required}
        validated={validatedOf(findings)}
        className={isMono ? "desk-mono" : ""}
        spellCheck={field.type === "text"}
        autoComplete="off"
        aria-describedby={notesId}
        onChange={(_, value) => control.onChange(value)}
        onBlur={blur}
      />
      {field.type === "slug" && <SlugHint editor={editor} />}
      {proposal !== null && control.value !== proposal && (
        <Button variant="link" isInline onClick={() => control.onChange(proposal)}>
          {text("ui-use-default", { value: proposal })}
        </Button>
      )}
      {notes}
    </FormGroup>
  );
}

/** Offers the slug that goes with the name, once the slug was given by hand. */
function SlugHint({ editor }: { editor: DraftEditor }) {
  const { text } = useText();
  const [name, slug] = editor.form.watch(["name", "slug"]);
  const proposed = proposedSlug(name, editor.view.draft.type);
  if (slug === proposed || slug.replace(/-\d+$/, "") === proposed) return null;
  return (
    <Button
      variant="link"
      isInline
      onClick={() => editor.form.setValue("slug", proposed, { shouldDirty: true })}
    >
      {text("ui-use-proposed-slug", { slug: proposed })}
    </Button>
  );
}

function SwitchField(props: FieldProps) {
  const { field } = props;
  const { control, blur } = useField(props);
  const { id: notesId, notes } = useNotes(props);
  const label = useFieldLabel()(field);
  return (
    <FormGroup>
      <Switch
        id={controlId(field.name)}
        ref={control.ref}
        label={label}
        isChecked={control.value === true}
        aria-describedby={notesId}
        onChange={(_, checked) => control.onChange(checked)}
        onBlur={blur}
      />
      {notes}
    </FormGroup>
  );
}

function ChoiceField(props: FieldProps) {
  const { field, findings } = props;
  const { control, blur } = useField(props);
  const { id: notesId, notes } = useNotes(props);
  const { textOf } = useText();
  const label = useFieldLabel()(field);
  const id = controlId(field.name);
  const choices = field.choices.map(({ value, label_id }) => ({ choice: value, words: textOf(label_id) }));
  if (field.type === "radio") {
    return (
      <FormGroup label={label} role="radiogroup" fieldId={id} isRequired={field.required} isStack>
        {choices.map(({ choice, words }, n) => (
          <Radio
            key={choice}
            id={n === 0 ? id : `${id}-${idPart(choice)}`}
            ref={n === 0 ? control.ref : undefined}
            name={control.name}
            label={words}
            isChecked={control.value === choice}
            onChange={() => control.onChange(choice)}
            onBlur={blur}
          />
        ))}
        {notes}
      </FormGroup>
    );
  }
  return (
    <FormGroup label={label} fieldId={id} isRequired={field.required}>
      <FormSelect
        id={id}
        ref={control.ref}
        name={control.name}
        value={String(control.value ?? "")}
        validated={validatedOf(findings)}
        aria-describedby={notesId}
        onChange={(_, value) => control.onChange(value)}
        onBlur={blur}
      >
        {choices.map(({ choice, words }) => (
          <FormSelectOption key={choice} value={choice} label={words} />
        ))}
      </FormSelect>
      {notes}
    </FormGroup>
  );
}
