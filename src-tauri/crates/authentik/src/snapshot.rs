//! What is on a server at one moment, as far as a push concerns it.

use std::collections::{BTreeMap, BTreeSet};

use desk_model::{Draft, FieldKind, Protocol, catalogue};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::client::Client;
use crate::error::ServerError;
use crate::object::{Model, RemoteObject};
use crate::plan::Plan;

/// What is read of a server.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// The protocols whose sources and property mappings are read.
    pub protocols: BTreeSet<Protocol>,
    /// Whether the login pages are read.
    pub login_pages: bool,
    /// Whether certificates are read.
    pub certificates: bool,
    /// Whether groups of users are read.
    pub groups: bool,
}

/// What is on a server at one moment.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Snapshot {
    /// What tells this server from one that was put in its place: the key of the source that every authentik makes for
    /// itself. `None` if the token's user may not see it.
    pub instance: Option<String>,
    /// The version, as the server says it: `2026.5.3`.
    pub version: String,
    /// Sources, property mappings and login pages.
    pub objects: Vec<RemoteObject>,
    /// Every source by key, whatever its protocol; only with the login pages, and only if the token's user may see them.
    pub sources: BTreeMap<String, SourceFact>,
    /// The flows by key.
    pub flows: BTreeMap<String, Flow>,
    /// Certificates by key, with their names.
    pub certificates: BTreeMap<String, String>,
    /// Groups of users by key, with their names.
    pub groups: BTreeMap<String, String>,
}

/// A flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// The slug.
    pub slug: String,
    /// What it is for: `authentication`, `enrollment`, ….
    pub designation: String,
}

/// What is known of any source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFact {
    /// The slug.
    pub slug: String,
    /// The name on the button.
    pub name: String,
    /// Whether it is shown at all.
    pub enabled: bool,
    /// Whether its button is a large one.
    pub promoted: bool,
    /// The icon that the server serves, as a path or URL; empty if it has none.
    pub icon: String,
    /// The model's name in a blueprint.
    pub model: String,
}

/// Where the version stands.
const VERSION: &str = "api/v3/admin/version/";

impl Scope {
    /// Returns what has to be read to plan for drafts.
    pub fn of_drafts(drafts: &[&Draft], login_pages: bool) -> Scope {
        let kinds = || drafts.iter().filter_map(|draft| draft.kind());
        let has =
            |wanted: FieldKind| kinds().any(|kind| kind.fields.iter().any(|field| field.kind == wanted));
        Scope {
            protocols: kinds().map(|kind| kind.protocol).collect(),
            login_pages,
            certificates: has(FieldKind::Certificate),
            groups: has(FieldKind::UserGroup),
        }
    }

    /// Returns what has to be read to see how a plan stands.
    pub(crate) fn of_plan(plan: &Plan) -> Scope {
        let mut scope = Scope::default();
        for operation in &plan.operations {
            match operation.sort() {
                Some(Model::Source(protocol)) => {
                    scope.protocols.insert(protocol);
                    let fields = catalogue::all().iter().filter(|kind| kind.protocol == protocol);
                    for field in fields.flat_map(|kind| &kind.fields) {
                        scope.certificates |= field.kind == FieldKind::Certificate;
                        scope.groups |= field.kind == FieldKind::UserGroup;
                    }
                }
                Some(Model::Mapping(protocol)) => {
                    scope.protocols.insert(protocol);
                }
                Some(Model::Stage) => scope.login_pages = true,
                None => {}
            }
        }
        scope
    }
}

impl Snapshot {
    /// Reads a server. Nothing is changed.
    ///
    /// # Errors
    ///
    /// Any [`ServerError`]; [`ServerError::NotPermitted`] names the list that the token's user may not see.
    pub async fn read(client: &Client, scope: &Scope) -> Result<Snapshot, ServerError> {
        let mut snapshot = Snapshot {
            version: version(client).await?,
            instance: instance(client).await?,
            ..Snapshot::default()
        };
        for &protocol in &scope.protocols {
            for model in [Model::Source(protocol), Model::Mapping(protocol)] {
                snapshot.objects.extend(objects(client, model).await?);
            }
        }
        if scope.login_pages {
            snapshot.objects.extend(objects(client, Model::Stage).await?);
            snapshot.sources = sources(client).await?;
        }
        let flows = client.list("api/v3/flows/instances/", &[("ordering", "slug")]).await?;
        snapshot.flows = flows
            .into_iter()
            .filter_map(|flow| {
                let text = |name: &str| flow.get(name).and_then(Json::as_str).map(str::to_owned);
                Some((text("pk")?, Flow { slug: text("slug")?, designation: text("designation")? }))
            })
            .collect();
        if scope.certificates {
            snapshot.certificates = names(client, "api/v3/crypto/certificatekeypairs/", &[]).await?;
        }
        if scope.groups {
            snapshot.groups = names(client, "api/v3/core/groups/", &[("include_users", "false")]).await?;
        }
        Ok(snapshot)
    }

    /// Returns the object that people know by a key.
    pub fn find(&self, model: Model, key: &str) -> Option<&RemoteObject> {
        self.objects.iter().find(|object| object.model == model && object.key == key)
    }

    /// Returns the object with a server's key.
    pub fn by_pk(&self, model: Model, pk: &str) -> Option<&RemoteObject> {
        self.objects.iter().find(|object| object.model == model && object.pk == pk)
    }

    /// Returns the objects of a model.
    pub fn of(&self, model: Model) -> impl Iterator<Item = &RemoteObject> {
        self.objects.iter().filter(move |object| object.model == model)
    }

    /// Returns the key of a flow with a slug.
    pub fn flow(&self, slug: &str) -> Option<&str> {
        self.flows.iter().find(|(_, flow)| flow.slug == slug).map(|(pk, _)| pk.as_str())
    }
}

/// Reads a server's version.
pub(crate) async fn version(client: &Client) -> Result<String, ServerError> {
    let answer = client.get(VERSION, &[]).await?.json;
    let version = answer.get("version_current").and_then(Json::as_str);
    version.map(crate::client::answer::plain).ok_or(ServerError::NotAuthentik { why: "no version" })
}

/// Reads what tells a server from another.
pub(crate) async fn instance(client: &Client) -> Result<Option<String>, ServerError> {
    match client.get("api/v3/sources/all/", &[("managed", BUILT_IN), ("page_size", "100")]).await {
        Ok(reply) => Ok(built_in(&reply.json)),
        Err(ServerError::NotPermitted { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What authentik calls the source that it makes for itself.
const BUILT_IN: &str = "goauthentik.io/sources/inbuilt";

fn built_in(list: &Json) -> Option<String> {
    let results = list.get("results")?.as_array()?;
    let own = results.iter().find(|source| source.get("managed").and_then(Json::as_str) == Some(BUILT_IN))?;
    own.get("pk")?.as_str().map(str::to_owned)
}

/// Reads every source, or none if the token's user may not see them.
async fn sources(client: &Client) -> Result<BTreeMap<String, SourceFact>, ServerError> {
    let list = match client.list("api/v3/sources/all/", &[("ordering", "name")]).await {
        Err(ServerError::NotPermitted { .. }) => return Ok(BTreeMap::new()),
        list => list?,
    };
    let fact = |source: Map<String, Json>| {
        let text = |name: &str| source.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
        let switch = |name: &str| source.get(name).and_then(Json::as_bool).unwrap_or_default();
        let pk = source.get("pk")?.as_str()?.to_owned();
        let fact = SourceFact {
            slug: text("slug"),
            name: text("name"),
            enabled: switch("enabled"),
            promoted: switch("promoted"),
            icon: text("icon_url"),
            model: text("meta_model_name"),
        };
        Some((pk, fact))
    };
    Ok(list.into_iter().filter_map(fact).collect())
}

async fn objects(client: &Client, model: Model) -> Result<Vec<RemoteObject>, ServerError> {
    let path = model.path();
    let read = |fields: Map<String, Json>| {
        RemoteObject::read(model, fields).ok_or_else(|| ServerError::Malformed { what: path.clone() })
    };
    client.list(&path, &[("ordering", "name")]).await?.into_iter().map(read).collect()
}

async fn names(
    client: &Client,
    path: &str,
    query: &[(&str, &str)],
) -> Result<BTreeMap<String, String>, ServerError> {
    let named = |object: Map<String, Json>| {
        let text = |name: &str| object.get(name).and_then(Json::as_str).map(str::to_owned);
        Some((text("pk")?, text("name")?))
    };
    Ok(client.list(path, query).await?.into_iter().filter_map(named).collect())
}
