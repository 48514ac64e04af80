//! What the provider's console has to be told, what was done of it, and what went wrong there.

use std::collections::BTreeMap;

use desk_messages::{Locale, find};
use desk_model::callback::AuthentikHost;
use desk_model::console::{self, Answer, Comparison, Console, Expected, Remark, Rules};
use desk_model::endpoint::{self, Endpoint};
use desk_model::{Draft, DraftId, Registration, StepRecord, StepStatus};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::desk::Desk;
use crate::drafts::rfc3339;
use crate::problem::Problem;
use crate::views::DraftView;

/// What the other side has to be told about a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CallbackView {
    /// The provider's console; `None` for a kind that is registered nowhere.
    pub console: Option<ConsoleView>,
    /// The hosts that serve authentik, its own first, then those of the brands. At least one: a placeholder while none
    /// is known.
    pub hosts: Vec<HostView>,
    /// The checklist; empty where there is no console.
    pub checklist: Vec<ChecklistStepView>,
}

/// A provider's console, in its own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ConsoleView {
    /// The message with the console's name.
    pub name_id: String,
    /// Where it is; empty where each provider has its own.
    pub url: String,
    /// The way to the field for the callback.
    pub menus: Vec<String>,
    /// What that field is called; empty where each provider has its own word.
    pub callback_field: String,
    /// A further field that wants the bare host.
    pub domain_field: Option<String>,
    /// What the provider does with what is typed there.
    pub rules: Rules,
    /// Whether the secret can be read only when it is made.
    pub secret_once: Answer,
    /// What the consumer key is called there; empty where it has no name.
    pub key_term: String,
    /// What the consumer secret is called there.
    pub secret_term: String,
    /// The scopes that authentik asks for by itself.
    pub scopes: Vec<String>,
    /// What has to be switched on there.
    pub permissions: Vec<String>,
    /// The messages with what is peculiar.
    pub quirk_ids: Vec<String>,
    /// The document that says so.
    pub document: String,
}

/// One host that serves authentik.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct HostView {
    /// The host as it was typed.
    pub host: String,
    /// Whether no host is known and a placeholder stands in.
    pub is_placeholder: bool,
    /// Whether it is one of the brands' hosts, which can be taken away.
    pub is_brand: bool,
    /// The callback URL; `None` where the kind has none, or the text is no host.
    pub callback_url: Option<String>,
    /// What belongs into the provider's field for it.
    pub register: Option<String>,
    /// What belongs into the provider's field for domains, where there is one.
    pub domain: Option<String>,
    /// Every address that authentik makes there.
    pub endpoints: Vec<Endpoint>,
    /// What the provider does not take about the host.
    pub remarks: Vec<Remark>,
}

/// One step of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ChecklistStepView {
    /// The step.
    pub step: String,
    /// The message with its title.
    pub title_id: String,
    /// The message with what to do.
    pub about_id: String,
    /// The values that title and words need.
    pub arguments: BTreeMap<String, String>,
    /// How far it is.
    pub status: StepStatus,
    /// What somebody noted.
    pub note: String,
    /// When status or note changed last, RFC 3339. Empty: never.
    pub changed_at: String,
}

impl Desk {
    /// Returns what the other side has to be told about a stored draft.
    pub fn callback(&self, id: &DraftId) -> Result<CallbackView, Problem> {
        let stored = self.with_store(|store| store.get(id))?;
        Ok(view_of(&stored.draft))
    }

    /// Holds what was registered, one callback a line, against what authentik sends.
    pub fn compare_registered(&self, id: &DraftId, pasted: &str) -> Result<Comparison, Problem> {
        let draft = self.with_store(|store| store.get(id))?.draft;
        let console = console_of(&draft)?;
        if pasted.trim().is_empty() {
            return Err(Problem::new("registered-empty"));
        }
        let view = view_of(&draft);
        let expected: Vec<Expected> = view
            .hosts
            .into_iter()
            .filter_map(|host| Some(Expected { callback_url: host.callback_url?, text: host.register? }))
            .collect();
        Ok(console::compare(console, pasted, &expected))
    }

    /// Marks a step of the checklist; without a note the one that is there stays.
    ///
    /// Once the callback is registered, a later change of the slug is pointed out; while it is not, it is not. Marking
    /// that step as done again says that what is sent now was registered.
    pub fn set_step(
        &self,
        id: &DraftId,
        step: &str,
        status: StepStatus,
        note: Option<&str>,
    ) -> Result<DraftView, Problem> {
        let stored = self.with_store(|store| store.get(id))?;
        let mut draft = stored.draft;
        let console = console_of(&draft)?;
        if !console.steps.contains(&step) {
            return Err(Problem::about("step-unknown", step).with("steps", console.steps.join(", ")));
        }
        let before = draft.checklist.get(step).cloned().unwrap_or_default();
        let is_mark = note.is_none();
        let note = note.map_or_else(|| before.note.clone(), |note| note.trim().to_owned());
        if before.status != status || before.note != note {
            let changed_at = rfc3339(self.host.now());
            draft.checklist.insert(step.to_owned(), StepRecord { status, note, changed_at });
        }
        if step == "callback" && (before.status != status || is_mark) {
            draft.deployment.registered = registration(&draft, status);
        }
        self.save_draft(&draft, stored.revision)
    }

    /// Replaces the hosts of the brands. One that is written twice is kept once.
    pub fn set_brand_hosts(&self, id: &DraftId, hosts: &[String]) -> Result<DraftView, Problem> {
        let stored = self.with_store(|store| store.get(id))?;
        let mut draft = stored.draft;
        let mut seen: Vec<AuthentikHost> =
            AuthentikHost::parse(&draft.deployment.authentik_host).into_iter().collect();
        draft.deployment.brand_hosts = Vec::new();
        for text in hosts {
            let host = AuthentikHost::parse(text).map_err(|_| Problem::about("host-invalid", text))?;
            if !seen.contains(&host) {
                seen.push(host);
                draft.deployment.brand_hosts.push(text.trim().to_owned());
            }
        }
        self.save_draft(&draft, stored.revision)
    }
}

/// Returns the id of the message with a console's name.
pub fn console_name_id(provider_type: &str) -> String {
    format!("console-{provider_type}")
}

/// Returns the id of the message with a step's title: that of the provider if there is one, else the usual one.
pub fn step_title_id(provider_type: &str, step: &str) -> String {
    let own = format!("checklist-{provider_type}-{step}-title");
    if find(Locale::En, &own, []).is_some() { own } else { format!("checklist-{step}") }
}

/// Returns the id of the message with what a step asks for: that of the provider if there is one, else the usual one.
pub fn step_about_id(provider_type: &str, step: &str) -> String {
    let own = format!("checklist-{provider_type}-{step}");
    if find(Locale::En, &own, []).is_some() { own } else { format!("checklist-{step}-about") }
}

/// What is registered once the callback's step is done; nothing while it is open, or while no host is known.
fn registration(draft: &Draft, status: StepStatus) -> Option<Registration> {
    let host = AuthentikHost::parse(draft.deployment.hosts().next()?).ok()?;
    (status == StepStatus::Done)
        .then(|| Registration { slug: draft.slug.clone(), callback_url: host.callback_url(&draft.slug) })
}

fn console_of(draft: &Draft) -> Result<&'static Console, Problem> {
    console::find(&draft.source_type).ok_or_else(|| Problem::about("callback-none", &draft.source_type))
}

fn view_of(draft: &Draft) -> CallbackView {
    let console = console::find(&draft.source_type);
    let hosts = hosts_of(draft, console);
    let checklist = console.map(|console| checklist_of(draft, console, &hosts)).unwrap_or_default();
    CallbackView { console: console.map(|console| console_view(draft, console)), hosts, checklist }
}

fn hosts_of(draft: &Draft, console: Option<&Console>) -> Vec<HostView> {
    let mut texts: Vec<&str> = draft.deployment.hosts().collect();
    let is_placeholder = texts.is_empty();
    if is_placeholder {
        texts.push(desk_model::callback::PLACEHOLDER_HOST);
    }
    let has_own = !draft.deployment.authentik_host.trim().is_empty();
    let parsed = |text: &&str| (AuthentikHost::parse(text).ok(), Vec::new());
    let judged: Vec<(Option<AuthentikHost>, Vec<Remark>)> = match console {
        Some(console) => {
            console::remarks(console, &texts).into_iter().map(|one| (one.host, one.remarks)).collect()
        }
        None => texts.iter().map(parsed).collect(),
    };
    let views = texts.iter().zip(judged).enumerate().map(|(at, (text, (host, remarks)))| {
        let host = host.as_ref();
        HostView {
            host: (*text).to_owned(),
            is_placeholder,
            is_brand: !is_placeholder && (at > 0 || !has_own),
            callback_url: console.and(host).map(|host| host.callback_url(&draft.slug)),
            register: console.zip(host).map(|(console, host)| console.to_register(host, &draft.slug)),
            domain: console
                .and_then(|console| console.domain_field)
                .and(host)
                .map(|host| host.domain().to_owned()),
            endpoints: host.map(|host| endpoint::endpoints(draft, host)).unwrap_or_default(),
            remarks,
        }
    });
    views.collect()
}

fn console_view(draft: &Draft, console: &Console) -> ConsoleView {
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<String>>();
    let provider = draft.kind().and_then(|kind| kind.provider);
    ConsoleView {
        name_id: console_name_id(console.id),
        url: console.url.to_owned(),
        menus: owned(console.menus),
        callback_field: console.callback_field.to_owned(),
        domain_field: console.domain_field.map(str::to_owned),
        rules: console.rules,
        secret_once: console.secret_once,
        key_term: term(draft, "consumer_key"),
        secret_term: term(draft, "consumer_secret"),
        scopes: provider.map(|provider| owned(provider.scopes)).unwrap_or_default(),
        permissions: owned(console.permissions),
        quirk_ids: console.quirks.iter().map(|quirk| format!("quirk-{quirk}")).collect(),
        document: console.document.to_owned(),
    }
}

fn term(draft: &Draft, field: &str) -> String {
    let field = draft.kind().and_then(|kind| kind.field(field));
    field.and_then(|field| field.provider_term).unwrap_or_default().to_owned()
}

fn checklist_of(draft: &Draft, console: &Console, hosts: &[HostView]) -> Vec<ChecklistStepView> {
    let registered: Vec<&str> = hosts.iter().filter_map(|host| host.register.as_deref()).collect();
    let domains: Vec<&str> = hosts.iter().filter_map(|host| host.domain.as_deref()).collect();
    let arguments: BTreeMap<String, String> = [
        ("field", console.callback_field.to_owned()),
        ("register", registered.join(" , ")),
        ("domain", domains.join(" , ")),
        ("key", term(draft, "consumer_key")),
        ("secret", term(draft, "consumer_secret")),
        ("permissions", console.permissions.join(", ")),
        ("url", console.url.to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    console
        .steps
        .iter()
        .map(|&step| {
            let record = draft.checklist.get(step).cloned().unwrap_or_default();
            ChecklistStepView {
                step: step.to_owned(),
                title_id: step_title_id(console.id, step),
                about_id: step_about_id(console.id, step),
                arguments: arguments.clone(),
                status: record.status,
                note: record.note,
                changed_at: record.changed_at,
            }
        })
        .collect()
}
