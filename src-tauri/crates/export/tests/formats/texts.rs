//! Any text at all comes back from Terraform, from a ConfigMap and from Compose as it was.

use desk_blueprint::Value;
use desk_export::{compose, kubernetes, terraform};
use proptest::prelude::*;

use crate::compose::content;
use crate::drafts::{canaries, file, mapping, options, wechat};
use crate::kubernetes::config_map;
use crate::terraform::{block, parsed, value};

/// What a heredoc, a template or a YAML block could trip over.
const PIECES: [&str; 26] = [
    "${", "%{", "$", "%", "{", "}", "$$", "%%", "$${", "\"", "\\", "\n", "\r", "\r\n", "\t", "EOT",
    "\nEOT\n", "\n  EOT", "EOT2", "#", " ", "\u{0}", "\u{85}", "\u{2028}", "微信", "😀",
];

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => proptest::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-z ]{0,6}",
    ];
    proptest::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn a_text_comes_back_from_terraform(name in any_text(), expression in any_text()) {
        let mut draft = wechat();
        draft.name = name.clone();
        draft.user_property_mappings.push(mapping("m", &expression));
        let export = terraform(&[&draft], &options(file(), canaries(&[&draft]), None)).unwrap();
        let body = parsed(&export);
        let source = block(&body, &["resource", "authentik_source_oauth", "wechat"]).body();
        prop_assert_eq!(value(source, "name"), name.into());
        let made = block(&body, &["resource", "authentik_property_mapping_source_oauth", "m"]).body();
        prop_assert_eq!(value(made, "expression"), expression.into());
    }

    #[test]
    fn a_blueprint_comes_back_from_a_config_map_and_from_compose(
        name in any_text(), expression in any_text()
    ) {
        let mut draft = wechat();
        draft.name = name;
        draft.user_property_mappings.push(mapping("m", &expression));
        let made = options(file(), canaries(&[&draft]), None);
        let export = compose(&[&draft], &made).unwrap();
        let expected = desk_blueprint::write(&[&draft], &made.blueprint).unwrap().text;
        prop_assert_eq!(content(&export), expected);
        let export = kubernetes(&[&draft], &made).unwrap();
        let blueprint = config_map(&export);
        let values = |text: &str| Value::from_yaml(text).unwrap();
        let read = values(&blueprint);
        let entries = read.get("entries").and_then(Value::as_sequence).unwrap();
        let found = entries.iter().any(|entry| {
            let attrs = entry.get("attrs");
            attrs.and_then(|attrs| attrs.get("expression")).and_then(Value::as_text) == Some(expression.as_str())
        });
        prop_assert!(found);
    }
}
