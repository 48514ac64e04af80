import { ExpandableSection, Form } from "@patternfly/react-core";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useToast } from "../../components/Toasts";
import type { DraftView, FieldView, Finding } from "../../ipc/generated";
import { useText } from "../../messages/text";
import { DeploymentFields } from "./DeploymentFields";
import { groupsOf } from "./draft-form";
import { FieldNotes } from "./FieldNotes";
import { FindingSummary } from "./FindingSummary";
import { FormField } from "./FormField";
import { focusControl } from "./field";
import { MergeQuestion } from "./MergeQuestion";
import { SaveProblem, SaveStatus } from "./SaveStatus";
import { followsName, proposedSlug } from "./slug";
import { TagsAndNotes } from "./TagsAndNotes";
import { TargetField } from "./TargetField";
import { type DraftEditor, useDraftEditor } from "./useDraftEditor";

type Props = {
  view: DraftView;
  fields: FieldView[];
  /** In a new source an empty field is no mistake until a person has passed it by. */
  isNew: boolean;
  /** The field that gets the focus once the form is drawn. */
  goTo?: string;
};

/** authentik's form for a source, with what was found beside its fields. */
export function DraftFormView({ view, fields, isNew, goTo: first }: Props) {
  const { text, textOf } = useText();
  const toast = useToast();
  const stored = useDraftEditor(view, fields);
  const editor = useMemo(
    () => withToast(stored, (error) => toast({ kind: "problem", error })),
    [stored, toast],
  );
  const [passed, setPassed] = useState<ReadonlySet<string>>(new Set());
  const [toggled, setToggled] = useState<Record<string, boolean>>({});
  useSlugFromName(editor);

  const groups = groupsOf(fields);
  const shown = view.findings.filter((finding) => !isNew || !isMissing(finding) || passed.has(finding.field));
  const findingsOf = (field: string) => shown.filter((finding) => finding.field === field);
  const isDrawn = (field: string) => DEPLOYMENT_FIELDS.has(field) || fields.some((one) => one.name === field);
  const elsewhere = view.findings.filter((finding) => !isDrawn(finding.field));
  const left = (field: string) => setPassed((before) => new Set(before).add(field));
  const goTo = (field: string) => {
    const group = fields.find((one) => one.name === field)?.group ?? DEPLOYMENT;
    setToggled((before) => ({ ...before, [group]: true }));
    setPassed((before) => new Set(before).add(field));
    // The group may have been closed: its fields exist once it is drawn.
    requestAnimationFrame(() => {
      if (focusControl(field)) return;
      const elsewhere = document.getElementById(ELSEWHERE);
      elsewhere?.scrollIntoView({ block: "center" });
      elsewhere?.focus();
    });
  };

  const goToFirst = useRef(() => first !== undefined && goTo(first));
  useEffect(() => void goToFirst.current(), []);

  return (
    <Form
      className="desk-form"
      isWidthLimited={false}
      onSubmit={(event) => event.preventDefault()}
      noValidate
    >
      <div className="desk-form-top">
        <SaveStatus state={editor.saveState} />
      </div>
      <TargetField editor={editor} />
      <MergeQuestion editor={editor} />
      <SaveProblem state={editor.saveState} retry={() => void editor.flush()} />
      <FindingSummary findings={view.findings} isCalm={!shown.some(isError)} goTo={goTo} />
      {elsewhere.length > 0 && (
        <div id={ELSEWHERE} tabIndex={-1}>
          <FieldNotes
            id={`${ELSEWHERE}-notes`}
            help={null}
            findings={elsewhere}
            fix={editor.fix}
            control={ELSEWHERE}
          />
        </div>
      )}
      {groups.map(({ group, labelId, open, fields: members }) => {
        const content = members.map((field) => (
          <FormField
            key={field.name}
            field={field}
            editor={editor}
            findings={findingsOf(field.name)}
            left={left}
          />
        ));
        if (group === "general")
          return (
            <div key={group} className="desk-group">
              {content}
            </div>
          );
        return (
          <Group
            key={group}
            title={textOf(labelId)}
            isOpen={toggled[group] ?? open}
            toggle={(isOpen) => setToggled((before) => ({ ...before, [group]: isOpen }))}
          >
            {group === API_ONLY && <p className="desk-hint">{text("ui-field-only-in-api")}</p>}
            {content}
          </Group>
        );
      })}
      {view.kind?.offers.addresses === true && (
        <Group
          title={text("ui-deployment")}
          isOpen={toggled[DEPLOYMENT] ?? true}
          toggle={(isOpen) => setToggled((before) => ({ ...before, [DEPLOYMENT]: isOpen }))}
        >
          <p className="desk-hint">
            {text(view.kind.type === "wechat" ? "ui-deployment-about" : "ui-deployment-about-other")}
          </p>
          <DeploymentFields editor={editor} findings={shown} />
        </Group>
      )}
      <Group
        title={text("ui-tags-and-notes")}
        isOpen={toggled[TAGS] ?? !isNew}
        toggle={(isOpen) => setToggled((before) => ({ ...before, [TAGS]: isOpen }))}
      >
        <p className="desk-hint">{text("ui-tags-and-notes-about")}</p>
        <TagsAndNotes editor={editor} />
      </Group>
    </Form>
  );
}

/** The group of what authentik's form does not ask. */
const DEPLOYMENT = "deployment";

/** The group of what people write for themselves. */
const TAGS = "tags-and-notes";
const DEPLOYMENT_FIELDS: ReadonlySet<string> = new Set(["authentik_host", "callback_domain"]);
/** Where findings stand whose field no form has: a version, or what a blueprint said beyond the form. */
const ELSEWHERE = "desk-elsewhere";

/** The group of what authentik's API takes and its form does not show. */
const API_ONLY = "api-only";

type GroupProps = { title: string; isOpen: boolean; toggle(isOpen: boolean): void; children: ReactNode };

function Group({ title, isOpen, toggle, children }: GroupProps) {
  return (
    <ExpandableSection
      className="desk-expandable-group"
      toggleWrapper="h2"
      toggleText={title}
      isExpanded={isOpen}
      onToggle={(_, expanded) => toggle(expanded)}
    >
      <div className="desk-group">{children}</div>
    </ExpandableSection>
  );
}

function isError(finding: Finding): boolean {
  return finding.severity === "error";
}

function isMissing(finding: Finding): boolean {
  return finding.code.endsWith("-missing");
}

/** Lets the slug follow the name until a person gives it another. */
function useSlugFromName({ form, view }: DraftEditor) {
  const type = view.draft.type;
  useEffect(() => {
    let last = form.getValues("name");
    return form.subscribe({
      formState: { values: true },
      callback: ({ values, name: changed }) => {
        const { name, slug, deployment } = values;
        const before = last;
        last = name;
        if (changed !== "name" || name === before) return;
        if (!followsName(slug, before, type, deployment.registered !== null)) return;
        form.setValue("slug", proposedSlug(name, type), { shouldDirty: true });
      },
    });
  }, [form, type]);
}

function withToast(editor: DraftEditor, show: (error: unknown) => void): DraftEditor {
  return {
    ...editor,
    fix: (finding) => editor.fix(finding).catch(show),
    decide: (decisions) => editor.decide(decisions).catch(show),
  };
}
