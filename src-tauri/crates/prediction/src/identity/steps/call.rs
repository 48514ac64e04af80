//! The calls of authentik's API, and what must hold before each.

use desk_model::Protocol;
use serde_json::json;

use super::{Act, Method, Phase, Precondition, Request, SOURCE, Step};
use crate::Source;

/// Makes steps with their calls for one kind of source.
pub(super) struct Maker {
    segment: &'static str,
    kind: String,
}

impl Maker {
    pub(super) fn of(source: &Source) -> Maker {
        Maker { segment: segment(source.protocol), kind: source.kind.clone() }
    }

    /// The source's type before the change.
    pub(super) fn kind(&self) -> &str {
        &self.kind
    }

    pub(super) fn step(&self, phase: Phase, act: Act) -> Step {
        let (request, before) = (self.request(&act), self.before(&act));
        Step { act, phase, request, before, note: None }
    }

    /// A step that makes a connection, whose primary key is noted.
    pub(super) fn noted(&self, phase: Phase, act: Act, n_noted: &mut usize) -> Step {
        *n_noted += 1;
        Step { note: Some(format!("connection_{n_noted}")), ..self.step(phase, act) }
    }

    pub(super) fn create_source(&self, slug: &str) -> Step {
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
