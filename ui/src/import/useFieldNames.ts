import { idPart, useText } from "../messages/text";

/** Gives the labels of fields, joined; a field that no form has goes by its API name. */
export function useFieldNames(): (fields: string[]) => string {
  const { text, textIf } = useText();
  return (fields) =>
    fields
      .map((field) =>
        field === "kept"
          ? text("ui-kept-title")
          : field === "type"
            ? text("ui-column-type")
            : (textIf(`field-${idPart(field)}`) ?? field),
      )
      .join(text("ui-list-comma"));
}
