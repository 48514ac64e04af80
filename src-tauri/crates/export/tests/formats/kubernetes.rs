//! Manifests and values, read back.

use desk_blueprint::{SecretStyle, Value};
use desk_export::{Export, ExportError, KUBERNETES_SECRETS_FOLDER, Provided, kubernetes};
use desk_model::Draft;

use crate::drafts::{CANARY, canaries, draft, file, options, wechat};

/// Returns the manifests, one value each.
fn manifests(export: &Export) -> Vec<Value> {
    export.files[0].text.split("\n---\n").map(|text| Value::from_yaml(text).unwrap()).collect()
}

fn text<'a>(value: &'a Value, path: &[&str]) -> &'a str {
    let found = path.iter().try_fold(value, |value, key| value.get(key));
    found.and_then(Value::as_text).unwrap_or_else(|| panic!("no {path:?}"))
}

/// Returns the blueprint in the ConfigMap.
pub fn config_map(export: &Export) -> String {
    let manifests = manifests(export);
    let map = manifests.iter().find(|value| text(value, &["kind"]) == "ConfigMap").unwrap();
    text(map, &["data", "wechat.yaml"]).to_owned()
}

#[test]
fn the_config_map_holds_the_blueprint_that_reads_the_mounted_files() {
    let draft = wechat();
    let made = options(file(), canaries(&[&draft]), Some("stage"));
    let export = kubernetes(&[&draft], &made).unwrap();
    let folder = format!("{KUBERNETES_SECRETS_FOLDER}/wechat");
    let style = SecretStyle::File { directory: folder.clone() };
    let options = desk_blueprint::Options { secrets: style, ..made.blueprint };
    assert_eq!(config_map(&export), desk_blueprint::write(&[&draft], &options).unwrap().text);
    assert_eq!(manifests(&export).len(), 1, "no Secret");
    assert!(export.files[0].text.contains(
        "# kubectl create secret generic authentik-source-wechat --from-file=wechat_consumer_secret=./wechat_consumer_secret\n"
    ));
    let values = Value::from_yaml(&export.files[1].text).unwrap();
    let names = values.get("blueprints").and_then(|value| value.get("configMaps")).unwrap();
    assert_eq!(names.as_sequence().unwrap()[0].as_text(), Some("authentik-source-wechat"));
    let mounts = values.get("global").and_then(|value| value.get("volumeMounts")).unwrap();
    assert_eq!(text(&mounts.as_sequence().unwrap()[0], &["mountPath"]), folder);
    let volumes = values.get("global").and_then(|value| value.get("volumes")).unwrap();
    let secret = text(&volumes.as_sequence().unwrap()[0], &["secret", "secretName"]);
    assert_eq!(secret, "authentik-source-wechat");
    let [needed] = export.needed_secrets.as_slice() else { panic!("one secret") };
    let expected = Provided::KubernetesSecret {
        name: "authentik-source-wechat".to_owned(),
        key: "wechat_consumer_secret".to_owned(),
    };
    assert_eq!(needed.provided, expected);
}

#[test]
fn two_exports_can_be_in_the_same_values() {
    let (one, other) = (wechat(), draft("github", "github"));
    let listed = |draft: &Draft| -> [Value; 2] {
        let export = kubernetes(&[draft], &options(file(), canaries(&[draft]), None)).unwrap();
        let values = Value::from_yaml(&export.files[1].text).unwrap();
        let first = |list: &str| {
            let list = values.get("global").and_then(|value| value.get(list)).unwrap();
            list.as_sequence().unwrap()[0].clone()
        };
        [first("volumes"), first("volumeMounts")]
    };
    let ([volume, mount], [other_volume, other_mount]) = (listed(&one), listed(&other));
    assert_eq!(text(&volume, &["name"]), text(&mount, &["name"]));
    assert_ne!(text(&volume, &["name"]), text(&other_volume, &["name"]), "Kubernetes takes a name once");
    assert_ne!(text(&mount, &["mountPath"]), text(&other_mount, &["mountPath"]));
}

#[test]
fn variables_come_from_the_secret() {
    let draft = wechat();
    let export = kubernetes(&[&draft], &options(SecretStyle::Env, canaries(&[&draft]), None)).unwrap();
    assert!(config_map(&export).contains("!Env AUTHENTIK_SOURCE_WECHAT_CONSUMER_SECRET"));
    let values = Value::from_yaml(&export.files[1].text).unwrap();
    let env = values.get("global").and_then(|value| value.get("env")).unwrap();
    let variable = &env.as_sequence().unwrap()[0];
    assert_eq!(text(variable, &["name"]), "AUTHENTIK_SOURCE_WECHAT_CONSUMER_SECRET");
    assert_eq!(text(variable, &["valueFrom", "secretKeyRef", "key"]), text(variable, &["name"]));
}

#[test]
fn the_secret_stands_in_a_secret_only_if_that_was_asked_for() {
    let draft = wechat();
    let export = kubernetes(&[&draft], &options(SecretStyle::Inline, canaries(&[&draft]), None)).unwrap();
    let manifests = manifests(&export);
    assert_eq!(text(&manifests[0], &["kind"]), "Secret");
    assert!(text(&manifests[0], &["stringData", "wechat_consumer_secret"]).starts_with(CANARY));
    assert!(!config_map(&export).contains(CANARY), "a ConfigMap is no place for it");
    assert!(!export.files[1].text.contains(CANARY));
}

#[test]
fn a_mounted_blueprint_has_no_context() {
    let refused = kubernetes(&[&wechat()], &options(SecretStyle::Context, Default::default(), None));
    assert_eq!(refused.unwrap_err(), ExportError::StyleNotFor { format: "kubernetes", style: "context" });
}
