import { Button, FormGroup, HelperText, HelperTextItem } from "@patternfly/react-core";
import type { ReactNode } from "react";
import { useController } from "react-hook-form";
import { useText } from "../../messages/text";
import { targetOf } from "./draft-form";
import { FieldNotes } from "./FieldNotes";
import {
  controlId,
  type FieldProps,
  focusControl,
  isInVersion,
  pathOf,
  useFieldLabel,
  versionWords,
} from "./field";

/** A field's place in the form: its value, and what happens when a person leaves it. */
export function useField({ field, editor, left }: FieldProps) {
  const { field: control } = useController({ control: editor.form.control, name: pathOf(field.name) });
  const blur = () => {
    control.onBlur();
    left(field.name);
    void editor.flush();
  };
  return { control, blur };
}

/** The id of what stands below a field. */
export function notesId(field: string): string {
  return `${controlId(field)}-notes`;
}

type Props = FieldProps & {
  children: ReactNode;
  /** What else to say below the field, before its findings. */
  more?: ReactNode;
  /** For fields of several controls. */
  role?: "group" | "radiogroup";
  /** How wide the field is; a text's width says how much is expected. */
  width?: "short" | "medium" | "full";
};

/** What is around a field: its label above, its help, version and findings below. */
export function FieldFrame({ field, editor, findings, children, more, role, width = "full" }: Props) {
  const { textIf } = useText();
  const label = useFieldLabel()(field);
  const id = controlId(field.name);
  const notes = notesId(field.name);
  return (
    <FormGroup
      label={field.type === "switch" && field.default !== null ? undefined : label}
      fieldId={id}
      isRequired={field.required}
      className={`desk-width-${width}`}
      {...(role !== undefined && { role, isStack: true, "aria-describedby": notes })}
    >
      {children}
      <FieldNotes
        id={notes}
        help={textIf(field.help_id)}
        findings={findings}
        fix={editor.fix}
        control={field.name}
      >
        {more}
        <VersionNotes field={field} editor={editor} />
      </FieldNotes>
    </FormGroup>
  );
}

function VersionNotes({ field, editor }: Pick<FieldProps, "field" | "editor">) {
  const { text } = useText();
  const target = targetOf(editor.view.draft);
  if (!isInVersion(field, target)) {
    const versions = versionWords(field.versions);
    return (
      <div className="desk-finding desk-finding-warning">
        <HelperText>
          <HelperTextItem variant="warning">
            {text("ui-field-not-in-version", { version: target, versions })}
          </HelperTextItem>
        </HelperText>
        <Button
          variant="link"
          isInline
          onClick={() => {
            editor.reset(field);
            // The field goes with its value; the version is why.
            requestAnimationFrame(() => focusControl("target"));
          }}
        >
          {text("ui-field-remove-value")}
        </Button>
      </div>
    );
  }
  if (field.api_name === field.name) return null;
  return (
    <HelperText>
      <HelperTextItem>{text("ui-renamed", { version: target, name: field.api_name })}</HelperTextItem>
    </HelperText>
  );
}
