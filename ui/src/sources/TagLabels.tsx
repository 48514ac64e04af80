import { Label, LabelGroup } from "@patternfly/react-core";
import { useText } from "../messages/text";

type Props = {
  /** Whose tags they are. */
  name: string;
  tags: readonly string[];
  /** What a click on a tag does; without it they are only shown. */
  choose?: (tag: string) => void;
};

/** The tags of a source. */
export function TagLabels({ name, tags, choose }: Props) {
  const { text } = useText();
  if (tags.length === 0) return null;
  return (
    <div className="desk-tags">
      <LabelGroup numLabels={tags.length} aria-label={text("ui-tag-list", { name })}>
        {tags.map((tag) => (
          <Label
            key={tag}
            isCompact
            color="blue"
            {...(choose !== undefined && {
              onClick: () => choose(tag),
              buttonProps: { "aria-label": text("ui-tag-filter", { tag }) },
            })}
          >
            {tag}
          </Label>
        ))}
      </LabelGroup>
    </div>
  );
}
