import { Breadcrumb, BreadcrumbItem, Button, PageSection } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Answer } from "../components/Answer";
import { Heading } from "../components/Heading";
import { LinkButton } from "../components/LinkButton";
import { Notice } from "../components/Notice";
import type { ServerView } from "../ipc/generated";
import { useText } from "../messages/text";
import { CheckCard } from "./CheckCard";
import { DriftCard } from "./DriftCard";
import { FlowsCard } from "./FlowsCard";
import { PullCard } from "./PullCard";
import { servers } from "./queries";
import { RemoveDialog } from "./RemoveDialog";
import { RunList } from "./RunList";
import { ServerBand } from "./ServerBand";
import { ServerDialog } from "./ServerDialog";

type FrameProps = {
  name: string;
  /** What the last place of the way here is called; without it that is the server itself. */
  place?: string;
  children: (server: ServerView) => ReactNode;
};

/** What is around every screen about one server: the way here, and which server it is. */
export function ServerFrame({ name, place, children }: FrameProps) {
  const { text } = useText();
  const query = useQuery(servers());
  return (
    <PageSection isFilled>
      <div className="desk-stack desk-servers">
        <Breadcrumb aria-label={text("ui-breadcrumb")}>
          <BreadcrumbItem
            render={({ className }) => (
              <Link to="/servers" className={className}>
                {text("ui-servers")}
              </Link>
            )}
          />
          {place === undefined ? (
            <BreadcrumbItem isActive>{name}</BreadcrumbItem>
          ) : (
            <BreadcrumbItem
              render={({ className }) => (
                <Link to="/servers/$name" params={{ name }} className={className}>
                  {name}
                </Link>
              )}
            />
          )}
          {place !== undefined && <BreadcrumbItem isActive>{place}</BreadcrumbItem>}
        </Breadcrumb>
        <Answer query={query}>
          {(all) => {
            const server = all.find((one) => one.name === name);
            if (server === undefined)
              return <Notice tone="warning" title={text("ui-servers-unknown", { name })} component="h2" />;
            return children(server);
          }}
        </Answer>
      </div>
    </PageSection>
  );
}

/** One server: what the check finds, what is pulled, where drafts drift, what was applied. */
export function ServerPage({ name }: { name: string }) {
  return <ServerFrame name={name}>{(server) => <Server server={server} />}</ServerFrame>;
}

function Server({ server }: { server: ServerView }) {
  const { text } = useText();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<"edit" | "remove" | null>(null);
  const { name } = server;
  return (
    <>
      <Heading
        after={
          <div className="desk-heading-actions">
            {server.has_token && (
              <LinkButton to="/servers/$name/plan" params={{ name }} variant="primary">
                {text("ui-server-plan")}
              </LinkButton>
            )}
            <Button variant="secondary" onClick={() => setDialog("edit")}>
              {text("ui-server-edit")}
            </Button>
            <Button variant="secondary" isDanger onClick={() => setDialog("remove")}>
              {text("ui-server-remove")}
            </Button>
          </div>
        }
      >
        {name}
      </Heading>
      <ServerBand server={server} />
      {server.has_token ? (
        <>
          <CheckCard server={server} edit={() => setDialog("edit")} />
          <PullCard server={server} />
          <DriftCard server={server} />
          <FlowsCard server={server} />
        </>
      ) : (
        // Without a token the server cannot be asked anything.
        <Notice
          tone="warning"
          title={text("ui-server-no-token", { host: server.host })}
          actions={
            <Button variant="link" isInline onClick={() => setDialog("edit")}>
              {text("ui-server-edit")}
            </Button>
          }
        >
          <p>{text("window-fix-server-no-token")}</p>
        </Notice>
      )}
      <RunList server={name} />
      {dialog === "edit" && (
        <ServerDialog server={server} close={() => setDialog(null)} done={() => setDialog(null)} />
      )}
      {dialog === "remove" && (
        <RemoveDialog
          server={server}
          close={() => setDialog(null)}
          done={() => void navigate({ to: "/servers" })}
        />
      )}
    </>
  );
}
