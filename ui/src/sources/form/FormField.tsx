import { useWatch } from "react-hook-form";
import type { FieldView } from "../../ipc/generated";
import { ChoiceField, SwitchField } from "./ChoiceField";
import { CodeField } from "./CodeField";
import { targetOf } from "./draft-form";
import { type FieldProps, hasOwnValue, isFilledIn, isInVersion, isTagged, pathOf } from "./field";
import { ListField } from "./ListField";
import { MappingsEditor } from "./MappingsEditor";
import { SecretField } from "./SecretField";
import { TaggedField } from "./TaggedField";
import { TextField } from "./TextField";
import type { DraftEditor } from "./useDraftEditor";

/** One field of authentik's form, drawn as its type says; nothing where it has no meaning as the form is. */
export function FormField(props: FieldProps) {
  const { field, editor } = props;
  const value = useWatch({ control: editor.form.control, name: pathOf(field.name) });
  const isShown = useShown(field, editor);
  if (field.type === "mappings") return <MappingsEditor {...props} />;
  if (isTagged(value)) return <TaggedField {...props} value={value} />;
  if (!isShown) return null;
  // What a version lacks is out of sight unless somebody filled it in for another version.
  if (!isInVersion(field, targetOf(editor.view.draft)) && !hasOwnValue(field, value)) return null;
  switch (field.type) {
    case "secret":
      return <SecretField {...props} />;
    case "switch":
      return <SwitchField {...props} />;
    case "select":
    case "radio":
      return <ChoiceField {...props} />;
    case "code":
      return <CodeField {...props} />;
    case "list":
      return <ListField {...props} />;
    default:
      return <TextField {...props} />;
  }
}

/** Whether the field that this one depends on is filled in. */
function useShown(field: FieldView, editor: DraftEditor): boolean {
  const other = useWatch({ control: editor.form.control, name: pathOf(field.shown_when ?? "name") });
  return field.shown_when === null || isFilledIn(other);
}
