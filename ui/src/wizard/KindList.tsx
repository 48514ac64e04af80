import {
  Card,
  CardBody,
  CardHeader,
  CardTitle,
  EmptyState,
  EmptyStateBody,
  Gallery,
  Label,
  TextInput,
} from "@patternfly/react-core";
import SearchIcon from "@patternfly/react-icons/dist/esm/icons/search-icon";
import { useQuery } from "@tanstack/react-query";
import { useEnter } from "../components/composition";
import type { SourceTypeView, Version } from "../ipc/generated";
import { sourceTypes } from "../ipc/queries";
import { useText } from "../messages/text";
import { KindIcon } from "./kind-icons";
import { limitsOf, useKindWords } from "./kinds";

type Props = {
  kinds: SourceTypeView[];
  chosen: string | undefined;
  choose(type: string): void;
  filter: string;
  setFilter(filter: string): void;
  /** Goes on with what is chosen. */
  goOn(): void;
};

/** The kinds of source as authentik's New Source list has them, with a filter above. */
export function KindList({ kinds, chosen, choose, filter, setFilter, goOn }: Props) {
  const { text } = useText();
  const enter = useEnter(goOn);
  const { data: all = [] } = useQuery(sourceTypes());
  const versions = [...new Set(all.flatMap((kind) => kind.versions))].sort((one, other) =>
    one.localeCompare(other, "en", { numeric: true }),
  );
  return (
    <>
      <div className="desk-kind-filter">
        <TextInput
          type="search"
          className="desk-search"
          customIcon={<SearchIcon />}
          aria-label={text("ui-type-filter")}
          placeholder={text("ui-type-filter-placeholder")}
          autoComplete="off"
          value={filter}
          onChange={(_, value) => setFilter(value)}
          {...enter}
        />
        <span role="status" className="desk-hint">
          {text("ui-type-count", { count: kinds.length })}
        </span>
      </div>
      {kinds.length === 0 && (
        <EmptyState titleText={text("ui-type-none")} headingLevel="h2" variant="sm">
          <EmptyStateBody>{text("ui-type-none-about", { filter })}</EmptyStateBody>
        </EmptyState>
      )}
      <Gallery hasGutter minWidths={{ default: "17rem" }} role="radiogroup" aria-label={text("ui-step-type")}>
        {kinds.map((kind) => (
          <KindCard
            key={kind.type}
            kind={kind}
            versions={versions}
            isChosen={kind.type === chosen}
            choose={() => choose(kind.type)}
          />
        ))}
      </Gallery>
    </>
  );
}

type CardProps = { kind: SourceTypeView; versions: Version[]; isChosen: boolean; choose(): void };

function KindCard({ kind, versions, isChosen, choose }: CardProps) {
  const { text } = useText();
  const { about } = useKindWords()(kind);
  const { since, until } = limitsOf(kind, versions);
  const id = `type-${kind.type}`;
  return (
    <Card id={id} isCompact isSelectable isSelected={isChosen} className="desk-kind">
      <CardHeader
        selectableActions={{
          selectableActionId: `${id}-input`,
          selectableActionAriaLabelledby: `${id}-title`,
          name: "source-type",
          variant: "single",
          onChange: choose,
        }}
      >
        <div className="desk-kind-title">
          <KindIcon type={kind.type} name={kind.name} />
          <CardTitle component="h2" id={`${id}-title`}>
            {kind.name}
          </CardTitle>
        </div>
      </CardHeader>
      <CardBody>
        <p>{about}</p>
        <div className="desk-labels">
          <Label isCompact>{kind.protocol}</Label>
          {since !== undefined && (
            <Label isCompact variant="outline">
              {text("ui-since", { version: since })}
            </Label>
          )}
          {until !== undefined && (
            <Label isCompact variant="outline" status="warning">
              {text("ui-type-until", { version: until })}
            </Label>
          )}
        </div>
      </CardBody>
    </Card>
  );
}
