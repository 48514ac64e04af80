import {
  Breadcrumb,
  BreadcrumbItem,
  Button,
  PageSection,
  Tab,
  Tabs,
  TabTitleText,
} from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CallbackPanel } from "../callback/CallbackPanel";
import { Answer } from "../components/Answer";
import { Heading } from "../components/Heading";
import { FinishStep } from "../export/FinishStep";
import { HistoryPanel } from "../history/HistoryPanel";
import type { DraftView, Offers } from "../ipc/generated";
import { draft, fields } from "../ipc/queries";
import { LabPanel } from "../lab/LabPanel";
import type { MessageId } from "../messages/ids.generated";
import { useText } from "../messages/text";
import { isFillable, PrefillButton } from "../prefill/PrefillButton";
import { PreviewStep } from "../preview/PreviewStep";
import { DriftBadges } from "../servers/DriftBadges";
import { PushButton } from "../servers/PushButton";
import { ShareButton } from "../sharing/ShareButton";
import { TestLoginStep } from "../testlogin/TestLoginStep";
import { flushAll } from "./form/autosave";
import { DraftFormView } from "./form/DraftFormView";
import { targetOf } from "./form/draft-form";
import { Overview } from "./Overview";
import { countsOf, StateLabel } from "./StateLabel";
import { useDraftActions } from "./useDraftActions";

/** What can be looked at of one source. */
export const TABS = ["overview", "edit", "callback", "preview", "test", "lab", "export", "history"] as const;
export type TabName = (typeof TABS)[number];

const TAB_NAMES: Record<TabName, MessageId> = {
  overview: "ui-tab-overview",
  edit: "ui-tab-edit",
  callback: "ui-tab-callback",
  preview: "ui-step-preview",
  test: "ui-step-test",
  lab: "ui-tab-lab",
  export: "ui-tab-export",
  history: "ui-tab-history",
};

/** The views that a kind of source has: without a login button there is nothing to preview, most have no test login. */
function tabsOf(offers: Offers | undefined): TabName[] {
  return TABS.filter((tab) => {
    if (tab === "preview") return offers?.login_button === true;
    if (tab === "test") return offers?.test_login === true;
    if (tab === "callback") return offers?.callback === true;
    return true;
  });
}

/** One source: its facts, its form, its preview, its test login, its blueprint. */
export function SourcePage({ id, tab }: { id: string; tab: TabName }) {
  const { text } = useText();
  const query = useQuery(draft(id));
  return (
    <PageSection isFilled>
      <div className="desk-stack">
        <Breadcrumb aria-label={text("ui-breadcrumb")}>
          <BreadcrumbItem
            render={({ className }) => (
              <Link to="/" className={className}>
                {text("ui-sources")}
              </Link>
            )}
          />
          <BreadcrumbItem isActive>{query.data?.draft.name ?? text("ui-source")}</BreadcrumbItem>
        </Breadcrumb>
        {query.data === undefined && <Heading>{text("ui-source")}</Heading>}
        <Answer query={query}>{(view) => <Source view={view} tab={tab} />}</Answer>
      </div>
    </PageSection>
  );
}

function Source({ view, tab: wanted }: { view: DraftView; tab: TabName }) {
  const { text } = useText();
  const tabs = tabsOf(view.kind?.offers);
  // An address may name a view that this kind of source does not have.
  const tab = tabs.includes(wanted) ? wanted : "overview";
  const navigate = useNavigate();
  const { copy, remove } = useDraftActions();
  const { id, name } = view.draft;
  return (
    <>
      <Heading
        after={
          <div className="desk-heading-actions">
            <StateLabel {...countsOf(view.findings)} />
            <DriftBadges draft={id} />
            <PushButton draft={id} />
            <Button variant="secondary" onClick={() => void copy(id, name)}>
              {text("ui-copy-draft")}
            </Button>
            <ShareButton id={id} name={name} />
            <Button variant="secondary" isDanger onClick={() => void remove(id, name)}>
              {text("ui-delete")}
            </Button>
          </div>
        }
      >
        {name === "" ? text("ui-unnamed") : name}
      </Heading>
      <Tabs
        activeKey={tab}
        aria-label={text("ui-tabs")}
        mountOnEnter
        unmountOnExit
        onSelect={async (_, to) => {
          await flushAll();
          await navigate({ to: "/sources/$id/$tab", params: { id, tab: to as TabName } });
        }}
      >
        {tabs.map((one) => (
          <Tab key={one} eventKey={one} title={<TabTitleText>{text(TAB_NAMES[one])}</TabTitleText>}>
            {/* The tabs keep every panel: only the open one has anything in it. */}
            {one === tab && <div className="desk-tab">{bodyOf(one, view)}</div>}
          </Tab>
        ))}
      </Tabs>
    </>
  );
}

function bodyOf(tab: TabName, view: DraftView): ReactNode {
  switch (tab) {
    case "edit":
      return <Edit view={view} />;
    case "callback":
      return <CallbackPanel view={view} />;
    case "preview":
      return <PreviewStep view={view} />;
    case "test":
      return <TestLoginStep view={view} />;
    case "lab":
      return <LabPanel view={view} />;
    case "export":
      return <FinishStep view={view} />;
    case "history":
      return <HistoryPanel view={view} />;
    default:
      return <Overview view={view} />;
  }
}

function Edit({ view }: { view: DraftView }) {
  const query = useQuery(fields(view.draft.type, targetOf(view.draft)));
  const field = useLocation().state.field;
  return (
    <Answer query={query}>
      {(list) => (
        <div className="desk-stack">
          {isFillable(list) && <PrefillButton view={view} />}
          <DraftFormView
            view={view}
            fields={list}
            isNew={false}
            {...(field !== undefined && { goTo: field })}
          />
        </div>
      )}
    </Answer>
  );
}
