//! The steps that keep people linked, and those that take them back.

use desk_model::Protocol;
use serde::Serialize;
use serde_json::{Value, json};

use super::moves::{Standing, deletions, in_order};
use super::people::keeps_connections;
use super::{IdentityChange, IdentityInput, SlugWay, StoredConnection};

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What is done.
    pub act: Act,
    /// When.
    pub phase: Phase,
    /// The call of authentik's API; `None`: it is done elsewhere, by hand.
    pub request: Option<Request>,
    /// What must hold before it; where it does not, stop.
    pub before: Vec<Precondition>,
    /// The name under which a primary key of the answer is needed later, where it stands in braces: that of what was made,
    /// or of the source of the connections that were read.
    pub note: Option<String>,
}

/// When a step is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Before the change.
    Before,
    /// It is the change.
    Change,
    /// After the change.
    After,
    /// When the change is taken back.
    Undo,
}

/// A connection, or another row, in a call.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKey {
    /// By its primary key.
    Pk(u64),
    /// By the primary key that an earlier step's answer gave, under this name.
    Noted(String),
}

impl std::fmt::Display for RowKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            RowKey::Pk(pk) => write!(formatter, "{pk}"),
            RowKey::Noted(name) => write!(formatter, "{{{name}}}"),
        }
    }
}

/// What a step does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Act {
    /// Reads all connections of a source, page by page, and saves them.
    ReadConnections {
        /// The source's slug at that time.
        slug: String,
    },
    /// Switches the source on or off. While it is off, people read a page with status 404 and nobody is doubled.
    Switch {
        /// The source's slug at that time.
        slug: String,
        /// Whether it is on afterwards.
        on: bool,
    },
    /// Registers the callback URL of the new slug with the provider, beside the one that is registered.
    RegisterCallback {
        /// The slug in the callback URL.
        slug: String,
    },
    /// Lets WeChat send unionids: the application is bound to an Open Platform account.
    BindApplication,
    /// Undo of it: makes sure that WeChat sends no unionid any more.
    UnbindApplication,
    /// Puts an AppID and its AppSecret into the source.
    SetAppId {
        /// The source's slug.
        slug: String,
        /// Whether it is the one before.
        back: bool,
    },
    /// Gives the source another slug.
    Rename {
        /// The slug before.
        from: String,
        /// The slug after.
        to: String,
    },
    /// Gives the source another type.
    SetType {
        /// The source's slug.
        slug: String,
        /// The type before.
        from: String,
        /// The type after.
        to: String,
    },
    /// Deletes the source, and its connections with it.
    DeleteSource {
        /// The source's slug.
        slug: String,
    },
    /// Makes the source, switched off.
    CreateSource {
        /// The source's slug.
        slug: String,
        /// Its type.
        kind: String,
    },
    /// Gives a connection another identifier.
    MoveConnection {
        /// Which connection.
        connection: RowKey,
        /// Whose it is.
        user: u64,
        /// The identifier before.
        from: String,
        /// The identifier after.
        to: String,
        /// Whether one of the two only stands in for a while, because people swap identifiers.
        is_detour: bool,
    },
    /// Connects a user with the source.
    CreateConnection {
        /// The source's primary key, or where it was noted.
        source: String,
        /// The source's slug.
        slug: String,
        /// The user.
        user: u64,
        /// The identifier.
        identifier: String,
    },
    /// Deletes a connection. The user stays.
    DeleteConnection {
        /// Which connection.
        connection: RowKey,
        /// The source's primary key, or where it was noted, to make it anew.
        source: String,
        /// The source's slug.
        slug: String,
        /// Whose it is.
        user: u64,
        /// Its identifier.
        identifier: String,
    },
}

impl Act {
    /// Whether it changes a connection by itself.
    pub fn writes_connection(&self) -> bool {
        matches!(
            self,
            Act::MoveConnection { .. } | Act::CreateConnection { .. } | Act::DeleteConnection { .. }
        )
    }
}

/// A call of authentik's API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path with its query, from the server's root. A name in braces was noted from an earlier answer.
    pub path: String,
    /// The JSON body. A text in braces was noted, or is for the person to fill in.
    pub body: Option<Value>,
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Reads.
    Get,
    /// Makes.
    Post,
    /// Changes some keys.
    Patch,
    /// Deletes.
    Delete,
}

impl Method {
    /// As it stands in a request.
    pub fn name(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

/// What must hold before a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "holds")]
pub enum Precondition {
    /// The connection is this user's and has this identifier.
    Connection {
        /// Which.
        connection: RowKey,
        /// Whose.
        user: u64,
        /// Its identifier.
        identifier: String,
    },
    /// No connection of the source has this identifier.
    IdentifierFree {
        /// The identifier.
        identifier: String,
    },
    /// The user has no connection with the source.
    UserFree {
        /// The user.
        user: u64,
    },
    /// The source exists and is of this type.
    Source {
        /// Its slug.
        slug: String,
        /// Its type.
        kind: String,
    },
    /// No source has this slug.
    SlugFree {
        /// The slug.
        slug: String,
    },
}

/// The name of the source's primary key, where it has to be noted.
const SOURCE: &str = "source";

/// What keeps everybody linked.
pub(super) fn keep(
    input: &IdentityInput<'_>,
    own: &[&StoredConnection],
    standings: &[Standing],
) -> Vec<Step> {
    let slug = input.source.slug.clone();
    let maker = Maker { segment: segment(input.source.protocol), kind: input.source.kind.clone() };
    let source_pk = own
        .iter()
        .find_map(|connection| connection.source_pk.clone())
        .unwrap_or_else(|| format!("{{{SOURCE}}}"));
    let moves = in_order(own, standings);
    let goes = deletions(standings);
    let is_new_row = !keeps_connections(input.change);
    let read = maker.step(Phase::Before, Act::ReadConnections { slug: slug.clone() });
    let needs_source = !goes.is_empty() && !is_new_row && source_pk.starts_with('{');
    let mut steps = vec![Step { note: needs_source.then(|| SOURCE.to_owned()), ..read }];
    // A source that is made anew is switched on by the last step; one that is renamed never has a moment of doubt.
    let is_switched =
        input.source.enabled && !is_new_row && !matches!(input.change, IdentityChange::Slug { .. });
    let after = match input.change {
        IdentityChange::Slug { to, .. } => to.clone(),
        _ => slug.clone(),
    };
    if is_switched {
        steps.push(maker.step(Phase::Before, Act::Switch { slug: slug.clone(), on: false }));
    }
    match input.change {
        IdentityChange::UnionidAppears => steps.push(maker.step(Phase::Change, Act::BindApplication)),
        IdentityChange::NewAppId { .. } => {
            steps.push(maker.step(Phase::Change, Act::SetAppId { slug: slug.clone(), back: false }));
        }
        IdentityChange::Slug { to, way } => {
            steps.push(maker.step(Phase::Before, Act::RegisterCallback { slug: to.clone() }));
            steps.push(match way {
                SlugWay::Renamed => {
                    maker.step(Phase::Change, Act::Rename { from: slug.clone(), to: to.clone() })
                }
                SlugWay::PushedAsNew => maker.create_source(to),
            });
        }
        IdentityChange::Recreated => {
            steps.push(maker.step(Phase::Change, Act::DeleteSource { slug: slug.clone() }));
            steps.push(maker.create_source(&slug));
        }
        IdentityChange::ProviderType { to } => {
            let (from, to) = (maker.kind.clone(), to.clone());
            steps.push(maker.step(Phase::Change, Act::SetType { slug: slug.clone(), from, to }));
        }
    }
    let mut n_noted = 0;
    if is_new_row {
        let gone: Vec<bool> = {
            let mut gone = vec![false; own.len()];
            for at in &goes {
                if let Some(one) = gone.get_mut(*at) {
                    *one = true;
                }
            }
            gone
        };
        for ((connection, standing), gone) in own.iter().zip(standings).zip(gone) {
            let identifier = match standing {
                Standing::Moves { to, .. } => to.clone(),
                _ if gone => continue,
                _ => connection.identifier.clone(),
            };
            let act = Act::CreateConnection {
                source: format!("{{{SOURCE}}}"),
                slug: after.clone(),
                user: connection.user,
                identifier,
            };
            steps.push(maker.noted(Phase::After, act, &mut n_noted));
        }
    } else {
        for at in goes {
            let Some(one) = own.get(at) else { continue };
            steps.push(maker.step(
                Phase::After,
                Act::DeleteConnection {
                    connection: RowKey::Pk(one.pk),
                    source: one.source_pk.clone().unwrap_or_else(|| source_pk.clone()),
                    slug: after.clone(),
                    user: one.user,
                    identifier: one.identifier.clone(),
                },
            ));
        }
        for one in moves {
            let Some(connection) = own.get(one.at) else { continue };
            steps.push(maker.step(
                Phase::After,
                Act::MoveConnection {
                    connection: RowKey::Pk(connection.pk),
                    user: connection.user,
                    from: one.from,
                    to: one.to,
                    is_detour: one.is_detour,
                },
            ));
        }
    }
    steps.push(maker.step(Phase::After, Act::ReadConnections { slug: after.clone() }));
    if is_switched || (is_new_row && input.source.enabled) {
        steps.push(maker.step(Phase::After, Act::Switch { slug: after, on: true }));
    }
    steps
}

/// What takes the steps back, the last first. A source that was deleted stays deleted.
pub(super) fn undo(keep: &[Step], source: &crate::Source) -> Vec<Step> {
    let maker = Maker { segment: segment(source.protocol), kind: source.kind.clone() };
    let mut n_noted =
        keep.iter().filter(|step| step.note.as_deref().is_some_and(|note| note != SOURCE)).count();
    let mut steps = Vec::with_capacity(keep.len());
    for step in keep.iter().rev() {
        let act = match step.act.clone() {
            act @ Act::ReadConnections { .. } => act,
            Act::Switch { slug, on } => Act::Switch { slug, on: !on },
            Act::BindApplication => Act::UnbindApplication,
            Act::SetAppId { slug, back } => Act::SetAppId { slug, back: !back },
            Act::Rename { from, to } => Act::Rename { from: to, to: from },
            Act::SetType { slug, from, to } => Act::SetType { slug, from: to, to: from },
            Act::MoveConnection { connection, user, from, to, is_detour } => {
                Act::MoveConnection { connection, user, from: to, to: from, is_detour }
            }
            Act::CreateConnection { source, slug, user, identifier } => {
                let Some(note) = &step.note else { continue };
                let connection = RowKey::Noted(note.clone());
                Act::DeleteConnection { connection, source, slug, user, identifier }
            }
            Act::DeleteConnection { source, slug, user, identifier, .. } => {
                Act::CreateConnection { source, slug, user, identifier }
            }
            // A callback URL too many does no harm, and a deleted row does not come back.
            Act::UnbindApplication
            | Act::RegisterCallback { .. }
            | Act::DeleteSource { .. }
            | Act::CreateSource { .. } => continue,
        };
        let is_made = matches!(act, Act::CreateConnection { .. });
        let undone =
            if is_made { maker.noted(Phase::Undo, act, &mut n_noted) } else { maker.step(Phase::Undo, act) };
        steps.push(undone);
    }
    steps
}

/// The part of the API's paths that names the kind of source.
fn segment(protocol: Protocol) -> &'static str {
    match protocol {
        Protocol::OAuth => "oauth",
        Protocol::Kerberos => "kerberos",
        Protocol::Ldap => "ldap",
        Protocol::Plex => "plex",
        Protocol::Saml => "saml",
        Protocol::Scim => "scim",
        Protocol::Telegram => "telegram",
    }
}

/// Makes steps with their calls for one kind of source.
struct Maker {
    segment: &'static str,
    kind: String,
}

impl Maker {
    fn step(&self, phase: Phase, act: Act) -> Step {
        let (request, before) = (self.request(&act), self.before(&act));
        Step { act, phase, request, before, note: None }
    }

    /// A step that makes a connection, whose primary key is noted.
    fn noted(&self, phase: Phase, act: Act, n_noted: &mut usize) -> Step {
        *n_noted += 1;
        Step { note: Some(format!("connection_{n_noted}")), ..self.step(phase, act) }
    }

    fn create_source(&self, slug: &str) -> Step {
        let act = Act::CreateSource { slug: slug.to_owned(), kind: self.kind.clone() };
        Step { note: Some(SOURCE.to_owned()), ..self.step(Phase::Change, act) }
    }

    fn request(&self, act: &Act) -> Option<Request> {
        let segment = self.segment;
        let source = |slug: &str| format!("/api/v3/sources/{segment}/{slug}/");
        let connections = format!("/api/v3/sources/user_connections/{segment}/");
        let (method, path, body) = match act {
            Act::RegisterCallback { .. } | Act::BindApplication | Act::UnbindApplication => return None,
            Act::ReadConnections { slug } => {
                (Method::Get, format!("{connections}?source__slug={slug}&page_size=100"), None)
            }
            Act::Switch { slug, on } => (Method::Patch, source(slug), Some(json!({ "enabled": on }))),
            Act::SetAppId { slug, back } => {
                let (key, secret) = if *back {
                    ("{consumer_key_before}", "{consumer_secret_before}")
                } else {
                    ("{consumer_key}", "{consumer_secret}")
                };
                let body = json!({ "consumer_key": key, "consumer_secret": secret });
                (Method::Patch, source(slug), Some(body))
            }
            Act::Rename { from, to } => (Method::Patch, source(from), Some(json!({ "slug": to }))),
            Act::SetType { slug, to, .. } => {
                (Method::Patch, source(slug), Some(json!({ "provider_type": to })))
            }
            Act::DeleteSource { slug } => (Method::Delete, source(slug), None),
            Act::CreateSource { slug, kind } => {
                let mut body = json!({ "slug": slug, "name": "{name}", "enabled": false });
                if self.segment == "oauth"
                    && let Some(members) = body.as_object_mut()
                {
                    members.insert("provider_type".to_owned(), json!(kind));
                    members.insert("consumer_key".to_owned(), json!("{consumer_key}"));
                    members.insert("consumer_secret".to_owned(), json!("{consumer_secret}"));
                }
                (Method::Post, format!("/api/v3/sources/{segment}/"), Some(body))
            }
            Act::MoveConnection { connection, to, .. } => {
                (Method::Patch, format!("{connections}{connection}/"), Some(json!({ "identifier": to })))
            }
            Act::CreateConnection { source, user, identifier, .. } => (
                Method::Post,
                connections,
                Some(json!({ "user": user, "source": source, "identifier": identifier })),
            ),
            Act::DeleteConnection { connection, .. } => {
                (Method::Delete, format!("{connections}{connection}/"), None)
            }
        };
        Some(Request { method, path, body })
    }

    fn before(&self, act: &Act) -> Vec<Precondition> {
        let exists =
            |slug: &str, kind: &str| Precondition::Source { slug: slug.to_owned(), kind: kind.to_owned() };
        let free = |identifier: &str| Precondition::IdentifierFree { identifier: identifier.to_owned() };
        match act {
            Act::ReadConnections { .. }
            | Act::RegisterCallback { .. }
            | Act::BindApplication
            | Act::UnbindApplication
            | Act::Switch { .. } => Vec::new(),
            Act::SetAppId { slug, .. } | Act::DeleteSource { slug } => vec![exists(slug, &self.kind)],
            Act::Rename { from, to } => {
                vec![exists(from, &self.kind), Precondition::SlugFree { slug: to.clone() }]
            }
            Act::SetType { slug, from, .. } => vec![exists(slug, from)],
            Act::CreateSource { slug, .. } => vec![Precondition::SlugFree { slug: slug.clone() }],
            Act::MoveConnection { connection, user, from, to, .. } => vec![
                Precondition::Connection {
                    connection: connection.clone(),
                    user: *user,
                    identifier: from.clone(),
                },
                free(to),
            ],
            Act::CreateConnection { user, identifier, .. } => {
                vec![Precondition::UserFree { user: *user }, free(identifier)]
            }
            Act::DeleteConnection { connection, user, identifier, .. } => vec![Precondition::Connection {
                connection: connection.clone(),
                user: *user,
                identifier: identifier.clone(),
            }],
        }
    }
}
