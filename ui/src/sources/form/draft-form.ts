import type {
  Draft,
  FieldValue,
  FieldView,
  PropertyMapping,
  Registration,
  Version,
} from "../../ipc/generated";

import { pathOf } from "./field";

type DeploymentForm = {
  target: Version;
  authentik_host: string;
  callback_domain: string;
  registered: Registration | null;
};

/** What the form holds while a person edits: a draft without what nobody edits. */
export type DraftForm = {
  name: string;
  slug: string;
  /** By API name; null where the draft leaves a field out, which authentik then decides. */
  values: Record<string, FieldValue | null>;
  user_property_mappings: PropertyMapping[];
  group_property_mappings: PropertyMapping[];
  deployment: DeploymentForm;
  tags: string[];
  notes: string;
};

/** The authentik version that a draft is for. */
export function targetOf(draft: Draft): Version {
  return draft.deployment.target ?? "2026.5";
}

/** A value as text: a list with commas, what only a server can resolve as its YAML. */
export function wordsOf(value: FieldValue | undefined): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "object" ? value.yaml : String(value);
}

/** The lists of property mappings in a form. */
export type MappingsName = "user_property_mappings" | "group_property_mappings";

/** Puts a draft into a form. A field that the draft lacks shows its default. */
export function formOf(draft: Draft, fields: FieldView[]): DraftForm {
  const defaults: DraftForm["values"] = {};
  for (const field of fields) {
    // Name, slug and mappings have places of their own.
    if (pathOf(field.name) !== field.name && field.type !== "mappings") defaults[field.name] = field.default;
  }
  return {
    name: draft.name,
    slug: draft.slug,
    values: { ...defaults, ...draft.values },
    user_property_mappings: draft.user_property_mappings.map((mapping) => ({ ...mapping })),
    group_property_mappings: draft.group_property_mappings.map((mapping) => ({ ...mapping })),
    deployment: {
      target: targetOf(draft),
      authentik_host: draft.deployment.authentik_host ?? "",
      callback_domain: draft.deployment.callback_domain ?? "",
      registered: draft.deployment.registered ?? null,
    },
    tags: [...(draft.tags ?? [])],
    notes: draft.notes ?? "",
  };
}

/** Takes the draft out of a form again; what the form does not hold comes from the draft that it was made of. */
export function draftOf(base: Draft, form: DraftForm): Draft {
  const { tags: _tags, notes: _notes, ...rest } = base;
  return {
    ...rest,
    name: form.name,
    slug: form.slug,
    values: leftIn(form.values),
    user_property_mappings: form.user_property_mappings.map(({ name, expression }) => ({ name, expression })),
    group_property_mappings: form.group_property_mappings.map(({ name, expression }) => ({
      name,
      expression,
    })),
    deployment: { ...base.deployment, ...form.deployment },
    // A document leaves out what is empty.
    ...(form.tags.length > 0 && { tags: [...form.tags] }),
    ...(form.notes !== "" && { notes: form.notes }),
  };
}

/** A place of the form that is set as a whole. */
export type Place =
  | "name"
  | "slug"
  | `values.${string}`
  | MappingsName
  | `deployment.${keyof DeploymentForm}`
  | "tags"
  | "notes";

/** Returns the places in which two forms differ, each with what the second has there. */
export function differences(one: DraftForm, other: DraftForm): [Place, unknown][] {
  const [before, after] = [placesOf(one), placesOf(other)];
  const places = new Set([...before.keys(), ...after.keys()]);
  return [...places]
    .filter((place) => JSON.stringify(before.get(place) ?? null) !== JSON.stringify(after.get(place) ?? null))
    .map((place) => [place, after.get(place) ?? null]);
}

function placesOf({ values, deployment, ...rest }: DraftForm): Map<Place, unknown> {
  return new Map([
    ...(Object.entries(rest) as [Place, unknown][]),
    ...Object.entries(values).map(([name, value]) => [`values.${name}`, value] as [Place, unknown]),
    ...Object.entries(deployment).map(([name, value]) => [`deployment.${name}`, value] as [Place, unknown]),
  ]);
}

/** The values that a draft holds: those that are not left out. */
function leftIn(values: DraftForm["values"]): Record<string, FieldValue> {
  const held: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined) held[name] = value;
  }
  return held;
}

type FieldGroup = { group: string; labelId: string; open: boolean; fields: FieldView[] };

/** The groups of a form, in authentik's order, each with its fields. */
export function groupsOf(fields: FieldView[]): FieldGroup[] {
  const groups: FieldGroup[] = [];
  for (const field of fields) {
    const last = groups.at(-1);
    if (last?.group === field.group) last.fields.push(field);
    else {
      const { group, group_label_id: labelId, group_open: open } = field;
      groups.push({ group, labelId, open, fields: [field] });
    }
  }
  return groups;
}
