import { Button, Card, CardBody, FormGroup, TextInput } from "@patternfly/react-core";
import PlusCircleIcon from "@patternfly/react-icons/dist/esm/icons/plus-circle-icon";
import TrashIcon from "@patternfly/react-icons/dist/esm/icons/trash-icon";
import { useRef } from "react";
import { useController, useFieldArray } from "react-hook-form";
import { CodeEditor } from "../../components/CodeEditor";
import { useText } from "../../messages/text";
import type { MappingsName } from "./draft-form";
import { FieldNotes } from "./FieldNotes";
import { controlId, type FieldProps, useFieldLabel } from "./FormField";
import type { DraftEditor } from "./useDraftEditor";

/** A list of property mappings: each a name and a Python expression. */
export function MappingsEditor({ field, editor, findings }: FieldProps) {
  const { text, textIf } = useText();
  const label = useFieldLabel()(field);
  const id = controlId(field.name);
  const name = field.name as MappingsName;
  const list = useFieldArray({ control: editor.form.control, name });
  const add = useRef<HTMLButtonElement>(null);
  return (
    <FormGroup role="group" label={label} fieldId={id}>
      <FieldNotes
        id={`${id}-notes`}
        help={textIf(`${field.label_id}-help`)}
        findings={findings}
        fix={editor.fix}
        control={id}
      />
      {list.fields.map((mapping, n) => (
        <MappingCard
          key={mapping.id}
          name={name}
          n={n}
          id={id}
          label={label}
          editor={editor}
          remove={() => {
            list.remove(n);
            // The button that had the focus is gone with its card.
            add.current?.focus();
          }}
        />
      ))}
      <Button
        id={id}
        ref={add}
        variant="link"
        isInline
        icon={<PlusCircleIcon />}
        onClick={() => list.append({ name: "", expression: "return {}\n" })}
        aria-label={text("ui-mapping-add-what", { label })}
      >
        {text("ui-mapping-add")}
      </Button>
    </FormGroup>
  );
}

type CardProps = {
  name: MappingsName;
  n: number;
  id: string;
  label: string;
  editor: DraftEditor;
  remove(): void;
};

function MappingCard({ name, n, id, label, editor, remove }: CardProps) {
  const { text } = useText();
  const control = editor.form.control;
  const { field: title } = useController({ control, name: `${name}.${n}.name` });
  const { field: expression } = useController({ control, name: `${name}.${n}.expression` });
  const number = n + 1;
  return (
    <Card isCompact className="desk-mapping">
      <CardBody>
        <FormGroup label={text("ui-mapping-name")} fieldId={`${id}-${n}-name`} isRequired>
          <div className="desk-row">
            <TextInput
              id={`${id}-${n}-name`}
              ref={title.ref}
              value={title.value}
              isRequired
              aria-label={text("ui-mapping-name-what", { label, number })}
              onChange={(_, value) => title.onChange(value)}
              onBlur={() => void editor.flush()}
            />
            <Button
              variant="plain"
              icon={<TrashIcon />}
              onClick={remove}
              aria-label={text("ui-mapping-remove-what", { name: title.value, number })}
            />
          </div>
        </FormGroup>
        <FormGroup
          label={text("ui-mapping-expression")}
          role="group"
          fieldId={`${id}-${n}-expression`}
          isRequired
        >
          <CodeEditor
            id={`${id}-${n}-expression`}
            value={expression.value}
            language="python"
            label={text("ui-mapping-expression-what", { label, number })}
            describedBy={`${id}-notes`}
            onChange={expression.onChange}
            onBlur={() => void editor.flush()}
          />
        </FormGroup>
      </CardBody>
    </Card>
  );
}
