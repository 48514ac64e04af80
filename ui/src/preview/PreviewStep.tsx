import { Card, CardBody, CardTitle, Grid, GridItem } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Addresses } from "../callback/Addresses";
import { CallbackSummary } from "../callback/CallbackSummary";
import { Answer } from "../components/Answer";
import { Picture } from "../components/Picture";
import { useDark } from "../components/useDark";
import type { DraftView } from "../ipc/generated";
import { preview } from "../ipc/queries";
import { useText } from "../messages/text";
import { RequestList } from "./RequestList";

/** What people and WeChat will see: the login page, the QR code, the exact requests. */
export function PreviewStep({ view }: { view: DraftView }) {
  const { text } = useText();
  const query = useQuery(preview(view.draft.id, useDark()));
  return (
    <Answer query={query}>
      {(data) => (
        <div className="desk-stack">
          <Grid hasGutter>
            <GridItem md={12} lg={data.qr_svg === null ? 12 : 7}>
              <Card isFullHeight>
                <CardTitle component="h2">{text("ui-preview-login-page")}</CardTitle>
                <CardBody>
                  <Picture
                    svg={data.login_page_svg}
                    alt={text("ui-preview-login-page-alt", { name: view.draft.name })}
                    className="desk-login-page"
                  />
                  <p className="desk-hint">{text("ui-preview-login-page-about")}</p>
                </CardBody>
              </Card>
            </GridItem>
            {data.qr_svg !== null && (
              <GridItem md={12} lg={5}>
                <Card isFullHeight>
                  <CardTitle component="h2">{text("ui-preview-qr")}</CardTitle>
                  <CardBody>
                    <Picture svg={data.qr_svg} alt={text("ui-preview-qr-alt")} className="desk-qr" />
                    <p className="desk-hint">{text("ui-preview-qr-about")}</p>
                  </CardBody>
                </Card>
              </GridItem>
            )}
          </Grid>
          <Card>
            <CardTitle component="h2">{text("ui-overview-addresses")}</CardTitle>
            <CardBody>
              {view.callback_url === "" ? <Addresses view={view} /> : <CallbackSummary view={view} />}
            </CardBody>
          </Card>
          {data.requests.length > 0 && (
            <Card>
              <CardTitle component="h2">{text("ui-preview-requests")}</CardTitle>
              <CardBody>
                <p className="desk-hint">{text("ui-preview-requests-about")}</p>
                <RequestList requests={data.requests} provider={data.provider} />
              </CardBody>
            </Card>
          )}
        </div>
      )}
    </Answer>
  );
}
