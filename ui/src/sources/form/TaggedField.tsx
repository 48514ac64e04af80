import { Button, Label } from "@patternfly/react-core";
import { YamlText } from "../../components/YamlText";
import { useText } from "../../messages/text";
import { FieldFrame } from "./FieldFrame";
import { controlId, type FieldProps, focusControl, type Tagged, useFieldLabel } from "./field";

/** A value that stood in a blueprint as a tag: only a server can resolve it, so it is shown and not edited. */
export function TaggedField({ value, ...props }: FieldProps & { value: Tagged }) {
  const { field, editor } = props;
  const { text } = useText();
  const label = useFieldLabel()(field);
  const replace = () => {
    editor.reset(field);
    // The button is gone: the control that stands there now takes the focus.
    requestAnimationFrame(() => focusControl(field.name));
  };
  return (
    <FieldFrame {...props} role="group">
      <div className="desk-tagged">
        <div className="desk-labels">
          <Label isCompact color="purple">
            {text("ui-tagged")}
          </Label>
          <Button
            id={controlId(field.name)}
            variant="secondary"
            size="sm"
            onClick={replace}
            aria-label={text("ui-tagged-replace-what", { label })}
          >
            {text("ui-tagged-replace")}
          </Button>
        </div>
        <YamlText text={value.yaml} label={label} />
        <p className="desk-hint">{text(field.secret ? "ui-secret-tagged-about" : "ui-tagged-about")}</p>
      </div>
    </FieldFrame>
  );
}
