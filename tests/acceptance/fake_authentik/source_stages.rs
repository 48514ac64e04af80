//! A blueprint with a Source Stage, imported by the fake with and without an enterprise licence.

use desk_blueprint::{AtHand, DEFAULT_LOGIN_PAGE, Options, SecretStyle, SourceStage, write};
use desk_fake_authentik::FakeAuthentik;
use desk_model::duration::Duration;
use desk_model::{Draft, DraftId, FieldValue, Version, catalogue};
use serde_json::json;

use crate::client::{admin, import};

const FLOW: &str = "default-authentication-flow";
const STAGES: &str = "authentik_stages_source.sourcestage";

/// Returns the blueprint of a source of a kind with a Source Stage in a flow.
fn exported(source_type: &str, version: Version, stage: SourceStage) -> String {
    let mut draft = Draft::new(DraftId::from_random([7; 16]), source_type, "Name", "it").unwrap();
    draft.deployment.target = version;
    let kind = draft.kind().unwrap();
    let needed = kind
        .fields_of(version)
        .filter(|field| (field.required || field.required_by_api || field.never_empty) && !field.is_secret());
    let empty: Vec<_> = needed.filter(|field| draft.text(field.name).is_empty()).collect();
    for field in empty {
        let text = match field.kind {
            desk_model::FieldKind::Flow => "default-source-pre-authentication",
            desk_model::FieldKind::Url => "https://idp.example.com/x",
            _ => "x",
        };
        draft.values.insert(field.name.to_owned(), FieldValue::Text(text.to_owned()));
    }
    let options = Options {
        secrets: SecretStyle::Env,
        at_hand: AtHand::new(),
        target: None,
        login_page: Some(DEFAULT_LOGIN_PAGE.to_owned()),
        source_stage: Some(stage),
        comments: Vec::new(),
    };
    write(&[&draft], &options).unwrap().text
}

fn server(version: Version) -> FakeAuthentik {
    let fake = FakeAuthentik::start();
    fake.set_version(&format!("{version}.0"));
    for field in ["CONSUMER_SECRET", "BOT_TOKEN", "PLEX_TOKEN"] {
        fake.set_environment(&format!("AUTHENTIK_SOURCE_IT_{field}"), "secret");
    }
    fake
}

fn stage() -> SourceStage {
    let resume_timeout = Duration::parse("hours=1;minutes=30").unwrap();
    SourceStage { order: 15, resume_timeout, ..SourceStage::first_of(FLOW) }
}

#[test]
fn without_a_licence_the_two_entries_are_skipped_and_the_rest_applies() {
    let fake = server(Version::V2026_5);
    let before = fake.bindings();
    let answer = import(&fake, &exported("wechat", Version::V2026_5, stage())).value();
    assert_eq!(answer["success"], true, "{answer}");
    let objects = fake.objects();
    assert_eq!(objects["authentik_sources_oauth.oauthsource"][0]["slug"], "it");
    assert_eq!(objects.get(STAGES), None);
    assert_eq!(fake.bindings(), before);
    // The list is there all the same, and empty, as recorded.
    let listed = admin(&fake, "GET", "/api/v3/stages/source/", &json!({})).value();
    assert_eq!(listed["results"], json!([]));
}

#[test]
fn with_a_licence_they_are_made_once_for_every_kind_with_a_button_in_every_version() {
    let mut n_imports = 0;
    for version in Version::ALL {
        let kinds = catalogue::all().iter().filter(|kind| kind.versions.contains(version));
        for kind in kinds.filter(|kind| kind.protocol.has_login_button()) {
            let fake = server(version);
            fake.set_licensed(true);
            let n_before = fake.bindings().len();
            let text = exported(kind.id, version, stage());
            let label = format!("{version} {}", kind.id);
            for _ in 0..2 {
                let answered = import(&fake, &text);
                assert_eq!(answered.value()["success"], true, "{label}: {}\n{text}", answered.body);
                assert_eq!(fake.invalid_writes_for(version.name()), Vec::<String>::new(), "{label}");
                let objects = fake.objects();
                let made = &objects[STAGES][0];
                assert_eq!(objects[STAGES].as_array().map(Vec::len), Some(1), "{label}");
                assert_eq!(made["name"], "it-source-stage", "{label}");
                assert_eq!(made["source"], objects[kind.model][0]["pk"], "{label}");
                assert_eq!(made["resume_timeout"], "hours=1;minutes=30", "{label}");
                let bindings = fake.bindings();
                assert_eq!(bindings.len(), n_before + 1, "{label}");
                let flow = objects["authentik_flows.flow"].as_array().unwrap();
                let flow = flow.iter().find(|flow| flow["slug"] == FLOW).unwrap();
                let place = bindings.last().unwrap();
                assert_eq!([&place["target"], &place["stage"]], [&flow["pk"], &made["pk"]], "{label}");
                assert_eq!(place["order"], 15, "{label}");
            }
            n_imports += 1;
        }
    }
    assert!(n_imports > 60, "{n_imports}");
}

#[test]
fn a_flow_that_is_not_there_skips_the_stage_and_nothing_else() {
    let fake = server(Version::V2026_5);
    fake.set_licensed(true);
    let missing = SourceStage::first_of("nobody-made-it");
    let answer = import(&fake, &exported("wechat", Version::V2026_5, missing)).value();
    assert_eq!(answer["success"], true, "{answer}");
    assert_eq!(fake.objects().get(STAGES), None);
    assert_eq!(fake.objects()["authentik_sources_oauth.oauthsource"][0]["slug"], "it");
}

#[test]
fn without_the_source_the_stage_is_skipped_too() {
    let fake = FakeAuthentik::start();
    fake.set_licensed(true);
    let answer = import(&fake, &exported("wechat", Version::V2026_5, stage())).value();
    assert_eq!(answer["success"], true, "the secret is missing, so nothing is made: {answer}");
    assert_eq!(fake.objects().get("authentik_sources_oauth.oauthsource"), None);
    assert_eq!(fake.objects().get(STAGES), None);
}

#[test]
fn the_condition_is_what_keeps_an_unlicensed_server_from_refusing_everything() {
    let fake = server(Version::V2026_5);
    let text = exported("wechat", Version::V2026_5, stage());
    // The tuple in the context is always true.
    let trap = text.replace(
        "!AtIndex [!Context goauthentik.io/enterprise/licensed, 0, false]",
        "!Context goauthentik.io/enterprise/licensed",
    );
    assert_ne!(trap, text);
    assert_eq!(import(&fake, &trap).status, 405, "the entry is refused and has !KeyOf");
    assert_eq!(fake.objects().get("authentik_sources_oauth.oauthsource"), None);
}
