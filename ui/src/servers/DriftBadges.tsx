import { Label } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import type { DriftView } from "../ipc/generated";
import { useText } from "../messages/text";
import { knownDrift } from "./queries";

/** What was found the last time, for a whole server; nothing if nobody has looked. */
export function DriftBadge({ drift }: { drift: DriftView | undefined }) {
  const { text } = useText();
  if (drift === undefined || (drift.drafts.length === 0 && drift.rows.length === 0)) return "–";
  return drift.rows.length > 0 ? (
    <Label isCompact status="warning">
      {text("ui-server-drift-count", { count: drift.rows.length })}
    </Label>
  ) : (
    <Label isCompact status="success">
      {text("ui-server-drift-none")}
    </Label>
  );
}

/** What was found the last time for one draft, server by server. */
export function DriftBadges({ draft }: { draft: string }) {
  const { text } = useText();
  const { data } = useQuery(knownDrift());
  const found = (data ?? []).flatMap(({ server, drafts }) =>
    drafts.filter((one) => one.draft === draft).map(({ n_fields }) => ({ server, n_fields })),
  );
  return found.map(({ server, n_fields }) => (
    <Label key={server} isCompact status={n_fields > 0 ? "warning" : "success"}>
      {n_fields > 0
        ? text("ui-server-drift-badge", { server, count: n_fields })
        : text("ui-server-drift-badge-none", { server })}
    </Label>
  ));
}
