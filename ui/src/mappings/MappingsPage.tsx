import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  FormSelect,
  FormSelectOption,
  PageSection,
  SearchInput,
} from "@patternfly/react-core";
import CodeIcon from "@patternfly/react-icons/dist/esm/icons/code-icon";
import PlusCircleIcon from "@patternfly/react-icons/dist/esm/icons/plus-circle-icon";
import SearchIcon from "@patternfly/react-icons/dist/esm/icons/search-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../components/Answer";
import { Heading } from "../components/Heading";
import { LinkButton } from "../components/LinkButton";
import type { Protocol } from "../ipc/generated";
import { mappings } from "../ipc/queries";
import { useText } from "../messages/text";
import { useDebounced } from "../sources/useDebounced";
import { MappingsTable } from "./MappingsTable";
import { KINDS } from "./mapping";

/** Every property mapping, and the way to a new one. */
export function MappingsPage() {
  const { text, textOf } = useText();
  const [typed, setTyped] = useState("");
  const [kind, setKind] = useState<Protocol | null>(null);
  const search = useDebounced(typed.trim());
  const query = useQuery(mappings(search, kind));
  const isNarrowed = search !== "" || kind !== null;
  const isEmpty = !isNarrowed && query.data?.length === 0;
  const showAll = () => {
    setTyped("");
    setKind(null);
  };
  return (
    <PageSection isFilled>
      <div className="desk-stack">
        <Heading after={!isEmpty && <NewMapping />}>{text("ui-mappings")}</Heading>
        {!isEmpty && (
          <div className="desk-mapping-filters">
            <SearchInput
              className="desk-search"
              value={typed}
              placeholder={text("ui-mapping-search-placeholder")}
              aria-label={text("ui-mapping-search")}
              resetButtonLabel={text("ui-search-clear")}
              onChange={(_, value) => setTyped(value)}
              onClear={() => setTyped("")}
            />
            <FormSelect
              className="desk-select"
              value={kind ?? ""}
              aria-label={text("ui-mapping-kind")}
              onChange={(_, value) => setKind(KINDS.find((one) => one === value) ?? null)}
            >
              <FormSelectOption value="" label={text("ui-mapping-kind-all")} />
              {KINDS.map((one) => (
                <FormSelectOption key={one} value={one} label={textOf(`mapping-kind-${one}`)} />
              ))}
            </FormSelect>
          </div>
        )}
        <Answer query={query}>
          {(list) => (
            <>
              {list.length > 0 ? (
                <MappingsTable key={`${search} ${kind}`} mappings={list} />
              ) : isNarrowed ? (
                <NoMatch showAll={showAll} />
              ) : (
                <NoMappings />
              )}
              <p className="pf-v6-screen-reader" role="status">
                {isNarrowed && text("ui-mapping-search-count", { count: list.length })}
              </p>
            </>
          )}
        </Answer>
      </div>
    </PageSection>
  );
}

function NewMapping() {
  const { text } = useText();
  return (
    <LinkButton to="/mappings/new" icon={<PlusCircleIcon />}>
      {text("ui-mapping-new")}
    </LinkButton>
  );
}

function NoMappings() {
  const { text } = useText();
  return (
    <EmptyState titleText={text("ui-mapping-none")} headingLevel="h2" icon={CodeIcon} variant="lg">
      <EmptyStateBody>{text("ui-mapping-none-about")}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <NewMapping />
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}

function NoMatch({ showAll }: { showAll(): void }) {
  const { text } = useText();
  return (
    <EmptyState titleText={text("ui-mapping-no-match")} headingLevel="h2" icon={SearchIcon}>
      <EmptyStateBody>{text("ui-mapping-no-match-about")}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button variant="link" onClick={showAll}>
            {text("ui-mapping-show-all")}
          </Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}
