//! Whether a server can be worked with: its version, its clock, and what the token's user may do there.

use desk_model::Version;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use specta::Type;

use crate::client::Client;
use crate::client::answer::{ME, plain};
use crate::error::ServerError;
use crate::object::segment;
use crate::snapshot;

/// What is known of a server after a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerFacts {
    /// The version, as the server says it.
    pub version: String,
    /// How that stands to the versions that the catalogue knows.
    pub standing: VersionStanding,
    /// What tells this server from another, if the token's user may see it.
    pub instance: Option<String>,
    /// The token's user.
    pub user: String,
    /// Whether that is a superuser, who may do everything.
    pub is_superuser: bool,
    /// What the token's user may do, in a fixed order.
    pub rights: Vec<GrantedRight>,
    /// How far the server's clock is ahead of this computer's, in milliseconds; `None` if it does not tell.
    pub skew: Option<i64>,
}

/// How a server's version stands to those that the catalogue knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionStanding {
    /// It is one of them.
    Known(Version),
    /// It is newer than all of them; it is treated as the newest, and what it has beyond that is left alone.
    Newer,
    /// It is older than all of them, and has other fields.
    Older,
}

/// Something that a push needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum Right {
    /// To see sources.
    ReadSources,
    /// To make sources.
    AddSources,
    /// To see property mappings.
    ReadMappings,
    /// To make property mappings.
    AddMappings,
    /// To see flows: they are found by their slugs.
    ReadFlows,
    /// To see login pages.
    ReadLoginPages,
    /// To change login pages.
    ChangeLoginPages,
    /// To import blueprints, which is all or nothing.
    ImportBlueprints,
}

/// Whether the token's user has a right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct GrantedRight {
    /// The right.
    pub right: Right,
    /// Whether it is granted.
    pub granted: bool,
}

impl ServerFacts {
    /// Checks a server. Nothing is changed.
    ///
    /// # Errors
    ///
    /// Any [`ServerError`].
    pub async fn read(client: &Client, now: i64) -> Result<ServerFacts, ServerError> {
        let me = client.get(ME, &[]).await?;
        let not_authentik = || ServerError::NotAuthentik { why: "no user" };
        let user = me.json.get("user").ok_or_else(not_authentik)?;
        let name = user.get("username").and_then(Json::as_str).ok_or_else(not_authentik)?;
        let is_superuser = user.get("is_superuser").and_then(Json::as_bool).unwrap_or_default();
        let version = snapshot::version(client).await?;
        Ok(ServerFacts {
            standing: VersionStanding::of(&version),
            version,
            instance: snapshot::instance(client).await?,
            user: plain(name),
            is_superuser,
            rights: rights(client, is_superuser).await?,
            skew: me.date.map(|date| date.saturating_sub(now)),
        })
    }

    /// Returns whether the token's user has a right.
    pub fn may(&self, right: Right) -> bool {
        self.rights.iter().any(|own| own.right == right && own.granted)
    }
}

impl VersionStanding {
    /// Says how a version such as `2026.5.3` stands to the catalogue's.
    pub fn of(text: &str) -> VersionStanding {
        if let Ok(known) = text.parse() {
            return VersionStanding::Known(known);
        }
        let newest = Version::ALL.into_iter().max().unwrap_or_default();
        match (numbers(text), numbers(newest.name())) {
            (Some(found), Some(newest)) if found > newest => VersionStanding::Newer,
            // 2026.3 would be between two that are known: its API is that of the one before.
            (Some(found), _) => between(found),
            _ => VersionStanding::Older,
        }
    }

    /// Returns the version whose fields are used; `None`: the server is too old.
    pub fn version(self) -> Option<Version> {
        match self {
            VersionStanding::Known(version) => Some(version),
            VersionStanding::Newer => Version::ALL.into_iter().max(),
            VersionStanding::Older => None,
        }
    }
}

fn between(found: (u32, u32)) -> VersionStanding {
    let older =
        Version::ALL.into_iter().filter(|known| numbers(known.name()).is_some_and(|known| known < found));
    older.max().map_or(VersionStanding::Older, VersionStanding::Known)
}

fn numbers(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.split(['.', '-']);
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// What is asked to find out about a right: a list, and what may be done with it.
const LISTS: [(&str, Right, Option<Write>); 4] = [
    ("api/v3/sources/oauth/", Right::ReadSources, Some((Right::AddSources, Method::Post))),
    ("api/v3/propertymappings/source/oauth/", Right::ReadMappings, Some((Right::AddMappings, Method::Post))),
    ("api/v3/flows/instances/", Right::ReadFlows, None),
    ("api/v3/stages/identification/", Right::ReadLoginPages, Some((Right::ChangeLoginPages, Method::Put))),
];

/// A change, and how authentik offers it.
type Write = (Right, Method);

/// How authentik offers a change: to add to a list, or to change what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    Post,
    Put,
}

async fn rights(client: &Client, is_superuser: bool) -> Result<Vec<GrantedRight>, ServerError> {
    let mut rights = Vec::new();
    for (path, read, write) in LISTS {
        let list = match is_superuser {
            true => None,
            false => permitted(client.get(path, &[("page_size", "1")]).await)?,
        };
        let may_read = is_superuser || list.is_some();
        rights.push(GrantedRight { right: read, granted: may_read });
        if let Some((write, method)) = write {
            let granted = is_superuser
                || match &list {
                    Some(list) => offers(client, path, method, &list.json).await?,
                    None => false,
                };
            rights.push(GrantedRight { right: write, granted });
        }
    }
    // An import needs every right on every model, which only a superuser has for certain.
    rights.push(GrantedRight { right: Right::ImportBlueprints, granted: is_superuser });
    Ok(rights)
}

/// Returns whether a list, or the first object in it, offers a change: authentik names what a method takes only for those who
/// may use it.
async fn offers(client: &Client, path: &str, method: Method, list: &Json) -> Result<bool, ServerError> {
    let (path, name) = match method {
        Method::Post => (path.to_owned(), "POST"),
        Method::Put => {
            let first = list.pointer("/results/0/pk").and_then(Json::as_str);
            let Some(first) = first else { return Ok(false) };
            (format!("{path}{}/", segment(first)), "PUT")
        }
    };
    let offered = permitted(client.options(&path).await)?;
    Ok(offered.is_some_and(|reply| reply.json.pointer(&format!("/actions/{name}")).is_some()))
}

fn permitted<T>(answer: Result<T, ServerError>) -> Result<Option<T>, ServerError> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(ServerError::NotPermitted { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_known_newer_older_or_between() {
        use VersionStanding::{Known, Newer, Older};
        for (text, expected) in [
            ("2026.5.0-rc1", Known(Version::V2026_5)),
            ("2025.12.4", Known(Version::V2025_12)),
            ("2026.3.1", Known(Version::V2026_2)),
            ("2027.2.0", Newer),
            ("2025.10.3", Older),
            ("", Older),
            ("nonsense", Older),
        ] {
            assert_eq!(VersionStanding::of(text), expected, "{text}");
        }
        assert_eq!(Newer.version(), Some(Version::V2026_8));
    }
}
