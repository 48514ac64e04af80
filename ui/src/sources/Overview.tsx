import {
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Grid,
  GridItem,
} from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Addresses } from "../callback/Addresses";
import { Moment } from "../components/Moment";
import type { Draft, DraftView } from "../ipc/generated";
import { fields } from "../ipc/queries";
import { useText } from "../messages/text";
import { targetOf, wordsOf } from "./form/draft-form";
import { FindingSummary } from "./form/FindingSummary";
import { hasOwnValue, isInVersion, isTagged, useFieldLabel } from "./form/field";
import { STANDINGS } from "./form/KeptSecret";
import { KeptSection } from "./KeptSection";
import { TagLabels } from "./TagLabels";

/** The facts of a source at a glance. */
export function Overview({ view }: { view: DraftView }) {
  const { text, textOf } = useText();
  const navigate = useNavigate();
  const label = useFieldLabel();
  const { data: form } = useQuery(fields(view.draft.type, targetOf(view.draft)));
  const { draft } = view;

  const goTo = async (field: string) => {
    await navigate({ to: "/sources/$id/$tab", params: { id: draft.id, tab: "edit" }, state: { field } });
  };

  const secretWords = (field: string) => {
    const state = view.secrets.find((secret) => secret.field === field);
    return state === undefined || state.standing === "not-set"
      ? text("ui-secret-none")
      : text(STANDINGS[state.standing], { characters: state.n_characters });
  };
  const facts: [string, string][] = [
    [text("ui-column-type"), view.kind?.name ?? draft.type],
    [text("field-target"), targetOf(draft)],
    [text("ui-column-slug"), draft.slug],
  ];
  for (const field of form ?? []) {
    const value = draft.values[field.name];
    if (!isInVersion(field, targetOf(draft)) && !hasOwnValue(field, value)) continue;
    if (field.secret && !isTagged(value)) facts.push([label(field), secretWords(field.name)]);
    else if (typeof value === "boolean") facts.push([label(field), text(value ? "ui-yes" : "ui-no")]);
    else {
      const choice = field.choices.find((one) => one.value === value);
      const words = choice === undefined ? wordsOf(value) : textOf(choice.label_id);
      if (words !== "") facts.push([label(field), words]);
    }
  }
  return (
    <div className="desk-stack">
      <FindingSummary findings={view.findings} isCalm={false} goTo={(field) => void goTo(field)} />
      <Grid hasGutter>
        <GridItem md={12} xl={6}>
          <Card isFullHeight>
            <CardTitle component="h2">{text("ui-facts")}</CardTitle>
            <CardBody>
              <DescriptionList isHorizontal isCompact>
                {facts.map(([term, value]) => (
                  <DescriptionListGroup key={term}>
                    <DescriptionListTerm>{term}</DescriptionListTerm>
                    <DescriptionListDescription className="desk-break">{value}</DescriptionListDescription>
                  </DescriptionListGroup>
                ))}
                <DescriptionListGroup>
                  <DescriptionListTerm>{text("ui-column-changed")}</DescriptionListTerm>
                  <DescriptionListDescription>
                    <Moment at={view.updated_at} />
                  </DescriptionListDescription>
                </DescriptionListGroup>
              </DescriptionList>
            </CardBody>
          </Card>
        </GridItem>
        <GridItem md={12} xl={6}>
          <Card isFullHeight>
            <CardTitle component="h2">{text("ui-overview-addresses")}</CardTitle>
            <CardBody>
              <Addresses view={view} />
            </CardBody>
          </Card>
        </GridItem>
      </Grid>
      <TagsAndNotesCard draft={draft} />
      <KeptSection draft={draft} />
    </div>
  );
}

/** What people wrote beside the source for themselves, if anything. */
function TagsAndNotesCard({ draft }: { draft: Draft }) {
  const { text } = useText();
  const { name, tags = [], notes = "" } = draft;
  if (tags.length === 0 && notes === "") return null;
  return (
    <Card>
      <CardTitle component="h2">{text("ui-tags-and-notes")}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          <TagLabels name={name} tags={tags} />
          {notes !== "" && <p className="desk-notes">{notes}</p>}
        </div>
      </CardBody>
    </Card>
  );
}
