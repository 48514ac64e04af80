//! The recipes do what their words say, with what providers send and with what they leave out.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends by panicking")]

mod common;

use std::collections::BTreeSet;

use common::{Lab, object, patient, request, returned};
use desk_expression::{Answer, Kind, Outcome, Request, Sample, SampleAnswer};
use desk_model::mapping::garble;
use desk_model::recipes::{self, Recipe};
use desk_model::{MappingList, Protocol, catalogue};
use serde_json::{Value, json};

fn recipe(kind: &str, id: &str) -> Recipe {
    let kind = catalogue::find(kind).unwrap();
    recipes::for_source(kind, "door").into_iter().find(|recipe| recipe.id == id).unwrap()
}

fn kind_of(kind: &str, recipe: &Recipe) -> Kind {
    match (catalogue::find(kind).unwrap().protocol, recipe.list) {
        (Protocol::OAuth, MappingList::User) => Kind::OauthLogin,
        (Protocol::OAuth, MappingList::Group) => Kind::OauthGroup,
        (Protocol::Saml, MappingList::User) => Kind::SamlLogin,
        (Protocol::Saml, MappingList::Group) => Kind::SamlGroup,
        (Protocol::Plex, _) => Kind::Plex,
        (Protocol::Telegram, _) => Kind::Telegram,
        (protocol, _) => panic!("{protocol:?} has no logins"),
    }
}

fn asked(kind: &str, recipe: &Recipe, variables: Value) -> Request {
    let mut asked = request(&recipe.expression, kind_of(kind, recipe), variables);
    asked.name.clone_from(&recipe.name);
    asked
}

fn run(lab: &Lab, kind: &str, id: &str, info: Value, properties: Value) -> Answer {
    let recipe = recipe(kind, id);
    lab.evaluator.evaluate(&asked(kind, &recipe, json!({"info": info, "properties": properties}))).unwrap()
}

/// A mapping, what it is given, and what it returns.
type Case = (&'static str, &'static str, Value, Value, Value);

fn cases() -> Vec<Case> {
    let no = || json!({});
    let admitted = |is_admitted: bool| json!({"attributes": {"is_admitted": is_admitted}});
    vec![
        ("wechat", "wechat-nickname", json!({"nickname": garble("张三😀")}), no(), json!({"name": "张三😀"})),
        ("wechat", "wechat-nickname", json!({"nickname": "张三😀"}), no(), json!({"name": "张三😀"})),
        ("wechat", "wechat-nickname", json!({"nickname": "Li Lei"}), no(), json!({"name": "Li Lei"})),
        ("wechat", "wechat-nickname", json!({"nickname": null}), no(), json!({"name": ""})),
        ("wechat", "wechat-nickname", no(), no(), json!({"name": ""})),
        // Addresses.
        (
            "wechat",
            "email-made-up",
            json!({"unionid": "oAbC-_9", "openid": "oXyZ"}),
            json!({"email": null}),
            json!({"email": "oabc-_9@users.company.example"}),
        ),
        (
            "wechat",
            "email-made-up",
            json!({"unionid": "", "openid": "oXyZ"}),
            no(),
            json!({"email": "oxyz@users.company.example"}),
        ),
        ("wechat", "email-made-up", json!({"unionid": null}), no(), no()),
        ("facebook", "email-made-up", json!({"id": "7"}), json!({"email": "a@example.com"}), no()),
        (
            "twitter",
            "email-made-up",
            json!({"data": {"id": "42"}}),
            no(),
            json!({"email": "42@users.company.example"}),
        ),
        ("twitter", "email-made-up", json!({"data": null}), no(), no()),
        ("telegram", "email-made-up", json!({"id": 42}), no(), json!({"email": "42@users.company.example"})),
        ("reddit", "email-made-up", json!({"id": "t2"}), no(), json!({"email": "t2@users.company.example"})),
        // Usernames.
        (
            "google",
            "username-from-email",
            no(),
            json!({"email": " Alice.Li@Company.example "}),
            json!({"username": "alice.li"}),
        ),
        (
            "google",
            "username-from-email",
            no(),
            json!({"email": "admin@elsewhere.example"}),
            json!({"username": "admin@elsewhere.example"}),
        ),
        (
            "google",
            "username-from-email",
            no(),
            json!({"email": "admin@company.example@elsewhere.example"}),
            json!({"username": "admin@company.example@elsewhere.example"}),
        ),
        ("google", "username-from-email", no(), json!({"email": null}), no()),
        ("google", "username-from-email", no(), json!({"email": "nothing"}), no()),
        ("saml", "username-from-email", no(), json!({"email": "@company.example"}), no()),
        (
            "github",
            "username-from-email",
            no(),
            json!({"email": format!("{}@company.example", "a".repeat(200))}),
            json!({"username": "a".repeat(150)}),
        ),
        (
            "wechat",
            "username-readable",
            json!({"unionid": "oUnion"}),
            json!({"name": "张三"}),
            json!({"username": "door-58c41ff4faa4"}),
        ),
        (
            "wechat",
            "username-readable",
            json!({"openid": "oOpen"}),
            json!({"name": "Li Lei 李雷"}),
            json!({"username": "li-lei-f5c2f2ea64d0"}),
        ),
        ("wechat", "username-readable", no(), json!({"name": "Li Lei"}), no()),
        (
            "google",
            "username-readable",
            json!({"id": "113"}),
            json!({"name": null}),
            json!({"username": "door-6c658ee83fb7"}),
        ),
        ("github", "username-lower-case", no(), json!({"username": " Alice "}), json!({"username": "alice"})),
        ("github", "username-lower-case", no(), json!({"username": null}), no()),
        ("telegram", "username-lower-case", no(), no(), no()),
        (
            "okta",
            "username-lower-case",
            no(),
            json!({"username": "A".repeat(151)}),
            json!({"username": "a".repeat(150)}),
        ),
        // Pictures.
        (
            "wechat",
            "avatar",
            json!({"headimgurl": "http://thirdwx.qlogo.cn/mmopen/x/132"}),
            no(),
            json!({"attributes": {"avatar": "https://thirdwx.qlogo.cn/mmopen/x/132"}}),
        ),
        ("wechat", "avatar", json!({"headimgurl": ""}), no(), no()),
        ("wechat", "avatar", json!({"headimgurl": null}), no(), no()),
        (
            "discord",
            "avatar",
            json!({"id": "80", "avatar": "abc"}),
            no(),
            json!({"attributes": {"avatar": "https://cdn.discordapp.com/avatars/80/abc.png"}}),
        ),
        ("discord", "avatar", json!({"id": "80", "avatar": null}), no(), no()),
        (
            "reddit",
            "avatar",
            json!({"icon_img": "https://styles.redditmedia.com/x.png?width=256&amp;s=1"}),
            no(),
            json!({"attributes": {"avatar": "https://styles.redditmedia.com/x.png?width=256&s=1"}}),
        ),
        ("openidconnect", "avatar", json!({"picture": "javascript:alert(1)"}), no(), no()),
        ("openidconnect", "avatar", json!({"picture": {"data": 1}}), no(), no()),
        (
            "gitlab",
            "avatar",
            json!({"avatar_url": null, "picture": "https://gitlab.com/a.png"}),
            no(),
            json!({"attributes": {"avatar": "https://gitlab.com/a.png"}}),
        ),
        // Gates that ask nobody.
        ("google", "gate-google", json!({"hd": "company.example"}), no(), admitted(true)),
        ("google", "gate-google", json!({"email": "a@company.example"}), no(), admitted(false)),
        ("google", "gate-google", json!({"hd": null}), no(), admitted(false)),
        (
            "wechat",
            "gate-wechat",
            json!({"unionid": "oUNIONID-OF-THE-FIRST-PERSON", "openid": "o"}),
            no(),
            admitted(true),
        ),
        ("wechat", "gate-wechat", json!({"unionid": "oSomebodyElse"}), no(), admitted(false)),
        ("wechat", "gate-wechat", no(), no(), admitted(false)),
        ("okta", "gate-group", no(), json!({"groups": ["Everyone", "staff"]}), admitted(true)),
        ("okta", "gate-group", no(), json!({"groups": ["Everyone"]}), admitted(false)),
        ("saml", "gate-group", no(), json!({"groups": null}), admitted(false)),
        ("entraid", "gate-group", no(), no(), admitted(false)),
        // The rest.
        (
            "okta",
            "attributes",
            json!({"given_name": "三", "family_name": "张", "locale": null, "email": "a@example.com"}),
            no(),
            json!({"attributes": {"given_name": "三", "family_name": "张"}}),
        ),
        ("google", "attributes", no(), no(), json!({"attributes": {}})),
    ]
}

#[test]
fn recipes_return_what_their_words_say() {
    let lab = Lab::inside(patient());
    for (kind, id, info, properties, expected) in cases() {
        let answer = run(&lab, kind, id, info.clone(), properties.clone());
        assert_eq!(returned(&answer), &expected, "{kind} {id}: {info} {properties}");
        assert_eq!(answer.properties, Some(object(properties)), "{kind} {id} changes properties in place");
    }
}

#[test]
fn groups_take_the_place_of_those_that_came() {
    let lab = Lab::inside(patient());
    let came = json!({"groups": ["authentik-staff", "authentik-Ops", "Everyone", 7]});
    let none = json!({"groups": []});
    let some = json!({"groups": ["Employees", "Ops"]});
    let claim =
        json!({"realm_access": {"roles": ["authentik-staff", "authentik-Ops", "offline_access", null]}});
    for (kind, id, info, properties, expected) in [
        ("okta", "groups-filter", json!({}), came.clone(), &some),
        ("saml", "groups-filter", json!({}), came.clone(), &some),
        ("entraid", "groups-filter", json!({}), json!({}), &none),
        ("azuread", "groups-filter", json!({}), json!({"groups": null}), &none),
        ("openidconnect", "groups-claim", claim, came.clone(), &some),
        (
            "openidconnect",
            "groups-claim",
            json!({"realm_access": {"roles": "authentik-a"}}),
            came.clone(),
            &json!({"groups": ["a"]}),
        ),
        ("okta", "groups-claim", json!({"realm_access": null}), came.clone(), &none),
        ("okta", "groups-claim", json!({}), came, &none),
    ] {
        let answer = run(&lab, kind, id, info.clone(), properties);
        assert_eq!(returned(&answer), &json!({}), "{kind} {id}");
        assert_eq!(answer.properties, Some(object(expected.clone())), "{kind} {id} {info}");
    }
}

#[test]
fn groups_are_named_after_the_source() {
    let lab = Lab::inside(patient());
    let recipe = recipe("entraid", "group-name");
    for (properties, name) in [
        (json!({"name": "Everyone"}), "door: Everyone"),
        (json!({"name": null}), "door: aa"),
        (json!({}), "door: aa"),
    ] {
        let variables = json!({"group_id": "aa", "properties": properties});
        let answer = lab.evaluator.evaluate(&asked("entraid", &recipe, variables)).unwrap();
        assert_eq!(returned(&answer), &json!({"name": name}));
    }
}

/// What another server answers, what the token answer says, and whether somebody is let in.
fn gate(lab: &Lab, kind: &str, id: &str, answer: Option<(u16, Value)>, token: Value) -> (bool, usize) {
    let recipe = recipe(kind, id);
    let mut asked = asked(kind, &recipe, json!({"info": {}, "properties": {}, "token": token}));
    let url = match kind {
        "github" => "https://api.github.com/user/orgs",
        _ => "https://discord.com/api/users/@me/guilds",
    };
    asked.sample = Sample {
        http: answer
            .map(|(status, body)| SampleAnswer { method: "GET".into(), url: url.into(), status, body })
            .into_iter()
            .collect(),
        ..Sample::default()
    }
    .into();
    let answer = lab.evaluator.evaluate(&asked).unwrap();
    let is_admitted = returned(&answer)["attributes"]["is_admitted"].as_bool().unwrap();
    (is_admitted, answer.logs.len())
}

#[test]
fn a_gate_that_cannot_ask_lets_nobody_in_and_says_so_in_the_log() {
    let lab = Lab::inside(patient());
    let token = json!({"access_token": "t"});
    for (answer, token, expected) in [
        (Some((200, json!([{"login": "Company"}]))), token.clone(), (true, 0)),
        (Some((200, json!([{"login": "other"}]))), token.clone(), (false, 0)),
        (Some((200, json!([]))), token.clone(), (false, 0)),
        (Some((403, json!({"message": "rate limit"}))), token.clone(), (false, 1)),
        (Some((200, json!({"message": "odd"}))), token.clone(), (false, 1)),
        (Some((200, json!([{"login": "Company"}]))), json!({}), (false, 1)),
    ] {
        assert_eq!(gate(&lab, "github", "gate-github", answer.clone(), token), expected, "{answer:?}");
    }
    let guild = json!([{"id": "1"}, {"id": "000000000000000000"}]);
    assert_eq!(gate(&lab, "discord", "gate-discord", Some((200, guild)), token.clone()), (true, 0));
    assert_eq!(gate(&lab, "discord", "gate-discord", Some((401, json!({}))), token), (false, 1));
    // {"tid": "00000000-0000-0000-0000-000000000000"} and {"tid": "other"}.
    let ours = "e30.eyJ0aWQiOiIwMDAwMDAwMC0wMDAwLTAwMDAtMDAwMC0wMDAwMDAwMDAwMDAifQ.x";
    for (token, expected) in [
        (json!({"id_token": ours}), (true, 0)),
        (json!({"id_token": "e30.eyJ0aWQiOiJvdGhlciJ9.x"}), (false, 0)),
        (json!({"id_token": "e30.e30.x"}), (false, 0)),
        (json!({"id_token": "broken"}), (false, 1)),
        (json!({}), (false, 1)),
    ] {
        assert_eq!(gate(&lab, "entraid", "gate-entra", None, token.clone()), expected, "{token}");
    }
}

#[test]
fn without_an_answer_at_hand_a_gate_needs_the_server() {
    let lab = Lab::inside(patient());
    let recipe = recipe("github", "gate-github");
    let variables = json!({"info": {}, "properties": {}, "token": {"access_token": "t"}});
    let answer = lab.evaluator.evaluate(&asked("github", &recipe, variables)).unwrap();
    let what = vec!["sends GET https://api.github.com/user/orgs".to_owned()];
    assert_eq!(answer.outcome, Outcome::NeedsServer { what });
    // The token is the server's as well; a gate must not be shown as closed because nobody typed one.
    for id in ["gate-github", "gate-entra"] {
        let kind = if id == "gate-github" { "github" } else { "entraid" };
        let recipe = self::recipe(kind, id);
        let variables = json!({"info": {}, "properties": {}});
        let answer = lab.evaluator.evaluate(&asked(kind, &recipe, variables)).unwrap();
        assert_eq!(answer.outcome, Outcome::NeedsServer { what: vec!["reads token".to_owned()] }, "{id}");
    }
}

#[test]
fn the_policy_of_a_gate_lets_in_whom_the_mapping_admitted() {
    let lab = Lab::inside(patient());
    let policy = recipe("google", "gate-google").policy.unwrap();
    // `ak_message` is known to policies only.
    let policy = format!("ak_message = print\n{policy}");
    for (context, is_admitted) in [
        (json!({"source": {"slug": "door"}, "prompt_data": {"attributes": {"is_admitted": true}}}), true),
        (json!({"source": {"slug": "door"}, "prompt_data": {"attributes": {"is_admitted": false}}}), false),
        (json!({"source": {"slug": "door"}, "prompt_data": {"attributes": {"is_admitted": "yes"}}}), false),
        (json!({"source": {"slug": "door"}, "prompt_data": {"attributes": {}}}), false),
        (json!({"source": {"slug": "door"}}), false),
        (json!({"source": {"slug": "other"}}), true),
        (json!({}), true),
    ] {
        let shaped = policy.replace("source.slug", "source[\"slug\"]");
        let answer =
            lab.evaluator.evaluate(&request(&shaped, Kind::Test, json!({"context": context}))).unwrap();
        assert_eq!(returned(&answer), &json!(is_admitted), "{context}");
        assert_eq!(answer.logs.len(), usize::from(!is_admitted), "{context}");
    }
}

#[test]
fn a_wechat_name_is_repaired_before_the_username_is_made_of_it() {
    let lab = Lab::inside(patient());
    let info = json!({"unionid": "oUnion", "nickname": garble("Lei 雷")});
    let mut mappings = [recipe("wechat", "username-readable"), recipe("wechat", "wechat-nickname")];
    mappings.sort_by(|one, other| one.name.cmp(&other.name));
    let mut properties = json!({"name": garble("Lei 雷"), "username": "oUnion"});
    for mapping in mappings {
        let variables = json!({"info": info, "properties": properties});
        let answer = lab.evaluator.evaluate(&asked("wechat", &mapping, variables)).unwrap();
        for (key, value) in object(returned(&answer).clone()) {
            properties[key] = value;
        }
    }
    assert_eq!(properties, json!({"name": "Lei 雷", "username": "lei-58c41ff4faa4"}));
}

/// Whatever is missing or null, no recipe ends a login; and each recipe of each kind is run at least once.
#[test]
fn nothing_that_a_provider_leaves_out_ends_a_login() {
    let lab = Lab::inside(patient());
    let mut run = BTreeSet::new();
    // Many kinds have one text in common.
    let mut texts = BTreeSet::new();
    for kind in catalogue::all() {
        for recipe in recipes::for_source(kind, "door") {
            run.insert(recipe.id.clone());
            if recipe.asks.is_some() || !texts.insert(recipe.expression.clone()) {
                continue;
            }
            for (info, properties) in [
                (json!({}), json!({})),
                (
                    json!({"id": null, "unionid": null, "openid": null, "sub": null, "data": null, "hd": null}),
                    json!({"username": null, "email": null, "name": null, "groups": null, "attributes": {}}),
                ),
            ] {
                let variables = json!({"info": info, "properties": properties, "token": {}, "group_id": "g"});
                let answer = lab.evaluator.evaluate(&asked(kind.id, &recipe, variables)).unwrap();
                assert!(returned(&answer).is_object(), "{} {}: {answer:?}", kind.id, recipe.id);
            }
        }
    }
    assert_eq!(run, recipes::ids().map(str::to_owned).collect());
}
