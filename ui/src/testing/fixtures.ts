import type { ChoiceView, Draft, DraftView, FieldView, SourceTypeView, Step } from "../ipc/generated";

export function field(name: string, group: string, type: string, more: Partial<FieldView> = {}): FieldView {
  return {
    name,
    api_name: name,
    label_id: `field-${name.replaceAll("_", "-")}`,
    help_id: `field-${name.replaceAll("_", "-")}-help`,
    group,
    group_label_id: `group-${group}`,
    group_open: group !== "flow",
    type,
    default: null,
    api_default: null,
    required: false,
    secret: type === "secret",
    provider_term: null,
    choices: [],
    suggestions: [],
    multi_line: false,
    language: null,
    shown_when: null,
    max_length: null,
    versions: ["2025.12", "2026.2", "2026.5", "2026.8"],
    ...more,
  };
}

function choices(field: string, values: string[]): ChoiceView[] {
  return values.map((value) => ({ value, label_id: `choice-${field}-${value.replaceAll("_", "-")}` }));
}

/** A form with every type of field. */
export const FIELDS: FieldView[] = [
  field("name", "general", "text", { required: true }),
  field("slug", "general", "slug", { required: true }),
  field("enabled", "general", "switch", { default: true }),
  field("user_matching_mode", "general", "select", {
    default: "identifier",
    choices: choices("user-matching-mode", ["identifier", "email_link"]),
  }),
  field("icon", "general", "icon", { default: "" }),
  field("consumer_key", "protocol", "monospace", { default: "", required: true, provider_term: "AppID" }),
  field("consumer_secret", "protocol", "secret", { required: true, provider_term: "AppSecret" }),
  field("user_property_mappings", "attribute-mapping", "mappings"),
  field("group_property_mappings", "attribute-mapping", "mappings"),
  field("enrollment_flow", "flow", "flow", { default: "default-source-enrollment" }),
  field("policy_engine_mode", "advanced", "radio", {
    default: "any",
    choices: choices("policy-engine-mode", ["any", "all"]),
  }),
];

export const DRAFT: Draft = {
  schema: 3,
  id: "11111111-1111-4111-8111-111111111111",
  type: "wechat",
  name: "WeChat",
  slug: "wechat",
  values: {
    enabled: true,
    user_matching_mode: "identifier",
    icon: "",
    consumer_key: "",
    enrollment_flow: "default-source-enrollment",
    policy_engine_mode: "any",
  },
  user_property_mappings: [],
  group_property_mappings: [],
  deployment: { authentik_host: "", callback_domain: "", registered: null, target: "2026.5" },
};

export const KIND: SourceTypeView = {
  type: "wechat",
  name: "WeChat OAuth Source",
  component: "ak-source-oauth-form",
  protocol: "OAuth",
  description: "Social Login using WeChat.",
  icon: "/static/authentik/sources/wechat.svg",
  versions: ["2025.12", "2026.2", "2026.5", "2026.8"],
  offers: { login_button: true, addresses: true, callback: true, test_login: true },
};

export const VIEW: DraftView = {
  draft: DRAFT,
  kind: KIND,
  revision: 1,
  updated_at: "2026-01-01T06:02:11Z",
  findings: [],
  secrets: [{ field: "consumer_secret", standing: "not-set", changed_at: null, n_characters: 0 }],
  callback_url: "https://authentik.company/source/oauth/callback/wechat/",
  callback_domain: "authentik.company",
  login_url: "https://authentik.company/source/oauth/login/wechat/",
  host_is_placeholder: true,
};

export function step(name: Step["name"], state: Step["state"], more: Partial<Step> = {}): Step {
  return { name, state, request: null, response: null, ms: 0, notes: [], ...more };
}
