//! The paths of the API.

use serde_json::{Value, json};

use super::auth::{Need, Who, require};
use super::http::{Reply, Request};
use super::lists::{Filter, page};
use super::models::{self, Sort};
use super::state::{State, seed};
use super::{blueprints, crud, login, shown};

/// Answers a request.
pub(crate) fn handle(state: &mut State, request: &Request) -> Reply {
    if matches!(request.path.as_str(), "/-/health/live/" | "/-/health/ready/") {
        return Reply::text(200, "text/html; charset=utf-8", "");
    }
    let path = request.decoded_path().unwrap_or_default();
    let Some(path) = path.strip_suffix('/') else {
        // Django would redirect to the path with a slash, which a POST cannot follow; the error view crashes (recorded).
        return if matches!(request.method.as_str(), "GET" | "HEAD") {
            Reply::no_page()
        } else {
            Reply::crash()
        };
    };
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts.as_slice() {
        ["api", "v3", rest @ ..] => api(state, request, rest).unwrap_or_else(|reply| reply),
        ["source", "oauth", "login", slug] => login::login(state, request, slug),
        ["source", "oauth", "callback", slug] => login::callback(state, slug),
        _ if matches!(request.method.as_str(), "GET" | "HEAD") => Reply::no_page(),
        _ => Reply::crash(),
    }
}

/// An answer; an error is one that came early.
pub(crate) type Answer = Result<Reply, Reply>;

fn api(state: &mut State, request: &Request, path: &[&str]) -> Answer {
    match path {
        ["root", "config"] => {
            super::auth::who(request)?;
            get(request, || Reply::json(200, &seed()["config"]))
        }
        ["admin", "version"] => {
            require(request, Need::Login)?;
            get(request, || {
                let mut version = seed()["version"].clone();
                version["version_current"] = json!(state.version);
                Reply::json(200, &version)
            })
        }
        ["core", "users", "me"] => {
            let who = require(request, Need::Login)?;
            get(request, || Reply::json(200, &me(who)))
        }
        ["core", "groups"] => {
            let filters = [Filter::Text("name"), Filter::Switch("is_superuser")];
            plain_list(request, state.groups.clone(), &filters, "name")
        }
        ["crypto", "certificatekeypairs"] => {
            plain_list(request, state.certificates.clone(), &[Filter::Text("name")], "name")
        }
        ["policies", "bindings"] => {
            plain_list(request, Vec::new(), &[Filter::Key("target"), Filter::Key("policy")], "order")
        }
        ["tasks", "tasks"] | ["policies", "all"] => plain_list(request, Vec::new(), &[], "name"),
        ["core", "users"] => {
            let filters = [Filter::Text("username"), Filter::Text("email"), Filter::Switch("is_active")];
            plain_list(request, state.users.clone(), &filters, "pk")
        }
        ["sources", sort @ ("user_connections" | "group_connections"), _] => {
            let is_of_users = *sort == "user_connections";
            let mut all =
                if is_of_users { state.user_connections.clone() } else { state.group_connections.clone() };
            if let Some(slug) = request.query_value("source__slug") {
                all.retain(|one| one["source_obj"]["slug"] == slug);
            }
            plain_list(request, all, &[], "pk")
        }
        ["stages", "all"] => plain_list(request, shown::all_stages(state), &[Filter::Text("name")], "name"),
        ["sources", "all", "types"] => {
            require(request, Need::Login)?;
            get(request, || Reply::json(200, &seed()["source_types"]))
        }
        ["sources", "all", "user_settings"] => {
            require(request, Need::Login)?;
            get(request, || Reply::json(200, &login::user_settings(state)))
        }
        ["sources", "oauth", "source_types"] => {
            require(request, Need::Login)?;
            get(request, || match request.query_value("name") {
                Some(name) => Reply::json(200, &json!([shown::oauth_type(&name)])),
                None => Reply::json(200, &json!(shown::oauth_types())),
            })
        }
        ["sources", "all", rest @ ..] => crud::all_sources(state, request, rest),
        ["sources", kind, rest @ ..] => match models::find(Sort::Source, kind) {
            Some(model) => crud::of_model(state, request, model, rest),
            None => Err(unknown(request)),
        },
        ["propertymappings", "source", kind, rest @ ..] => match models::find(Sort::Mapping, kind) {
            Some(model) => crud::of_model(state, request, model, rest),
            None => Err(unknown(request)),
        },
        ["propertymappings", "all"] => {
            let all = state.of(Sort::Mapping).map(|object| shown::shown(state, object, ""));
            plain_list(request, all.collect(), &[Filter::Text("name"), Filter::Text("managed")], "name")
        }
        ["stages", kind @ ("identification" | "source"), rest @ ..] => {
            match models::find(Sort::Stage, kind) {
                Some(model) => crud::of_model(state, request, model, rest),
                None => Err(unknown(request)),
            }
        }
        ["flows", "instances", rest @ ..] => crud::flows(state, request, rest),
        ["flows", "bindings"] => plain_list(
            request,
            login::bindings(state),
            &[Filter::Key("target"), Filter::Key("stage")],
            "order",
        ),
        ["flows", "executor", slug] => {
            super::auth::who(request)?;
            get(request, || login::executor(state, request, slug))
        }
        ["managed", "blueprints", rest @ ..] => blueprints::api(state, request, rest),
        _ => Err(unknown(request)),
    }
}

fn unknown(request: &Request) -> Reply {
    if matches!(request.method.as_str(), "GET" | "HEAD") { Reply::no_page() } else { Reply::crash() }
}

fn get(request: &Request, answer: impl FnOnce() -> Reply) -> Answer {
    match request.method.as_str() {
        "GET" | "HEAD" => Ok(answer()),
        _ => Err(not_allowed(request, "GET, HEAD, OPTIONS")),
    }
}

pub(crate) fn not_allowed(request: &Request, allow: &str) -> Reply {
    Reply::detail(405, &format!("Method \"{}\" not allowed.", request.method)).with("allow", allow)
}

fn plain_list(request: &Request, items: Vec<Value>, filters: &[Filter], order: &str) -> Answer {
    require(request, Need::Admin)?;
    get(request, || page(request, items, filters, order, &["name"]))
}

fn me(who: Who) -> Value {
    let seed = seed();
    if who == Who::Admin {
        return seed["users"]["admin"].clone();
    }
    let mut me = seed["users"]["plain"].clone();
    if who != Who::Plain {
        me["user"]["pk"] = json!(match who {
            Who::Viewer => 6,
            Who::Editor => 7,
            _ => 8,
        });
        me["user"]["username"] = json!(who.name());
        me["user"]["name"] = json!(who.name());
    }
    me
}

/// Returns the JSON of a request's body.
///
/// # Errors
/// The answer to a body that is none.
pub(crate) fn json_body(request: &Request) -> Result<Value, Reply> {
    if request.body.is_empty() {
        return Ok(json!({}));
    }
    let content_type = request.header("content-type").unwrap_or_default();
    if content_type.split(';').next().map(str::trim) != Some("application/json") {
        return Err(Reply::detail(415, &format!("Unsupported media type \"{content_type}\" in request.")));
    }
    let text = std::str::from_utf8(&request.body).map_err(|error| {
        let at = error.valid_up_to();
        let byte = request.body.get(at).copied().unwrap_or_default();
        let message =
            format!("'utf-8' codec can't decode byte {byte:#04x} in position {at}: invalid start byte");
        Reply::detail(400, &format!("JSON parse error - {message}"))
    })?;
    serde_json::from_str(text).map_err(|error| {
        let what = if error.is_eof() { "unexpected end of data" } else { "unexpected character" };
        let (line, column) = if error.is_eof() {
            let last = text.rsplit('\n').next().unwrap_or_default().chars().count();
            (text.matches('\n').count() + 1, last + 1)
        } else {
            (error.line(), error.column())
        };
        let before: usize = text.split('\n').take(line - 1).map(|line| line.chars().count() + 1).sum();
        let at = before + column.saturating_sub(1);
        Reply::detail(400, &format!("JSON parse error - {what}: line {line} column {column} (char {at})"))
    })
}
