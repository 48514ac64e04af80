import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  ExpandableSection,
  FormSelect,
  FormSelectOption,
  SearchInput,
  Title,
} from "@patternfly/react-core";
import SearchIcon from "@patternfly/react-icons/dist/esm/icons/search-icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Answer } from "../components/Answer";
import type { ExplanationView } from "../ipc/generated";
import { explanations } from "../ipc/queries";
import { useText } from "../messages/text";
import { useDebounced } from "../sources/useDebounced";
import { ExplanationWords } from "./ExplanationCard";
import { groupsOf } from "./groups";

/** Every error that can be explained, by whose it is, to search and to read. */
export function KnownErrors() {
  const { text, textOf } = useText();
  const [typed, setTyped] = useState("");
  const [provider, setProvider] = useState("");
  const search = useDebounced(typed.trim());
  const all = useQuery(explanations("", null));
  const query = useQuery(explanations(search, provider === "" ? null : provider));
  const isNarrowed = search !== "" || provider !== "";
  return (
    <section className="desk-stack" aria-labelledby="known-errors">
      <Title headingLevel="h2" size="xl" id="known-errors">
        {text("ui-explain-all")}
      </Title>
      <div className="desk-mapping-filters">
        <SearchInput
          className="desk-search"
          value={typed}
          placeholder={text("ui-explain-search-placeholder")}
          aria-label={text("ui-explain-search")}
          resetButtonLabel={text("ui-search-clear")}
          onChange={(_, value) => setTyped(value)}
          onClear={() => setTyped("")}
        />
        <FormSelect
          className="desk-select"
          value={provider}
          aria-label={text("ui-explain-provider")}
          onChange={(_, value) => setProvider(value)}
        >
          <FormSelectOption value="" label={text("ui-explain-provider-all")} />
          {groupsOf(all.data ?? []).map(([one]) => (
            <FormSelectOption key={one} value={one} label={textOf(`family-${one}`)} />
          ))}
        </FormSelect>
      </div>
      <Answer query={query}>
        {(list) => (
          <>
            {list.length === 0 ? (
              <EmptyState titleText={text("ui-explain-no-match")} headingLevel="h3" icon={SearchIcon}>
                <EmptyStateBody>{text("ui-explain-no-match-about")}</EmptyStateBody>
                <EmptyStateFooter>
                  <EmptyStateActions>
                    <Button
                      variant="link"
                      onClick={() => {
                        setTyped("");
                        setProvider("");
                      }}
                    >
                      {text("ui-explain-show-all")}
                    </Button>
                  </EmptyStateActions>
                </EmptyStateFooter>
              </EmptyState>
            ) : (
              groupsOf(list).map(([one, entries]) => <Group key={one} provider={one} entries={entries} />)
            )}
            <p className="pf-v6-screen-reader" role="status">
              {isNarrowed && text("ui-explain-count", { count: list.length })}
            </p>
          </>
        )}
      </Answer>
    </section>
  );
}

function Group({ provider, entries }: { provider: string; entries: ExplanationView[] }) {
  const { text, textOf } = useText();
  return (
    <section aria-labelledby={`errors-of-${provider}`}>
      <Title headingLevel="h3" size="lg" id={`errors-of-${provider}`}>
        {textOf(`family-${provider}`)}{" "}
        <span className="desk-hint">{text("ui-explain-count", { count: entries.length })}</span>
      </Title>
      <ul className="desk-explanation-list">
        {entries.map((entry) => (
          <li key={entry.code}>
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entry({ entry }: { entry: ExplanationView }) {
  const { textOf } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <ExpandableSection
      toggleText={textOf(entry.message_id)}
      isExpanded={isOpen}
      onToggle={(_, open) => setOpen(open)}
      isIndented
    >
      {isOpen && <ExplanationWords explanation={entry} />}
    </ExpandableSection>
  );
}
