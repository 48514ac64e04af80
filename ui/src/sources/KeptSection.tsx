import { Card, CardBody, CardTitle } from "@patternfly/react-core";
import { YamlText } from "../components/YamlText";
import type { Draft, Kept } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";

type Part = { title: MessageId; yaml: string };

/** What a draft keeps of a blueprint beyond its form: an export writes it back, so nobody should be surprised by it. */
export function KeptSection({ draft }: { draft: Draft }) {
  const { text } = useText();
  const parts = partsOf(draft.kept ?? {});
  if (parts.length === 0) return null;
  return (
    <Card>
      <CardTitle component="h2">{text("ui-kept-title")}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          <p>{text("ui-kept-about")}</p>
          {parts.map(({ title, yaml }) => (
            <div key={title}>
              <h3 className="desk-subheading">{text(title)}</h3>
              <YamlText text={yaml} label={text(title)} />
            </div>
          ))}
        </div>
      </CardBody>
    </Card>
  );
}

/** The parts that there are, each as YAML to read. */
export function partsOf(kept: Kept): Part[] {
  const all: Part[] = [
    { title: "ui-kept-head", yaml: kept.head ?? "" },
    { title: "ui-kept-before", yaml: sequence(kept.before) },
    { title: "ui-kept-id", yaml: kept.id == null ? "" : `id: ${kept.id}` },
    { title: "ui-kept-entry", yaml: kept.entry ?? "" },
    { title: "ui-kept-identifiers", yaml: mapping(kept.identifiers) },
    { title: "ui-kept-conditions", yaml: sequence(kept.conditions) },
    { title: "ui-kept-attrs", yaml: mapping(kept.attrs) },
    { title: "ui-kept-after", yaml: sequence(kept.after) },
  ];
  return all.filter(({ yaml }) => yaml !== "");
}

function sequence(items: string[] | undefined): string {
  return (items ?? []).map((item) => `- ${item.replaceAll("\n", "\n  ")}`).join("\n");
}

function mapping(pairs: Record<string, string> | undefined): string {
  return Object.entries(pairs ?? {})
    .map(([key, value]) =>
      value.includes("\n") ? `${key}:\n  ${value.replaceAll("\n", "\n  ")}` : `${key}: ${value}`,
    )
    .join("\n");
}
