//! What becomes of each person.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::moves::Standing;
use super::{IdentityChange, IdentityInput, NewIdentifier, SlugWay, StoredConnection};
use crate::{
    Directory, Fact, Person, PersonRow, Source, User, UserConnection, UserKey, Verdict, predict_people,
    with_defaults,
};

/// A person, by their connection.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IdentityRow {
    /// The account's primary key.
    pub user: u64,
    /// Its username; `None` if the user is not in the directory.
    pub username: Option<String>,
    /// The connection's primary key.
    pub connection: u64,
    /// The identifier before.
    pub identifier: String,
    /// The identifier that the person comes back with.
    pub new_identifier: NewIdentifier,
    /// What becomes of the person if nobody does anything.
    pub fate: Fate,
    /// The account that the person gets into once all steps of `keep` are done. `None`: the steps do nothing for them.
    pub kept_account: Option<u64>,
    /// A second account of the person, which is there already.
    pub double: Option<Double>,
    /// What the next login does if nobody does anything. `None` where no new identifier is known, or nothing changes.
    pub next_login: Option<PersonRow>,
}

/// A second account of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Double {
    /// The account's primary key.
    pub user: u64,
    /// Its username, if the user is in the directory.
    pub username: Option<String>,
    /// Its connection's primary key.
    pub connection: u64,
    /// Whether it is the older of the two, by its primary key. The older one is kept.
    pub is_older: bool,
}

/// What becomes of a person, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// The connection fits the new identifier too.
    StaysLinked,
    /// The connection does not, but the matching mode finds their account and connects it again.
    LinksAgain,
    /// They get into somebody else's account.
    Elsewhere,
    /// They get a second account.
    Doubles,
    /// They have a second account already.
    IsDoubled,
    /// They see an error at each login.
    Fails,
    /// They are refused at each login.
    Denied,
    /// They lose the connection; what the next login does hangs on an identifier that nobody knows yet.
    Orphaned,
    /// Nothing says whether they lose the connection, or something unknown decides the next login.
    NotKnown,
}

impl Fate {
    /// All fates, the best first.
    pub const ALL: [Fate; 9] = [
        Fate::StaysLinked,
        Fate::LinksAgain,
        Fate::Elsewhere,
        Fate::Doubles,
        Fate::IsDoubled,
        Fate::Fails,
        Fate::Denied,
        Fate::Orphaned,
        Fate::NotKnown,
    ];

    /// The name: `stays_linked`.
    pub fn id(self) -> &'static str {
        match self {
            Fate::StaysLinked => "stays_linked",
            Fate::LinksAgain => "links_again",
            Fate::Elsewhere => "elsewhere",
            Fate::Doubles => "doubles",
            Fate::IsDoubled => "is_doubled",
            Fate::Fails => "fails",
            Fate::Denied => "denied",
            Fate::Orphaned => "orphaned",
            Fate::NotKnown => "not_known",
        }
    }

    /// Whether the person keeps their account without anybody doing anything.
    pub fn is_harmless(self) -> bool {
        matches!(self, Fate::StaysLinked | Fate::LinksAgain)
    }
}

/// A row for each person. A younger account whose connection goes has none of its own: it stands beside the older one.
pub(super) fn rows(
    input: &IdentityInput<'_>,
    own: &[&StoredConnection],
    users: &BTreeMap<u64, &User>,
    known: &[NewIdentifier],
    standings: &[Standing],
) -> Vec<IdentityRow> {
    let source = source_after(input);
    let directory = directory_after(input);
    let keeps_connections = keeps_connections(input.change);
    let username = |pk: u64| users.get(&pk).map(|user| user.username.clone());
    let mut rows = Vec::with_capacity(own.len());
    for ((connection, new), standing) in own.iter().zip(known).zip(standings) {
        if *standing == Standing::Goes {
            continue;
        }
        let other = match standing {
            Standing::Moves { instead_of: Some(at), .. } | Standing::Elsewhere(at) => own.get(*at),
            _ => None,
        };
        let double = other.map(|other| Double {
            user: other.user,
            username: username(other.user),
            connection: other.pk,
            is_older: other.user < connection.user,
        });
        let stays = new.known() == Some(connection.identifier.as_str()) && keeps_connections;
        let next_login = new.known().filter(|_| !stays && double.is_none()).and_then(|identifier| {
            let user = users.get(&connection.user).copied();
            let person = person(&source, user, identifier);
            predict_people(&source, &[person], &directory).rows.pop()
        });
        let fate = match (new, &next_login) {
            _ if double.is_some() => Fate::IsDoubled,
            (NewIdentifier::Lost, _) => Fate::Orphaned,
            (NewIdentifier::NotKnown, _) => Fate::NotKnown,
            (NewIdentifier::Known { .. }, None) => Fate::StaysLinked,
            (NewIdentifier::Known { .. }, Some(next)) => fate(next, connection.user),
        };
        let kept_account = match standing {
            Standing::Elsewhere(_) => double.as_ref().map(|double| double.user),
            _ => new.known().map(|_| connection.user),
        };
        rows.push(IdentityRow {
            user: connection.user,
            username: username(connection.user),
            connection: connection.pk,
            identifier: connection.identifier.clone(),
            new_identifier: new.clone(),
            fate,
            kept_account,
            double,
            next_login,
        });
    }
    rows
}

fn fate(next: &PersonRow, user: u64) -> Fate {
    let is_own = next.user == Some(UserKey::Pk(user));
    match next.verdict {
        Verdict::Authenticates | Verdict::Links if !is_own => Fate::Elsewhere,
        Verdict::Authenticates => Fate::StaysLinked,
        Verdict::Links => Fate::LinksAgain,
        Verdict::Enrolls | Verdict::Duplicates | Verdict::IsAsked => Fate::Doubles,
        Verdict::Denied => Fate::Denied,
        Verdict::Fails => Fate::Fails,
        Verdict::NotKnown => Fate::NotKnown,
    }
}

/// Whether the source that people come back from has the connections that were there before.
pub(super) fn keeps_connections(change: &IdentityChange) -> bool {
    match change {
        IdentityChange::Recreated => false,
        IdentityChange::Slug { way, .. } => *way == SlugWay::Renamed,
        IdentityChange::UnionidAppears
        | IdentityChange::NewAppId { .. }
        | IdentityChange::ProviderType { .. } => true,
    }
}

/// The source that people come back from.
fn source_after(input: &IdentityInput<'_>) -> Source {
    let mut source = Source { enabled: true, ..input.source.clone() };
    match input.change {
        IdentityChange::Slug { to, .. } => source.slug.clone_from(to),
        IdentityChange::ProviderType { to } => source.kind.clone_from(to),
        _ => {}
    }
    source
}

/// Users and connections as the change leaves them. Groups are not known here, and none of a person's are looked at.
fn directory_after(input: &IdentityInput<'_>) -> Directory {
    let connection = |one: &StoredConnection| {
        let is_own = one.source == input.source.slug;
        if is_own && *input.change == IdentityChange::Recreated {
            return None;
        }
        let source = match input.change {
            IdentityChange::Slug { to, way: SlugWay::Renamed } if is_own => to,
            _ => &one.source,
        };
        let (identifier, user) = (one.identifier.clone(), UserKey::Pk(one.user));
        Some(UserConnection { source: source.clone(), identifier, user })
    };
    let connections = input.connections.iter().filter_map(connection).collect();
    Directory::new(input.users.to_vec(), Fact::Known(connections), Fact::Known((Vec::new(), Vec::new())))
}

/// A person as the type tells of them, without property mappings: WeChat's username is the identifier; of other types the
/// record of the first login is the best that is known.
fn person(source: &Source, user: Option<&User>, identifier: &str) -> Person {
    let attributes = |keys: &[&str]| -> Map<String, Value> {
        let stored =
            |key: &str| user.and_then(|user| user.attributes.get(key).cloned()).unwrap_or(Value::Null);
        keys.iter().map(|key| ((*key).to_owned(), stored(key))).collect()
    };
    let name = user.map(|user| user.name.clone()).unwrap_or_default();
    let base = if source.is_wechat() {
        let keys = ["headimgurl", "sex", "city", "province", "country", "unionid", "openid"];
        json!({ "username": identifier, "email": null, "name": name, "attributes": attributes(&keys) })
    } else {
        let username = user.map(|user| user.username.clone());
        json!({ "username": username, "email": user.map(|user| user.email.clone()), "name": name, "attributes": {} })
    };
    let base = match base {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    // A path that only Python can fill decides nothing here.
    let properties = match with_defaults(source, base.clone()) {
        Fact::Known(properties) => properties,
        Fact::NotKnown => base,
    };
    Person::new(identifier, properties)
}
