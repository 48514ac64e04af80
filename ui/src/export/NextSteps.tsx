import { Card, CardBody, CardTitle, List, ListComponent, ListItem, OrderType } from "@patternfly/react-core";
import type { DraftView, ExportFormat, ExportRequest } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";

type Props = { view: DraftView; request: ExportRequest; hasSecrets: boolean };

/** How each file gets into effect. A run-book says it all by itself, and a script does what it does. */
const APPLY: Partial<Record<ExportFormat, MessageId>> = {
  blueprint: "ui-next-apply",
  terraform: "ui-next-terraform",
  kubernetes: "ui-next-kubernetes",
  compose: "ui-next-compose",
};

/** What is left to do outside of Source Desk. */
export function NextSteps({ view, request, hasSecrets }: Props) {
  const { text, textOf } = useText();
  const offers = view.kind?.offers;
  const format = request.format ?? "blueprint";
  const apply = APPLY[format];
  const hasLoginPage = request.login_page !== null;
  if (apply === undefined) return null;
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
          {hasSecrets && (
            <ListItem>
              {text(format === "blueprint" ? "ui-next-secrets" : "ui-next-secrets-elsewhere")}
            </ListItem>
          )}
          {format === "terraform" && hasLoginPage && <ListItem>{text("ui-next-terraform-page")}</ListItem>}
          <ListItem>{text(apply)}</ListItem>
          {offers?.login_button === true && (
            <ListItem>{text(hasLoginPage ? "ui-next-try" : "ui-next-add-and-try")}</ListItem>
          )}
        </List>
      </CardBody>
    </Card>
  );
}
