import { FormGroup, FormHelperText, HelperText, HelperTextItem, TextArea } from "@patternfly/react-core";
import { useController } from "react-hook-form";
import { useText } from "../../messages/text";
import { controlId } from "./field";
import { ListEntry } from "./ListEntry";
import type { DraftEditor } from "./useDraftEditor";

/** As many tags and characters as the store takes, see `model/src/tags.rs`. */
const LONGEST_NOTES = 20_000;

/** What people write beside a source for themselves. authentik has no such fields. */
export function TagsAndNotes({ editor }: { editor: DraftEditor }) {
  const { text, textOf } = useText();
  const { field: tags } = useController({ control: editor.form.control, name: "tags" });
  const { field: notes } = useController({ control: editor.form.control, name: "notes" });
  const hint = `${controlId("notes")}-hint`;
  return (
    <>
      <FormGroup label={textOf("part-tags")} fieldId={controlId("tags")} role="group">
        <ListEntry
          id={controlId("tags")}
          label={textOf("part-tags")}
          items={tags.value}
          change={tags.onChange}
          blur={() => void editor.flush()}
        />
      </FormGroup>
      <FormGroup label={textOf("part-notes")} fieldId={controlId("notes")}>
        <TextArea
          id={controlId("notes")}
          ref={notes.ref}
          value={notes.value}
          rows={4}
          maxLength={LONGEST_NOTES}
          resizeOrientation="vertical"
          aria-describedby={hint}
          onChange={(_, value) => notes.onChange(value)}
          onBlur={() => void editor.flush()}
        />
        <FormHelperText>
          <HelperText>
            <HelperTextItem id={hint} variant="warning">
              {text("ui-notes-hint")}
            </HelperTextItem>
          </HelperText>
        </FormHelperText>
      </FormGroup>
    </>
  );
}
