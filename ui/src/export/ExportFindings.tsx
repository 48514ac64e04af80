import { List, ListItem } from "@patternfly/react-core";
import { Notice } from "../components/Notice";
import type { ExportFindingView } from "../ipc/generated";
import { useText } from "../messages/text";

/** What a format cannot take, each with what to do about it. */
export function ExportFindings({ findings }: { findings: ExportFindingView[] }) {
  const { text } = useText();
  if (findings.length === 0) return null;
  return (
    <Notice tone="warning" title={text("ui-export-findings")}>
      <List>
        {findings.map((finding) => (
          <ListItem key={finding.code + finding.slug + finding.field}>
            {finding.message} {finding.fix}
          </ListItem>
        ))}
      </List>
    </Notice>
  );
}
