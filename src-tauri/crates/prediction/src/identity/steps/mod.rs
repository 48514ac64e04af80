//! The steps that keep people linked, and those that take them back.

mod call;
mod order;

use serde::Serialize;
use serde_json::Value;

pub(super) use order::{keep, undo};

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
