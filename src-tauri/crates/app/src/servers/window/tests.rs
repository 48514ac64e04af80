//! What the window gets of a plan.

use std::collections::BTreeMap;

use desk_authentik::{Action, Change, Conflict, ConflictKind, Drift, Model, Operation};
use desk_model::{Protocol, catalogue};
use serde_json::{Value as Json, json};

use super::drift::{DriftSide, side};
use super::value::{Labels, PlanValue, SecretInPlan, shown};
use super::views::{PlanDecision, operation_view};
use super::{ServersWindow, decision};

fn conflict(kind: ConflictKind, path: &str) -> Conflict {
    Conflict {
        kind,
        model: "authentik_sources_oauth.oauthsource".to_owned(),
        key: "wechat".to_owned(),
        path: path.to_owned(),
        last_pushed: Json::Null,
        server: Json::Null,
        draft: Json::Null,
    }
}

fn plan(id: &str) -> desk_authentik::Plan {
    let document = json!({
        "schema": 1, "id": id, "base": "", "made_at": 0, "way": "nothing", "operations": [], "conflicts": [],
        "notes": [], "server": {"name": "a", "url": "https://a/", "instance": null, "version": "2026.5.0",
        "production": false},
    });
    // A plan's way has another name among the window's types, and the same word in a file.
    desk_authentik::Plan::read(&document.to_string()).unwrap()
}

#[test]
fn a_value_is_a_text_a_person_reads() {
    let text = |text: &str| PlanValue::Text { text: text.to_owned() };
    for (value, expected) in [
        (json!(null), PlanValue::Nothing),
        (json!(""), PlanValue::Nothing),
        (json!([]), PlanValue::Nothing),
        (json!({}), PlanValue::Nothing),
        (json!(true), PlanValue::Flag { on: true }),
        (json!(17), text("17")),
        (json!("微信"), text("微信")),
        (json!(["a", "b"]), text("a\nb")),
        (json!({"secret": "set"}), PlanValue::Secret { state: SecretInPlan::Set }),
        (json!({"secret": "unknown"}), PlanValue::Secret { state: SecretInPlan::Unknown }),
        (json!({"secret": "unchanged"}), PlanValue::Secret { state: SecretInPlan::Unchanged }),
        (json!({"yaml": "!Env X\n"}), text("!Env X")),
        (json!({"a": 1}), text(r#"{"a":1}"#)),
    ] {
        assert_eq!(shown(&value), expected, "{value}");
    }
}

#[test]
fn a_field_has_its_label_and_a_choice_its_words() {
    let wechat = Labels::of_source(catalogue::find("wechat"));
    let source = Some(Model::Source(Protocol::OAuth));
    assert_eq!(wechat.label_id(source, "consumer_key").as_deref(), Some("field-consumer-key"));
    assert_eq!(wechat.label_id(source, "no_such_field"), None);
    assert_eq!(
        wechat.value(source, "user_matching_mode", &json!("email_link")),
        PlanValue::Choice {
            value: "email_link".to_owned(),
            label_id: "choice-user-matching-mode-email-link".to_owned()
        }
    );
    // Without a draft the protocol's fields are known all the same.
    let label = Labels::default().label_id(source, "consumer_key");
    assert_eq!(label.as_deref(), Some("field-consumer-key"));
    assert_eq!(
        Labels::default().label_id(Some(Model::Stage), "sources").as_deref(),
        Some("plan-field-sources")
    );
}

#[test]
fn an_operation_shows_what_changes_and_nothing_else() {
    let change = |path: &str, before: Json, after: Json| Change { path: path.to_owned(), before, after };
    let operation = Operation {
        action: Action::Create,
        model: "authentik_sources_oauth.oauthsource".to_owned(),
        identifiers: BTreeMap::from([("slug".to_owned(), "wechat".to_owned())]),
        entry: "source-wechat".to_owned(),
        draft: None,
        changes: vec![
            change("", json!("wechat"), json!(null)),
            change("icon", json!(null), json!("")),
            change("consumer_key", json!(null), json!("wx1")),
            change("additional_scopes", json!("a\nb"), json!("a\nc")),
        ],
        before: None,
        fields: Vec::new(),
    };
    let view = operation_view(&operation, &Labels::default());
    let paths: Vec<&str> = view.changes.iter().map(|change| change.path.as_str()).collect();
    assert_eq!((view.key.as_str(), paths), ("wechat", vec!["consumer_key", "additional_scopes"]));
    assert_eq!((view.changes[0].lines.len(), view.changes[1].lines.len()), (0, 3));
}

#[test]
fn each_conflict_says_what_can_be_decided_about_it() {
    use ConflictKind::{ChangedOnBoth, ChangedOnServer, GoneFromServer, Missing, NoSecret, NotOurs};
    let place = PlanDecision::Winner { place: "wechat.name".to_owned() };
    for (kind, path, expected) in [
        (ChangedOnBoth, "name", place.clone()),
        (ChangedOnServer, "name", place),
        (ChangedOnServer, "", PlanDecision::Nothing),
        (NotOurs, "", PlanDecision::Adopt),
        (GoneFromServer, "", PlanDecision::Adopt),
        (Missing, "enrollment_flow", PlanDecision::Nothing),
        (NoSecret, "consumer_secret", PlanDecision::Nothing),
    ] {
        assert_eq!(decision(&conflict(kind, path), None), expected, "{kind:?}");
    }
    assert_eq!(decision(&conflict(ChangedOnServer, ""), Some(1)), PlanDecision::OverChanges);
}

#[test]
fn who_changed_a_field_is_told() {
    let row = |path: &str, draft: Json, server: Json, last_pushed: Json| Drift {
        slug: "wechat".to_owned(),
        path: path.to_owned(),
        draft,
        server,
        last_pushed,
    };
    for (row, expected) in [
        (row("name", json!("a"), json!("b"), json!("a")), DriftSide::Server),
        (row("name", json!("b"), json!("a"), json!("a")), DriftSide::Draft),
        (row("name", json!("b"), json!("c"), json!("a")), DriftSide::Both),
        (row("icon", json!("b"), json!(""), json!(null)), DriftSide::Draft),
        (row("", json!("wechat"), json!(null), json!("wechat")), DriftSide::Missing),
    ] {
        assert_eq!(side(&row), expected, "{row:?}");
    }
}

#[test]
fn the_newest_plans_are_at_hand_and_an_older_one_is_a_problem() {
    let window = ServersWindow::default();
    for n in 0..=super::PLANS {
        window.keep(plan(&n.to_string()), None);
    }
    assert_eq!(window.plan("0").err().map(|problem| problem.code), Some("plan-gone".to_owned()));
    assert!(window.plan("1").is_ok() && window.plan(&super::PLANS.to_string()).is_ok());
}
