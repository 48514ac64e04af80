import type { FieldValue, FieldView, Finding, Version } from "../../ipc/generated";
import { idPart, useText } from "../../messages/text";
import type { DraftEditor } from "./useDraftEditor";

export type FieldProps = {
  field: FieldView;
  editor: DraftEditor;
  findings: Finding[];
  /** Told when a person left the field. */
  left(field: string): void;
};

/** A value that only a server can resolve. */
export type Tagged = Extract<FieldValue, { yaml: string }>;

/** The id of a field's control, to which a finding's link leads. */
export function controlId(field: string): string {
  return `field-${idPart(field)}`;
}

/** Puts the focus on a field's control, and says whether there was one. */
export function focusControl(field: string): boolean {
  const control = document.getElementById(controlId(field));
  if (control === null) return false;
  control.scrollIntoView({ block: "center" });
  // A code editor stands in a shadow root.
  const inside = control.shadowRoot?.querySelector<HTMLElement>("[contenteditable]");
  (inside ?? control).focus();
  return true;
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

/** Where a form keeps the value: name and slug are properties of the draft itself, all others are among its values. */
export function pathOf(name: string): "name" | "slug" | `values.${string}` {
  return name === "name" || name === "slug" ? name : `values.${name}`;
}

export function isTagged(value: unknown): value is Tagged {
  return typeof value === "object" && value !== null && "yaml" in value;
}

/** Whether a value says something: an empty text, a list without entries and a missing value do not. */
export function isFilledIn(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return false;
  return !Array.isArray(value) || value.length > 0;
}

/** Whether the version for which the draft is made has the field. */
export function isInVersion(field: FieldView, target: Version): boolean {
  return field.versions.includes(target);
}

/** Whether a draft holds a value of its own in a field. */
export function hasOwnValue(field: FieldView, value: unknown): boolean {
  return isFilledIn(value) && JSON.stringify(value) !== JSON.stringify(field.default);
}

/** Versions as words: “2026.5, 2026.8”. */
export function versionWords(versions: Version[]): string {
  return versions.join(", ");
}
