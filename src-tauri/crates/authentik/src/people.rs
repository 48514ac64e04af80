//! The users of a server, with their groups and their connections with one source: what a prediction looks into.

use desk_model::Protocol;
use serde_json::{Map, Value as Json};

use crate::client::Client;
use crate::error::ServerError;

/// Users, groups and the connections with one source, as the API shows them. They are only read.
///
/// At most 20,000 of each: a server that has more is [`ServerError::TooLarge`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct People {
    /// `core/users/`: the users, of every type, inactive ones included.
    pub users: Vec<Map<String, Json>>,
    /// `core/groups/`: the groups.
    pub groups: Vec<Map<String, Json>>,
    /// `sources/user_connections/…/`: the users' connections with the source.
    pub connections: Vec<Map<String, Json>>,
    /// `sources/group_connections/…/`: the groups' connections with the source.
    pub group_connections: Vec<Map<String, Json>>,
}

impl People {
    /// Reads them. The source is known by its slug; a server that does not have it has no connections with it.
    pub async fn read(client: &Client, protocol: Protocol, slug: &str) -> Result<People, ServerError> {
        let users = client.list("api/v3/core/users/", &[("include_groups", "false"), ("ordering", "pk")]);
        let users = users.await?;
        let groups = client.list("api/v3/core/groups/", &[("include_users", "false")]).await?;
        // SCIM sources have no connections of this sort: what they bring is theirs from the start.
        if protocol == Protocol::Scim {
            return Ok(People { users, groups, ..People::default() });
        }
        let of_source = [("source__slug", slug)];
        let path = |sort: &str| format!("api/v3/sources/{sort}_connections/{}/", protocol.id());
        let connections = client.list(&path("user"), &of_source).await?;
        let group_connections = client.list(&path("group"), &of_source).await?;
        Ok(People { users, groups, connections, group_connections })
    }
}
