import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  Label,
  List,
  ListItem,
  PageSection,
  SearchInput,
} from "@patternfly/react-core";
import PlusCircleIcon from "@patternfly/react-icons/dist/esm/icons/plus-circle-icon";
import SearchIcon from "@patternfly/react-icons/dist/esm/icons/search-icon";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Answer } from "../components/Answer";
import { Heading } from "../components/Heading";
import { LinkButton } from "../components/LinkButton";
import mark from "../components/mark.svg";
import { Notice } from "../components/Notice";
import { PER_PAGE } from "../components/PagedTable";
import { ImportButton } from "../import/ImportButton";
import type { ListingView } from "../ipc/generated";
import { drafts, sourceTypes } from "../ipc/queries";
import { useText } from "../messages/text";
import { OpenBundleButton } from "../sharing/OpenBundleButton";
import { SourcesTable } from "./SourcesTable";
import { useDebounced } from "./useDebounced";

/** The first screen: every draft, and the way to a new one. */
export function SourcesPage() {
  const { text } = useText();
  const [typed, setTyped] = useState("");
  const search = useDebounced(typed.trim());
  const [tag, setTag] = useState<string | null>(null);
  // A page belongs to what was looked for: another search begins at its first.
  const wanted = `${tag ?? ""}\n${search}`;
  const [at, setAt] = useState({ wanted, page: 1 });
  const page = at.wanted === wanted ? at.page : 1;
  const query = useQuery(drafts(search, tag, page));
  const types = useQuery(sourceTypes());
  const typeNames = Object.fromEntries(types.data?.map(({ type, name }) => [type, name]) ?? []);
  const n_pages = Math.max(1, Math.ceil((query.data?.n_found ?? 0) / PER_PAGE));
  const isBehind = !query.isPlaceholderData && query.data !== undefined && page > n_pages;
  useEffect(() => {
    // The last draft of the last page was deleted.
    if (isBehind) setAt({ wanted, page: n_pages });
  }, [isBehind, wanted, n_pages]);
  const isEmpty =
    search === "" &&
    tag === null &&
    page === 1 &&
    query.data?.drafts.length === 0 &&
    query.data.unreadable.length === 0;
  return (
    <PageSection isFilled>
      <div className="desk-stack">
        <Heading after={!isEmpty && <Beginnings />}>{text("ui-sources")}</Heading>
        {!isEmpty && (
          <SearchInput
            className="desk-search"
            value={typed}
            placeholder={text("ui-search-placeholder")}
            aria-label={text("ui-search")}
            resetButtonLabel={text("ui-search-clear")}
            onChange={(_, value) => setTyped(value)}
            onClear={() => setTyped("")}
          />
        )}
        {tag !== null && (
          <div>
            <Label onClose={() => setTag(null)} closeBtnAriaLabel={text("ui-tag-filter-clear")} color="blue">
              {text("ui-tag-filtered", { tag })}
            </Label>
          </div>
        )}
        <Answer query={query}>
          {(listing) => (
            <>
              <Unreadable listing={listing} />
              {listing.drafts.length > 0 ? (
                <SourcesTable
                  key={wanted}
                  drafts={listing.drafts}
                  typeNames={typeNames}
                  paging={{ page, n_rows: listing.n_found, turn: (to) => setAt({ wanted, page: to }) }}
                  chooseTag={setTag}
                />
              ) : isEmpty ? (
                <NoSources />
              ) : search === "" && tag === null ? null : (
                <NoMatch
                  search={search === "" ? (tag ?? "") : search}
                  clear={() => {
                    setTyped("");
                    setTag(null);
                  }}
                />
              )}
              <p className="pf-v6-screen-reader" role="status">
                {(search !== "" || tag !== null) && text("ui-search-count", { count: listing.n_found })}
              </p>
            </>
          )}
        </Answer>
      </div>
    </PageSection>
  );
}

/** The ways to a draft. */
function Beginnings() {
  return (
    <div className="desk-heading-actions">
      <OpenBundleButton />
      <ImportButton />
      <NewSource />
    </div>
  );
}

function NewSource() {
  const { text } = useText();
  return (
    <LinkButton to="/wizard" icon={<PlusCircleIcon />}>
      {text("ui-new-source")}
    </LinkButton>
  );
}

function Mark() {
  return <img src={mark} alt="" width={72} height={72} />;
}

function NoSources() {
  const { text } = useText();
  return (
    <EmptyState titleText={text("ui-no-sources")} headingLevel="h2" icon={Mark} variant="lg">
      <EmptyStateBody>
        <p>{text("ui-no-sources-about")}</p>
        <p className="desk-hint">{text("ui-no-sources-offline")}</p>
      </EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <NewSource />
          <ImportButton />
          <OpenBundleButton />
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}

function NoMatch({ search, clear }: { search: string; clear(): void }) {
  const { text } = useText();
  return (
    <EmptyState titleText={text("ui-no-match")} headingLevel="h2" icon={SearchIcon}>
      <EmptyStateBody>{text("ui-no-match-about", { search })}</EmptyStateBody>
      <EmptyStateFooter>
        <EmptyStateActions>
          <Button variant="link" onClick={clear}>
            {text("ui-search-clear")}
          </Button>
        </EmptyStateActions>
      </EmptyStateFooter>
    </EmptyState>
  );
}

/** Drafts that are stored but cannot be shown: they are named, never dropped without a word. */
function Unreadable({ listing }: { listing: ListingView }) {
  const { text } = useText();
  if (listing.unreadable.length === 0) return null;
  return (
    <Notice tone="warning" title={text("ui-unreadable", { count: listing.unreadable.length })}>
      <p>{text("ui-unreadable-about")}</p>
      <List>
        {listing.unreadable.map((one) => (
          <ListItem key={one.id}>
            {one.name} (<code>{one.slug}</code>):{" "}
            {text(one.why === "newer" ? "ui-unreadable-newer" : "ui-unreadable-damaged")}
          </ListItem>
        ))}
      </List>
    </Notice>
  );
}
