use proptest::prelude::*;

use super::parts::Parts;
use super::*;
use crate::draft::{Draft, DraftId, FieldValue, Registration};
use crate::{Kept, PropertyMapping, StepRecord, StepStatus};

fn draft() -> Draft {
    Draft::new(DraftId::from_random([7; 16]), "wechat", "WeChat", "wechat").unwrap()
}

fn mapping(name: &str, expression: &str) -> PropertyMapping {
    PropertyMapping { name: name.to_owned(), expression: expression.to_owned() }
}

fn part(field: &str, item: Option<&str>) -> PartName {
    PartName { field: field.to_owned(), item: item.map(str::to_owned) }
}

fn text(text: &str) -> Option<FieldValue> {
    Some(FieldValue::Text(text.to_owned()))
}

/// One edit that a person can make. Each changes a part of its own, unless it is the same kind of edit.
#[derive(Debug, Clone)]
enum Edit {
    Name(String),
    Slug(String),
    Value(String),
    Host(String),
    Hosts(Vec<String>),
    Registered(Option<String>),
    Mapping { is_group: bool, name: String, expression: Option<String> },
    Step(String, String),
    Tag(String),
    Notes(String),
    Kept(String),
}

impl Edit {
    fn apply(&self, draft: &mut Draft) {
        match self.clone() {
            Edit::Name(name) => draft.name = name,
            Edit::Slug(slug) => draft.slug = slug,
            Edit::Value(key) => draft.set("consumer_key", &key).unwrap(),
            Edit::Host(host) => draft.deployment.authentik_host = host,
            Edit::Hosts(hosts) => draft.deployment.brand_hosts = hosts,
            Edit::Registered(url) => {
                let of = |url: String| Registration { slug: url.clone(), callback_url: url };
                draft.deployment.registered = url.map(of);
            }
            Edit::Mapping { is_group, name, expression } => {
                let list = if is_group {
                    &mut draft.group_property_mappings
                } else {
                    &mut draft.user_property_mappings
                };
                list.retain(|mapping| mapping.name != name);
                list.extend(expression.map(|expression| mapping(&name, &expression)));
            }
            Edit::Step(step, note) => {
                let record = StepRecord { note, status: StepStatus::Done, ..StepRecord::default() };
                draft.checklist.insert(step, record);
            }
            Edit::Tag(tag) if draft.tags.contains(&tag) => draft.tags.retain(|known| *known != tag),
            Edit::Tag(tag) => draft.tags.push(tag),
            Edit::Notes(notes) => draft.notes = notes,
            Edit::Kept(head) => draft.kept = Kept { head, ..Kept::default() },
        }
    }
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let word = || "[a-c微]{0,2}";
    let edit = prop_oneof![
        word().prop_map(Edit::Name),
        word().prop_map(Edit::Slug),
        word().prop_map(Edit::Value),
        word().prop_map(Edit::Host),
        prop::collection::vec(word(), 0..3).prop_map(Edit::Hosts),
        prop::option::of(word()).prop_map(Edit::Registered),
        (any::<bool>(), word(), prop::option::of(word()))
            .prop_map(|(is_group, name, expression)| Edit::Mapping { is_group, name, expression }),
        (word(), word()).prop_map(|(step, note)| Edit::Step(step, note)),
        "[a-c微]{1,2}".prop_map(Edit::Tag),
        word().prop_map(Edit::Notes),
        word().prop_map(Edit::Kept),
    ];
    prop::collection::vec(edit, 0..6)
}

fn edited(draft: &Draft, edits: &[Edit]) -> Draft {
    let mut draft = draft.clone();
    for edit in edits {
        edit.apply(&mut draft);
    }
    draft
}

#[test]
fn a_difference_is_told_part_by_part() {
    let mut before = draft();
    before.user_property_mappings = vec![mapping("a", "return 1"), mapping("b", "return 2")];
    before.tags = vec!["old".into()];
    let mut after = before.clone();
    after.name = "Staff".into();
    after.set("consumer_key", "wx1").unwrap();
    after.user_property_mappings = vec![mapping("b", "return 3"), mapping("c", "return 4")];
    after.deployment.authentik_host = "auth.example.com".into();
    after.tags = vec!["新".into()];
    after.notes = "Ask Li".into();
    let note = "#42".to_owned();
    let record = StepRecord { status: StepStatus::Done, note, ..StepRecord::default() };
    after.checklist.insert("review".into(), record);
    let told: Vec<(PartName, Option<FieldValue>, Option<FieldValue>)> =
        diff(&before, &after).unwrap().into_iter().map(|one| (one.part, one.before, one.after)).collect();
    let step = FieldValue::List(vec!["done".into(), "#42".into()]);
    assert_eq!(
        told,
        [
            (part("name", None), text("WeChat"), text("Staff")),
            (part("consumer_key", None), text(""), text("wx1")),
            (part("user_property_mappings", Some("b")), text("return 2"), text("return 3")),
            (part("user_property_mappings", Some("c")), None, text("return 4")),
            (part("authentik_host", None), None, text("auth.example.com")),
            (part("checklist", Some("review")), None, Some(step)),
            (part("tags", Some("新")), None, text("新")),
            (part("notes", None), None, text("Ask Li")),
            (part("user_property_mappings", Some("a")), text("return 1"), None),
            (part("tags", Some("old")), text("old"), None),
        ]
    );
}

#[test]
fn the_same_part_changed_in_two_ways_is_asked_about_and_nothing_else_is() {
    let base = draft();
    let mine = Draft { name: "Mine".into(), notes: "mine".into(), ..base.clone() };
    let theirs = Draft { name: "Theirs".into(), tags: vec!["t".into()], ..base.clone() };
    let merged = merge(Some(&base), &mine, &theirs, &[]).unwrap();
    assert_eq!((merged.draft.name.as_str(), merged.draft.notes.as_str()), ("Theirs", "mine"));
    assert_eq!(merged.draft.tags, ["t"]);
    assert_eq!(merged.theirs, [part("tags", Some("t"))]);
    let part = part("name", None);
    let expected =
        Conflict { part: part.clone(), base: text("WeChat"), mine: text("Mine"), theirs: text("Theirs") };
    assert_eq!(merged.conflicts, [expected]);
    for (side, name) in [(Side::Mine, "Mine"), (Side::Theirs, "Theirs")] {
        let decision = Decision { part: part.clone(), side, theirs: text("Theirs") };
        let merged = merge(Some(&base), &mine, &theirs, &[decision]).unwrap();
        assert_eq!((merged.draft.name.as_str(), merged.conflicts.len()), (name, 0));
    }
    let older = Decision { part, side: Side::Mine, theirs: text("Before theirs") };
    assert_eq!(merge(Some(&base), &mine, &theirs, &[older]).unwrap().conflicts.len(), 1);
}

#[test]
fn without_what_both_began_with_nothing_is_taken_away() {
    let mine = Draft { name: "Mine".into(), tags: vec!["m".into()], ..draft() };
    let theirs = Draft { name: "Theirs".into(), tags: vec!["t".into()], ..draft() };
    let merged = merge(None, &mine, &theirs, &[]).unwrap();
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(merged.draft.tags, ["t", "m"]);
}

#[test]
fn mappings_stand_in_the_order_of_the_side_that_sorted_them() {
    let base = Draft { user_property_mappings: vec![mapping("b", ""), mapping("a", "")], ..draft() };
    let sorted = Draft { user_property_mappings: vec![mapping("a", ""), mapping("b", "")], ..draft() };
    let renamed = Draft { name: "X".into(), ..base.clone() };
    for (mine, theirs) in [(&sorted, &renamed), (&renamed, &sorted)] {
        let merged = merge(Some(&base), mine, theirs, &[]).unwrap().draft;
        assert_eq!(merged, Draft { name: "X".into(), ..sorted.clone() });
    }
}

#[test]
fn mappings_of_one_name_stay_two_while_a_form_is_being_filled_in() {
    let base = Draft { user_property_mappings: vec![mapping("", "a"), mapping("", "b")], ..draft() };
    let mine = Draft { name: "Mine".into(), ..base.clone() };
    let theirs = Draft { user_property_mappings: vec![mapping("", "a"), mapping("", "c")], ..draft() };
    let merged = merge(Some(&base), &mine, &theirs, &[]).unwrap();
    assert_eq!(merged.draft, Draft { name: "Mine".into(), ..theirs });
    assert_eq!(merged.conflicts, []);
}

proptest! {
    #[test]
    fn a_draft_taken_apart_is_put_together_again(edits in edits()) {
        let draft = edited(&draft(), &edits);
        prop_assert_eq!(Parts::of(&draft).unwrap().assembled(&draft).unwrap(), draft);
    }

    #[test]
    fn a_side_that_changed_nothing_is_in_nobodys_way(start in edits(), edits in edits()) {
        let base = edited(&draft(), &start);
        let changed = edited(&base, &edits);
        for (mine, theirs) in [(&changed, &base), (&base, &changed), (&changed, &changed)] {
            let merged = merge(Some(&base), mine, theirs, &[]).unwrap();
            prop_assert_eq!(&merged.draft, &changed);
            prop_assert_eq!(merged.conflicts, []);
        }
    }

    #[test]
    fn which_side_is_mine_does_not_matter(start in edits(), one in edits(), other in edits()) {
        let base = edited(&draft(), &start);
        let (one, other) = (edited(&base, &one), edited(&base, &other));
        let there = merge(Some(&base), &one, &other, &[]).unwrap();
        let back = merge(Some(&base), &other, &one, &[]).unwrap();
        prop_assert_eq!(there.conflicts.len(), back.conflicts.len());
        if there.conflicts.is_empty() {
            prop_assert_eq!(diff(&there.draft, &back.draft).unwrap(), []);
        }
    }

    #[test]
    fn no_change_is_lost(start in edits(), mine in edits(), theirs in edits()) {
        let base = edited(&draft(), &start);
        let (mine, theirs) = (edited(&base, &mine), edited(&base, &theirs));
        let merged = merge(Some(&base), &mine, &theirs, &[]).unwrap();
        let asked = |change: &FieldChange| merged.conflicts.iter().any(|one| one.part == change.part);
        let all = diff(&base, &merged.draft).unwrap();
        for change in diff(&base, &mine).unwrap().iter().chain(&diff(&base, &theirs).unwrap()) {
            prop_assert!(asked(change) || all.contains(change), "{:?} of {:?}", change, all);
        }
    }

    #[test]
    fn a_difference_names_each_part_that_an_edit_changed(start in edits(), edits in edits()) {
        let before = edited(&draft(), &start);
        let after = edited(&before, &edits);
        let changes = diff(&before, &after).unwrap();
        let back: Vec<PartName> = diff(&after, &before).unwrap().into_iter().map(|one| one.part).collect();
        prop_assert_eq!(changes.len(), back.len());
        prop_assert!(changes.iter().all(|change| change.before != change.after && back.contains(&change.part)));
    }
}
