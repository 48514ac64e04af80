//! What is shown of a change of identity.

use std::collections::BTreeMap;

use desk_messages::Locale;
use desk_prediction::UserKey;
use desk_prediction::identity::{
    Act, Assessment, Fate, IdentityChange, IdentityNote, IdentityRow, IdentityStep, Phase, Precondition,
};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::words;

/// What becomes of a source's people, and the steps that keep them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct IdentityReport {
    /// The source's slug before the change.
    pub slug: String,
    /// What changes: `unionid`, `appid`, `slug`, `slug-as-new`, `recreate`, `type`. Its name is `identity-change-CHANGE`.
    pub change: String,
    /// Whether everybody keeps their account without anybody doing anything.
    pub is_safe: bool,
    /// How many have each fate, the best first; fates that nobody has are absent.
    pub counts: Vec<IdentityFateCount>,
    /// The people.
    pub people: Vec<IdentityPersonView>,
    /// What keeps everybody linked, in order.
    pub keep: Vec<IdentityStepView>,
    /// What takes that back, in order.
    pub undo: Vec<IdentityStepView>,
    /// What to know.
    pub notes: Vec<IdentityNoteView>,
    /// Identifiers of the table that no connection has.
    pub unmatched: Vec<String>,
}

/// How many people have a fate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct IdentityFateCount {
    /// The fate: `stays_linked`. Its name is the message `identity-fate-FATE`.
    pub fate: String,
    /// How many.
    pub count: u32,
}

/// What becomes of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct IdentityPersonView {
    /// The account's primary key.
    pub user: u32,
    /// Its username, if it is known.
    pub username: Option<String>,
    /// The connection's primary key.
    pub connection: u32,
    /// The identifier before.
    pub identifier: String,
    /// The identifier that the person comes back with, if it is known.
    pub new_identifier: Option<String>,
    /// Who says so: `unchanged`, `same_key`, `attributes`, `other_account`, `table`.
    pub origin: Option<String>,
    /// The fate if nobody does anything.
    pub fate: String,
    /// The account that the person gets into after the steps.
    pub kept_account: Option<u32>,
    /// A second account, which is there already.
    pub double: Option<IdentityDoubleView>,
    /// The next login if nobody does anything.
    pub next_login: Option<IdentityNextView>,
}

/// A second account of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct IdentityDoubleView {
    /// Its primary key.
    pub user: u32,
    /// Its username, if it is known.
    pub username: Option<String>,
    /// Its connection's primary key.
    pub connection: u32,
    /// Whether it is the older one, which is kept.
    pub is_older: bool,
}

/// A person's next login.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct IdentityNextView {
    /// What authentik decides: `ENROLL`.
    pub action: Option<String>,
    /// The step that decides how it ends: `F user_write`.
    pub step: String,
    /// The username of the account that it is about.
    pub username: Option<String>,
    /// What the person reads, in authentik's English.
    pub message: Option<String>,
}

/// Something to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct IdentityNoteView {
    /// The code; its words are the message `identity-note-CODE`.
    pub code: String,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct IdentityStepView {
    /// Its place in the list, from 1.
    pub number: u32,
    /// When: `before`, `change`, `after`, `undo`.
    pub phase: String,
    /// What: its words are `identity-act-WHAT` and `identity-act-WHAT-why`.
    pub what: String,
    /// What the words need.
    pub arguments: BTreeMap<String, String>,
    /// The method of the call; `None`: it is done by hand.
    pub method: Option<String>,
    /// The path of the call, from the server's root.
    pub path: Option<String>,
    /// The call's JSON body, as text.
    pub body: Option<String>,
    /// What must hold before it.
    pub before: Vec<IdentityConditionView>,
    /// The name under which a primary key of the answer is needed later.
    pub note: Option<String>,
}

/// What must hold before a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct IdentityConditionView {
    /// The code; its words are the message `identity-before-CODE`.
    pub code: String,
    /// What the words need.
    pub arguments: BTreeMap<String, String>,
}

/// The words of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityStepWords {
    /// What is done.
    pub what: String,
    /// Why.
    pub why: String,
    /// What must hold before it.
    pub before: Vec<String>,
    /// What to keep of the answer.
    pub note: Option<String>,
}

impl IdentityReport {
    pub(super) fn of(slug: &str, change: &IdentityChange, assessment: Assessment) -> IdentityReport {
        let is_safe = assessment.is_safe();
        let count = |fate: Fate| {
            let count = u32::try_from(*assessment.counts.get(&fate)?).unwrap_or(u32::MAX);
            Some(IdentityFateCount { fate: fate.id().to_owned(), count })
        };
        let counts = Fate::ALL.into_iter().filter_map(count).collect();
        let steps =
            |steps: &[IdentityStep]| (1..).zip(steps).map(|(number, one)| step(number, one)).collect();
        IdentityReport {
            slug: slug.to_owned(),
            change: change_id(change).to_owned(),
            is_safe,
            counts,
            keep: steps(&assessment.keep),
            undo: steps(&assessment.undo),
            notes: assessment
                .notes
                .iter()
                .map(|one| IdentityNoteView { code: note_id(*one).to_owned() })
                .collect(),
            unmatched: assessment.unmatched,
            people: assessment.people.into_iter().map(person).collect(),
        }
    }
}

impl IdentityNoteView {
    /// Returns what to know.
    pub fn words(&self, locale: Locale) -> String {
        words::any(locale, &format!("identity-note-{}", self.code))
    }
}

impl IdentityFateCount {
    /// Returns the fate's name.
    pub fn words(&self, locale: Locale) -> String {
        fate_words(locale, &self.fate)
    }
}

impl IdentityPersonView {
    /// Returns the fate's name.
    pub fn words(&self, locale: Locale) -> String {
        fate_words(locale, &self.fate)
    }
}

impl IdentityStepView {
    /// Returns the step's words.
    pub fn words(&self, locale: Locale) -> IdentityStepWords {
        let say = |id: &str, arguments: &BTreeMap<String, String>| {
            let arguments: Vec<(&str, &str)> =
                arguments.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            words::any_with(locale, id, &arguments)
        };
        let act = format!("identity-act-{}", self.what);
        let note = self.note.as_ref().map(|name| {
            let id = if self.what == "read" { "identity-answer-source" } else { "identity-answer-pk" };
            words::any_with(locale, id, &[("name", &format!("{{{name}}}"))])
        });
        IdentityStepWords {
            what: say(&act, &self.arguments),
            why: say(&format!("{act}-why"), &self.arguments),
            before: self
                .before
                .iter()
                .map(|one| say(&format!("identity-before-{}", one.code), &one.arguments))
                .collect(),
            note,
        }
    }
}

fn fate_words(locale: Locale, fate: &str) -> String {
    words::any(locale, &format!("identity-fate-{}", fate.replace('_', "-")))
}

/// A primary key as authentik has it: an integer of 31 bits, which is what the reader takes.
fn key(pk: u64) -> u32 {
    u32::try_from(pk).unwrap_or(u32::MAX)
}

fn person(row: IdentityRow) -> IdentityPersonView {
    let origin = row.new_identifier.origin().and_then(|origin| serde_json::to_value(origin).ok());
    IdentityPersonView {
        user: key(row.user),
        username: row.username,
        connection: key(row.connection),
        identifier: row.identifier,
        new_identifier: row.new_identifier.known().map(str::to_owned),
        origin: origin.and_then(|origin| origin.as_str().map(str::to_owned)),
        fate: row.fate.id().to_owned(),
        kept_account: row.kept_account.map(key),
        double: row.double.map(|double| IdentityDoubleView {
            user: key(double.user),
            username: double.username,
            connection: key(double.connection),
            is_older: double.is_older,
        }),
        next_login: row.next_login.map(|next| IdentityNextView {
            action: next.action.map(|action| action.name().to_owned()),
            step: next.step.name().to_owned(),
            // An account that is to be made has a name only if it can be made.
            username: next.username.filter(|_| matches!(next.user, Some(UserKey::Pk(_) | UserKey::New(_)))),
            message: next.seen.and_then(|seen| seen.text),
        }),
    }
}

fn step(number: u32, step: &IdentityStep) -> IdentityStepView {
    let (what, arguments) = act(&step.act);
    // The same call means something else once there are steps to compare with.
    let what = if what == "read" && step.phase != Phase::Before { "check" } else { what };
    let request = step.request.as_ref();
    IdentityStepView {
        number,
        phase: match step.phase {
            Phase::Before => "before",
            Phase::Change => "change",
            Phase::After => "after",
            Phase::Undo => "undo",
        }
        .to_owned(),
        what: what.to_owned(),
        arguments: named(arguments),
        method: request.map(|request| request.method.name().to_owned()),
        path: request.map(|request| request.path.clone()),
        body: request.and_then(|request| request.body.as_ref()).map(ToString::to_string),
        before: step.before.iter().map(condition).collect(),
        note: step.note.clone(),
    }
}

fn named(arguments: Vec<(&str, String)>) -> BTreeMap<String, String> {
    arguments.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn act(act: &Act) -> (&'static str, Vec<(&'static str, String)>) {
    match act {
        Act::ReadConnections { slug } => ("read", vec![("slug", slug.clone())]),
        Act::Switch { slug, on } => (if *on { "on" } else { "off" }, vec![("slug", slug.clone())]),
        Act::RegisterCallback { slug } => ("callback", vec![("slug", slug.clone())]),
        Act::BindApplication => ("bind", Vec::new()),
        Act::UnbindApplication => ("unbind", Vec::new()),
        Act::SetAppId { slug, back } => {
            (if *back { "appid-back" } else { "appid" }, vec![("slug", slug.clone())])
        }
        Act::Rename { from, to } => ("rename", vec![("from", from.clone()), ("to", to.clone())]),
        Act::SetType { slug, from, to } => {
            ("type", vec![("slug", slug.clone()), ("from", from.clone()), ("to", to.clone())])
        }
        Act::DeleteSource { slug } => ("delete-source", vec![("slug", slug.clone())]),
        Act::CreateSource { slug, .. } => ("create-source", vec![("slug", slug.clone())]),
        Act::MoveConnection { connection, user, from, to, is_detour } => (
            if *is_detour { "move-detour" } else { "move" },
            vec![
                ("connection", connection.to_string()),
                ("user", user.to_string()),
                ("from", from.clone()),
                ("to", to.clone()),
            ],
        ),
        Act::CreateConnection { user, identifier, slug, .. } => (
            "create",
            vec![("user", user.to_string()), ("identifier", identifier.clone()), ("slug", slug.clone())],
        ),
        Act::DeleteConnection { connection, user, identifier, .. } => (
            "delete",
            vec![
                ("connection", connection.to_string()),
                ("user", user.to_string()),
                ("identifier", identifier.clone()),
            ],
        ),
    }
}

fn condition(condition: &Precondition) -> IdentityConditionView {
    let (code, arguments) = match condition {
        Precondition::Connection { connection, user, identifier } => (
            "connection",
            vec![
                ("connection", connection.to_string()),
                ("user", user.to_string()),
                ("identifier", identifier.clone()),
            ],
        ),
        Precondition::IdentifierFree { identifier } => {
            ("identifier-free", vec![("identifier", identifier.clone())])
        }
        Precondition::UserFree { user } => ("user-free", vec![("user", user.to_string())]),
        Precondition::Source { slug, kind } => {
            ("source", vec![("slug", slug.clone()), ("kind", kind.clone())])
        }
        Precondition::SlugFree { slug } => ("slug-free", vec![("slug", slug.clone())]),
    };
    IdentityConditionView { code: code.to_owned(), arguments: named(arguments) }
}

fn change_id(change: &IdentityChange) -> &'static str {
    use desk_prediction::identity::SlugWay;
    match change {
        IdentityChange::UnionidAppears => "unionid",
        IdentityChange::NewAppId { .. } => "appid",
        IdentityChange::Slug { way: SlugWay::Renamed, .. } => "slug",
        IdentityChange::Slug { way: SlugWay::PushedAsNew, .. } => "slug-as-new",
        IdentityChange::Recreated => "recreate",
        IdentityChange::ProviderType { .. } => "type",
    }
}

fn note_id(note: IdentityNote) -> &'static str {
    match note {
        IdentityNote::WritesNotRecorded => "writes-not-recorded",
        IdentityNote::CascadeNotRecorded => "cascade-not-recorded",
        IdentityNote::TokensNotRestored => "tokens-not-restored",
        IdentityNote::IdentifierNotUnique => "identifier-not-unique",
        IdentityNote::GroupConnections => "group-connections",
        IdentityNote::DeleteNotUndone => "delete-not-undone",
        IdentityNote::MappingsNotEvaluated => "mappings-not-evaluated",
        IdentityNote::PathsStay => "paths-stay",
        IdentityNote::CallbackChanges => "callback-changes",
        IdentityNote::UnionidsWithinAccount => "unionids-within-account",
        IdentityNote::AttributesAreOld => "attributes-are-old",
        IdentityNote::TypeNotRecorded => "type-not-recorded",
        IdentityNote::PatchNeedsMore => "patch-needs-more",
        IdentityNote::SameProviderNotKnown => "same-provider-not-known",
        IdentityNote::LetThemLogIn => "let-them-log-in",
        IdentityNote::TableNeeded => "table-needed",
        IdentityNote::YoungerAccountStays => "younger-account-stays",
    }
}

#[cfg(test)]
mod tests;
