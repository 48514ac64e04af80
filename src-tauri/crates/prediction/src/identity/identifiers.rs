//! Which identifier the provider will send for whom.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::Value;

use super::change::{identifier_keys, is_generic, is_same_provider};
use super::{IdentityChange, IdentityInput, StoredConnection};
use crate::User;

/// The identifier that a person comes back with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NewIdentifier {
    /// It is known.
    Known {
        /// The identifier.
        identifier: String,
        /// Who says so.
        origin: IdentifierOrigin,
    },
    /// It is another one, and nothing says which.
    Lost,
    /// Nothing says whether it is another one.
    NotKnown,
}

impl NewIdentifier {
    /// The identifier, if it is known.
    pub fn known(&self) -> Option<&str> {
        match self {
            NewIdentifier::Known { identifier, .. } => Some(identifier),
            NewIdentifier::Lost | NewIdentifier::NotKnown => None,
        }
    }

    /// Who says so.
    pub fn origin(&self) -> Option<IdentifierOrigin> {
        match self {
            NewIdentifier::Known { origin, .. } => Some(*origin),
            NewIdentifier::Lost | NewIdentifier::NotKnown => None,
        }
    }
}

/// Who says what the identifier will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentifierOrigin {
    /// The change does not touch it.
    Unchanged,
    /// Both types take it from the same key of the same provider, as far as is known.
    SameKey,
    /// The user's own attributes, which authentik's WeChat type fills.
    Attributes,
    /// The attributes of another account that holds the same openid: the person came back already.
    OtherAccount,
    /// The administrator's table.
    Table,
}

/// The new identifier of each connection.
pub(super) fn of_people(
    input: &IdentityInput<'_>,
    own: &[&StoredConnection],
    users: &BTreeMap<u64, &User>,
) -> Vec<NewIdentifier> {
    let others = by_openid(own, users);
    own.iter()
        .map(|connection| {
            let user = users.get(&connection.user).copied();
            if let Some(new) = input.identifiers.get(&connection.identifier) {
                return known(new, IdentifierOrigin::Table);
            }
            match input.change {
                IdentityChange::Slug { .. } | IdentityChange::Recreated => unchanged(connection),
                IdentityChange::UnionidAppears => unionid(connection, user, &others),
                IdentityChange::NewAppId { same_account } => app_id(connection, user, *same_account),
                IdentityChange::ProviderType { to } => of_type(connection, &input.source.kind, to),
            }
        })
        .collect()
}

fn known(identifier: &str, origin: IdentifierOrigin) -> NewIdentifier {
    NewIdentifier::Known { identifier: identifier.to_owned(), origin }
}

fn unchanged(connection: &StoredConnection) -> NewIdentifier {
    known(&connection.identifier, IdentifierOrigin::Unchanged)
}

/// The text that authentik's WeChat type stored under a key, unless it is empty.
fn attribute<'a>(user: Option<&'a User>, key: &str) -> Option<&'a str> {
    user?.attributes.get(key).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// The connections whose owner has another openid than the identifier, by that openid: they came in by a unionid.
fn by_openid<'a>(
    own: &[&'a StoredConnection],
    users: &BTreeMap<u64, &'a User>,
) -> HashMap<&'a str, &'a StoredConnection> {
    own.iter()
        .filter_map(|connection| {
            let user = users.get(&connection.user).copied();
            let is_unionid = attribute(user, "unionid") == Some(connection.identifier.as_str());
            attribute(user, "openid").filter(|_| is_unionid).map(|openid| (openid, *connection))
        })
        .collect()
}

/// Somebody who came in by openid comes back with the unionid. It is known if the record was written since, or if another
/// account has the same openid and a unionid: then the person came back already, and was doubled.
fn unionid(
    connection: &StoredConnection,
    user: Option<&User>,
    others: &HashMap<&str, &StoredConnection>,
) -> NewIdentifier {
    if let Some(unionid) = attribute(user, "unionid") {
        let origin = if unionid == connection.identifier {
            IdentifierOrigin::Unchanged
        } else {
            IdentifierOrigin::Attributes
        };
        return known(unionid, origin);
    }
    match others.get(connection.identifier.as_str()).filter(|other| other.pk != connection.pk) {
        Some(other) => known(&other.identifier, IdentifierOrigin::OtherAccount),
        None if attribute(user, "openid") == Some(connection.identifier.as_str()) => NewIdentifier::Lost,
        None => NewIdentifier::NotKnown,
    }
}

/// A unionid stays within one Open Platform account; an openid never survives another AppID.
fn app_id(connection: &StoredConnection, user: Option<&User>, same_account: bool) -> NewIdentifier {
    let unionid = attribute(user, "unionid");
    let is_openid = attribute(user, "openid") == Some(connection.identifier.as_str());
    match unionid {
        Some(unionid) if same_account && unionid == connection.identifier => unchanged(connection),
        Some(unionid) if same_account => known(unionid, IdentifierOrigin::Attributes),
        _ if !same_account || is_openid => NewIdentifier::Lost,
        _ => NewIdentifier::NotKnown,
    }
}

/// Another type asks another provider, unless one of the two can be pointed at any.
fn of_type(connection: &StoredConnection, from: &str, to: &str) -> NewIdentifier {
    if is_same_provider(from, to) || (is_generic(from) && is_generic(to)) {
        return known(&connection.identifier, IdentifierOrigin::SameKey);
    }
    let is_wechat = [from, to].map(identifier_keys).contains(&"unionid, openid");
    if !is_wechat && (is_generic(from) || is_generic(to)) {
        NewIdentifier::NotKnown
    } else {
        NewIdentifier::Lost
    }
}
