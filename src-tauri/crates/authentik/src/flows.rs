//! What is wrong with the flows of sources, and with what people believe of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use specta::Type;

use crate::client::Client;
use crate::error::ServerError;
use crate::object::{Model, RemoteObject};
use crate::snapshot::Snapshot;

/// Something about the flows of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct FlowFinding {
    /// What.
    pub kind: FlowFindingKind,
    /// The source's slug.
    pub slug: String,
    /// The flow's slug; empty if there is none.
    pub flow: String,
}

/// What can be wrong with the flows of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum FlowFindingKind {
    /// Nobody can log in: authentik answers "Configured flow does not exist." (400).
    NoAuthenticationFlow,
    /// Nobody new can come in: authentik answers "Source is not configured for enrollment." (400).
    NoEnrollmentFlow,
    /// The flow for logging in has no stage that logs anybody in.
    AuthenticationWithoutLogin,
    /// The flow for enrolling has no stage that writes the user.
    EnrollmentWithoutWrite,
    /// The flow for enrolling has no stage that logs the new user in.
    EnrollmentWithoutLogin,
    /// A flow is made for something else; authentik accepts it all the same.
    OtherDesignation,
    /// The flow for logging in does not write the user, so what the provider says later is not taken over.
    AttributesStay,
    /// A Source Stage sends people to the source, and this flow of the source logs them in by itself: the flow with the
    /// stage is never resumed (authentik's documentation of the Source stage).
    SourceStageNotResumed,
    /// Policies are bound to the source; authentik does not ask them at a login.
    PoliciesNotAsked,
}

impl FlowFindingKind {
    /// Returns whether it keeps people from logging in or enrolling.
    pub fn is_error(self) -> bool {
        !matches!(
            self,
            FlowFindingKind::AttributesStay
                | FlowFindingKind::NoEnrollmentFlow
                | FlowFindingKind::OtherDesignation
                | FlowFindingKind::PoliciesNotAsked
        )
    }
}

const LOGIN: &str = "authentik_stages_user_login.userloginstage";
const WRITE: &str = "authentik_stages_user_write.userwritestage";

/// Looks at the flows of the sources of a snapshot with the given slugs, or of all that log people in. Nothing is changed.
///
/// # Errors
///
/// Any [`ServerError`].
pub async fn examine_flows(
    snapshot: &Snapshot,
    slugs: &[String],
    client: &Client,
) -> Result<Vec<FlowFinding>, ServerError> {
    let logs_in = |object: &&RemoteObject| match object.model {
        Model::Source(protocol) => protocol.has_login_button(),
        Model::Mapping(_) | Model::Stage => false,
    };
    let mut found = Vec::new();
    let staged = staged_sources(client).await?;
    // Most sources share authentik's own two flows.
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in snapshot.objects.iter().filter(logs_in) {
        if !(slugs.is_empty() || slugs.contains(&source.key)) {
            continue;
        }
        let mut tell = |kind, flow: &str| {
            found.push(FlowFinding { kind, slug: source.key.clone(), flow: flow.to_owned() });
        };
        for (field, designation, missing) in [
            ("authentication_flow", "authentication", FlowFindingKind::NoAuthenticationFlow),
            ("enrollment_flow", "enrollment", FlowFindingKind::NoEnrollmentFlow),
        ] {
            let pk = source.text(field);
            let Some(flow) = snapshot.flows.get(pk) else {
                tell(missing, "");
                continue;
            };
            if flow.designation != designation {
                tell(FlowFindingKind::OtherDesignation, &flow.slug);
            }
            if !known.contains_key(pk) {
                known.insert(pk.to_owned(), stages(client, pk).await?);
            }
            let stages = known.get(pk).map(Vec::as_slice).unwrap_or_default();
            let has = |model: &str| stages.iter().any(|stage| stage == model);
            // A source of a Source Stage must not log anybody in: the flow with the stage does.
            let is_staged = staged.contains(&source.pk);
            if is_staged && has(LOGIN) {
                tell(FlowFindingKind::SourceStageNotResumed, &flow.slug);
            }
            match designation {
                "authentication" => {
                    if !has(LOGIN) && !is_staged {
                        tell(FlowFindingKind::AuthenticationWithoutLogin, &flow.slug);
                    }
                    if !has(WRITE) {
                        tell(FlowFindingKind::AttributesStay, &flow.slug);
                    }
                }
                _ => {
                    if !has(WRITE) {
                        tell(FlowFindingKind::EnrollmentWithoutWrite, &flow.slug);
                    }
                    if !has(LOGIN) && !is_staged {
                        tell(FlowFindingKind::EnrollmentWithoutLogin, &flow.slug);
                    }
                }
            }
        }
        if is_bound(client, &source.pk).await? {
            tell(FlowFindingKind::PoliciesNotAsked, "");
        }
    }
    Ok(found)
}

/// Returns the models of a flow's stages.
async fn stages(client: &Client, flow: &str) -> Result<Vec<String>, ServerError> {
    let bindings = client.list("api/v3/flows/bindings/", &[("target", flow), ("ordering", "order")]).await?;
    let is_own = |target: Option<&str>| target.is_none_or(|target| target == flow);
    let models = bindings.iter().filter(|binding| is_own(binding.get("target").and_then(Json::as_str)));
    let models = models.filter_map(|binding| binding.get("stage_obj")?.get("meta_model_name")?.as_str());
    Ok(models.map(str::to_owned).collect())
}

/// Returns the keys of the sources that a Source Stage sends people to. Who may not see the stages is told nothing about
/// them, and a build without authentik's enterprise part has none.
async fn staged_sources(client: &Client) -> Result<BTreeSet<String>, ServerError> {
    match client.list("api/v3/stages/source/", &[]).await {
        Ok(stages) => {
            Ok(stages.iter().filter_map(|stage| Some(stage.get("source")?.as_str()?.to_owned())).collect())
        }
        // Where there is no such list, authentik answers with its page for what is not there. The server was read before,
        // so it is authentik.
        Err(
            ServerError::NotPermitted { .. }
            | ServerError::NotFound { .. }
            | ServerError::NotAuthentik { .. },
        ) => Ok(BTreeSet::new()),
        Err(error) => Err(error),
    }
}

/// Returns whether policies are bound to a source. Who may not see bindings is told nothing about them.
async fn is_bound(client: &Client, source: &str) -> Result<bool, ServerError> {
    match client.list("api/v3/policies/bindings/", &[("target", source)]).await {
        Ok(bindings) => Ok(bindings.iter().any(|binding| {
            binding.get("target").and_then(Json::as_str).is_none_or(|target| target == source)
        })),
        Err(ServerError::NotPermitted { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}
