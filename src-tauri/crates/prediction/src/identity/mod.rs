//! Who keeps their account when the identity of a source's people changes, and the steps that keep them linked.
//!
//! authentik knows a returning person by one thing: a connection of the source with the identifier that the provider
//! sends today ([`crate::predict`], step D1). [`assess`] says for an [`IdentityChange`] what becomes of each connection, and
//! gives two lists of steps: what keeps everybody linked, and what takes that back. Nothing is ever sent from here, and no
//! step ever deletes a user.
//!
//! What is certain of authentik is from its recorded answers: a rename keeps the source's primary key (recordings 091 to
//! 093), a delete answers 204 (542), connections are listed by `source__slug` (546). That connections belong to the source's
//! row and go with it, that a user has one with each source at most, and which keys of a connection can be written was read
//! in authentik's public code and never recorded; an [`IdentityNote`] says so wherever a result rests on it.

mod change;
mod identifiers;
mod moves;
mod people;
mod steps;

use std::collections::{BTreeMap, BTreeSet};

use desk_model::Protocol;
use serde::Serialize;
use thiserror::Error;

pub use change::{IdentityChange, SlugWay};
pub use identifiers::{IdentifierOrigin, NewIdentifier};
pub use people::{Double, Fate, IdentityRow};
pub use steps::{Act, Method, Phase, Precondition, Request, RowKey, Step as IdentityStep};

use crate::{Source, User};

/// A connection as authentik keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoredConnection {
    /// Its primary key.
    pub pk: u64,
    /// The source's slug.
    pub source: String,
    /// The source's primary key, a UUID as text, where it is known.
    pub source_pk: Option<String>,
    /// The user's primary key.
    pub user: u64,
    /// The person's id at the provider.
    pub identifier: String,
}

/// What is known before the change.
#[derive(Debug, Clone)]
pub struct IdentityInput<'a> {
    /// The source as it is before the change.
    pub source: &'a Source,
    /// Whether it has property mappings, which are not evaluated here.
    pub has_mappings: bool,
    /// What changes.
    pub change: &'a IdentityChange,
    /// The users.
    pub users: &'a [User],
    /// The connections; those of other sources are left alone.
    pub connections: &'a [StoredConnection],
    /// What an administrator knows of it: the identifier before, and after.
    pub identifiers: &'a BTreeMap<String, String>,
}

/// What becomes of a source's people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Assessment {
    /// A row for each person, by the primary key of their connection.
    pub people: Vec<IdentityRow>,
    /// How many have each fate; fates that nobody has are absent.
    pub counts: BTreeMap<Fate, usize>,
    /// What keeps everybody linked whose new identifier is known, in order, the change itself among it.
    pub keep: Vec<IdentityStep>,
    /// What takes those steps back, in order.
    pub undo: Vec<IdentityStep>,
    /// What to know, and what is not certain.
    pub notes: BTreeSet<IdentityNote>,
    /// Identifiers of the administrator's table that no connection has.
    pub unmatched: Vec<String>,
}

impl Assessment {
    /// Whether nobody loses their account, gets a second one, or is left in doubt.
    pub fn is_safe(&self) -> bool {
        self.counts.keys().all(|fate| fate.is_harmless())
    }
}

/// Something to know of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityNote {
    /// Not certain: which keys of a connection can be written was read in authentik's code, not recorded.
    WritesNotRecorded,
    /// Not certain: that deleting a source deletes its connections was read in authentik's code, not recorded.
    CascadeNotRecorded,
    /// A connection that is made anew has no tokens of the provider until the next login.
    TokensNotRestored,
    /// The database refuses a second connection of a user with a source, but not one identifier on two connections.
    IdentifierNotUnique,
    /// The connections of groups go with the source too; they are not in these steps.
    GroupConnections,
    /// The deleted source cannot come back as the row that it was; undo leaves the new one without the connections.
    DeleteNotUndone,
    /// The source's property mappings were not evaluated; they may give other usernames and addresses.
    MappingsNotEvaluated,
    /// The user path of those who exist stays; only new people get the new one.
    PathsStay,
    /// The callback URL changes with the slug; the provider must know the new one first.
    CallbackChanges,
    /// Unionids are the same only within one Open Platform account.
    UnionidsWithinAccount,
    /// Identifiers from a user's attributes are as old as that user's last write, usually the first login.
    AttributesAreOld,
    /// Not certain: authentik accepts another type by PATCH as far as it was seen; it fetches the new type's URLs first.
    TypeNotRecorded,
    /// A PATCH of such a source fails unless it carries the source's URLs again, or authentik can reach the provider.
    PatchNeedsMore,
    /// Not certain: the new type may ask the same provider, and its key may hold the same identifier.
    SameProviderNotKnown,
    /// Somebody's new identifier is not known: once they have come back, the second account tells it.
    LetThemLogIn,
    /// Somebody's new identifier is not known: only the person or the provider can tell it, for the table.
    TableNeeded,
    /// Accounts that were doubled stay; nobody is deleted. What was done with the younger one stays with it.
    YoungerAccountStays,
}

impl IdentityNote {
    /// All notes.
    pub const ALL: [IdentityNote; 17] = [
        IdentityNote::WritesNotRecorded,
        IdentityNote::CascadeNotRecorded,
        IdentityNote::TokensNotRestored,
        IdentityNote::IdentifierNotUnique,
        IdentityNote::GroupConnections,
        IdentityNote::DeleteNotUndone,
        IdentityNote::MappingsNotEvaluated,
        IdentityNote::PathsStay,
        IdentityNote::CallbackChanges,
        IdentityNote::UnionidsWithinAccount,
        IdentityNote::AttributesAreOld,
        IdentityNote::TypeNotRecorded,
        IdentityNote::PatchNeedsMore,
        IdentityNote::SameProviderNotKnown,
        IdentityNote::LetThemLogIn,
        IdentityNote::TableNeeded,
        IdentityNote::YoungerAccountStays,
    ];
}

/// Why nothing can be said.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IdentityError {
    /// Nobody comes back from such a source.
    #[error("nobody logs in by {0:?}")]
    NoLogin(Protocol),
    /// Openid and unionid are WeChat's.
    #[error("{0} has no openid and no unionid")]
    OnlyWechat(String),
    /// The slug, or the type, is what it was.
    #[error("it is {0} already")]
    NothingChanges(String),
    /// The slug is none that authentik takes.
    #[error("{0} is no slug")]
    NotASlug(String),
    /// authentik has no such type.
    #[error("{0} is no type")]
    UnknownType(String),
    /// A source of one protocol cannot become one of another.
    #[error("{from} cannot become {to}")]
    OtherProtocol {
        /// The type that it has.
        from: String,
        /// The type that it shall have.
        to: String,
    },
    /// Two connections of the source have one identifier.
    #[error("{0} is connected twice")]
    IdentifierTwice(String),
    /// A user has two connections with the source, which authentik does not allow.
    #[error("user {0} is connected twice")]
    UserTwice(u64),
}

/// Says what becomes of a source's people, and which steps keep them.
///
/// # Errors
///
/// [`IdentityError`], where the change does not fit the source or the connections contradict each other.
pub fn assess(input: &IdentityInput<'_>) -> Result<Assessment, IdentityError> {
    change::check(input.source, input.change)?;
    let own = own_connections(input)?;
    let users: BTreeMap<u64, &User> = input
        .users
        .iter()
        .filter_map(|user| match user.pk {
            crate::UserKey::Pk(pk) => Some((pk, user)),
            crate::UserKey::New(_) => None,
        })
        .collect();
    let known = identifiers::of_people(input, &own, &users);
    let standings = moves::settle(&own, &known);
    let people = people::rows(input, &own, &users, &known, &standings);
    let mut counts = BTreeMap::new();
    for row in &people {
        *counts.entry(row.fate).or_default() += 1;
    }
    let keep = steps::keep(input, &own, &standings);
    let undo = steps::undo(&keep, input.source);
    let notes = notes(input, &people, &keep);
    let has: BTreeSet<&str> = own.iter().map(|connection| connection.identifier.as_str()).collect();
    let unmatched = input.identifiers.keys().filter(|old| !has.contains(old.as_str())).cloned().collect();
    Ok(Assessment { people, counts, keep, undo, notes, unmatched })
}

/// The source's connections by their primary keys.
fn own_connections<'a>(input: &IdentityInput<'a>) -> Result<Vec<&'a StoredConnection>, IdentityError> {
    let mut own: Vec<&StoredConnection> =
        input.connections.iter().filter(|connection| connection.source == input.source.slug).collect();
    own.sort_by_key(|connection| connection.pk);
    let (mut identifiers, mut users) = (BTreeSet::new(), BTreeSet::new());
    for connection in &own {
        if !users.insert(connection.user) {
            return Err(IdentityError::UserTwice(connection.user));
        }
        if !identifiers.insert(&connection.identifier) {
            return Err(IdentityError::IdentifierTwice(connection.identifier.clone()));
        }
    }
    Ok(own)
}

fn notes(input: &IdentityInput<'_>, people: &[IdentityRow], keep: &[IdentityStep]) -> BTreeSet<IdentityNote> {
    let mut notes = BTreeSet::new();
    let writes = keep.iter().any(|step| step.act.writes_connection());
    let makes = keep.iter().any(|step| matches!(step.act, Act::CreateConnection { .. }));
    let deletes = keep.iter().any(|step| matches!(step.act, Act::DeleteConnection { .. }));
    let mut note = |holds: bool, one: IdentityNote| {
        if holds {
            notes.insert(one);
        }
    };
    note(writes, IdentityNote::WritesNotRecorded);
    note(writes, IdentityNote::IdentifierNotUnique);
    note(makes || deletes, IdentityNote::TokensNotRestored);
    note(people.iter().any(|row| row.double.is_some()), IdentityNote::YoungerAccountStays);
    note(
        people.iter().any(|row| row.new_identifier.origin() == Some(IdentifierOrigin::Attributes)),
        IdentityNote::AttributesAreOld,
    );
    note(
        input.has_mappings && people.iter().any(|row| row.next_login.is_some()),
        IdentityNote::MappingsNotEvaluated,
    );
    let is_unknown = people.iter().any(|row| matches!(row.fate, Fate::Orphaned | Fate::NotKnown));
    let is_unionid = *input.change == IdentityChange::UnionidAppears;
    note(is_unknown && is_unionid, IdentityNote::LetThemLogIn);
    note(is_unknown && !is_unionid, IdentityNote::TableNeeded);
    let to = match input.change {
        IdentityChange::ProviderType { to } => to.as_str(),
        _ => "",
    };
    let patches = |act: &Act| matches!(act, Act::Switch { .. } | Act::Rename { .. } | Act::SetType { .. });
    note(
        keep.iter().any(|step| patches(&step.act))
            && [input.source.kind.as_str(), to].into_iter().any(change::patch_needs_more),
        IdentityNote::PatchNeedsMore,
    );
    match input.change {
        IdentityChange::UnionidAppears => {}
        IdentityChange::NewAppId { .. } => note(true, IdentityNote::UnionidsWithinAccount),
        IdentityChange::Slug { way, .. } => {
            note(true, IdentityNote::PathsStay);
            note(input.source.protocol != Protocol::Kerberos, IdentityNote::CallbackChanges);
            note(*way == SlugWay::PushedAsNew, IdentityNote::GroupConnections);
        }
        IdentityChange::Recreated => {
            note(true, IdentityNote::CascadeNotRecorded);
            note(true, IdentityNote::GroupConnections);
            note(true, IdentityNote::DeleteNotUndone);
        }
        IdentityChange::ProviderType { .. } => {
            note(true, IdentityNote::TypeNotRecorded);
            note(
                people.iter().any(|row| {
                    row.fate == Fate::NotKnown
                        || row.new_identifier.origin() == Some(IdentifierOrigin::SameKey)
                }),
                IdentityNote::SameProviderNotKnown,
            );
        }
    }
    notes
}
