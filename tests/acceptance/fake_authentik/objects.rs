//! What no recording shows: the other kinds, what hangs on what, and the test's own hand.

use desk_fake_authentik::{FakeAuthentik, VERSIONS, Who};
use serde_json::{Value, json};

use crate::client::{admin, send, wechat};

const PRE_AUTHENTICATION: &str = "f66c21b9-c4f7-459b-8c41-923dc26010f3";

/// Each kind with what it must have, and the fields that it takes and never shows.
fn kinds() -> [(&'static str, Value, &'static [&'static str]); 7] {
    [
        (
            "oauth",
            json!({"provider_type": "wechat", "consumer_key": "k", "consumer_secret": "s"}),
            &["consumer_secret"],
        ),
        (
            "saml",
            json!({"pre_authentication_flow": PRE_AUTHENTICATION, "sso_url": "https://idp.example.com/sso"}),
            &[],
        ),
        (
            "ldap",
            json!({"server_uri": "ldaps://a.example.com", "base_dn": "dc=example", "bind_password": "s"}),
            &["bind_password"],
        ),
        (
            "kerberos",
            json!({"realm": "EXAMPLE.COM", "sync_password": "s", "sync_keytab": "s", "spnego_keytab": "s"}),
            &["sync_password", "sync_keytab", "spnego_keytab"],
        ),
        ("plex", json!({"plex_token": "s"}), &[]),
        ("scim", json!({}), &[]),
        (
            "telegram",
            json!({"bot_username": "b", "bot_token": "s", "pre_authentication_flow": PRE_AUTHENTICATION}),
            &["bot_token"],
        ),
    ]
}

fn source(kind: &str, more: &Value) -> Value {
    let mut body = json!({"name": kind, "slug": kind});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

#[test]
fn every_kind_is_made_read_changed_and_deleted_and_shows_no_secret() {
    let fake = FakeAuthentik::start();
    for (kind, required, secrets) in kinds() {
        let list = format!("/api/v3/sources/{kind}/");
        let nothing = admin(&fake, "POST", &list, &json!({}));
        assert_eq!(nothing.status, 400, "{kind}");
        let made = admin(&fake, "POST", &list, &source(kind, &required));
        assert_eq!(made.status, 201, "{kind}: {}", made.body);
        let one = format!("{list}{kind}/");
        let read = admin(&fake, "GET", &one, &json!({})).value();
        assert_eq!(read, made.value(), "{kind}");
        for (name, value) in required.as_object().unwrap() {
            let shown = read.get(name);
            assert_eq!(
                shown,
                if secrets.contains(&name.as_str()) { None } else { Some(value) },
                "{kind}.{name}"
            );
        }
        let renamed = admin(&fake, "PATCH", &one, &json!({"name": "微信"}));
        assert_eq!(
            (renamed.status, &renamed.value()["name"]),
            (200, &json!("微信")),
            "{kind}: {}",
            renamed.body
        );
        let listed = admin(&fake, "GET", &format!("{list}?slug={kind}"), &json!({})).value();
        assert_eq!(listed["results"], json!([renamed.value()]), "{kind}");
        let all = admin(&fake, "GET", &format!("/api/v3/sources/all/{kind}/"), &json!({})).value();
        assert_eq!((&all["component"], &all["name"]), (&read["component"], &json!("微信")));
    }
    assert_eq!(fake.objects()["authentik_sources_ldap.ldapsource"][0]["bind_password"], "s");
    for (kind, _, _) in kinds() {
        let path = format!("/api/v3/sources/{kind}/{kind}/");
        assert_eq!(admin(&fake, "DELETE", &path, &json!({})).status, 204);
        assert_eq!(admin(&fake, "GET", &path, &json!({})).status, 404);
    }
}

#[test]
fn a_slug_belongs_to_one_source_of_all_kinds() {
    let fake = FakeAuthentik::start();
    admin(&fake, "POST", "/api/v3/sources/oauth/", &wechat("one"));
    let second = admin(&fake, "POST", "/api/v3/sources/scim/", &json!({"name": "x", "slug": "one"}));
    assert_eq!(second.value(), json!({"slug": ["source with this slug already exists."]}));
}

#[test]
fn property_mappings_of_every_kind_are_one_space_of_names() {
    let fake = FakeAuthentik::start();
    for (kind, _, _) in kinds() {
        let list = format!("/api/v3/propertymappings/source/{kind}/");
        let made = admin(&fake, "POST", &list, &json!({"name": kind, "expression": "return {}"}));
        assert_eq!(made.status, 201, "{kind}: {}", made.body);
        let again = admin(&fake, "POST", &list, &json!({"name": "oauth", "expression": "return {}"}));
        assert_eq!(again.value(), json!({"name": ["Property Mapping with this name already exists."]}));
        let pk = made.value()["pk"].as_str().unwrap().to_owned();
        let changed = admin(&fake, "PATCH", &format!("{list}{pk}/"), &json!({"expression": "return None"}));
        assert_eq!(changed.value()["expression"], "return None");
    }
    let ldap = admin(&fake, "GET", "/api/v3/propertymappings/source/ldap/?page_size=100", &json!({})).value();
    assert_eq!(ldap["pagination"]["count"], 10, "authentik brings nine along");
}

#[test]
fn a_flow_that_a_source_cannot_be_without_takes_it_along_and_any_other_leaves_a_gap() {
    let fake = FakeAuthentik::start();
    let flow = json!({"name": "f", "slug": "f", "title": "f", "designation": "authentication"});
    let flow = admin(&fake, "POST", "/api/v3/flows/instances/", &flow).value()["pk"].clone();
    let mut oauth = wechat("one");
    oauth["authentication_flow"] = flow.clone();
    admin(&fake, "POST", "/api/v3/sources/oauth/", &oauth);
    let saml =
        json!({"name": "s", "slug": "s", "pre_authentication_flow": flow, "sso_url": "https://a.example/"});
    assert_eq!(admin(&fake, "POST", "/api/v3/sources/saml/", &saml).status, 201);
    assert_eq!(admin(&fake, "DELETE", "/api/v3/flows/instances/f/", &json!({})).status, 204);
    let one = admin(&fake, "GET", "/api/v3/sources/oauth/one/", &json!({})).value();
    assert_eq!(one["authentication_flow"], Value::Null);
    assert_eq!(admin(&fake, "GET", "/api/v3/sources/saml/s/", &json!({})).status, 404);
}

#[test]
fn a_long_list_comes_in_pages_that_together_have_everything_once() {
    let fake = FakeAuthentik::start();
    for number in 0..45 {
        admin(&fake, "POST", "/api/v3/sources/oauth/", &wechat(&format!("s{number:02}")));
    }
    let mut slugs = Vec::new();
    let mut next = json!(1);
    while next != 0 {
        let page =
            admin(&fake, "GET", &format!("/api/v3/sources/oauth/?ordering=slug&page={next}"), &json!({}))
                .value();
        assert_eq!(page["pagination"]["count"], 45);
        assert_eq!(page["pagination"]["total_pages"], 3);
        slugs.extend(page["results"].as_array().unwrap().iter().map(|source| source["slug"].clone()));
        next = page["pagination"]["next"].clone();
    }
    let expected: Vec<Value> = (0..45).map(|number| json!(format!("s{number:02}"))).collect();
    assert_eq!(slugs, expected);
    let huge = admin(&fake, "GET", "/api/v3/sources/oauth/?page_size=100000", &json!({})).value();
    assert_eq!(huge["pagination"]["end_index"], 45);
}

#[test]
fn the_tests_hand_changes_objects_the_version_and_what_was_heard() {
    let fake = FakeAuthentik::start();
    admin(&fake, "POST", "/api/v3/sources/oauth/", &wechat("one"));
    let changed = fake.change("oauth", "one", |source| {
        source.insert("name".to_owned(), json!("by another hand"));
    });
    assert!(changed && !fake.change("oauth", "none", |_| {}));
    assert_eq!(
        admin(&fake, "GET", "/api/v3/sources/oauth/one/", &json!({})).value()["name"],
        "by another hand"
    );
    fake.set_version("2025.12.1");
    let version = admin(&fake, "GET", "/api/v3/admin/version/", &json!({})).value();
    assert_eq!(version["version_current"], "2025.12.1");
    let writes = fake.writes();
    assert_eq!(writes.len(), 1);
    let bearer = format!("Bearer {}", fake.token(Who::Admin));
    assert_eq!(
        (writes[0].method.as_str(), writes[0].authorization.as_deref()),
        ("POST", Some(bearer.as_str()))
    );
    assert_eq!(serde_json::from_str::<Value>(&writes[0].body).unwrap(), wechat("one"));
    fake.forget_requests();
    assert!(fake.requests().is_empty());
}

#[test]
fn two_fakes_that_were_asked_the_same_hold_the_same() {
    let asked = || {
        let fake = FakeAuthentik::start();
        admin(&fake, "POST", "/api/v3/sources/oauth/", &wechat("one"));
        fake.objects()
    };
    assert_eq!(asked(), asked());
}

#[test]
fn a_write_that_no_version_takes_is_named_with_its_place() {
    let fake = FakeAuthentik::start();
    let path = "/api/v3/sources/oauth/";
    admin(&fake, "POST", path, &wechat("one"));
    admin(&fake, "PATCH", &format!("{path}one/"), &json!({"enabled": false}));
    assert_eq!(fake.invalid_writes(), Vec::<String>::new());
    fake.forget_requests();
    admin(&fake, "PATCH", &format!("{path}one/"), &json!({"pkce": "S512"}));
    admin(
        &fake,
        "PUT",
        &format!("{path}one/"),
        &json!({"name": "n", "slug": "one", "provider_type": "wechat"}),
    );
    admin(&fake, "PATCH", &format!("{path}one/"), &json!({"enbled": true, "enrollment_flow": "none"}));
    let faults = fake.invalid_writes_for("2026.5");
    let expected = [
        "PATCH /api/v3/sources/oauth/one/: body.pkce: enum must be [\"none\",\"plain\",\"S256\"]",
        "PUT /api/v3/sources/oauth/one/: body.consumer_key: missing",
        "PUT /api/v3/sources/oauth/one/: body.consumer_secret: missing",
        "PATCH /api/v3/sources/oauth/one/: body.enbled: there is no such field",
        "PATCH /api/v3/sources/oauth/one/: body.enrollment_flow: format must be \"uuid\"",
    ];
    assert_eq!(faults, expected.map(|fault| format!("2026.5: {fault}")));
    assert_eq!(fake.invalid_writes().len(), faults.len() * VERSIONS.len());
}

#[test]
fn a_providers_documents_are_fetched_unless_the_server_is_offline() {
    let fake = FakeAuthentik::start();
    let google = json!({"name": "G", "slug": "g", "provider_type": "google", "consumer_key": "k", "consumer_secret": "s"});
    assert_eq!(admin(&fake, "POST", "/api/v3/sources/oauth/", &google).status, 201);
    fake.set_online(false);
    let renamed = admin(&fake, "PATCH", "/api/v3/sources/oauth/g/", &json!({"name": "H"}));
    assert_eq!(renamed.status, 400);
    assert!(renamed.value()["oidc_well_known_url"][0].as_str().unwrap().contains("accounts.google.com"));
}

#[test]
fn the_program_says_where_it_is_and_ends_with_its_input() {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::process::{Command, Stdio};

    let mut command = Command::new(desk_test_support::program("fake-authentik"));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut heard = || {
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        serde_json::from_str::<Value>(&line).unwrap()
    };
    let facts = heard();
    assert!(facts["url"].as_str().unwrap().starts_with("http://127.0.0.1:"));
    assert_eq!(facts["tokens"]["admin"], Who::Admin.token());
    let mut input = child.stdin.take().unwrap();
    writeln!(input, r#"{{"do": "change", "kind": "stage", "key": "nosuch", "fields": {{}}}}"#).unwrap();
    assert_eq!(heard(), json!({"ok": false}));
    writeln!(input, "nonsense").unwrap();
    assert!(heard()["error"].is_string());
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn who_may_not_see_an_object_is_not_told_whether_it_exists() {
    let fake = FakeAuthentik::start();
    for who in [Who::Plain, Who::Viewer, Who::Editor] {
        let headers = format!("authorization: Bearer {}\r\n", fake.token(who));
        for kind in ["saml", "ldap"] {
            let answered = send(&fake, "GET", &format!("/api/v3/sources/{kind}/nosuch/"), &headers, b"");
            assert_eq!(answered.status, 403, "{who:?} {kind}");
        }
    }
}

#[test]
fn the_fields_of_a_source_are_those_of_the_version() {
    let body = json!({"name": "s", "slug": "s", "pre_authentication_flow": PRE_AUTHENTICATION,
        "sso_url": "https://a.example/", "force_authn": true, "issuer": "old", "issuer_override": "new"});
    for (version, force_authn, issuer, issuer_override) in [
        ("2025.12.6", None, Some("old"), None),
        ("2026.2.0", None, Some("old"), None),
        ("2026.5.6", Some(true), Some("old"), None),
        ("2026.8.3", Some(true), None, Some("new")),
    ] {
        let fake = FakeAuthentik::start();
        fake.set_version(version);
        let made = admin(&fake, "POST", "/api/v3/sources/saml/", &body).value();
        assert_eq!(made.get("force_authn"), force_authn.map(Value::from).as_ref(), "{version}");
        assert_eq!(made.get("issuer"), issuer.map(Value::from).as_ref(), "{version}");
        assert_eq!(made.get("issuer_override"), issuer_override.map(Value::from).as_ref(), "{version}");
        let azure = json!({"name": "a", "slug": "a", "provider_type": "azuread", "consumer_key": "k", "consumer_secret": "s"});
        let status = admin(&fake, "POST", "/api/v3/sources/oauth/", &azure).status;
        assert_eq!(status, if version == "2026.8.3" { 400 } else { 201 }, "{version}");
    }
}

#[test]
fn commands_do_what_the_tests_hand_does() {
    let fake = FakeAuthentik::start();
    admin(&fake, "POST", "/api/v3/sources/oauth/", &wechat("one"));
    let done = |command: Value| {
        let answer = fake.command(&command.to_string());
        answer.get("ok").unwrap_or_else(|| panic!("{answer}")).clone()
    };
    let change = json!({"do": "change", "kind": "oauth", "key": "one", "fields": {"name": "other"}});
    assert_eq!(done(change), true);
    assert_eq!(done(json!({"do": "objects"}))["authentik_sources_oauth.oauthsource"][0]["name"], "other");
    assert_eq!(done(json!({"do": "requests"}))[0]["method"], "POST");
    done(json!({"do": "set_version", "version": "2026.2.0"}));
    let faults = json!(["pass", "reset_before", {"answer": {"status": 503, "headers": {"x": "y"}, "body": ""}},
        {"redirect": {"status": 302, "to": "http://127.0.0.1:1/"}}, {"raw": "HTTP"}, "hang", "half_answer",
        "reset_after", "server_error_after"]);
    done(json!({"do": "script", "faults": faults}));
    let version = admin(&fake, "GET", "/api/v3/admin/version/", &json!({})).value();
    assert_eq!(version["version_current"], "2026.2.0");
    assert!(!fake.is_script_used_up());
    done(json!({"do": "script", "faults": []}));
    done(json!({"do": "die_after", "requests": 1, "point": "after_commit"}));
    assert_eq!(admin(&fake, "GET", "/api/v3/sources/oauth/one/", &json!({})).status, 200);
    done(json!({"do": "come_back"}));
    assert_eq!(done(json!({"do": "invalid_writes"})), json!([]));
    for wrong in [json!({"do": "nosuch"}), json!({"do": "script", "faults": ["nosuch"]}), json!({})] {
        assert!(fake.command(&wrong.to_string())["error"].is_string(), "{wrong}");
    }
}

#[test]
fn a_key_in_a_path_is_decoded_before_it_is_looked_up() {
    let fake = FakeAuthentik::start();
    admin(&fake, "POST", "/api/v3/sources/oauth/", &wechat("one"));
    let get = |key: &str| admin(&fake, "GET", &format!("/api/v3/sources/oauth/{key}/"), &json!({}));
    assert_eq!(get("%6Fne").value()["slug"], "one");
    assert_eq!(get("%E5%BE%AE").value(), json!({"detail": "No OAuthSource matches the given query."}));
    for key in ["o%2Fne", "..", "one.json", "%FF"] {
        let answered = get(key);
        assert_eq!(
            (answered.status, answered.header("content-type")),
            (404, Some("text/html; charset=utf-8")),
            "{key}"
        );
    }
}
