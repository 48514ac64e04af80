import {
  Checkbox,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextInput,
} from "@patternfly/react-core";
import { useText } from "../messages/text";
import { type Choice, orderOf } from "./choice";

type Props = { choice: Choice; choose(choice: Choice): void };

/** Whether the blueprint also makes an enterprise Source Stage, where, and how long people may take to come back. */
export function SourceStageOption({ choice, choose }: Props) {
  const { text } = useText();
  const misses = choice.sourceStageFlow.trim() === "";
  const isNoNumber = orderOf(choice.sourceStageOrder) === null;
  return (
    <FormGroup role="group" label={text("ui-source-stage")} fieldId="source-stage" isStack>
      <Checkbox
        id="source-stage"
        label={text("ui-source-stage-add")}
        description={text("ui-source-stage-add-about")}
        isChecked={choice.sourceStage}
        onChange={(_, checked) => choose({ ...choice, sourceStage: checked })}
      />
      {choice.sourceStage && (
        <>
          <Field
            id="source-stage-flow"
            label={text("ui-source-stage-flow")}
            help={text(misses ? "ui-source-stage-flow-missing" : "ui-source-stage-flow-help")}
            isWrong={misses}
            value={choice.sourceStageFlow}
            change={(value) => choose({ ...choice, sourceStageFlow: value })}
          />
          <Field
            id="source-stage-order"
            label={text("ui-source-stage-order")}
            help={text(isNoNumber ? "ui-source-stage-order-wrong" : "ui-source-stage-order-help")}
            isWrong={isNoNumber}
            value={choice.sourceStageOrder}
            change={(value) => choose({ ...choice, sourceStageOrder: value })}
          />
          <Field
            id="source-stage-timeout"
            label={text("ui-source-stage-timeout")}
            help={text("ui-source-stage-timeout-help")}
            isWrong={false}
            value={choice.sourceStageTimeout}
            change={(value) => choose({ ...choice, sourceStageTimeout: value })}
          />
        </>
      )}
    </FormGroup>
  );
}

type FieldProps = {
  id: string;
  label: string;
  help: string;
  isWrong: boolean;
  value: string;
  change(value: string): void;
};

function Field({ id, label, help, isWrong, value, change }: FieldProps) {
  return (
    <FormGroup label={label} fieldId={id} isStack>
      <TextInput
        id={id}
        className="desk-mono"
        value={value}
        spellCheck={false}
        autoComplete="off"
        validated={isWrong ? "warning" : "default"}
        aria-describedby={`${id}-help`}
        onChange={(_, value) => change(value)}
      />
      <FormHelperText>
        <HelperText>
          <HelperTextItem id={`${id}-help`} variant={isWrong ? "warning" : "default"}>
            {help}
          </HelperTextItem>
        </HelperText>
      </FormHelperText>
    </FormGroup>
  );
}
