//! The table of commands, the permissions, the capability and the TypeScript client are one list.

use std::collections::BTreeSet;
use std::path::Path;

use super::*;

fn names() -> BTreeSet<String> {
    COMMAND_NAMES.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn the_capability_allows_exactly_the_commands() {
    let capability: serde_json::Value =
        serde_json::from_str(include_str!("../capabilities/main.json")).unwrap();
    let allowed: BTreeSet<String> = capability["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|permission| permission.as_str().unwrap().to_owned())
        .collect();
    let expected = names().iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    assert_eq!(allowed, expected);
    assert_eq!(capability["windows"], serde_json::json!(["main"]));
    assert!(capability.get("remote").is_none());
}

#[test]
fn the_content_security_policy_allows_no_inline_code_and_no_other_origin() {
    let config: serde_json::Value = serde_json::from_str(include_str!("../tauri.conf.json")).unwrap();
    let policy = config["app"]["security"]["csp"].as_str().unwrap();
    assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("blob:"), "{policy}");
    for directive in policy.split("; ") {
        assert!(!directive.starts_with("script-src") || directive == "script-src 'self'", "{directive}");
        assert!(!directive.starts_with("style-src") || directive == "style-src 'self'", "{directive}");
    }
    assert!(policy.starts_with("default-src 'none'"));
    assert_eq!(config["app"]["withGlobalTauri"], false);
}

#[test]
fn the_typescript_client_is_current_and_has_exactly_the_commands() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/ipc/generated.ts");
    let fresh = tempfile::NamedTempFile::new().unwrap();
    command_table::<tauri::Wry>().export(specta_typescript::Typescript::default(), fresh.path()).unwrap();
    // Only the web UI's platform folder may name Tauri's packages.
    let generated = std::fs::read_to_string(fresh.path()).unwrap();
    let expected = generated.replace("@tauri-apps/api/core", "../platform/tauri");
    assert_ne!(generated, expected, "the import has changed");
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let called: BTreeSet<String> = expected
        .split("__TAURI_INVOKE(\"")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
        .collect();
    assert_eq!(called, names());
    assert!(std::fs::read_to_string(&path).unwrap_or_default() == expected, "run `cargo xtask bindings`");
}
