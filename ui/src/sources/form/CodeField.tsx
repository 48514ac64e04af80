import { HelperText, HelperTextItem } from "@patternfly/react-core";
import { CodeEditor } from "../../components/CodeEditor";
import { useText } from "../../messages/text";
import { FieldFrame, notesId, useField } from "./FieldFrame";
import { validatedOf } from "./FieldNotes";
import { controlId, type FieldProps, useFieldLabel } from "./field";
import { type JsonProblem, problemOfJson } from "./json";

/** Code of many lines; what is no JSON where JSON is wanted is said at once, with its line and column. */
export function CodeField(props: FieldProps) {
  const { field, findings } = props;
  const { control, blur } = useField(props);
  const label = useFieldLabel()(field);
  const value = String(control.value ?? "");
  const problem = field.language === "json" && findings.length === 0 ? problemOfJson(value) : null;
  return (
    <FieldFrame {...props} role="group" more={problem !== null && <JsonNote problem={problem} />}>
      <CodeEditor
        id={controlId(field.name)}
        value={value}
        language={field.language === "json" ? "json" : "plain"}
        label={label}
        describedBy={notesId(field.name)}
        isInvalid={problem !== null || validatedOf(findings) === "error"}
        onChange={control.onChange}
        onBlur={blur}
      />
    </FieldFrame>
  );
}

function JsonNote({ problem }: { problem: JsonProblem }) {
  const { text } = useText();
  const words =
    problem.what === "syntax"
      ? text("ui-json-syntax", { line: problem.line, column: problem.column })
      : text("ui-json-not-object");
  return (
    <HelperText isLiveRegion>
      <HelperTextItem variant="error">{words}</HelperTextItem>
    </HelperText>
  );
}
