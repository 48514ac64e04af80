//! The override, read back.

use desk_blueprint::{SecretStyle, Value};
use desk_export::{COMPOSE_FILE, Export, ExportError, Provided, compose};

use crate::drafts::{CANARY, canaries, file, options, wechat};

fn read(export: &Export) -> Value {
    Value::from_yaml(&export.files[0].text).unwrap()
}

fn at<'a>(value: &'a Value, path: &[&str]) -> &'a Value {
    path.iter().try_fold(value, |value, key| value.get(key)).unwrap_or_else(|| panic!("no {path:?}"))
}

/// Returns the blueprint, each `$$` replaced as Compose does it.
pub fn content(export: &Export) -> String {
    let read = read(export);
    let text = at(&read, &["configs", "authentik-source-wechat", "content"]).as_text().unwrap().to_owned();
    assert!(!text.replace("$$", "").contains('$'), "Compose would replace something: {text}");
    text.replace("$$", "$")
}

#[test]
fn server_and_worker_get_the_blueprint_and_the_secret_file() {
    let draft = wechat();
    let made = options(file(), canaries(&[&draft]), Some("stage"));
    let export = compose(&[&draft], &made).unwrap();
    assert_eq!(export.files[0].name, COMPOSE_FILE);
    assert_eq!(content(&export), desk_blueprint::write(&[&draft], &made.blueprint).unwrap().text);
    let read = read(&export);
    for service in ["server", "worker"] {
        let config = &at(&read, &["services", service, "configs"]).as_sequence().unwrap()[0];
        assert_eq!(at(config, &["target"]).as_text(), Some("/blueprints/custom/wechat.yaml"));
        let secret = &at(&read, &["services", service, "secrets"]).as_sequence().unwrap()[0];
        assert_eq!(secret.as_text(), Some("wechat_consumer_secret"), "mounted as /run/secrets/NAME");
    }
    let path = at(&read, &["secrets", "wechat_consumer_secret", "file"]).as_text().unwrap();
    let [needed] = export.needed_secrets.as_slice() else { panic!("one secret") };
    assert_eq!(needed.provided, Provided::ComposeFile { path: path.to_owned() });
}

#[test]
fn a_variable_that_is_missing_stops_compose() {
    let draft = wechat();
    let export = compose(&[&draft], &options(SecretStyle::Env, canaries(&[&draft]), None)).unwrap();
    let read = read(&export);
    let name = "AUTHENTIK_SOURCE_WECHAT_CONSUMER_SECRET";
    let value = at(&read, &["services", "worker", "environment", name]).as_text().unwrap().to_owned();
    assert_eq!(value, format!("${{{name}:?}}"));
}

#[test]
fn a_secret_in_the_file_is_replaced_by_nothing() {
    let draft = wechat();
    let export = compose(&[&draft], &options(SecretStyle::Inline, canaries(&[&draft]), None)).unwrap();
    let read = read(&export);
    let name = "AUTHENTIK_SOURCE_WECHAT_CONSUMER_SECRET";
    let value = at(&read, &["services", "server", "environment", name]).as_text().unwrap().to_owned();
    assert_eq!(value, format!("{CANARY}-consumer_secret-$${{x}}%{{y}}"));
    assert_eq!(export.needed_secrets, []);
}

#[test]
fn a_mounted_blueprint_has_no_context() {
    let refused = compose(&[&wechat()], &options(SecretStyle::Context, Default::default(), None));
    assert_eq!(refused.unwrap_err(), ExportError::StyleNotFor { format: "compose", style: "context" });
}
