import { Button, HelperText, HelperTextItem, TextInput } from "@patternfly/react-core";
import type { FieldView } from "../../ipc/generated";
import { useText } from "../../messages/text";
import { FieldFrame, notesId, useField } from "./FieldFrame";
import { validatedOf } from "./FieldNotes";
import { controlId, type FieldProps } from "./field";
import { proposedSlug } from "./slug";
import type { DraftEditor } from "./useDraftEditor";

/** How much each type of text usually holds. */
const WIDTHS: Record<string, "short" | "medium" | "full"> = {
  slug: "short",
  text: "medium",
  flow: "medium",
  certificate: "medium",
  "user-group": "medium",
};

/**
 * One line of text: a name, a slug, a URL, a path, or a thing in authentik by its slug or name. What every authentik
 * has is proposed while typing; anything else is as good.
 */
export function TextField(props: FieldProps) {
  const { field, editor, findings } = props;
  const { control, blur } = useField(props);
  const { text } = useText();
  const id = controlId(field.name);
  const value = String(control.value ?? "");
  const change = (next: string) =>
    control.onChange(next === "" && field.default === null ? leftOut(field) : next);
  const proposal = proposalOf(field);
  const hasSuggestions = field.suggestions.length > 0;
  return (
    <FieldFrame
      {...props}
      width={WIDTHS[field.type] ?? "full"}
      more={<Characters value={value} limit={field.max_length} />}
    >
      <TextInput
        id={id}
        ref={control.ref}
        name={control.name}
        value={value}
        isRequired={field.required}
        validated={isOver(value, field.max_length) ? "error" : validatedOf(findings)}
        className={field.type === "text" ? "" : "desk-mono"}
        spellCheck={field.type === "text"}
        autoComplete="off"
        aria-describedby={notesId(field.name)}
        {...(hasSuggestions && { list: `${id}-suggestions` })}
        onChange={(_, next) => change(next)}
        onBlur={blur}
      />
      {hasSuggestions && (
        <datalist id={`${id}-suggestions`}>
          {field.suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
      {field.type === "slug" && <SlugHint editor={editor} />}
      {proposal !== null && value !== proposal && (
        <Button variant="link" isInline className="desk-proposal" onClick={() => change(proposal)}>
          {text("ui-use-default", { value: proposal })}
        </Button>
      )}
    </FieldFrame>
  );
}

/** What a field holds that a person emptied: name and slug are never left out. */
function leftOut(field: FieldView): string | null {
  return field.name === "name" || field.name === "slug" ? "" : null;
}

/** The value that a button offers: the flow that authentik's own form chooses. */
function proposalOf(field: FieldView): string | null {
  if (field.type !== "flow") return null;
  return typeof field.default === "string" ? field.default : (field.suggestions[0] ?? null);
}

function isOver(value: string, limit: number | null): boolean {
  return limit !== null && [...value].length > limit;
}

/** How long a text is, once that begins to matter. */
function Characters({ value, limit }: { value: string; limit: number | null }) {
  const { text } = useText();
  const count = [...value].length;
  if (limit === null || count < limit * 0.8) return null;
  const over = count > limit;
  return (
    <HelperText isLiveRegion={over}>
      <HelperTextItem variant={over ? "error" : "default"}>
        {text(over ? "ui-characters-over" : "ui-characters", { count, limit })}
      </HelperTextItem>
    </HelperText>
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
      className="desk-proposal"
      onClick={() => editor.form.setValue("slug", proposed, { shouldDirty: true })}
    >
      {text("ui-use-proposed-slug", { slug: proposed })}
    </Button>
  );
}
