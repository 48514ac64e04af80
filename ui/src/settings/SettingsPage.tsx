import {
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  PageSection,
} from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Answer } from "../components/Answer";
import { CopyButton } from "../components/CopyButton";
import { Heading } from "../components/Heading";
import { LanguageSwitch } from "../components/Shell";
import { appFacts } from "../ipc/queries";
import { useText } from "../messages/text";
import { VaultCard } from "../vault/VaultCard";
import { BackupsCard } from "./BackupsCard";
import { ReportCard } from "./ReportCard";

/** The language, and what Source Desk is and where it keeps its data. */
export function SettingsPage() {
  const { text } = useText();
  const query = useQuery(appFacts());
  return (
    <PageSection isWidthLimited>
      <div className="desk-stack">
        <Heading>{text("ui-settings")}</Heading>
        <Card>
          <CardTitle component="h2">{text("ui-language")}</CardTitle>
          <CardBody>
            <LanguageSwitch />
            <p className="desk-hint">{text("ui-theme-follows")}</p>
          </CardBody>
        </Card>
        <VaultCard />
        <BackupsCard />
        <Card>
          <CardTitle component="h2">{text("ui-about")}</CardTitle>
          <CardBody>
            <Answer query={query}>
              {(facts) => (
                <DescriptionList isHorizontal>
                  <DescriptionListGroup>
                    <DescriptionListTerm>{text("ui-version")}</DescriptionListTerm>
                    <DescriptionListDescription>{facts.version}</DescriptionListDescription>
                  </DescriptionListGroup>
                  <DescriptionListGroup>
                    <DescriptionListTerm>{text("ui-data-folder")}</DescriptionListTerm>
                    <DescriptionListDescription>
                      <div className="desk-copy-field-line">
                        <code className="desk-code">{facts.data_home}</code>
                        <CopyButton value={facts.data_home} what={text("ui-data-folder")} />
                      </div>
                      <span className="desk-hint">{text("ui-data-folder-about")}</span>
                    </DescriptionListDescription>
                  </DescriptionListGroup>
                </DescriptionList>
              )}
            </Answer>
            <p className="desk-hint">{text("ui-about-text")}</p>
          </CardBody>
        </Card>
        <ReportCard />
      </div>
    </PageSection>
  );
}
