import {
  Button,
  Card,
  CardBody,
  CardTitle,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  Label,
} from "@patternfly/react-core";
import { useState } from "react";
import type { DraftView, MappingList } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import type { Target } from "./ExpressionEditor";
import { MappingEditor } from "./MappingEditor";
import { RecipeDialog } from "./RecipeDialog";
import { LISTS, type Row } from "./rows";
import type { Lab } from "./useLab";

const LIST_NAMES: Record<MappingList, MessageId> = {
  user_property_mappings: "ui-lab-users",
  group_property_mappings: "ui-lab-groups",
};

type Props = {
  lab: Lab;
  view: DraftView;
  target: Target | null;
  arrived(): void;
  goTo(key: string, line: number): void;
};

/** The mappings in the order in which they run, and the one that is chosen, to type in. */
export function MappingsCard({ lab, view, target, arrived, goTo }: Props) {
  const { text } = useText();
  const [isOpen, setOpen] = useState(false);
  const { rows, row } = lab;
  const buttons = (
    <>
      <Button variant="secondary" onClick={() => setOpen(true)}>
        {text("ui-lab-recipe")}
      </Button>
      <Button
        variant="link"
        onClick={() => lab.add("user_property_mappings", `${view.draft.slug}: `, "return {}\n")}
      >
        {text("ui-lab-new")}
      </Button>
    </>
  );
  return (
    <Card component="section" aria-label={text("ui-mappings")}>
      <CardTitle component="h2">{text("ui-mappings")}</CardTitle>
      <CardBody>
        {row === null ? (
          <EmptyState titleText={text("ui-lab-empty")} headingLevel="h3" variant="sm">
            <EmptyStateBody>{text("ui-lab-empty-about")}</EmptyStateBody>
            <EmptyStateFooter>
              <EmptyStateActions>{buttons}</EmptyStateActions>
            </EmptyStateFooter>
          </EmptyState>
        ) : (
          <div className="desk-stack">
            {LISTS.map((list) => (
              <Names key={list} list={list} rows={rows} chosen={row} choose={lab.choose} />
            ))}
            <div className="desk-heading-actions">{buttons}</div>
            <MappingEditor
              key={row.key}
              row={row}
              lab={lab}
              view={view}
              target={target}
              arrived={arrived}
              goTo={goTo}
            />
          </div>
        )}
        {isOpen && <RecipeDialog lab={lab} view={view} close={() => setOpen(false)} />}
      </CardBody>
    </Card>
  );
}

type NamesProps = { list: MappingList; rows: Row[]; chosen: Row; choose(key: string): void };

function Names({ list, rows, chosen, choose }: NamesProps) {
  const { text } = useText();
  const own = rows.filter((row) => row.list === list);
  if (own.length === 0) return null;
  return (
    <div>
      <h3 id={`lab-${list}`} className="desk-copy-field-label">
        {text(LIST_NAMES[list])}
      </h3>
      <ol className="desk-lab-names" aria-labelledby={`lab-${list}`}>
        {own.map((row) => (
          <li key={row.key}>
            <Button
              variant="link"
              isInline
              className="desk-wrap"
              aria-current={row.key === chosen.key ? "true" : undefined}
              onClick={() => choose(row.key)}
            >
              {row.name.trim() === "" ? text("ui-unnamed") : row.name}
            </Button>
            {row.isTyped && (
              <Label isCompact color="orange">
                {text("ui-lab-not-saved")}
              </Label>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
