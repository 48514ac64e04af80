//! All matching modes for WeChat's profiles, as pages of text.

use desk_prediction::*;
use serde_json::{Value, json};

use crate::support::*;

/// The fifteen predictions as text; modes that do the same share a paragraph.
fn page_of(source: &Source, visit: &Visit, directory: &Directory) -> String {
    let mut paragraphs: Vec<(String, Vec<String>)> = Vec::new();
    for mode in predict_all_modes(source, visit, directory) {
        let current = if mode.is_current { " (current)" } else { "" };
        let modes = format!("{} / {}{current}", mode.user_matching_mode.id(), mode.group_matching_mode.id());
        let text = shown(&mode.prediction);
        match paragraphs.iter_mut().find(|(same, _)| *same == text) {
            Some((_, all)) => all.push(modes),
            None => paragraphs.push((text, vec![modes])),
        }
    }
    paragraphs.into_iter().map(|(text, modes)| format!("{}\n{text}\n", modes.join("\n"))).collect()
}

/// A directory of a company: somebody with the unionid for a username, somebody with the address, and a group.
fn company() -> Directory {
    let staff = Group {
        pk: GroupKey::Pk("staff-pk".to_owned()),
        name: "staff".to_owned(),
        attributes: map(json!({})),
    };
    let users = vec![
        User::new(1, "akadmin", "root@example.com"),
        User::new(2, "zhang.san", "zhang.san@example.com"),
        User { is_active: false, ..User::new(3, "oInactive_unionid", "left@example.com") },
    ];
    Directory::new(users, Fact::Known(Vec::new()), Fact::Known((vec![staff], Vec::new())))
}

fn of_info(info: &Value) -> String {
    let source = wechat();
    page_of(&source, &Visit::of(wechat_person(&source, info)), &company())
}

#[test]
fn wechat_with_unionid() {
    insta::assert_snapshot!("wechat_with_unionid", of_info(&zhang_san()));
}

#[test]
fn wechat_with_openid_only() {
    insta::assert_snapshot!(
        "wechat_with_openid_only",
        of_info(&json!({"openid": "oOnly_openid", "nickname": "李四"}))
    );
}

#[test]
fn wechat_with_an_empty_unionid() {
    let info = json!({"openid": "oEmpty_openid", "nickname": "", "unionid": ""});
    insta::assert_snapshot!("wechat_with_an_empty_unionid", of_info(&info));
}

#[test]
fn wechat_whose_unionid_is_an_inactive_users_name() {
    let info = json!({"openid": "oLeft_openid", "nickname": "离职", "unionid": "oInactive_unionid"});
    insta::assert_snapshot!("wechat_whose_unionid_is_an_inactive_users_name", of_info(&info));
}

#[test]
fn wechat_with_mappings_for_username_email_and_groups() {
    let source = wechat();
    let mut person = wechat_person(&source, &zhang_san());
    person.properties.extend(map(json!({
        "username": "zhang.san", "email": "zhang.san@example.com", "groups": ["staff"], "unknown_key": 1,
    })));
    let page = page_of(&source, &Visit::of(person), &company());
    insta::assert_snapshot!("wechat_with_mappings_for_username_email_and_groups", page);
}

#[test]
fn the_modes_come_in_the_order_of_the_form_and_one_is_current() {
    let source = wechat_by(UserMatchingMode::UsernameLink);
    let all = predict_all_modes(&source, &Visit::of(wechat_person(&source, &zhang_san())), &company());
    assert_eq!(all.len(), 15);
    let current: Vec<usize> = (0..15).filter(|at| all[*at].is_current).collect();
    assert_eq!(current, [9]);
    assert_eq!(all[9].user_matching_mode, UserMatchingMode::UsernameLink);
    assert_eq!(all[9].group_matching_mode, GroupMatchingMode::Identifier);
}
