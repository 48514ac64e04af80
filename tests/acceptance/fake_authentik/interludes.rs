//! What was done to the recorded server between the recordings, reconstructed from what they show.

use serde_json::{Value, json};

use crate::exchange::Exchange;
use crate::replay::Replay;

const OAUTH: &str = "/api/v3/sources/oauth/";
const AUTHENTICATION: &str = "76b58a4a-801f-417a-b07b-576830015b2b";
const ENROLLMENT: &str = "1f7cba20-9a82-4773-a30c-b89d4206a48a";
const STAGE: &str = "/api/v3/stages/identification/5304b346-e35f-4674-b993-a48191fdea7b/";
const DISCOVERY: &str = "http://127.0.0.1:9555/.well-known/openid-configuration";
const DISCOVERY_WITH_PKCE: &str = "http://127.0.0.1:9555/pkce/.well-known/openid-configuration";
const KEYS: &str = "http://127.0.0.1:9555/jwks";

/// Does what happened before an exchange.
pub(crate) fn before(replay: &mut Replay, exchange: &Exchange) {
    let wechat = |replay: &Replay, body: Value| replay.admin("PATCH", &format!("{OAUTH}wechat/"), &body);
    match exchange.number {
        // What a blueprint made has a key that no answer told before.
        350 => {
            let objects = replay.fake.objects();
            let sources = objects["authentik_sources_oauth.oauthsource"].as_array().unwrap();
            let made = sources.iter().find(|source| source["slug"] == "bp-wechat").unwrap();
            replay.learn("b323effd-86c7-45ea-9080-3c19d8e6a7ae", made["pk"].as_str().unwrap());
        }
        74 => {
            let urls = json!({"request_token_url": "https://x.example/r", "authorization_url": "https://x.example/a",
                "access_token_url": "https://x.example/t", "profile_url": "https://x.example/p"});
            wechat(replay, urls);
        }
        91 => {
            wechat(replay, json!({"enrollment_flow": ENROLLMENT}));
        }
        116 => {
            replay.fake.change("oauth", "oidc", |source| {
                source.insert("additional_scopes".to_owned(), json!("*openid custom"));
            });
        }
        119 | 121 => {
            replay.admin(
                "PATCH",
                &format!("{OAUTH}oidc/"),
                &json!({"oidc_well_known_url": DISCOVERY_WITH_PKCE}),
            );
        }
        144 => {
            let body = json!({"oidc_well_known_url": DISCOVERY, "oidc_jwks_url": KEYS, "additional_scopes": "read:org"});
            replay.admin("PATCH", &format!("{OAUTH}github/"), &body);
        }
        158 => {
            wechat(
                replay,
                json!({"name": "WeChat", "consumer_key": "wx0123456789abcdef", "promoted": false,
                    "authorization_code_auth_method": "basic_auth",
                    "consumer_secret": "0123456789abcdef0123456789abcdef"}),
            );
        }
        // Each source of an odd request was deleted again.
        220 => {
            for source in replay.fake.objects()["authentik_sources_oauth.oauthsource"].as_array().unwrap() {
                let slug = source["slug"].as_str().unwrap();
                if slug != "wechat" {
                    replay.admin("DELETE", &format!("{OAUTH}{slug}/"), &json!({}));
                }
            }
        }
        303 => {
            wechat(replay, json!({"promoted": true}));
        }
        304 => {
            wechat(replay, json!({"promoted": false, "icon": "https://example.com/wechat.png"}));
        }
        305 => {
            wechat(replay, json!({"icon": "fa://fa-weixin"}));
        }
        306 => {
            wechat(replay, json!({"icon": "", "enabled": false}));
        }
        310 => {
            wechat(replay, json!({"enabled": true}));
        }
        325 => {
            wechat(replay, json!({"additional_scopes": "snsapi_userinfo"}));
        }
        326 => {
            wechat(replay, json!({"additional_scopes": "*snsapi_base"}));
        }
        329 => {
            wechat(replay, json!({"additional_scopes": ""}));
        }
        358 => {
            replay.fake.change("oauth", "bp-wechat", |source| {
                source.insert("consumer_secret".to_owned(), json!("changed-by-hand"));
            });
        }
        541..=561 => late(replay, exchange.number),
        _ => blueprint(replay, exchange),
    }
}

fn temp(replay: &mut Replay, recorded: &str, more: Value) -> String {
    let mut body = json!({"name": "Temp", "slug": "temp", "provider_type": "wechat",
        "consumer_key": "wx0123456789abcdef", "consumer_secret": "0123456789abcdef0123456789abcdef",
        "authentication_flow": AUTHENTICATION, "enrollment_flow": ENROLLMENT});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let made = replay.admin("POST", OAUTH, &body);
    let pk = made["pk"].as_str().unwrap().to_owned();
    replay.learn(recorded, &pk);
    pk
}

fn late(replay: &mut Replay, number: u32) {
    let delete_temp = |replay: &Replay| replay.admin("DELETE", &format!("{OAUTH}temp/"), &json!({}));
    match number {
        541 => {
            reset(replay);
            let pk = temp(replay, "00000000-0000-4000-8000-00000000temp", json!({}));
            let wechat = replay.admin("GET", &format!("{OAUTH}wechat/"), &json!({}))["pk"].clone();
            replay.admin("PATCH", STAGE, &json!({"sources": [wechat, pk]}));
        }
        548 => {
            let flow =
                json!({"name": "tmp", "slug": "tmp-flow", "title": "tmp", "designation": "authentication"});
            let flow = replay.admin("POST", "/api/v3/flows/instances/", &flow)["pk"].clone();
            temp(replay, "c4c4da8a-9fa2-4db3-bbfa-ada57c8271f2", json!({"authentication_flow": flow}));
        }
        551 => {
            delete_temp(replay);
            let body = json!({"name": "temporary", "expression": "return {}"});
            let made = replay.admin("POST", "/api/v3/propertymappings/source/oauth/", &body);
            replay.learn("b80cd2ce-3a67-45e1-b39d-c7d140e5c377", made["pk"].as_str().unwrap());
            temp(
                replay,
                "7f6a25db-f74b-4e2f-ae0e-c4e821a41867",
                json!({"user_property_mappings": [made["pk"]]}),
            );
        }
        553 => {
            delete_temp(replay);
            let body = json!({"name": "of another kind", "expression": "return {}"});
            let made = replay.admin("POST", "/api/v3/propertymappings/source/saml/", &body);
            replay.learn("f2055543-4ba6-494b-a8d5-28864fe92571", made["pk"].as_str().unwrap());
        }
        561 => {
            let body = json!({"name": "Generic OIDC", "slug": "oidc", "provider_type": "openidconnect",
                "consumer_key": "client-id", "consumer_secret": "client-secret",
                "oidc_well_known_url": DISCOVERY_WITH_PKCE});
            replay.admin("POST", OAUTH, &body);
        }
        _ => {}
    }
}

/// Takes away what a blueprint made.
fn reset(replay: &Replay) {
    let objects = replay.fake.objects();
    for slug in ["bp-wechat", "bp-second", "bp-leak"] {
        let sources = objects["authentik_sources_oauth.oauthsource"].as_array().unwrap();
        if sources.iter().any(|source| source["slug"] == slug) {
            replay.admin("DELETE", &format!("{OAUTH}{slug}/"), &json!({}));
        }
    }
    for mapping in objects["authentik_sources_oauth.oauthsourcepropertymapping"].as_array().unwrap() {
        if mapping["name"].as_str().unwrap().starts_with("bp-") {
            let pk = mapping["pk"].as_str().unwrap();
            replay.admin("DELETE", &format!("/api/v3/propertymappings/source/oauth/{pk}/"), &json!({}));
        }
    }
}

fn blueprint(replay: &mut Replay, exchange: &Exchange) {
    let name = exchange.name.as_str();
    let is_case = exchange.number >= 374 && (name.ends_with("-create") || name.ends_with("-import"));
    if is_case && name.starts_with("bp-") {
        reset(replay);
        let of_the_api = ["state-created", "state-absent", "update-name-only"];
        if of_the_api.iter().any(|case| name.contains(case)) {
            let body = json!({"name": "Made by the API", "slug": "bp-wechat", "provider_type": "wechat",
                "consumer_key": "k", "consumer_secret": "s-by-api"});
            replay.admin("POST", OAUTH, &body);
        }
    }
    if name.ends_with("-instance-after-apply") || exchange.number == 373 {
        let path = replay.ours(&exchange.path);
        replay.admin("POST", &format!("{path}apply/"), &json!({}));
    }
}
