//! Listing, creating, changing and deleting.

use serde_json::{Value, json};

use super::api::{Answer, json_body, not_allowed};
use super::auth::{Need, Who, require};
use super::http::{Reply, Request};
use super::lists::{Filter, page};
use super::models::{Model, Sort};
use super::shown::{base_source, shown};
use super::state::{Object, State};
use super::validation::{Refusal, as_uuid};
use super::writes::{save, validate};

const SOURCE_FILTERS: &[Filter] = &[
    Filter::Key("pk"),
    Filter::Text("name"),
    Filter::Text("slug"),
    Filter::Text("managed"),
    Filter::Text("provider_type"),
    Filter::Text("realm"),
    Filter::Text("server_uri"),
    Filter::Text("bot_username"),
    Filter::Text("user_matching_mode"),
    Filter::Text("policy_engine_mode"),
    Filter::Switch("enabled"),
    Filter::Switch("promoted"),
    Filter::Switch("sync_users"),
    Filter::Key("authentication_flow"),
    Filter::Key("enrollment_flow"),
    Filter::Key("pre_authentication_flow"),
];
const MAPPING_FILTERS: &[Filter] = &[Filter::Text("name"), Filter::Text("managed")];
const STAGE_FILTERS: &[Filter] = &[Filter::Text("name"), Filter::Switch("show_source_labels")];
const DESIGNATIONS: &[&str] = &[
    "authentication",
    "authorization",
    "invalidation",
    "enrollment",
    "unenrollment",
    "recovery",
    "stage_configuration",
];
const FLOW_FILTERS: &[Filter] = &[
    Filter::Key("flow_uuid"),
    Filter::Text("name"),
    Filter::Text("slug"),
    Filter::Choice("designation", DESIGNATIONS),
    Filter::Choice("denied_action", &["message_continue", "message", "continue"]),
];

fn no_match(class: &str) -> Reply {
    Reply::detail(404, &format!("No {class} matches the given query."))
}

/// The endpoints of one model: the list, one object, what uses it.
pub(crate) fn of_model(state: &mut State, request: &Request, model: &'static Model, rest: &[&str]) -> Answer {
    let is_oauth_source = model.sort == Sort::Source && model.kind == "oauth";
    let (see, change) =
        if is_oauth_source { (Need::SeeOAuth, Need::ChangeOAuth) } else { (Need::Admin, Need::Admin) };
    let origin = request.origin();
    let method = request.method.as_str();
    let (key, is_used_by) = match rest {
        [] => match method {
            "GET" | "HEAD" => {
                require(request, see)?;
                return Ok(list(state, request, model));
            }
            "POST" => {
                require(request, change)?;
                let data = json_body(request)?;
                return write(state, model, None, false, &data, &origin);
            }
            "OPTIONS" => {
                let who = require(request, see)?;
                return Ok(options(
                    &format!("{} List", model.verbose),
                    "POST",
                    super::auth::may(who, change),
                ));
            }
            _ => {
                require(request, change)?;
                return Err(not_allowed(request, "GET, POST, HEAD, OPTIONS"));
            }
        },
        [key] => (*key, false),
        [key, "used_by"] => (*key, true),
        _ => return Err(Reply::no_page()),
    };
    if key.contains('.') {
        // The router of REST framework takes no dot in a key.
        return Err(Reply::no_page());
    }
    let who = require(request, see)?;
    // A new object needs the permission beforehand; for one that exists, who may not see it is told that there is none.
    if matches!(method, "PUT" | "PATCH" | "POST") {
        require(request, change)?;
    }
    let found = lookup(state, model, key);
    if method == "POST" {
        return Err(not_allowed(request, "GET, PUT, PATCH, DELETE, HEAD, OPTIONS"));
    }
    let Some(object) = found else { return Err(no_match(model.class)) };
    if is_used_by {
        return match (method, who) {
            ("GET", Who::Admin) => Ok(used_by(state, &object)),
            // Only what the person may see is listed.
            ("GET", _) => Ok(Reply::json(200, &json!([]))),
            _ => Err(not_allowed(request, "GET")),
        };
    }
    match method {
        "GET" | "HEAD" => Ok(Reply::json(200, &shown(state, &object, &origin))),
        "PUT" | "PATCH" => {
            let data = json_body(request)?;
            write(state, model, Some(&object), method == "PATCH", &data, &origin)
        }
        "DELETE" => {
            require(request, change)?;
            state.delete(&object.pk);
            Ok(Reply::no_content())
        }
        "OPTIONS" => {
            Ok(options(&format!("{} Instance", model.verbose), "PUT", super::auth::may(who, change)))
        }
        _ => Err(not_allowed(request, "GET, PUT, PATCH, DELETE, HEAD, OPTIONS")),
    }
}

/// Says what an object or a list takes, for those who may change it (recorded for one object; REST framework does the same
/// for a list).
fn options(name: &str, method: &str, may_write: bool) -> Reply {
    let mut answer = json!({
        "name": name,
        "renders": ["application/json"],
        "parses": ["application/json"],
    });
    if may_write {
        answer["actions"] = json!({method: {"name": {"type": "string", "required": true}}});
    }
    Reply::json(200, &answer)
}

fn lookup(state: &State, model: &'static Model, key: &str) -> Option<Object> {
    let is_it = |object: &&Object| match model.sort {
        Sort::Source => object.text("slug") == key,
        _ => as_uuid(key).is_some_and(|pk| object.pk == pk),
    };
    state.objects.iter().filter(|object| object.model == model).find(is_it).cloned()
}

fn list(state: &State, request: &Request, model: &'static Model) -> Reply {
    let origin = request.origin();
    let of_model = state.objects.iter().filter(|object| object.model == model);
    let items: Vec<Value> = of_model.map(|object| shown(state, object, &origin)).collect();
    let filters = match model.sort {
        Sort::Source => SOURCE_FILTERS,
        Sort::Mapping => MAPPING_FILTERS,
        Sort::Stage => STAGE_FILTERS,
    };
    page(request, items, filters, "name", &["name", "slug"])
}

fn write(
    state: &mut State,
    model: &'static Model,
    existing: Option<&Object>,
    is_partial: bool,
    data: &Value,
    origin: &str,
) -> Answer {
    let attrs = validate(state, model, existing, is_partial, data).map_err(|refusal| match refusal {
        Refusal::Errors(errors) => Reply::json(400, &errors.to_json()),
        Refusal::Crash => Reply::crash(),
    })?;
    let pkce = attrs.get("pkce").filter(|pkce| pkce.is_array()).cloned();
    let pk = save(state, model, existing.map(|object| object.pk.clone()), attrs, None);
    let status = if existing.is_some() { 200 } else { 201 };
    let mut body = shown(state, state.by_pk(&pk).ok_or_else(Reply::crash)?, origin);
    if let Some(pkce) = pkce {
        // The answer to the write itself still has the list (recorded).
        body["pkce"] = pkce;
    }
    Ok(Reply::json(status, &body))
}

/// Every kind of source, and the built-in one.
pub(crate) fn all_sources(state: &mut State, request: &Request, rest: &[&str]) -> Answer {
    require(request, Need::Admin)?;
    let method = request.method.as_str();
    let (key, is_used_by) = match rest {
        [] if matches!(method, "GET" | "HEAD") => {
            let items: Vec<Value> = state.of(Sort::Source).map(base_source).collect();
            return Ok(page(request, items, SOURCE_FILTERS, "name", &["name", "slug"]));
        }
        [] => return Err(not_allowed(request, "GET, HEAD, OPTIONS")),
        [key] => (*key, false),
        [key, "used_by"] => (*key, true),
        _ => return Err(Reply::no_page()),
    };
    let found = state.of(Sort::Source).find(|object| object.text("slug") == key).cloned();
    let Some(object) = found else { return Err(no_match("Source")) };
    match method {
        "GET" if is_used_by => Ok(used_by(state, &object)),
        "GET" | "HEAD" => Ok(Reply::json(200, &base_source(&object))),
        "DELETE" if object.fields.get("managed").is_some_and(|managed| !managed.is_null()) => {
            Err(Reply::detail(400, "Built-in sources cannot be deleted"))
        }
        "DELETE" => {
            state.delete(&object.pk);
            Ok(Reply::no_content())
        }
        _ => Err(not_allowed(request, "GET, DELETE, HEAD, OPTIONS")),
    }
}

fn used_by(state: &State, object: &Object) -> Reply {
    let users = state.objects.iter().filter(|user| {
        let lists = ["sources", "user_property_mappings", "group_property_mappings"];
        lists.iter().any(|list| user.list(list).contains(&object.pk.as_str()))
    });
    let shown = users.map(|user| {
        let name = user.text("name");
        // A source is known by its base class here, and a stage by its type (recorded).
        let (app, model, name) = match user.model.sort {
            Sort::Stage => (user.model.app, user.model.name, format!("Stage {name}")),
            _ => ("authentik_core", "source", name.to_owned()),
        };
        json!({"app": app, "model_name": model, "pk": user.pk, "name": name, "action": "cascade_many"})
    });
    // A source is "used" by its own mappings too, since the relation goes both ways (recorded).
    let lists = [object.list("user_property_mappings"), object.list("group_property_mappings")];
    let mappings = state
        .of(Sort::Mapping)
        .filter(|mapping| lists.iter().any(|list| list.contains(&mapping.pk.as_str())));
    let mappings = mappings.map(|mapping| {
        let name = format!("Property Mapping {}", mapping.text("name"));
        json!({"app": "authentik_core", "model_name": "propertymapping", "pk": mapping.pk, "name": name,
            "action": "cascade_many"})
    });
    Reply::json(200, &Value::Array(shown.chain(mappings).collect()))
}

/// Flows. They can be listed, read and deleted, and made in their simplest form.
pub(crate) fn flows(state: &mut State, request: &Request, rest: &[&str]) -> Answer {
    require(request, Need::Admin)?;
    let method = request.method.as_str();
    let find = |state: &State, slug: &str| state.flows.iter().find(|flow| flow["slug"] == slug).cloned();
    match (method, rest) {
        ("GET" | "HEAD", []) => {
            Ok(page(request, state.flows.clone(), FLOW_FILTERS, "slug", &["name", "slug", "title"]))
        }
        ("POST", []) => {
            let data = json_body(request)?;
            let Some(mut flow) = state.flows.first().cloned() else { return Err(Reply::crash()) };
            let pk = state.new_pk();
            flow["stages"] = json!([]);
            flow["policies"] = json!([]);
            flow["policybindingmodel_ptr_id"] = json!(pk);
            flow["pk"] = json!(pk);
            for name in ["name", "slug", "title", "designation", "authentication"] {
                if let Some(given) = data.get(name) {
                    flow[name] = given.clone();
                }
            }
            let slug = flow["slug"].as_str().unwrap_or_default();
            flow["export_url"] = json!(format!("/api/v3/flows/instances/{slug}/export/"));
            state.flows.push(flow.clone());
            Ok(Reply::json(201, &flow))
        }
        (_, []) => Err(not_allowed(request, "GET, POST, HEAD, OPTIONS")),
        ("GET" | "HEAD", [slug]) => {
            find(state, slug).map(|flow| Reply::json(200, &flow)).ok_or_else(|| no_match("Flow"))
        }
        ("GET", [slug, "used_by"]) => {
            let flow = find(state, slug).ok_or_else(|| no_match("Flow"))?;
            let uses = |object: &&Object| {
                let fields = ["authentication_flow", "enrollment_flow"];
                fields.iter().any(|field| object.fields.get(*field) == Some(&flow["pk"]))
            };
            let users = state.of(Sort::Source).filter(uses).map(|object| {
                json!({"app": "authentik_core", "model_name": "source", "pk": object.pk,
                    "name": object.text("name"), "action": "set_null"})
            });
            Ok(Reply::json(200, &Value::Array(users.collect())))
        }
        ("DELETE", [slug]) => {
            let flow = find(state, slug).ok_or_else(|| no_match("Flow"))?;
            state.delete_flow(flow["pk"].as_str().unwrap_or_default());
            Ok(Reply::no_content())
        }
        _ => Err(not_allowed(request, "GET, PUT, PATCH, DELETE, HEAD, OPTIONS")),
    }
}
