//! What the mappings of a login do, one after the other.

use desk_app::{ChangeKind, LabEnd, LabError, LabMappings, PropertyMapping, ReturnedUse};
use serde_json::{Value, json};

use super::{code, desk, draft, request, with};

fn wechat() -> Value {
    json!({"openid": "o", "unionid": "u", "nickname": "n", "headimgurl": "h"})
}

#[test]
fn mappings_run_in_the_order_of_their_names_and_each_sees_what_those_before_left() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let draft = draft(&desk, "wechat");
    let request = with(
        request(&draft, wechat()),
        &[
            ("b", "return {\"name\": properties[\"name\"] + \"b\", \"attributes\": {\"list\": [1, 2]}}"),
            ("c", "properties[\"seen\"] = properties[\"name\"]\ndel properties[\"attributes\"][\"sex\"]"),
            ("a", "return {\"name\": properties[\"name\"] + \"a\", \"attributes\": {\"list\": [1]}}"),
            ("d", "return {\"email\": None, \"name\": None, \"groups\": [\"g\", \"g\"]}"),
        ],
    );
    let run = desk.lab_run(&request).unwrap();
    let steps = &run.pipeline.steps;
    let names: Vec<&str> = steps.iter().map(|step| step.mapping.as_str()).collect();
    assert_eq!(names, ["a", "b", "c", "d"]);
    assert_eq!(steps[1].properties["name"], json!("nab"));
    assert_eq!(steps[1].properties["attributes"]["list"], json!([1, 2]), "lists add what is new");
    let in_place: Vec<_> =
        steps[2].in_place.iter().map(|change| (change.path.join("."), change.kind)).collect();
    assert_eq!(
        in_place,
        [("attributes.sex".to_owned(), ChangeKind::Removed), ("seen".to_owned(), ChangeKind::Added)]
    );
    assert_eq!(steps[2].use_of, ReturnedUse::Empty);
    let properties = run.pipeline.properties.as_object().unwrap();
    assert!(!properties.contains_key("name") && !properties.contains_key("groups"), "{properties:?}");
    let groups: Vec<_> = run.pipeline.groups.iter().map(|group| group.id.as_str()).collect();
    assert_eq!(groups, ["g"]);
    let discarded: Vec<_> =
        run.pipeline.discarded.iter().map(|one| (one.key.as_str(), one.why.as_str())).collect();
    assert_eq!(
        discarded,
        [("email", "no_value"), ("name", "no_value"), ("seen", "no_field"), ("groups", "groups")]
    );
}

#[test]
fn group_mappings_run_for_each_group_and_may_rename_it() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let draft = draft(&desk, "openidconnect");
    let mut request = request(&draft, json!({"sub": "s", "nickname": "ada", "groups": ["dev", "ops"]}));
    request.mappings = Some(LabMappings {
        user: Vec::new(),
        group: vec![PropertyMapping {
            name: "g".to_owned(),
            expression: "return {\"name\": \"idp-\" + group_id}".to_owned(),
        }],
    });
    let run = desk.lab_run(&request).unwrap();
    let names: Vec<_> = run.pipeline.groups.iter().map(|group| group.properties["name"].clone()).collect();
    assert_eq!(names, [json!("idp-dev"), json!("idp-ops")]);
    let steps: Vec<_> = run.pipeline.steps.iter().map(|step| step.group_id.as_deref()).collect();
    assert_eq!(steps, [Some("dev"), Some("ops")]);
}

#[test]
fn what_is_no_dict_is_passed_over_and_told() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let draft = draft(&desk, "wechat");
    for (expression, use_of) in [
        ("return \"name\"", ReturnedUse::NotADict),
        ("return {1, 2}", ReturnedUse::NotADict),
        ("return True", ReturnedUse::NotADict),
        ("return []", ReturnedUse::Empty),
        ("return {}", ReturnedUse::Empty),
        ("pass", ReturnedUse::Empty),
        ("return dict(name=\"x\")", ReturnedUse::Merged),
    ] {
        let run = desk.lab_run(&with(request(&draft, wechat()), &[("m", expression)])).unwrap();
        assert_eq!(run.pipeline.steps[0].use_of, use_of, "{expression}");
        assert!(run.prediction.is_some(), "{expression}");
    }
}

#[test]
fn an_exception_ends_the_login_with_its_line_and_the_rest_is_not_run() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let draft = draft(&desk, "wechat");
    let wrong = "x = 1\nreturn {\"email\": info[\"mail\"]}";
    let run = desk.lab_run(&with(request(&draft, wechat()), &[("a", wrong), ("b", "return {}")])).unwrap();
    let error = run.pipeline.steps[0].error.clone().unwrap();
    assert_eq!(
        error,
        LabError::Raised { type_name: "KeyError".to_owned(), message: "'mail'".to_owned(), line: Some(2) }
    );
    assert_eq!((run.pipeline.ended, run.pipeline.not_run), (Some(LabEnd::Raised), vec!["b".to_owned()]));
    let prediction = run.prediction.unwrap();
    assert_eq!((prediction.action.as_str(), prediction.step.as_str()), ("error", "C2"));
    assert_eq!(prediction.page.as_deref(), Some("server_error"));
}

#[test]
fn what_only_a_server_knows_and_what_never_ends_is_not_predicted() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let draft = draft(&desk, "wechat");
    for (expression, end) in [
        ("from authentik.core.models import User\nreturn {}", LabEnd::NeedsServer),
        ("return {\"n\": ak_user_by(username=\"ada\").pk}", LabEnd::NeedsServer),
        ("while True:\n    pass", LabEnd::Stopped),
    ] {
        let run = desk.lab_run(&with(request(&draft, wechat()), &[("m", expression)])).unwrap();
        assert_eq!(run.pipeline.ended, Some(end), "{expression}");
        assert_eq!(run.prediction, None, "{expression}");
    }
    // The next one finds everything as it was.
    let run = desk.lab_run(&with(request(&draft, wechat()), &[("m", "return {\"name\": \"x\"}")])).unwrap();
    assert_eq!(run.pipeline.properties["name"], json!("x"));
}

#[test]
fn the_context_is_what_mappings_see_beside_the_information() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let draft = draft(&desk, "github");
    let expression = "orgs = requests.get(\"https://api.github.com/user/orgs\").json()\n\
                      known = ak_user_by(username=\"ada\")\n\
                      return {\"attributes\": {\"orgs\": [o[\"login\"] for o in orgs], \"scope\": token[\"scope\"],\n\
                      \"mail\": known.email, \"slug\": source.slug}}";
    let mut request = with(request(&draft, json!({"id": 1, "login": "ada"})), &[("m", expression)]);
    request.context = json!({
        "token": {"access_token": "t", "scope": "user:email"},
        "users": [{"username": "ada", "email": "ada@example.com"}],
        "http": [{"url": "https://api.github.com/user/orgs", "body": [{"login": "acme"}]}],
    })
    .to_string();
    let run = desk.lab_run(&request).unwrap();
    assert_eq!(
        run.pipeline.properties["attributes"],
        json!({"orgs": ["acme"], "scope": "user:email", "mail": "ada@example.com", "slug": "source"}),
        "{:?}",
        run.pipeline.steps
    );
    let calls: Vec<_> = run.pipeline.steps[0].calls.iter().map(|call| call.name.as_str()).collect();
    assert_eq!(calls, ["requests", "ak_user_by"]);
}

#[test]
fn a_mapping_sees_the_variables_of_its_kind_and_no_others() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let draft = draft(&desk, "wechat");
    let mut request = with(request(&draft, wechat()), &[("m", "return {\"name\": dn}")]);
    request.context = json!({"dn": "cn=ada", "token": {}}).to_string();
    let run = desk.lab_run(&request).unwrap();
    let Some(LabError::Raised { type_name, .. }) = &run.pipeline.steps[0].error else {
        panic!("{:?}", run.pipeline.steps)
    };
    assert_eq!(type_name, "NameError", "dn is LDAP's");
}

#[test]
fn nobody_without_an_identifier_gets_as_far_as_a_mapping() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let draft = draft(&desk, "gitlab");
    // GitLab's default profile has no id (authentik's #16115).
    let request = with(request(&draft, json!({"sub": "1", "email": "a@b.c"})), &[("m", "return {}")]);
    let run = desk.lab_run(&request).unwrap();
    assert_eq!((run.pipeline.ended, run.pipeline.steps.len()), (Some(LabEnd::NoIdentifier), 0));
    let prediction = run.prediction.unwrap();
    assert_eq!(prediction.step, "B6");
    assert!(prediction.message.is_some_and(|message| message.contains("Could not determine id.")));
}

#[test]
fn wrong_texts_are_refused_and_say_where() {
    let home = tempfile::tempdir().unwrap();
    let desk = desk(home.path());
    let draft = draft(&desk, "wechat");
    let tried = |info: &str, context: &str| {
        let mut request = request(&draft, Value::Null);
        (request.info, request.context) = (info.to_owned(), context.to_owned());
        desk.lab_run(&request)
    };
    for (info, context, wanted) in [
        ("", "", "lab-not-json"),
        ("{\"openid\": }", "", "lab-not-json"),
        ("[]", "", "lab-not-object"),
        ("{}", "[1]", "lab-not-object"),
        ("{}", "{\"users\": 1}", "lab-context-wrong"),
        ("{}", "{\"tokens\": {}}", "lab-context-unknown"),
        ("{}", "{\"properties\": {}}", "lab-context-own"),
        (&format!("{{\"a\": \"{}\"}}", "x".repeat(1 << 20)), "", "lab-too-large"),
    ] {
        assert_eq!(code(tried(info, context)), wanted, "{info:.40} {context}");
    }
    let problem = tried("{\n \"openid\": }", "").unwrap_err();
    assert_eq!(problem.arguments.get("line").map(String::as_str), Some("2"));
}
