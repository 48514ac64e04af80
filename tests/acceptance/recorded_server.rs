//! The catalogue and the requests, held against what a real authentik 2026.5 answered (`tests/fixtures/servers`).

#![cfg(test)]

use std::path::Path;

use desk_model::callback::AuthentikHost;
use desk_model::{Draft, DraftId, FieldKind, FieldValue, Protocol, Version, catalogue, request};
use serde_json::Value;

/// Returns a recorded exchange.
fn recorded(name: &str) -> Value {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/servers").join(name).with_extension("json");
    serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap()
}

#[test]
fn the_new_source_list_is_the_servers_word_for_word_and_in_its_order() {
    let list = recorded("011-source-types-all");
    let of_server = |entry: &Value| {
        let text = |key: &str| entry[key].as_str().unwrap().to_owned();
        (text("name"), text("model_name"), text("component"), text("description"), text("icon_url"))
    };
    let theirs: Vec<_> = list["response"]["body"].as_array().unwrap().iter().map(of_server).collect();
    let ours: Vec<_> = catalogue::all()
        .iter()
        .filter(|kind| kind.versions.contains(Version::V2026_5))
        .map(|kind| {
            let model = if kind.protocol == Protocol::OAuth {
                format!("{}oauthsource", kind.id)
            } else {
                format!("{}source", kind.id)
            };
            let description = kind.description.to_owned();
            (kind.name.clone(), model, kind.component.to_owned(), description, kind.icon.clone())
        })
        .collect();
    assert_eq!(ours, theirs);
}

#[test]
fn every_field_of_the_form_is_one_that_the_server_has_with_the_default_that_it_stores() {
    let source = &recorded("050-wechat-get")["response"]["body"];
    let draft = Draft::new(DraftId::from_random([0; 16]), "wechat", "WeChat", "wechat").unwrap();
    assert_eq!(source["meta_model_name"], catalogue::find("wechat").unwrap().model);
    for field in &catalogue::find("wechat").unwrap().fields {
        match field.kind {
            // The one field that the server takes and never shows.
            FieldKind::Secret => assert_eq!(source.get(field.name), None, "{}", field.name),
            // The server has identifiers where a draft has slugs.
            FieldKind::Flow => assert!(source[field.name].is_string(), "{}", field.name),
            FieldKind::Mappings => assert!(source[field.name].is_array(), "{}", field.name),
            _ if matches!(field.name, "name" | "slug" | "consumer_key") => {
                assert!(source[field.name].is_string())
            }
            _ => match draft.values.get(field.name) {
                Some(FieldValue::Switch(on)) => assert_eq!(source[field.name], *on, "{}", field.name),
                Some(FieldValue::Text(text)) => assert_eq!(source[field.name], *text, "{}", field.name),
                other => panic!("{} has the default {other:?}", field.name),
            },
        }
    }
    let callback = AuthentikHost::parse("http://127.0.0.1:9000").unwrap().callback_url("wechat");
    assert_eq!(source["callback_url"], callback);
    assert_eq!(source["type"]["authorization_url"], request::AUTHORIZE_ENDPOINT);
    assert_eq!(source["type"]["access_token_url"], request::TOKEN_ENDPOINT);
    assert_eq!(source["type"]["profile_url"], request::USERINFO_ENDPOINT);
}

#[test]
fn the_authorize_url_is_the_servers_to_the_byte_with_and_without_additional_scopes() {
    for (name, additional_scopes) in [
        ("322-redirect-wechat", ""),
        ("325-redirect-wechat-additional-scopes", "snsapi_userinfo"),
        ("326-redirect-wechat-additional-scopes-star", "*snsapi_base"),
    ] {
        let exchange = recorded(name);
        let location = exchange["response"]["headers"]["location"].as_str().unwrap();
        let state = location.split_once("state=").unwrap().1.split_once('&').unwrap().0;
        let written = request::authorize_url(
            request::AUTHORIZE_ENDPOINT,
            "http://127.0.0.1:9000/source/oauth/callback/wechat/",
            state,
            "wx0123456789abcdef",
            &request::scope(additional_scopes),
        );
        assert_eq!(written, location, "{name}");
    }
}

#[test]
fn the_authorize_urls_of_other_types_are_the_servers_to_the_byte() {
    struct Case {
        exchange: &'static str,
        source_type: &'static str,
        client_id: &'static str,
        additional_scopes: &'static str,
        has_pkce: bool,
    }
    let case = |exchange, source_type, additional_scopes, has_pkce| Case {
        exchange,
        source_type,
        client_id: if source_type == "github" { "Iv1.0123456789abcdef" } else { "client-id" },
        additional_scopes,
        has_pkce,
    };
    for case in [
        case("100-oidc-blank-redirect", "openidconnect", "", false),
        case("111-oidc-redirect", "openidconnect", "groups offline_access", true),
        case("142-github-redirect", "github", "", false),
        case("144-github-redirect-2", "github", "read:org", false),
        case("560-github-redirect-discovery-without-endpoints", "github", "", false),
    ] {
        let exchange = recorded(case.exchange);
        let location = exchange["response"]["headers"]["location"].as_str().unwrap();
        let part = |name: &str| {
            let behind = location.split_once(&format!("{name}=")).map(|(_, behind)| behind);
            behind.map(|text| text.split_once('&').unwrap().0)
        };
        let slug = exchange["request"]["path"].as_str().unwrap().split('/').rev().nth(1).unwrap();
        let redirect_uri = AuthentikHost::parse("http://127.0.0.1:9000").unwrap().callback_url(slug);
        let challenge = part("code_challenge").map(|challenge| (challenge, "S256"));
        assert_eq!(challenge.is_some(), case.has_pkce);
        let authorize = request::Authorize {
            endpoint: location.split_once('?').unwrap().0,
            client_id: case.client_id,
            redirect_uri: &redirect_uri,
            state: part("state").unwrap(),
            challenge,
            additional_scopes: case.additional_scopes,
        };
        let provider = catalogue::find(case.source_type).unwrap().provider.unwrap();
        assert_eq!(request::oauth_authorize_url(provider, &authorize), location, "{}", case.exchange);
    }
}
