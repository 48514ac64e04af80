import {
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  PageSection,
} from "@patternfly/react-core";
import { useText } from "../messages/text";
import { LinkButton } from "./LinkButton";

/** For an address that leads nowhere. */
export function NotFoundPage() {
  const { text } = useText();
  return (
    <PageSection>
      <EmptyState titleText={text("ui-not-found")} headingLevel="h1">
        <EmptyStateBody>{text("ui-not-found-about")}</EmptyStateBody>
        <EmptyStateFooter>
          <EmptyStateActions>
            <LinkButton to="/">{text("ui-to-sources")}</LinkButton>
          </EmptyStateActions>
        </EmptyStateFooter>
      </EmptyState>
    </PageSection>
  );
}
