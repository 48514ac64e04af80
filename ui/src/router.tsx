import { createHashHistory, createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { FailedPage } from "./components/FailedPage";
import { NotFoundPage } from "./components/NotFoundPage";
import { Shell } from "./components/Shell";
import { ExplainPage, ExplanationPage } from "./explain/ExplainPage";
import { ImportPage } from "./import/ImportPage";
import { MappingPage, NewMappingPage } from "./mappings/MappingPage";
import { MappingsPage } from "./mappings/MappingsPage";
import { PlanPage, RollbackPage } from "./servers/PlanPage";
import { ServerPage } from "./servers/ServerPage";
import { ServersPage } from "./servers/ServersPage";
import { RecoveryPage } from "./settings/RecoveryPage";
import { SettingsPage } from "./settings/SettingsPage";
import { SourcePage, TABS, type TabName } from "./sources/SourcePage";
import { SourcesPage } from "./sources/SourcesPage";
import { SelectTypePage } from "./wizard/SelectTypePage";
import { isStep, type StepId } from "./wizard/steps";
import { WizardPage } from "./wizard/WizardPage";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const sources = createRoute({ getParentRoute: () => root, path: "/", component: SourcesPage });

const source = createRoute({
  getParentRoute: () => root,
  path: "/sources/$id/$tab",
  params: {
    parse: ({ id, tab }) => ({ id, tab: TABS.find((known) => known === tab) ?? ("overview" as TabName) }),
    stringify: ({ id, tab }) => ({ id, tab }),
  },
  component: function Source() {
    const { id, tab } = source.useParams();
    return <SourcePage key={id} id={id} tab={tab} />;
  },
});

const selectType = createRoute({
  getParentRoute: () => root,
  path: "/wizard",
  component: SelectTypePage,
});

const wizard = createRoute({
  getParentRoute: () => root,
  path: "/wizard/$id/$step",
  params: {
    parse: ({ id, step }) => ({ id, step: isStep(step) ? step : ("create" as StepId) }),
    stringify: ({ id, step }) => ({ id, step }),
  },
  component: function Wizard() {
    const { id, step } = wizard.useParams();
    return <WizardPage key={id} id={id} step={step} />;
  },
});

const mappings = createRoute({ getParentRoute: () => root, path: "/mappings", component: MappingsPage });

const newMapping = createRoute({
  getParentRoute: () => root,
  path: "/mappings/new",
  component: NewMappingPage,
});

const mapping = createRoute({
  getParentRoute: () => root,
  path: "/mappings/$id",
  params: {
    parse: ({ id }) => ({ id: Number.parseInt(id, 10) || 0 }),
    stringify: ({ id }) => ({ id: String(id) }),
  },
  component: function Mapping() {
    const { id } = mapping.useParams();
    return <MappingPage key={id} id={id} />;
  },
});

const explain = createRoute({ getParentRoute: () => root, path: "/explain", component: ExplainPage });

const explanation = createRoute({
  getParentRoute: () => root,
  path: "/explain/$code",
  component: function Explanation() {
    const { code } = explanation.useParams();
    return <ExplanationPage key={code} code={code} />;
  },
});

const importing = createRoute({ getParentRoute: () => root, path: "/import", component: ImportPage });

const servers = createRoute({ getParentRoute: () => root, path: "/servers", component: ServersPage });

const server = createRoute({
  getParentRoute: () => root,
  path: "/servers/$name",
  component: function Server() {
    const { name } = server.useParams();
    return <ServerPage key={name} name={name} />;
  },
});

const plan = createRoute({
  getParentRoute: () => root,
  path: "/servers/$name/plan",
  component: function Plan() {
    const { name } = plan.useParams();
    return <PlanPage key={name} name={name} />;
  },
});

const rollback = createRoute({
  getParentRoute: () => root,
  path: "/servers/$name/rollback/$run",
  params: {
    parse: ({ name, run }) => ({ name, run: Number.parseInt(run, 10) || 0 }),
    stringify: ({ name, run }) => ({ name, run: String(run) }),
  },
  component: function Rollback() {
    const { name, run } = rollback.useParams();
    return <RollbackPage key={`${name} ${run}`} name={name} run={run} />;
  },
});

const settings = createRoute({ getParentRoute: () => root, path: "/settings", component: SettingsPage });

const recovery = createRoute({ getParentRoute: () => root, path: "/recovery", component: RecoveryPage });

/** The screens. The place is kept behind the `#`, so that reloading the window comes back to it. */
export const router = createRouter({
  routeTree: root.addChildren([
    sources,
    source,
    selectType,
    wizard,
    importing,
    mappings,
    newMapping,
    mapping,
    explain,
    explanation,
    servers,
    server,
    plan,
    rollback,
    settings,
    recovery,
  ]),
  history: createHashHistory(),
  defaultPreload: false,
  defaultErrorComponent: FailedPage,
});

declare module "@tanstack/react-router" {
  /** What a navigation brings along beside its address. */
  interface HistoryState {
    /** The field of a form that shall have the focus. */
    field?: string;
    /** The drafts that shall be chosen for a plan. */
    drafts?: string[];
  }

  interface Register {
    router: typeof router;
  }
}
