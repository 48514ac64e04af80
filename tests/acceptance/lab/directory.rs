//! Predictions that look into users, groups and connections.

use std::fs;
use std::sync::Arc;

use desk_app::{Desk, Locale};
use desk_test_support::TestHost;
use serde_json::json;

use super::{code, desk, draft, request, with};

fn users() -> String {
    json!({
        "users": [
            {"pk": 5, "username": "ada.lovelace", "email": "ada@example.com", "name": "Ada", "groups": ["g1"]},
            {"pk": 6, "username": "ghopper", "email": "grace@example.com"},
        ],
        "groups": [{"pk": "g1", "name": "staff"}],
        "connections": [{"user": 6, "source": "source", "identifier": "6"}],
        "group_connections": [{"group": "g1", "source": "source", "identifier": "staff"}],
    })
    .to_string()
}

#[test]
fn a_person_is_linked_and_mappings_find_the_same_users() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let draft = draft(&desk, "openidconnect");
    let mut changed = desk.show_draft(&draft).unwrap();
    changed.draft.set("user_matching_mode", "email_link").unwrap();
    desk.save_draft(&changed.draft, changed.revision).unwrap();
    let file = home.path().join("users.json");
    fs::write(&file, users()).unwrap();
    let read = desk.lab_read_directory(&file).unwrap();
    assert_eq!((read.users, read.groups, read.connections), (2, Some(1), Some(1)));
    let expression = "user = ak_user_by(email=info[\"email\"])\n\
                      return {\"attributes\": {\"was\": user.username, \"staff\": ak_is_group_member(user, name=\"staff\")}}";
    let person = json!({"sub": "1", "nickname": "ada", "email": "ada@example.com", "groups": []});
    let run = desk.lab_run(&with(request(&draft, person), &[("m", expression)])).unwrap();
    assert_eq!(
        run.pipeline.properties["attributes"],
        json!({"was": "ada.lovelace", "staff": true}),
        "{:?}",
        run.pipeline.steps
    );
    let prediction = run.prediction.unwrap();
    assert_eq!((prediction.action.as_str(), prediction.step.as_str()), ("link", "D5"));
    let before = prediction.before.unwrap();
    assert_eq!((before.pk, before.username.as_deref()), (Some(5), Some("ada.lovelace")));
    assert!(!prediction.user.unwrap().is_written, "the default authentication flow writes no user");
    assert_eq!(prediction.left, ["staff"], "a group that the source brought is left");
    assert_eq!(desk.lab_all_modes(&request(&draft, json!({"sub": "6"}))).unwrap().len(), 15);
    desk.lab_close_directory();
    assert_eq!(desk.lab_offers(&draft).unwrap().directory, None);
}

#[test]
fn many_people_come_one_after_the_other_and_are_saved_as_a_table() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("files");
    fs::create_dir(&folder).unwrap();
    fs::write(
        folder.join("people.csv"),
        "sub,nickname,email\n1,ada,ada@example.com\n2,=cmd(),new@example.com\n3,twin,new@example.com\n",
    )
    .unwrap();
    let saved = home.path().join("out.csv");
    let host = TestHost::new(home.path().to_owned(), Locale::En)
        .opening_from(folder.clone())
        .saving_to(saved.clone());
    let desk = Desk::new(Arc::new(host));
    let draft = draft(&desk, "openidconnect");
    assert_eq!(code(desk.save_lab_people()), "lab-people-gone");
    fs::write(home.path().join("users.json"), users()).unwrap();
    desk.lab_read_directory(&home.path().join("users.json")).unwrap();
    let report = desk.lab_open_people(&request(&draft, json!(null))).unwrap().unwrap();
    let verdicts: Vec<_> = report.people.iter().map(|row| row.verdict.as_str()).collect();
    // The third has the address of the account that the second made.
    assert_eq!(verdicts, ["duplicates", "enrolls", "duplicates"]);
    assert_eq!((report.total, report.is_cut), (3, false));
    desk.save_lab_people().unwrap();
    let table = fs::read_to_string(saved).unwrap();
    assert!(table.contains("'=cmd()") && !table.contains(",=cmd()"), "{table}");
}

#[test]
fn a_directory_of_tens_of_thousands_is_in_nobodys_way_who_does_not_look_into_it() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let draft = draft(&desk, "openidconnect");
    let user = |n: u32| json!({"pk": n, "username": format!("user{n:0>40}"), "email": format!("user{n}@example.com")});
    let file = home.path().join("users.json");
    let users: Vec<_> = (1..30_000).map(user).collect();
    fs::write(&file, serde_json::to_string(&users).unwrap()).unwrap();
    desk.lab_read_directory(&file).unwrap();
    let person = json!({"sub": "1", "nickname": "ada"});
    let run = |expression| desk.lab_run(&with(request(&draft, person.clone()), &[("m", expression)]));
    assert_eq!(run("return {\"name\": \"x\"}").unwrap().pipeline.ended, None);
    // More than a worker is given: this is said, and nothing is cut off silently.
    assert_eq!(code(run("return {\"name\": ak_user_by(pk=1).name}")), "lab-request-too-large");
}

#[test]
fn a_mapping_that_fails_for_one_person_fails_for_that_one_alone() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let draft = draft(&desk, "openidconnect");
    let expression = "return {\"name\": info[\"name\"].upper()}";
    let request = with(request(&draft, json!(null)), &[("m", expression)]);
    let people = json!([
        {"sub": "1", "nickname": "a", "name": "A"},
        {"sub": "2", "nickname": "b", "name": null},
        {"nickname": "c", "name": "C"},
        {"sub": "4", "nickname": "d", "name": "D"},
    ]);
    let report = desk.lab_people(&request, &people.to_string(), "people").unwrap();
    let steps: Vec<_> = report.people.iter().map(|row| (row.verdict.as_str(), row.step.as_str())).collect();
    assert_eq!(steps, [("enrolls", "D2"), ("fails", "C2"), ("fails", "B6"), ("enrolls", "D2")]);
    assert_eq!(code(desk.lab_people(&request, "[1]", "people")), "lab-not-people");
    assert_eq!(code(desk.lab_people(&request, "{\"a\": 1}", "people")), "lab-not-people");
}
