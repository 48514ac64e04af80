//! The steps for somebody who sets a source up by hand: with the provider, then in authentik.

use desk_model::callback::AuthentikHost;
use desk_model::console::{self, Answer, Console};
use desk_model::{Draft, FieldKind, FieldValue, PropertyMapping, endpoint};

use crate::error::ExportError;
use crate::export::{Finding, Options};

/// What is to be done for one draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Runbook {
    /// The source's name.
    pub name: String,
    /// Its slug.
    pub slug: String,
    /// Its kind: `wechat`.
    pub source_type: String,
    /// The version of authentik.
    pub version: String,
    /// The sections, in the order in which they are worked through.
    pub sections: Vec<Section>,
    /// What the steps leave out.
    pub findings: Vec<Finding>,
}

/// A section. Its title is `runbook-CODE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// `needs`, `provider`, `mappings`, `source`, `login-page`, `test`, `rollback`.
    pub code: &'static str,
    /// The steps.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Something to do or to know: the message `runbook-CODE` with its values.
    Do {
        /// The code.
        code: &'static str,
        /// The values, by name.
        arguments: Vec<(&'static str, String)>,
    },
    /// A step of the provider's checklist: the messages `checklist-TYPE-STEP` or `checklist-STEP-about`.
    Checklist {
        /// The step: `callback`.
        step: &'static str,
        /// What is to be registered.
        register: String,
        /// The bare host.
        domain: String,
        /// The field of the console for the callback.
        field: &'static str,
        /// The permissions to switch on.
        permissions: String,
    },
    /// What is peculiar with the provider: the message `quirk-ID`.
    Quirk(&'static str),
    /// An address to give to the other side: the messages `endpoint-KIND`.
    Address(endpoint::Endpoint),
    /// The fields of one group of authentik's form.
    Fields {
        /// The message with the group's title: `group-protocol`.
        group_id: String,
        /// The fields, in the order of the form.
        settings: Vec<Setting>,
    },
    /// A property mapping to make.
    Mapping(PropertyMapping),
}

/// A field and what to enter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The message with the field's label.
    pub label_id: String,
    /// What the provider calls it.
    pub provider_term: Option<&'static str>,
    /// The value; `None` for a secret, which does not stand in a run-book.
    pub value: Option<FieldValue>,
    /// The message that names the value, if it is a choice.
    pub choice_id: Option<String>,
    /// Whether the form shows something else at first.
    pub is_changed: bool,
}

/// Returns the steps for drafts, one run-book each. No secret is in them.
pub fn runbook(drafts: &[&Draft], options: &Options<'_>) -> Result<Vec<Runbook>, ExportError> {
    if options.is_inline() {
        return Err(ExportError::StyleNotFor { format: "runbook", style: "inline" });
    }
    desk_blueprint::write(drafts, &options.blueprint)?;
    Ok(drafts.iter().map(|draft| of(draft, options)).collect())
}

fn of(draft: &Draft, options: &Options<'_>) -> Runbook {
    let version = options.blueprint.target.unwrap_or(draft.deployment.target);
    let mut sections = vec![needs(draft, options), provider(draft)];
    if !draft.user_property_mappings.is_empty() || !draft.group_property_mappings.is_empty() {
        sections.push(mappings(draft));
    }
    sections.push(source(draft, options));
    let has_button = draft.kind().is_some_and(|kind| kind.protocol.has_login_button());
    let stage = options.blueprint.login_page.as_deref().filter(|_| has_button);
    if let Some(stage) = stage {
        let stage_of = |code| Step::make(code, [("stage", stage.to_owned()), ("name", draft.name.clone())]);
        let codes = ["open-stages", "edit-stage", "choose-source", "update-stage"];
        sections.push(Section { code: "login-page", steps: codes.map(stage_of).into() });
    }
    sections.push(test(draft, has_button));
    let name = || [("name", draft.name.clone())];
    let mut rollback = Vec::new();
    if let Some(stage) = stage {
        rollback
            .push(Step::make("remove-button", [("stage", stage.to_owned()), ("name", draft.name.clone())]));
    }
    rollback.extend([Step::make("disable", name()), Step::make("do-not-delete", name())]);
    sections.push(Section { code: "rollback", steps: rollback });
    let sections = sections.into_iter().filter(|section| !section.steps.is_empty()).collect();
    Runbook {
        name: draft.name.clone(),
        slug: draft.slug.clone(),
        source_type: draft.source_type.clone(),
        version: version.name().to_owned(),
        sections,
        findings: Finding::of_kept(draft).into_iter().collect(),
    }
}

impl Step {
    fn make<const N: usize>(code: &'static str, arguments: [(&'static str, String); N]) -> Step {
        Step::Do { code, arguments: arguments.into() }
    }
}

fn needs(draft: &Draft, options: &Options<'_>) -> Section {
    let at_hand = options.blueprint.at_hand.get(&draft.id);
    let mut steps = vec![Step::make("need-administrator", [])];
    let secrets = draft.wanted_secrets(at_hand);
    steps.extend(secrets.map(|field| Step::make("need-secret", [("label", field.label_id())])));
    Section { code: "needs", steps }
}

fn hosts(draft: &Draft) -> Vec<AuthentikHost> {
    let known: Vec<AuthentikHost> =
        draft.deployment.hosts().filter_map(|text| AuthentikHost::parse(text).ok()).collect();
    if known.is_empty() { AuthentikHost::placeholder().into_iter().collect() } else { known }
}

fn provider(draft: &Draft) -> Section {
    let hosts = hosts(draft);
    let mut steps = Vec::new();
    if draft.deployment.hosts().next().is_none() {
        steps.extend(
            hosts.first().map(|host| Step::make("host-unknown", [("host", host.domain().to_owned())])),
        );
    }
    match console::find(&draft.source_type) {
        Some(console) => at_console(draft, console, &hosts, &mut steps),
        None => {
            let addresses = hosts.iter().flat_map(|host| endpoint::endpoints(draft, host));
            steps.extend(addresses.map(Step::Address));
        }
    }
    Section { code: "provider", steps }
}

fn at_console(draft: &Draft, console: &'static Console, hosts: &[AuthentikHost], steps: &mut Vec<Step>) {
    if !console.url.is_empty() {
        steps.push(Step::make("open-console", [("url", console.url.to_owned())]));
    }
    if !console.menus.is_empty() {
        steps.push(Step::make("go-to", [("menus", console.menus.join(" › "))]));
    }
    let register: Vec<String> = hosts.iter().map(|host| console.to_register(host, &draft.slug)).collect();
    let domains: Vec<&str> = hosts.iter().map(AuthentikHost::domain).collect();
    // Comparing and trying have sections of their own here.
    for step in console.steps.iter().copied().filter(|step| !matches!(*step, "compare" | "login")) {
        steps.push(Step::Checklist {
            step,
            register: register.join(", "),
            domain: domains.join(", "),
            field: console.callback_field,
            permissions: console.permissions.join(", "),
        });
    }
    if console.secret_once == Answer::Yes {
        steps.push(Step::make("secret-once", []));
    }
    steps.extend(console.quirks.iter().copied().map(Step::Quirk));
}

fn mappings(draft: &Draft) -> Section {
    let protocol = draft.kind().map_or("", |kind| kind.protocol.name()).to_owned();
    let mut steps =
        vec![Step::make("open-mappings", []), Step::make("create-mapping", [("protocol", protocol)])];
    let mut seen: Vec<&str> = Vec::new();
    for mapping in draft.user_property_mappings.iter().chain(&draft.group_property_mappings) {
        if !seen.contains(&mapping.name.as_str()) {
            seen.push(&mapping.name);
            steps.push(Step::Mapping(mapping.clone()));
        }
    }
    Section { code: "mappings", steps }
}

fn source(draft: &Draft, options: &Options<'_>) -> Section {
    let Some(kind) = draft.kind() else { return Section { code: "source", steps: Vec::new() } };
    let version = options.blueprint.target.unwrap_or(draft.deployment.target);
    let at_hand = options.blueprint.at_hand.get(&draft.id);
    let wanted: Vec<&str> = draft.wanted_secrets(at_hand).map(|field| field.name).collect();
    let mut steps = vec![
        Step::make("open-sources", []),
        Step::make("create-source", []),
        Step::make("choose-type", [("type", kind.name.clone())]),
    ];
    let mut groups: Vec<(String, Vec<Setting>)> = Vec::new();
    for field in kind.fields_of(version) {
        let value = match (field.name, field.kind) {
            ("name", _) => Some(FieldValue::Text(draft.name.clone())),
            ("slug", _) => Some(FieldValue::Text(draft.slug.clone())),
            (_, FieldKind::Secret) if wanted.contains(&field.name) => None,
            (_, FieldKind::Secret) => continue,
            ("user_property_mappings", _) => Some(names(&draft.user_property_mappings)),
            ("group_property_mappings", _) => Some(names(&draft.group_property_mappings)),
            _ => draft.values.get(field.name).cloned().or_else(|| field.default_value()),
        };
        let is_default = match (&value, field.kind) {
            (Some(FieldValue::List(items)), FieldKind::Mappings) => items.is_empty(),
            (value, _) => *value == field.default_value(),
        };
        let choice = value.as_ref().map(FieldValue::as_text).filter(|_| !field.kind.choices().is_empty());
        let setting = Setting {
            label_id: field.label_id(),
            provider_term: field.provider_term,
            choice_id: choice.map(|choice| field.choice_id(choice)),
            is_changed: !is_default,
            value,
        };
        let group = match field.group {
            desk_model::Group::AttributeMapping => {
                format!("group-{}-{}", field.group.id(), kind.protocol.id())
            }
            group => format!("group-{}", group.id()),
        };
        match groups.last_mut() {
            Some((last, settings)) if *last == group => settings.push(setting),
            _ => groups.push((group, vec![setting])),
        }
    }
    // What the form does not show is only worth a word if it is not what authentik takes by itself.
    steps.push(Step::make("fields-about", []));
    for (group_id, mut settings) in groups {
        if group_id == "group-api-only" {
            settings.retain(|setting| setting.is_changed);
        }
        if !settings.is_empty() {
            steps.push(Step::Fields { group_id, settings });
        }
    }
    steps.push(Step::make("finish", []));
    Section { code: "source", steps }
}

fn names(list: &[PropertyMapping]) -> FieldValue {
    FieldValue::List(list.iter().map(|mapping| mapping.name.clone()).collect())
}

fn test(draft: &Draft, has_button: bool) -> Section {
    let name = || [("name", draft.name.clone())];
    let mut steps = Vec::new();
    if has_button {
        let host = hosts(draft).first().map(|host| host.domain().to_owned()).unwrap_or_default();
        steps.push(Step::make("private-window", [("host", host)]));
        steps.extend([Step::make("click-button", name()), Step::make("check-user", name())]);
        if console::find(&draft.source_type).is_some() {
            steps.push(Step::make("if-it-fails", []));
        }
    } else {
        steps.push(Step::make("check-sync", name()));
    }
    Section { code: "test", steps }
}
