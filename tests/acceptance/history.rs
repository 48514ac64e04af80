//! What became of a draft, from outside: two programs at once, the way back, and what stays on this computer.
#![cfg(test)]

use std::path::Path;
use std::sync::Arc;

use desk_app::{
    Decision, Desk, Draft, ExportFormat, ExportRequest, FieldValue, Locale, PartName, Problem,
    PropertyMapping, SecretStyle, Side,
};
use desk_test_support::TestHost;

fn desk(home: &Path, seed: u64) -> Desk {
    Desk::new(Arc::new(TestHost::new(home.join("home"), Locale::En).seeded(seed)))
}

fn part(field: &str) -> PartName {
    PartName { field: field.to_owned(), item: None }
}

fn text(text: &str) -> Option<FieldValue> {
    Some(FieldValue::Text(text.to_owned()))
}

#[test]
fn two_programs_that_change_different_fields_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (desk(folder.path(), 1), desk(folder.path(), 2));
    let base = here.create_draft("wechat", "WeChat", "wechat").unwrap();
    let mut theirs = there.find_draft("wechat").unwrap().draft;
    theirs.set("authentik_host", "auth.example.com").unwrap();
    theirs.tags = vec!["上海".into()];
    there.save_draft(&theirs, base.revision).unwrap();

    let mut mine = base.draft.clone();
    mine.notes = "Ask Li".into();
    mine.tags = vec![" 上海 ".into(), "staff".into()];
    assert_eq!(here.save_draft(&mine, base.revision).unwrap_err().code, "draft-conflict");
    let merged = here.merge_draft(&mine, base.revision, &[]).unwrap();
    assert_eq!(
        merged.theirs.iter().map(|one| one.part.field.as_str()).collect::<Vec<_>>(),
        ["authentik_host"]
    );
    let saved = merged.saved.unwrap();
    assert_eq!(saved.revision, 3);
    assert_eq!(
        saved.draft,
        Draft { notes: "Ask Li".into(), tags: vec!["上海".into(), "staff".into()], ..theirs }
    );
    assert_eq!(there.find_draft("wechat").unwrap().draft, saved.draft);
}

#[test]
fn one_field_changed_in_two_ways_waits_for_a_decision() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (desk(folder.path(), 1), desk(folder.path(), 2));
    let base = here.create_draft("wechat", "WeChat", "wechat").unwrap();
    let named = |name: &str| Draft { name: name.to_owned(), ..base.draft.clone() };
    there.save_draft(&named("Theirs"), base.revision).unwrap();
    let mine = named("Mine");
    let asked = here.merge_draft(&mine, base.revision, &[]).unwrap();
    assert!(asked.saved.is_none());
    assert_eq!(here.find_draft("wechat").unwrap().revision, 2, "nothing is stored before");
    let [conflict] = asked.conflicts.try_into().unwrap();
    assert_eq!((conflict.mine, conflict.theirs.clone()), (text("Mine"), text("Theirs")));
    let decision = Decision { part: part("name"), side: Side::Mine, theirs: conflict.theirs };
    // While it was asked, somebody saved once more: the decision was about something else.
    there.save_draft(&named("Theirs again"), 2).unwrap();
    assert_eq!(here.merge_draft(&mine, base.revision, &[decision]).unwrap().conflicts.len(), 1);
    let theirs = text("Theirs again");
    let decision = Decision { part: part("name"), side: Side::Mine, theirs };
    let saved = here.merge_draft(&mine, base.revision, &[decision]).unwrap().saved.unwrap();
    assert_eq!((saved.draft.name.as_str(), saved.revision), ("Mine", 4));
    // What was not chosen can still be had.
    let id = &base.draft.id;
    assert_eq!(here.restore_revision(id, 3).unwrap().view.draft.name, "Theirs again");
}

#[test]
fn a_command_that_sets_a_field_keeps_what_another_saved_at_the_same_moment() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (desk(folder.path(), 1), desk(folder.path(), 2));
    let id = here.create_draft("wechat", "WeChat", "wechat").unwrap().draft.id;
    let mut n_tries = 0;
    let saved = here.change_draft::<Problem>(&id, |draft| {
        n_tries += 1;
        if n_tries == 1 {
            let known = there.show_draft(&id).unwrap();
            let theirs = Draft { notes: "theirs".into(), name: "Theirs".into(), ..known.draft };
            there.save_draft(&theirs, known.revision).unwrap();
        }
        Ok(draft.set("name", "Mine")?)
    });
    let saved = saved.unwrap().draft;
    assert_eq!((n_tries, saved.name.as_str(), saved.notes.as_str()), (2, "Mine", "theirs"));
}

#[test]
fn the_history_tells_how_a_draft_came_to_be_and_what_differs() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path(), 1);
    let first = desk.create_draft("wechat", "WeChat", "wechat").unwrap();
    let mapping = |expression: &str| PropertyMapping { name: "m".into(), expression: expression.into() };
    let mut draft = first.draft.clone();
    draft.user_property_mappings = vec![mapping("a = 1\nreturn {}\n")];
    desk.save_draft(&draft, 1).unwrap();
    let stored = desk.list_mappings(None, None).unwrap().remove(0);
    desk.save_mapping(stored.id, "m", "a = 2\nreturn {}\n", stored.revision).unwrap();
    let copy = desk.copy_draft(&draft.id, "Copy", "copy").unwrap().draft;
    let what = |id| -> Vec<(u32, String)> {
        let history = desk.history(id).unwrap();
        history.into_iter().map(|one| (one.revision, one.summary.what)).collect()
    };
    assert_eq!(what(&copy.id), [(1, "copied".into())]);
    assert_eq!(
        what(&draft.id),
        [(3, "mapping-changed".into()), (2, "changed".into()), (1, "created".into())]
    );
    let changes = desk.compare_revisions(&draft.id, 2, 3).unwrap();
    let [change] = changes.try_into().unwrap();
    let lines: Vec<String> =
        change.lines.iter().map(|line| format!("{:?} {}", line.line, line.text)).collect();
    assert_eq!(lines, ["Removed a = 1", "Added a = 2", "Same return {}"]);
    let restored = desk.restore_revision(&draft.id, 2).unwrap();
    assert!(!restored.is_changed);
    assert_eq!(restored.kept_mappings, ["m"]);
    let problem = desk.restore_revision(&draft.id, 7).unwrap_err();
    assert_eq!((problem.code.as_str(), problem.arguments["newest"].as_str()), ("revision-not-found", "3"));
}

#[test]
fn every_sentence_of_the_history_is_there_in_every_language() {
    let steps = ["created", "saved", "deleted"];
    let mut ids: Vec<String> = [
        "created",
        "copied",
        "imported",
        "changed",
        "reordered",
        "mapping-changed",
        "restored",
        "settled",
        "recovered",
        "unknown",
    ]
    .map(|what| format!("history-{what}"))
    .to_vec();
    ids.extend(steps.iter().flat_map(|step| ["undone", "redone"].map(|way| format!("history-{way}-{step}"))));
    ids.extend(
        ["brand-hosts", "registered", "checklist", "tags", "tag", "notes", "kept"]
            .map(|part| format!("part-{part}")),
    );
    for locale in Locale::ALL {
        for id in &ids {
            assert!(desk_app::messages::find(locale, id, []).is_some(), "{id} in {}", locale.tag());
        }
    }
}

#[test]
fn tags_and_notes_stay_on_this_computer() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path(), 1);
    let mut draft = desk.create_draft("wechat", "WeChat", "wechat").unwrap().draft;
    draft.tags = vec!["tag-canary".into()];
    draft.notes = "note-canary".into();
    draft.set("consumer_key", "wx0000000000000001").unwrap();
    desk.save_draft(&draft, 1).unwrap();
    for secrets in [SecretStyle::File, SecretStyle::Env, SecretStyle::Context] {
        let request = ExportRequest {
            format: ExportFormat::Blueprint,
            secrets,
            login_page: None,
            source_stage: None,
            target: None,
        };
        let text = desk.export_blueprint(std::slice::from_ref(&draft.id), &request).unwrap().text;
        assert!(!text.contains("canary"), "{text}");
    }
}
