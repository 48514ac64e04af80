import {
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Label,
} from "@patternfly/react-core";
import type { ExplanationView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";

const PARTS: readonly [MessageId, string][] = [
  ["ui-failure-why", "-why"],
  ["ui-failure-fix", "-fix"],
];

/** An error that was found, with what it is as its title. */
export function ExplanationCard({ explanation }: { explanation: ExplanationView }) {
  const { textOf } = useText();
  return (
    <Card className="desk-explanation">
      <CardTitle component="h2">{textOf(explanation.message_id)}</CardTitle>
      <CardBody>
        <ExplanationWords explanation={explanation} />
      </CardBody>
    </Card>
  );
}

/** Why it happens, what to do, what says so, and whether that is certain. */
export function ExplanationWords({ explanation }: { explanation: ExplanationView }) {
  const { text, textOf } = useText();
  return (
    <>
      <DescriptionList>
        {PARTS.map(([term, suffix]) => (
          <DescriptionListGroup key={term}>
            <DescriptionListTerm>{text(term)}</DescriptionListTerm>
            <DescriptionListDescription>
              {textOf(`${explanation.message_id}${suffix}`)}
            </DescriptionListDescription>
          </DescriptionListGroup>
        ))}
      </DescriptionList>
      <p className="desk-hint desk-explanation-source">
        <span>{textOf(`family-${explanation.provider}`)}</span> · <code>{explanation.code}</code> ·{" "}
        {text("ui-failure-source", { source: textOf(explanation.evidence_id) })}
      </p>
      {!explanation.certain && (
        <p className="desk-hint">
          <Label color="orange" isCompact>
            {text("ui-explain-uncertain")}
          </Label>{" "}
          {text("ui-explain-uncertain-about")}
        </p>
      )}
    </>
  );
}
