import { FieldFrame, notesId, useField } from "./FieldFrame";
import { validatedOf } from "./FieldNotes";
import { controlId, type FieldProps, useFieldLabel } from "./field";
import { ListEntry } from "./ListEntry";

/** A list of texts. */
export function ListField(props: FieldProps) {
  const { field, findings } = props;
  const { control, blur } = useField(props);
  const label = useFieldLabel()(field);
  return (
    <FieldFrame {...props} role="group">
      <ListEntry
        id={controlId(field.name)}
        label={label}
        items={Array.isArray(control.value) ? control.value : []}
        change={control.onChange}
        blur={blur}
        describedBy={notesId(field.name)}
        validated={validatedOf(findings)}
        isCode
      />
    </FieldFrame>
  );
}
