//! The importer: tags, states, and that it is all or nothing.

use desk_fake_authentik::FakeAuthentik;
use serde_json::{Value, json};

use crate::client::{admin, import, wechat};

const STAGE: &str = "/api/v3/stages/identification/5304b346-e35f-4674-b993-a48191fdea7b/";
/// The same text that a real server imported three times.
const APPEND_SAFE: &str = include_str!("../../fixtures/blueprints/people/append-safe-login-page.yaml");

fn sources_of_the_login_page(fake: &FakeAuthentik) -> Value {
    admin(fake, "GET", STAGE, &json!({})).value()["sources"].clone()
}

/// Imports an entry of a WeChat source with these attributes, and returns what is stored, or the log.
fn imported(fake: &FakeAuthentik, attrs: &str) -> Result<Value, Value> {
    let answered = import(fake, &blueprint(attrs));
    assert_eq!(answered.status, 200, "{}", answered.body);
    let answer = answered.value();
    if answer["success"] == true {
        Ok(fake.objects()["authentik_sources_oauth.oauthsource"][0].clone())
    } else {
        Err(answer["logs"].clone())
    }
}

fn blueprint(attrs: &str) -> String {
    format!(
        "version: 1\ncontext: {{list: [x, y], map: {{k: v}}, empty: \"\"}}\nentries:\n\
         - model: authentik_sources_oauth.oauthsource\n  id: it\n  identifiers: {{slug: it}}\n  attrs:\n    \
         name: It\n    provider_type: wechat\n    consumer_key: k\n    consumer_secret: s\n    {attrs}\n"
    )
}

#[test]
fn the_login_page_keeps_its_other_buttons_however_often_the_blueprint_is_imported() {
    let fake = FakeAuthentik::start();
    fake.set_file("/run/secrets/wechat_appid", "wx0123456789abcdef\n");
    fake.set_file("/run/secrets/wechat_appsecret", "0123456789abcdef0123456789abcdef\n");
    let other = admin(&fake, "POST", "/api/v3/sources/oauth/", &wechat("other")).value()["pk"].clone();
    admin(&fake, "PATCH", STAGE, &json!({"sources": [other]}));
    let mut after_the_first = None;
    for round in 1..=3 {
        let answered = import(&fake, APPEND_SAFE);
        assert_eq!(answered.value()["success"], true, "round {round}: {}", answered.body);
        let ours = admin(&fake, "GET", "/api/v3/sources/oauth/wechat/", &json!({})).value()["pk"].clone();
        assert_eq!(sources_of_the_login_page(&fake), json!([other, ours]), "round {round}");
        let objects = fake.objects();
        assert_eq!(*after_the_first.get_or_insert_with(|| objects.clone()), objects, "round {round}");
    }
    let stored = fake.objects()["authentik_sources_oauth.oauthsource"][1].clone();
    assert_eq!(stored["consumer_secret"], "0123456789abcdef0123456789abcdef", "files are stripped");
}

#[test]
fn without_the_secret_the_append_safe_blueprint_is_the_trap() {
    let fake = FakeAuthentik::start();
    let before = fake.objects();
    let answered = import(&fake, APPEND_SAFE);
    assert_eq!((answered.status, answered.body.as_str()), (405, ""), "the entry is refused and has !KeyOf");
    assert_eq!(fake.objects(), before, "the mapping before it is not made either");
}

#[test]
fn an_enumerate_without_a_context_has_no_value() {
    let fake = FakeAuthentik::start();
    let direct = "additional_scopes: !AtIndex [!Enumerate [!Context list, SEQ, !Value 0], 0]";
    assert_eq!(import(&fake, &blueprint(direct)).status, 405);
    let wrapped =
        "additional_scopes: !AtIndex [!If [true, !Enumerate [!Context list, SEQ, !Value 0], []], 0]";
    assert_eq!(imported(&fake, wrapped).unwrap()["additional_scopes"], "x");
}

#[test]
fn every_tag_resolves_as_authentiks_does() {
    let fake = FakeAuthentik::start();
    fake.set_environment("SET", "from the environment");
    fake.set_environment("EMPTY", "");
    fake.set_file("/there", "  from a file \n");
    for (tag, expected) in [
        ("!Env SET", "from the environment"),
        ("!Env [EMPTY, default]", "default"),
        ("!File /there", "from a file"),
        ("!File [/nowhere, default]", "default"),
        ("!Context [nosuch, default]", "default"),
        ("!Context empty", ""),
        ("!Format [\"%s-%s-%%\", !Context [nosuch, a], 5]", "a-5-%"),
        ("!Format [\"%s\", !Context list]", "['x', 'y']"),
        ("!If [!Context empty, yes-it-is, no-it-is-not]", "no-it-is-not"),
        ("!AtIndex [!Context list, 1]", "y"),
        ("!AtIndex [!Context list, -2]", "x"),
        ("!AtIndex [!Context list, 9, none]", "none"),
        ("!AtIndex [!Context map, k]", "v"),
        ("!AtIndex [!ParseJSON '{\"a\": \"b\"}', a]", "b"),
        (
            "!AtIndex [!FindObject [authentik_flows.flow, [slug, default-source-enrollment]], designation]",
            "enrollment",
        ),
        (
            "!Find [authentik_flows.flow, [slug, default-source-enrollment]]",
            "1f7cba20-9a82-4773-a30c-b89d4206a48a",
        ),
        (
            "!Format [\"%s\", !If [true, !Enumerate [!Context map, SEQ, !Format [\"%s=%s\", !Index 0, !Value 0]]]]",
            "['k=v']",
        ),
        (
            "!AtIndex [!If [true, !Enumerate [!Context list, SEQ, !Enumerate [!Context list, SEQ, \
             !Format [\"%s%s\", !Value 1, !Value 0]]]], 1]",
            "",
        ),
    ] {
        let stored = imported(&fake, &format!("additional_scopes: {tag}"));
        match stored {
            Ok(stored) => assert_eq!(stored["additional_scopes"], expected, "{tag}"),
            Err(logs) => {
                // A list is no text, and the serializer says so.
                assert!(logs.to_string().contains("Not a valid string."), "{tag}: {logs}");
                assert_eq!(expected, "", "{tag}");
            }
        }
    }
    for (mode, expected) in
        [("AND", false), ("NAND", true), ("OR", true), ("NOR", false), ("XOR", true), ("XNOR", false)]
    {
        let stored = imported(&fake, &format!("enabled: !Condition [{mode}, !Context list, !Context empty]"));
        assert_eq!(stored.unwrap()["enabled"], expected, "{mode}");
    }
}

#[test]
fn what_a_tag_cannot_do_crashes_the_server_and_changes_nothing() {
    let fake = FakeAuthentik::start();
    let before = fake.objects();
    for tag in [
        "!KeyOf nobody",
        "!Find [authentik_sources_oauth.nosuch, [slug, x]]",
        "!Find [authentik_flows.flow, [nosuch, x]]",
        "!FindObject [authentik_sources_oauth.oauthsource, [nosuch, x]]",
        "!AtIndex [!Context list, 9]",
        "!AtIndex [!Context nosuch, 0]",
        "!Condition [AND]",
        "!Enumerate [!Context nosuch, SEQ, x]",
        "!Enumerate [!Context list, SET, x]",
        "!Value 0",
        "!Format [\"%s %s\", x]",
        "!ParseJSON '{'",
        "!Nosuch x",
    ] {
        let answered = import(&fake, &blueprint(&format!("additional_scopes: {tag}")));
        assert_eq!((answered.status, answered.body.as_str()), (405, ""), "{tag}");
        assert_eq!(answered.header("allow"), Some("GET, HEAD, OPTIONS"), "{tag}");
    }
    assert_eq!(fake.objects(), before);
}

#[test]
fn states_create_keep_refuse_and_delete() {
    let fake = FakeAuthentik::start();
    let entry = |state: &str, name: &str| {
        format!(
            "version: 1\nentries:\n- model: authentik_sources_oauth.oauthsource\n  state: {state}\n  \
             identifiers: {{slug: it}}\n  \
             attrs: {{name: {name}, provider_type: wechat, consumer_key: k, consumer_secret: s}}\n"
        )
    };
    let name = || fake.objects()["authentik_sources_oauth.oauthsource"][0]["name"].clone();
    for (state, is_successful, expected) in [
        ("must_created", true, json!("must_created")),
        ("must_created", false, json!("must_created")),
        ("created", true, json!("must_created")),
        ("present", true, json!("present")),
        ("absent", true, Value::Null),
        ("absent", true, Value::Null),
        ("created", true, json!("created")),
    ] {
        let answer = import(&fake, &entry(state, state)).value();
        assert_eq!((&answer["success"], name()), (&json!(is_successful), expected), "{state}: {answer}");
    }
}

#[test]
fn an_import_is_all_or_nothing_and_a_dry_run_is_nothing() {
    let fake = FakeAuthentik::start();
    let good = blueprint("enabled: true");
    let bad = format!(
        "{good}- model: authentik_sources_oauth.oauthsource\n  identifiers: {{slug: bad}}\n  attrs: {{name: B}}\n"
    );
    let before = fake.objects();
    let answer = import(&fake, &bad).value();
    assert_eq!(answer["success"], false);
    assert_eq!(fake.objects(), before);
    let dry =
        |content: &str| admin(&fake, "POST", "/api/v3/managed/blueprints/", &json!({"content": content}));
    let valid = dry(&good);
    assert_eq!((valid.status, valid.value()), (400, json!({"name": ["This field is required."]})));
    let reasons = dry(&bad).value()["content"].clone();
    assert_eq!(reasons[0], "Failed to validate blueprint");
    assert!(
        reasons[1]
            .as_str()
            .unwrap()
            .contains("'consumer_key': [ErrorDetail(string='This field is required.'")
    );
    assert_eq!(fake.objects(), before);
    let listed = admin(&fake, "GET", "/api/v3/managed/blueprints/", &json!({})).value();
    assert_eq!(listed["pagination"]["count"], 0);
    assert_eq!(import(&fake, &good).value()["success"], true);
}

#[test]
fn entries_in_sections_and_an_unknown_condition_are_handled_as_recorded() {
    let fake = FakeAuthentik::start();
    let sections = "version: 1\nentries:\n  first:\n    - model: authentik_sources_oauth.oauthsource\n      \
                    identifiers: {slug: x}\n";
    assert_eq!(import(&fake, sections).status, 405);
    let skipped = "version: 1\nentries:\n- model: authentik_sources_oauth.oauthsource\n  \
                   conditions: [!Context nosuch]\n  identifiers: {slug: x}\n";
    assert_eq!(import(&fake, skipped).value(), json!({"logs": [], "success": true}));
}
