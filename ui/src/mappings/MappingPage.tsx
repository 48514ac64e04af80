import { Breadcrumb, BreadcrumbItem, Button, Form, PageSection } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Answer } from "../components/Answer";
import { Heading } from "../components/Heading";
import { useToast } from "../components/Toasts";
import type { MappingView } from "../ipc/generated";
import { mapping as mappingQuery, useDraftCache } from "../ipc/queries";
import { useText } from "../messages/text";
import { MappingForm } from "./MappingForm";
import { useMappingActions } from "./useMappingActions";

/** The page of a property mapping that is not made yet. */
export function NewMappingPage() {
  const { text } = useText();
  return (
    <Frame title={text("ui-mapping-new")}>
      <Heading>{text("ui-mapping-new")}</Heading>
      <Editor mapping={null} />
    </Frame>
  );
}

/** One property mapping. */
export function MappingPage({ id }: { id: number }) {
  const { text } = useText();
  const query = useQuery(mappingQuery(id));
  return (
    <Frame title={query.data?.name ?? text("ui-mapping")}>
      {query.data === undefined && <Heading>{text("ui-mapping")}</Heading>}
      <Answer query={query}>{(mapping) => <Mapping mapping={mapping} />}</Answer>
    </Frame>
  );
}

function Mapping({ mapping }: { mapping: MappingView }) {
  const { text } = useText();
  const { copy, remove } = useMappingActions();
  return (
    <>
      <Heading
        after={
          <div className="desk-heading-actions">
            <Button variant="secondary" onClick={() => void copy(mapping)}>
              {text("ui-copy-draft")}
            </Button>
            <Button variant="secondary" isDanger onClick={() => void remove(mapping)}>
              {text("ui-delete")}
            </Button>
          </div>
        }
      >
        {mapping.name}
      </Heading>
      <Editor mapping={mapping} />
    </>
  );
}

function Frame({ title, children }: { title: string; children: React.ReactNode }) {
  const { text } = useText();
  return (
    <PageSection isFilled>
      <div className="desk-stack">
        <Breadcrumb aria-label={text("ui-breadcrumb")}>
          <BreadcrumbItem
            render={({ className }) => (
              <Link to="/mappings" className={className}>
                {text("ui-mappings")}
              </Link>
            )}
          />
          <BreadcrumbItem isActive>{title}</BreadcrumbItem>
        </Breadcrumb>
        {children}
      </div>
    </PageSection>
  );
}

function Editor({ mapping }: { mapping: MappingView | null }) {
  const { text } = useText();
  const toast = useToast();
  const cache = useDraftCache();
  const navigate = useNavigate();
  return (
    <Form
      className="desk-form"
      isWidthLimited={false}
      onSubmit={(event) => event.preventDefault()}
      noValidate
    >
      <MappingForm
        mapping={mapping}
        id="mapping"
        cancel={() => void navigate({ to: "/mappings" })}
        stored={async ({ name, used_by }) => {
          await cache.refresh();
          const count = used_by.length;
          const title =
            mapping === null
              ? text("ui-mapping-created", { name })
              : count === 0
                ? text("ui-mapping-saved", { name })
                : text("ui-mapping-saved-all", { name, count });
          toast({ kind: "done", tone: "success", title });
          await navigate({ to: "/mappings" });
        }}
      />
    </Form>
  );
}
