//! The enterprise Source Stage in a blueprint: what is written, what comes back, and for which sources.

#![expect(clippy::unwrap_used, reason = "what makes a draft for a test may fail the test")]

use desk_blueprint::{
    AtHand, BlueprintError, DEFAULT_LOGIN_PAGE, Entry, Options, SecretStyle, SourceStage, Value, draft_from,
    read, write,
};
use desk_model::duration::Duration;
use desk_model::{Draft, DraftId, catalogue};

fn draft(source_type: &str, slug: &str) -> Draft {
    let mut draft = Draft::new(DraftId::from_random([7; 16]), source_type, "Name", slug).unwrap();
    if source_type == "wechat" {
        draft.set("consumer_key", "wx0000000000000001").unwrap();
    }
    draft
}

fn options(source_stage: Option<SourceStage>) -> Options {
    Options {
        secrets: SecretStyle::Env,
        at_hand: AtHand::new(),
        target: None,
        login_page: Some(DEFAULT_LOGIN_PAGE.to_owned()),
        source_stage,
        comments: Vec::new(),
    }
}

fn with_stage(draft: &Draft, stage: SourceStage) -> String {
    write(&[draft], &options(Some(stage))).unwrap().text
}

fn back(text: &str) -> Draft {
    let mut drafted = draft_from(&read(text).unwrap(), || DraftId::from_random([7; 16]));
    assert!(drafted.left_out.is_empty());
    drafted.drafts.remove(0).draft
}

/// Returns the stages and their places in flows.
fn staged(text: &str) -> (Vec<Entry>, Vec<Entry>) {
    let entries = read(text).unwrap().entries;
    let of = |model: &str| entries.iter().filter(|entry| entry.is_of(model)).cloned().collect();
    (of("authentik_stages_source.sourcestage"), of("authentik_flows.flowstagebinding"))
}

#[test]
fn the_two_entries_stand_behind_the_source_on_the_licence_the_flow_and_what_the_source_needs() {
    let stage = SourceStage {
        flow: "partner-login".to_owned(),
        order: 15,
        resume_timeout: Duration::parse("hours=1;minutes=2;seconds=3").unwrap(),
    };
    let text = with_stage(&draft("wechat", "wechat"), stage);
    let at = text.find("  - model: authentik_stages_source.sourcestage").unwrap();
    let conditions = "    conditions:
      - !AtIndex [!Context goauthentik.io/enterprise/licensed, 0, false]
      - !Find [authentik_flows.flow, [slug, partner-login]]
      - !Find [authentik_flows.flow, [slug, default-source-authentication]]
      - !Find [authentik_flows.flow, [slug, default-source-enrollment]]
      - !Condition [AND, !Env AUTHENTIK_SOURCE_WECHAT_CONSUMER_SECRET]
";
    let expected = format!(
        "  - model: authentik_stages_source.sourcestage
    id: wechat-source-stage
    identifiers:
      name: wechat-source-stage
{conditions}    attrs:
      source: !KeyOf wechat
      resume_timeout: \"hours=1;minutes=2;seconds=3\"
  - model: authentik_flows.flowstagebinding
    identifiers:
      target: !Find [authentik_flows.flow, [slug, partner-login]]
      stage: !KeyOf wechat-source-stage
      order: 15
{conditions}"
    );
    assert_eq!(&text[at..], expected);
    assert!(text.find("model: authentik_sources_oauth.oauthsource").unwrap() < at);
}

#[test]
fn a_stage_that_is_read_again_is_kept_and_not_made_a_second_time() {
    let first = with_stage(&draft("wechat", "wechat"), SourceStage::first_of("partner-login"));
    let mut again = back(&first);
    assert_eq!(again.kept.after.len(), 3, "the login page, the stage and its place");
    // Asked for or not, it is the same file.
    assert_eq!(with_stage(&again, SourceStage::first_of("partner-login")), first);
    assert_eq!(write(&[&again], &options(None)).unwrap().text, first);
    // It is changed where it stands, and what a person wrote beside it stays.
    let at = again.kept.after.iter().position(|yaml| yaml.contains("resume_timeout")).unwrap();
    again.kept.after[at].push_str("\n  resume_on_match_failures: [no_user]");
    again.kept.after.push(
        "model: authentik_policies.policybinding\nidentifiers:\n  target: !KeyOf wechat-source-stage"
            .to_owned(),
    );
    let mut later = SourceStage::first_of("partner-login");
    later.resume_timeout = Duration::of_minutes(30);
    let text = with_stage(&again, later);
    let (stages, places) = staged(&text);
    assert_eq!((stages.len(), places.len()), (1, 1), "{text}");
    assert_eq!(stages[0].id.as_deref(), Some("wechat-source-stage"));
    assert_eq!(stages[0].field("resume_timeout"), Some(&Value::text("minutes=30")));
    assert!(stages[0].field("resume_on_match_failures").is_some(), "{text}");
    let last = read(&text).unwrap().entries.pop().unwrap();
    assert!(last.is_of("authentik_policies.policybinding"), "it refers to what stands before it");
    // A place in another flow is one more.
    let (_, places) = staged(&with_stage(&again, SourceStage::first_of("other-flow")));
    assert_eq!(places.len(), 2);
}

#[test]
fn conditions_that_changed_do_not_leave_an_old_place_behind() {
    let first = with_stage(&draft("wechat", "wechat"), SourceStage::first_of("partner-login"));
    let again = back(&first);
    let context =
        Options { secrets: SecretStyle::Context, ..options(Some(SourceStage::first_of("partner-login"))) };
    let text = write(&[&again], &context).unwrap().text;
    let (stages, places) = staged(&text);
    assert_eq!((stages.len(), places.len()), (1, 1), "{text}");
    assert_eq!(stages[0].conditions, places[0].conditions);
}

#[test]
fn a_stage_comes_behind_a_flow_of_the_same_file_and_gets_an_id_of_its_own() {
    let mut draft = draft("wechat", "wechat");
    draft.kept.after = vec![
        "model: authentik_flows.flow\nid: wechat-source-stage\nidentifiers:\n  slug: partner-login"
            .to_owned(),
    ];
    let text = with_stage(&draft, SourceStage::first_of("partner-login"));
    let entries = read(&text).unwrap().entries;
    let ids: Vec<_> = entries.iter().filter_map(|entry| entry.id.as_deref()).collect();
    assert_eq!(ids, ["wechat", "wechat-source-stage", "wechat-source-stage-2"], "{text}");
}

#[test]
fn only_one_source_with_a_login_button_can_have_a_stage() {
    for kind in catalogue::all() {
        let draft = draft(kind.id, "it");
        let written = write(&[&draft], &options(Some(SourceStage::first_of("login"))));
        if matches!(kind.id, "ldap" | "scim") {
            let expected = BlueprintError::NoSourceStage { slug: "it".to_owned() };
            assert_eq!(written.err(), Some(expected), "{}", kind.id);
        } else {
            let (stages, places) = staged(&written.unwrap().text);
            assert_eq!((stages.len(), places.len()), (1, 1), "{}", kind.id);
        }
    }
    let (one, other, directory) = (draft("wechat", "a"), draft("saml", "b"), draft("ldap", "c"));
    let stage = || options(Some(SourceStage::first_of("login")));
    assert_eq!(write(&[&one, &other], &stage()).err(), Some(BlueprintError::SeveralSourceStages));
    let text = write(&[&directory, &one], &stage()).unwrap().text;
    assert_eq!(staged(&text).0[0].field("name"), Some(&Value::text("a-source-stage")));
}
