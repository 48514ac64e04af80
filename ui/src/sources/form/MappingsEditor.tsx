import {
  Button,
  Card,
  CardBody,
  Divider,
  Dropdown,
  DropdownItem,
  DropdownList,
  FormGroup,
  MenuToggle,
} from "@patternfly/react-core";
import PencilAltIcon from "@patternfly/react-icons/dist/esm/icons/pencil-alt-icon";
import PlusCircleIcon from "@patternfly/react-icons/dist/esm/icons/plus-circle-icon";
import TimesIcon from "@patternfly/react-icons/dist/esm/icons/times-icon";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useFieldArray, useWatch } from "react-hook-form";
import { Notice } from "../../components/Notice";
import { useToast } from "../../components/Toasts";
import { call } from "../../ipc/call";
import { commands, type MappingView } from "../../ipc/generated";
import { mappings, useDraftCache } from "../../ipc/queries";
import { MappingForm } from "../../mappings/MappingForm";
import { available, byName, kindOf, usersBut } from "../../mappings/mapping";
import { useText } from "../../messages/text";
import type { MappingsName } from "./draft-form";
import { FieldNotes } from "./FieldNotes";
import { controlId, type FieldProps, useFieldLabel } from "./field";

/** What is open below the list: nothing, a new mapping, or one that is stored, whatever it is called by now. */
type Open = { what: "nothing" } | { what: "new" } | { what: "mapping"; id: number };

const NOTHING: Open = { what: "nothing" };

/** The property mappings of a source: those that it uses, in the order in which they run, and the way to others. */
export function MappingsEditor({ field, editor, findings }: FieldProps) {
  const { text, textIf } = useText();
  const toast = useToast();
  const cache = useDraftCache();
  const label = useFieldLabel()(field);
  const id = controlId(field.name);
  const name = field.name as MappingsName;
  const list = useFieldArray({ control: editor.form.control, name });
  const assigned = useWatch({ control: editor.form.control, name });
  const query = useQuery(mappings("", null));
  const stored = query.data ?? [];
  const { draft } = editor.view;
  const kind = kindOf(editor.view.kind?.protocol);
  const [open, setOpen] = useState<Open>(NOTHING);
  // While something is typed, the form stays open until it is saved or cancelled.
  const [isTyped, setTyped] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const rows = assigned.map((mapping, n) => ({ ...mapping, n })).sort(byName);
  const isKept = draft.kept?.attrs?.[field.name] !== undefined;

  const add = async (mapping: MappingView) => {
    try {
      // The list may be older than what another window or the command line has stored since.
      const fresh = await call(commands.showMapping(mapping.id));
      list.append({ name: fresh.name, expression: fresh.expression }, { shouldFocus: false });
      await editor.flush();
    } catch (error) {
      toast({ kind: "problem", error });
    }
  };
  const close = (control: string) => {
    setOpen(NOTHING);
    requestAnimationFrame(() => document.getElementById(control)?.focus());
  };

  return (
    <FormGroup role="group" label={label} fieldId={id}>
      <FieldNotes
        id={`${id}-notes`}
        help={textIf(field.help_id)}
        findings={findings}
        fix={editor.fix}
        control={field.name}
      />
      {isKept && <Notice tone="info" title={text("ui-mapping-kept")} />}
      {/* A row is known by its mapping, so it is drawn once these are known: it must not be made anew under a pointer. */}
      {rows.length > 0 && !query.isPending && (
        <ol className="desk-mapping-list" aria-label={label}>
          {rows.map((row) => {
            const mapping = stored.find((one) => one.name === row.name && one.kind === kind);
            const isOpen = open.what === "mapping" && open.id === mapping?.id;
            return (
              <li key={mapping?.id ?? `n${row.n}`}>
                <div className="desk-mapping-row">
                  <span className="desk-mapping-words">
                    <span className="desk-break">
                      {row.name === "" ? text("ui-mapping-unnamed") : row.name}
                    </span>
                    <AlsoUsed mapping={mapping} within={draft.id} />
                  </span>
                  <Button
                    id={`${id}-edit-${row.n}`}
                    variant="link"
                    isInline
                    icon={<PencilAltIcon />}
                    isDisabled={mapping === undefined || isTyped}
                    aria-expanded={isOpen}
                    aria-label={text("ui-mapping-edit-what", { name: row.name })}
                    onClick={() =>
                      setOpen(isOpen || mapping === undefined ? NOTHING : { what: "mapping", id: mapping.id })
                    }
                  >
                    {text("ui-mapping-edit")}
                  </Button>
                  <Button
                    variant="plain"
                    icon={<TimesIcon />}
                    isDisabled={isOpen && isTyped}
                    aria-label={text("ui-mapping-unassign-what", { name: row.name, label })}
                    onClick={() => {
                      list.remove(row.n);
                      void editor.flush();
                      // The button that had the focus is gone with its row.
                      toggle.current?.focus();
                    }}
                  />
                </div>
                {isOpen && (
                  <Card isCompact className="desk-mapping">
                    <CardBody>
                      <MappingForm
                        mapping={mapping}
                        within={draft.id}
                        id={`${id}-mapping`}
                        before={editor.flush}
                        typed={setTyped}
                        cancel={() => close(`${id}-edit-${row.n}`)}
                        stored={async () => {
                          await cache.refresh();
                          close(id);
                        }}
                      />
                    </CardBody>
                  </Card>
                )}
              </li>
            );
          })}
        </ol>
      )}
      {rows.length > 1 && <p className="desk-hint">{text("ui-mapping-order")}</p>}
      {open.what === "new" ? (
        <Card isCompact className="desk-mapping">
          <CardBody>
            <MappingForm
              mapping={null}
              kind={kind}
              within={draft.id}
              id={`${id}-mapping`}
              typed={setTyped}
              cancel={() => close(id)}
              stored={async (mapping) => {
                await add(mapping);
                close(id);
              }}
            />
          </CardBody>
        </Card>
      ) : (
        !isKept && (
          <AddMapping
            id={id}
            label={label}
            toggle={toggle}
            isReady={kind !== null && !isTyped}
            choices={available(stored, kind, assigned)}
            add={(mapping) => void add(mapping)}
            make={() => {
              setOpen({ what: "new" });
              requestAnimationFrame(() => document.getElementById(`${id}-mapping-name`)?.focus());
            }}
          />
        )
      )}
    </FormGroup>
  );
}

function AlsoUsed({ mapping, within }: { mapping: MappingView | undefined; within: string }) {
  const { text } = useText();
  if (mapping === undefined) return <span className="desk-hint">{text("ui-mapping-not-yet")}</span>;
  const sources = usersBut(mapping, within).map(({ slug }) => slug);
  if (sources.length === 0) return null;
  return <span className="desk-hint">{text("ui-mapping-also-used", { sources: sources.join(", ") })}</span>;
}

type AddProps = {
  id: string;
  label: string;
  toggle: React.RefObject<HTMLButtonElement | null>;
  /** Whether a mapping can be added now. */
  isReady: boolean;
  choices: MappingView[];
  add(mapping: MappingView): void;
  make(): void;
};

/** A menu of the mappings that the source could use, and of a new one. */
function AddMapping({ id, label, toggle, isReady, choices, add, make }: AddProps) {
  const { text } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setOpen}
      onSelect={() => setOpen(false)}
      isScrollable
      popperProps={{ appendTo: "inline" }}
      shouldFocusToggleOnSelect
      toggle={{
        toggleRef: toggle,
        toggleNode: (
          <MenuToggle
            id={id}
            ref={toggle}
            variant="secondary"
            icon={<PlusCircleIcon />}
            isExpanded={isOpen}
            isDisabled={!isReady}
            onClick={() => setOpen(!isOpen)}
            aria-label={text("ui-mapping-add-what", { label })}
          >
            {text("ui-mapping-add")}
          </MenuToggle>
        ),
      }}
    >
      <DropdownList>
        {choices.map((mapping) => (
          <DropdownItem key={mapping.id} onClick={() => add(mapping)}>
            {mapping.name}
          </DropdownItem>
        ))}
        {choices.length > 0 && <Divider component="li" />}
        <DropdownItem onClick={make}>{text("ui-mapping-add-new")}</DropdownItem>
      </DropdownList>
    </Dropdown>
  );
}
