import { Card, CardBody, CardTitle, List, ListComponent, ListItem, OrderType } from "@patternfly/react-core";
import type { DraftView } from "../ipc/generated";
import { useText } from "../messages/text";

type Props = { view: DraftView; hasLoginPage: boolean; hasSecrets: boolean };

/** What is left to do outside of Source Desk. */
export function NextSteps({ view, hasLoginPage, hasSecrets }: Props) {
  const { text, textOf } = useText();
  const offers = view.kind?.offers;
  return (
    <Card>
      <CardTitle component="h2">{text("ui-next-steps")}</CardTitle>
      <CardBody>
        <List component={ListComponent.ol} type={OrderType.number}>
          {view.draft.deployment.registered == null && view.callback_url !== "" && (
            <ListItem>
              {view.callback_domain === ""
                ? text("ui-next-register-at", {
                    register: view.callback_url,
                    console: textOf(`console-${view.draft.type}`),
                  })
                : text("ui-next-register", { domain: view.callback_domain })}
            </ListItem>
          )}
          {hasSecrets && <ListItem>{text("ui-next-secrets")}</ListItem>}
          <ListItem>{text("ui-next-apply")}</ListItem>
          {offers?.login_button === true && (
            <ListItem>{text(hasLoginPage ? "ui-next-try" : "ui-next-add-and-try")}</ListItem>
          )}
        </List>
      </CardBody>
    </Card>
  );
}
