//! Whether what was pushed works: what a person who logs in would meet.

use std::collections::BTreeSet;

use desk_model::Protocol;
use desk_network::Answer;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use specta::Type;

use crate::apply::is_planned;
use crate::client::{Client, answer::plain};
use crate::object::{Model, RemoteObject, segment};
use crate::plan::{Action, Operation, Plan, Planned, found};
use crate::snapshot::Snapshot;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Verified {
    /// What.
    pub check: VerifyCheck,
    /// The source's slug, or another object's name.
    pub subject: String,
    /// Whether it is as it should be.
    pub ok: bool,
    /// What was found, in the server's words or as a URL without its query; empty if there is nothing to say.
    pub found: String,
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum VerifyCheck {
    /// The server shows the object as the plan has it.
    ReadBack,
    /// The object is gone, as the plan wants it.
    Gone,
    /// A source has flows for logging in and for enrolling.
    Flows,
    /// The button leads to the provider.
    LoginRedirect,
    /// The callback answers.
    Callback,
    /// The login page shows the button.
    Button,
}

/// Looks at what a plan has made of a server, whose state afterwards is given. Nothing is changed.
pub async fn verify(plan: &Plan, after: &Snapshot, client: &Client) -> Vec<Verified> {
    let mut seen = Vec::new();
    for operation in &plan.operations {
        let check =
            if operation.action == Action::Delete { VerifyCheck::Gone } else { VerifyCheck::ReadBack };
        seen.push(verified(check, operation.key(), is_planned(operation, after), String::new()));
    }
    for operation in plan.operations.iter().filter(|operation| operation.action != Action::Delete) {
        let Some(Model::Source(protocol)) = operation.sort() else { continue };
        let Some(source) = found(operation, after) else { continue };
        if protocol.has_login_button() {
            seen.push(flows(source));
        }
        let is_enabled = source.fields.get("enabled").and_then(Json::as_bool) != Some(false);
        if protocol == Protocol::OAuth && is_enabled {
            seen.push(login_redirect(source, client).await);
            seen.push(callback(source, client).await);
        }
    }
    for operation in plan.operations.iter().filter(|operation| operation.sort() == Some(Model::Stage)) {
        if operation.action != Action::Delete {
            seen.extend(buttons(plan, operation, after, client).await);
        }
    }
    seen
}

fn verified(check: VerifyCheck, subject: &str, ok: bool, found: String) -> Verified {
    Verified { check, subject: subject.to_owned(), ok, found }
}

fn flows(source: &RemoteObject) -> Verified {
    let missing =
        ["authentication_flow", "enrollment_flow"].into_iter().filter(|flow| source.text(flow).is_empty());
    let missing: Vec<&str> = missing.collect();
    verified(VerifyCheck::Flows, &source.key, missing.is_empty(), missing.join(", "))
}

/// Presses the button as a browser does that nobody is logged in to.
async fn login_redirect(source: &RemoteObject, client: &Client) -> Verified {
    let path = format!("source/oauth/login/{}/", segment(&source.key));
    let (ok, found) = match client.page(&path, &[]).await {
        Ok(answer) => {
            let location = location(&answer);
            // A server that asks for something first sends the browser to a page of its own.
            let leads_away = location
                .as_ref()
                .and_then(url::Url::host_str)
                .is_some_and(|host| host != client.address().host());
            let shown = location.map(|mut location| {
                location.set_query(None);
                location.to_string()
            });
            (answer.status == 302 && leads_away, shown.unwrap_or_else(|| answer.status.to_string()))
        }
        Err(error) => (false, error.to_string()),
    };
    verified(VerifyCheck::LoginRedirect, &source.key, ok, plain(&found))
}

/// Opens the callback without anything, which leads a browser back to the login page.
async fn callback(source: &RemoteObject, client: &Client) -> Verified {
    let path = format!("source/oauth/callback/{}/", segment(&source.key));
    let (ok, found) = match client.page(&path, &[]).await {
        Ok(answer) => (answer.status == 302, answer.status.to_string()),
        Err(error) => (false, error.to_string()),
    };
    verified(VerifyCheck::Callback, &source.key, ok, found)
}

/// Opens the flows that show a login page, and looks for the buttons.
async fn buttons(plan: &Plan, operation: &Operation, after: &Snapshot, client: &Client) -> Vec<Verified> {
    if !matches!(operation.field("sources"), Some(Planned::Added { .. })) {
        return Vec::new();
    }
    let flows = operation.before.as_ref().and_then(|stage| stage.fields.get("flow_set"));
    let flows: Vec<&str> = flows
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
        .filter_map(|flow| flow.get("slug").and_then(Json::as_str))
        .collect();
    let mut shown = BTreeSet::new();
    for flow in flows {
        let path = format!("api/v3/flows/executor/{}/", segment(flow));
        let challenge = client.page(&path, &[("query", "")]).await.ok().filter(|answer| answer.status == 200);
        let challenge: Option<Json> = challenge.and_then(|answer| serde_json::from_slice(&answer.body).ok());
        let sources =
            challenge.as_ref().and_then(|challenge| challenge.get("sources")).and_then(Json::as_array);
        for source in sources.into_iter().flatten() {
            let to = source.pointer("/challenge/to").and_then(Json::as_str).unwrap_or_default();
            shown.extend(to.trim_end_matches('/').rsplit('/').next().map(str::to_owned));
        }
    }
    // The buttons of the plan's own sources, also those that were there before.
    let has_button = |own: &&Operation| match own.sort() {
        Some(Model::Source(protocol)) => {
            let is_enabled =
                found(own, after).and_then(|source| source.fields.get("enabled")?.as_bool()) != Some(false);
            protocol.has_login_button() && is_enabled
        }
        _ => false,
    };
    let own = plan.operations.iter().filter(has_button).map(Operation::key);
    own.map(|slug| verified(VerifyCheck::Button, slug, shown.contains(slug), operation.key().to_owned()))
        .collect()
}

fn location(answer: &Answer) -> Option<url::Url> {
    let (_, to) = answer.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("location"))?;
    url::Url::parse(to).ok()
}
