import { ExpandableSection, List, ListItem } from "@patternfly/react-core";
import { useState } from "react";
import { useProblemWords } from "../components/ProblemNotice";
import type { KeptView, SkippedView } from "../ipc/generated";
import { useText } from "../messages/text";

/** Entries of other objects that stay with a draft. */
export function KeptList({ kept }: { kept: KeptView[] }) {
  const { text } = useText();
  const [isOpen, setOpen] = useState(false);
  if (kept.length === 0) return null;
  return (
    <ExpandableSection
      toggleText={text("ui-import-kept", { count: kept.length })}
      isExpanded={isOpen}
      onToggle={(_, expanded) => setOpen(expanded)}
    >
      <p className="desk-hint">{text("ui-import-kept-about")}</p>
      <List>
        {kept.map((one) => (
          <ListItem key={`${one.file} ${one.entry}`}>
            <code className="desk-code">{one.model}</code> {one.name}{" "}
            <span className="desk-hint">{text("ui-import-kept-with", { slug: one.slug })}</span>
          </ListItem>
        ))}
      </List>
    </ExpandableSection>
  );
}

type Props = { skipped: SkippedView[]; showsFile?: boolean };

/** What is in no draft, each with its reason. */
export function SkippedList({ skipped, showsFile = false }: Props) {
  const { text, textOf } = useText();
  const words = useProblemWords();
  const [isOpen, setOpen] = useState(true);
  if (skipped.length === 0) return null;
  const why = (one: SkippedView) =>
    one.problem === null ? textOf(`import-why-${one.why}`) : words(one.problem).what;
  return (
    <ExpandableSection
      toggleText={text("ui-import-skipped", { count: skipped.length })}
      isExpanded={isOpen}
      onToggle={(_, expanded) => setOpen(expanded)}
    >
      <List>
        {skipped.map((one) => (
          <ListItem key={`${one.file} ${one.entry ?? ""} ${one.why}`}>
            {showsFile && one.problem === null && <span className="desk-break">{one.file} · </span>}
            {one.model !== "" && <code className="desk-code">{one.model}</code>} {one.name}{" "}
            {one.model !== "" && "— "}
            {why(one)}
          </ListItem>
        ))}
      </List>
    </ExpandableSection>
  );
}
