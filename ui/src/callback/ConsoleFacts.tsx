import {
  Card,
  CardBody,
  CardTitle,
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
  Label,
  List,
  ListItem,
} from "@patternfly/react-core";
import type { ReactNode } from "react";
import { CopyButton } from "../components/CopyButton";
import type { Answer, ConsoleView, Several } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";

const ANSWERS: Record<Answer, { word: MessageId; color: "green" | "red" | "grey" }> = {
  yes: { word: "rules-yes", color: "green" },
  no: { word: "rules-no", color: "red" },
  unknown: { word: "rules-unknown", color: "grey" },
};

const QUESTIONS = ["http", "localhost", "address", "port", "wildcard"] as const;

/** Where to enter the callback, in the words of the provider's console, and what the provider takes there. */
export function ConsoleFacts({ console }: { console: ConsoleView }) {
  const { text, textOf } = useText();
  const { rules } = console;
  return (
    <Card>
      <CardTitle component="h2">{text("ui-console")}</CardTitle>
      <CardBody>
        <div className="desk-stack">
          <h3 className="desk-subheading">{textOf(console.name_id)}</h3>
          <DescriptionList isHorizontal isCompact horizontalTermWidthModifier={{ default: "12rem" }}>
            {console.url !== "" && (
              <Fact term={text("ui-console-url")}>
                <code className="desk-code">{console.url}</code>{" "}
                <CopyButton value={console.url} what={text("ui-console-url")} />
              </Fact>
            )}
            {console.menus.length > 0 && (
              <Fact term={text("ui-console-way")}>
                {[...console.menus, console.callback_field].join(" › ")}
              </Fact>
            )}
            <Fact term={text("ui-console-key")}>{console.key_term || text("ui-console-unnamed")}</Fact>
            <Fact term={text("ui-console-secret")}>
              {console.secret_term || text("ui-console-unnamed")}
              {console.secret_once === "yes" && (
                <span className="desk-hint"> {text("rules-secret-once")}</span>
              )}
            </Fact>
            {console.permissions.length > 0 && (
              <Fact term={text("ui-console-permissions")}>{console.permissions.join(", ")}</Fact>
            )}
            {console.scopes.length > 0 && (
              <Fact term={text("ui-console-scopes")}>
                <code className="desk-code">{console.scopes.join(" ")}</code>
              </Fact>
            )}
            <Fact term={text("ui-console-rules")}>
              <p>{textOf(`rules-matching-${rules.matching}`)}</p>
              {!rules.certain && <p className="desk-hint">{text("rules-uncertain")}</p>}
            </Fact>
            <Fact term={text("rules-several")}>{useSeveral()(rules.several)}</Fact>
            {QUESTIONS.map((question) => (
              <Fact key={question} term={text(`rules-${question}`)}>
                <Label isCompact color={ANSWERS[rules[question]].color}>
                  {text(ANSWERS[rules[question]].word)}
                </Label>
              </Fact>
            ))}
            <Fact term={text("ui-console-document")}>
              <code className="desk-code">{console.document}</code>
            </Fact>
          </DescriptionList>
          {console.quirk_ids.length > 0 && (
            <>
              <h3 className="desk-subheading">{text("ui-console-quirks")}</h3>
              <List>
                {console.quirk_ids.map((id) => (
                  <ListItem key={id}>{textOf(id)}</ListItem>
                ))}
              </List>
            </>
          )}
        </div>
      </CardBody>
    </Card>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription className="desk-break">{children}</DescriptionListDescription>
    </DescriptionListGroup>
  );
}

function useSeveral(): (several: Several) => string {
  const { text } = useText();
  return (several) => {
    switch (several.kind) {
      case "one":
        return text("rules-several-one");
      case "many":
        return text("rules-several-many");
      case "up-to":
        return text("rules-several-up-to", { count: several.count });
      default:
        return text("rules-several-unknown");
    }
  };
}
