import { FormGroup, FormSelect, FormSelectOption, HelperText, HelperTextItem } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useController } from "react-hook-form";
import { Notice } from "../../components/Notice";
import type { SourceTypeView, Version } from "../../ipc/generated";
import { sourceTypes } from "../../ipc/queries";
import { useText } from "../../messages/text";
import { controlId, versionWords } from "./field";
import type { DraftEditor } from "./useDraftEditor";

/** For which version of authentik the source is made, and whether that version has its kind at all. */
export function TargetField({ editor }: { editor: DraftEditor }) {
  const { text } = useText();
  const { field } = useController({ control: editor.form.control, name: "deployment.target" });
  const id = controlId("target");
  const known = editor.view.kind?.versions;
  const { data: types } = useQuery(sourceTypes());
  const versions = versionsOf(types ?? [], field.value);
  return (
    <>
      <FormGroup label={text("field-target")} fieldId={id} className="desk-width-short">
        <FormSelect
          id={id}
          ref={field.ref}
          name={field.name}
          value={field.value}
          aria-describedby={`${id}-help`}
          onChange={(_, value) => field.onChange(value)}
          onBlur={() => void editor.flush()}
        >
          {versions.map((version) => (
            <FormSelectOption key={version} value={version} label={version} />
          ))}
        </FormSelect>
        <HelperText id={`${id}-help`}>
          <HelperTextItem>{text("field-target-help")}</HelperTextItem>
        </HelperText>
      </FormGroup>
      {known !== undefined && !known.includes(field.value) && (
        <Notice tone="warning" title={text("ui-kind-not-in-version", { version: field.value })} isLive>
          {text("ui-kind-not-in-version-fix", { versions: versionWords(known) })}
        </Notice>
      )}
    </>
  );
}

/** Every version that some kind of source knows, newest first; the chosen one is always among them. */
function versionsOf(types: SourceTypeView[], chosen: Version): Version[] {
  const all = new Set([chosen, ...types.flatMap(({ versions }) => versions)]);
  return [...all].sort((one, other) => other.localeCompare(one, "en", { numeric: true }));
}
