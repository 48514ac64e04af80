//! Property mappings that several sources share: what reaches whom, and what is refused.
#![cfg(test)]

use std::path::Path;
use std::sync::Arc;

use desk_app::{
    ChangedObject, Desk, Draft, DraftView, Locale, MappingList, Problem, PropertyMapping, Protocol,
};
use desk_test_support::TestHost;

fn desk(home: &Path) -> Desk {
    Desk::new(Arc::new(TestHost::new(home.to_owned(), Locale::En)))
}

fn mapping(name: &str, expression: &str) -> PropertyMapping {
    PropertyMapping { name: name.to_owned(), expression: expression.to_owned() }
}

/// Makes a WeChat source that uses a mapping.
fn using(desk: &Desk, slug: &str, name: &str) -> DraftView {
    let view = desk.create_draft("wechat", slug, slug).unwrap();
    desk.assign_mapping(&view.draft.id, name, MappingList::User).unwrap()
}

fn expressions(desk: &Desk, slug: &str) -> Vec<String> {
    let Draft { user_property_mappings, .. } = desk.find_draft(slug).unwrap().draft;
    user_property_mappings.into_iter().map(|mapping| mapping.expression).collect()
}

fn code<T>(result: Result<T, Problem>) -> String {
    result.err().map(|problem| problem.code).unwrap_or_default()
}

#[test]
fn a_fix_of_a_shared_mapping_mends_it_in_every_source_and_is_one_step() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let wrong = "return {\"email\": http_request.GET.get(\"x\")}";
    desk.create_mapping(Protocol::OAuth, "shared", wrong).unwrap();
    let one = using(&desk, "one", "shared");
    using(&desk, "two", "shared");
    let view = desk.show_draft(&one.draft.id).unwrap();
    let finding = view.findings.iter().find(|finding| finding.code == "mapping-unknown-name").unwrap();
    assert!(finding.fix.is_some(), "{finding:?}");
    let mended = desk.apply_fix(&one.draft.id, finding).unwrap();
    assert!(mended.findings.iter().all(|finding| finding.code != "mapping-unknown-name"));
    assert_eq!(expressions(&desk, "one"), expressions(&desk, "two"));
    assert_ne!(expressions(&desk, "two"), [wrong]);
    let change = desk.undo().unwrap().unwrap();
    assert_eq!((change.object, change.n_sources), (ChangedObject::Mapping, 2));
    assert_eq!(expressions(&desk, "two"), [wrong]);
}

#[test]
fn a_draft_that_brings_another_expression_under_a_known_name_is_refused_whole() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    desk.create_mapping(Protocol::OAuth, "shared", "return {\"a\": 1}").unwrap();
    using(&desk, "one", "shared");
    let mut forked = desk.new_draft("wechat", "Two", "two").unwrap();
    forked.user_property_mappings.push(mapping("shared", "return {\"a\": 2}"));
    let problem = desk.insert_draft(&forked).unwrap_err();
    assert_eq!((problem.code.as_str(), problem.subject.as_deref()), ("mapping-differs", Some("shared")));
    assert_eq!(problem.arguments.get("sources").map(String::as_str), Some("one"));
    assert_eq!(code(desk.find_draft("two")), "draft-not-found");
    assert_eq!(expressions(&desk, "one"), ["return {\"a\": 1}"]);
}

#[test]
fn a_mapping_is_assigned_to_sources_of_its_kind_only_and_not_into_a_list_that_a_server_resolves() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    desk.create_mapping(Protocol::Ldap, "ldap", "return {}").unwrap();
    desk.create_mapping(Protocol::OAuth, "oauth", "return {}").unwrap();
    let source = using(&desk, "one", "oauth").draft;
    assert_eq!(code(desk.assign_mapping(&source.id, "ldap", MappingList::User)), "mapping-wrong-kind");
    assert_eq!(code(desk.assign_mapping(&source.id, "none", MappingList::User)), "mapping-not-found");
    assert_eq!(code(desk.unassign_mapping(&source.id, "oauth", MappingList::Group)), "mapping-not-assigned");
    let again = desk.assign_mapping(&source.id, "oauth", MappingList::User).unwrap();
    assert_eq!(again.draft.user_property_mappings.len(), 1);
    let mut kept = desk.new_draft("wechat", "Kept", "kept").unwrap();
    kept.kept.attrs.insert("user_property_mappings".to_owned(), "- !Find [x, [name, y]]".to_owned());
    let kept = desk.insert_draft(&kept).unwrap().draft;
    assert_eq!(code(desk.assign_mapping(&kept.id, "oauth", MappingList::User)), "mapping-list-kept");
}

#[test]
fn a_name_and_an_expression_are_as_a_server_takes_them_and_a_copy_gets_a_free_name() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let made = desk.create_mapping(Protocol::Saml, "  微信 ", "return {}").unwrap();
    assert_eq!(made.name, "微信");
    assert_eq!(code(desk.create_mapping(Protocol::Saml, " ", "return {}")), "mapping-name-missing");
    assert_eq!(code(desk.create_mapping(Protocol::Saml, "x", "\n ")), "mapping-expression-missing");
    assert_eq!(code(desk.create_mapping(Protocol::Plex, "微信", "return {}")), "mapping-name-taken");
    assert_eq!(desk.copy_mapping(made.id, "微信 (copy)").unwrap().name, "微信 (copy)");
    let second = desk.copy_mapping(made.id, "微信 (copy)").unwrap();
    assert_eq!((second.name.as_str(), second.kind), ("微信 (copy) 2", Protocol::Saml));
    let found = desk.list_mappings(Some("微信 COPY"), Some(Protocol::Saml)).unwrap();
    assert_eq!(found.len(), 2);
}

#[test]
fn two_programs_do_not_overwrite_each_others_mapping() {
    let home = tempfile::tempdir().unwrap();
    let (window, terminal) = (desk(home.path()), desk(home.path()));
    let made = window.create_mapping(Protocol::OAuth, "shared", "return {}").unwrap();
    terminal.save_mapping(made.id, "renamed", "return {\"a\": 1}", 1).unwrap();
    let problem = window.save_mapping(made.id, "shared", "return {\"b\": 1}", 1).unwrap_err();
    assert_eq!((problem.code.as_str(), problem.subject.as_deref()), ("mapping-conflict", Some("renamed")));
    assert_eq!(window.show_mapping(made.id).unwrap().expression, "return {\"a\": 1}");
}
