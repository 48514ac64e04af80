//! A draft that keeps a Source Stage of a blueprint is pushed without it, and the plan says so.

use desk_blueprint::{AtHand, Options, SecretStyle, SourceStage, draft_from, read, write};
use desk_model::DraftId;

use super::{World, draft};
use crate::NoteKind;

#[test]
fn a_source_stage_that_a_draft_keeps_is_not_pushed_and_the_plan_says_so() {
    let options = Options {
        secrets: SecretStyle::Context,
        at_hand: AtHand::new(),
        target: None,
        login_page: None,
        source_stage: Some(SourceStage::first_of("partner-login")),
        comments: Vec::new(),
    };
    let text = write(&[&draft("wechat")], &options).unwrap().text;
    let mut drafted = draft_from(&read(&text).unwrap(), || DraftId::from_random([7; 16]));
    let kept = drafted.drafts.remove(0).draft;
    assert_eq!(kept.kept.after.len(), 2);
    let plan = World::fresh().plan(&[&kept]);
    let left_out: Vec<_> = plan
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::LeftOut)
        .map(|note| note.subject.as_str())
        .collect();
    assert_eq!(left_out, ["authentik_flows.flowstagebinding", "authentik_stages_source.sourcestage"]);
    let written: Vec<_> = plan.writes().map(|operation| operation.model.as_str()).collect();
    assert_eq!(written, ["authentik_sources_oauth.oauthsource"]);
}
