import {
  Button,
  EmptyState,
  EmptyStateActions,
  EmptyStateBody,
  EmptyStateFooter,
  Label,
  PageSection,
} from "@patternfly/react-core";
import PlusCircleIcon from "@patternfly/react-icons/dist/esm/icons/plus-circle-icon";
import ServerIcon from "@patternfly/react-icons/dist/esm/icons/server-icon";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Answer } from "../components/Answer";
import { Heading } from "../components/Heading";
import { Moment } from "../components/Moment";
import { PagedTable } from "../components/PagedTable";
import type { ServerView } from "../ipc/generated";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { DriftBadge } from "./DriftBadges";
import { knownDrift, servers } from "./queries";
import { RunList } from "./RunList";
import { ServerName } from "./ServerBand";
import { ServerDialog } from "./ServerDialog";

const COLUMNS: readonly MessageId[] = [
  "ui-servers-column-server",
  "ui-servers-column-host",
  "ui-servers-column-version",
  "ui-servers-column-token",
  "ui-servers-column-checked",
  "ui-server-drift-title",
];

/** The servers, and what was applied to them. */
export function ServersPage() {
  const { text } = useText();
  const navigate = useNavigate();
  const query = useQuery(servers());
  const [isAdding, setAdding] = useState(false);
  const isEmpty = query.data?.length === 0;
  const add = (
    <Button variant="primary" icon={<PlusCircleIcon />} onClick={() => setAdding(true)}>
      {text("ui-servers-add")}
    </Button>
  );
  return (
    <PageSection isFilled>
      <div className="desk-stack desk-servers">
        <Heading after={!isEmpty && add}>{text("ui-servers")}</Heading>
        <Answer query={query}>
          {(all) =>
            all.length === 0 ? (
              <EmptyState
                titleText={text("ui-servers-none")}
                headingLevel="h2"
                icon={ServerIcon}
                variant="lg"
              >
                <EmptyStateBody>
                  <p>{text("ui-servers-none-about")}</p>
                  <p className="desk-hint">{text("ui-servers-none-contact")}</p>
                </EmptyStateBody>
                <EmptyStateFooter>
                  <EmptyStateActions>{add}</EmptyStateActions>
                </EmptyStateFooter>
              </EmptyState>
            ) : (
              <>
                <p>{text("ui-servers-about")}</p>
                <ServersTable all={all} />
              </>
            )
          }
        </Answer>
        <RunList isSilent={isEmpty === true} />
        {isAdding && (
          <ServerDialog
            close={() => setAdding(false)}
            done={({ name }) => void navigate({ to: "/servers/$name", params: { name } })}
          />
        )}
      </div>
    </PageSection>
  );
}

function ServersTable({ all }: { all: ServerView[] }) {
  const { text } = useText();
  const drift = useQuery(knownDrift());
  return (
    <PagedTable
      label={text("ui-servers")}
      columns={COLUMNS}
      rows={all}
      keyOf={(server) => server.name}
      cells={(server) => [
        <span key="name" className="desk-heading-actions">
          <ServerName name={<ServerLink name={server.name} />} colour={server.colour} />
          {server.production && (
            <Label isCompact variant="outline" status="warning">
              {text("ui-servers-production")}
            </Label>
          )}
        </span>,
        <code key="host" className="desk-code">
          {server.host}
        </code>,
        server.version ?? "–",
        server.has_token ? (
          text("ui-servers-token-kept")
        ) : (
          <Label key="token" isCompact status="warning">
            {text("ui-servers-token-missing")}
          </Label>
        ),
        server.checked_at === null ? (
          <span key="checked" className="desk-hint">
            {text("ui-servers-not-checked")}
          </span>
        ) : (
          <Moment key="checked" at={server.checked_at} />
        ),
        <DriftBadge key="drift" drift={drift.data?.find((one) => one.server === server.name)} />,
      ]}
    />
  );
}

function ServerLink({ name }: { name: string }) {
  return (
    <Link to="/servers/$name" params={{ name }}>
      {name}
    </Link>
  );
}
