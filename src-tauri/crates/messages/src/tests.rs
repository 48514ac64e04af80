//! The catalogues agree with each other, and the web UI's list of ids is current.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::*;

/// Returns each message of a language with the names of its arguments.
fn messages(catalogues: &[(&str, &str)]) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    for (file, text) in catalogues {
        let resource =
            fluent_syntax::parser::parse(*text).unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                let mut names = BTreeSet::new();
                let value = message.value.unwrap_or_else(|| panic!("{} has no text", message.id.name));
                collect(&value, &mut names);
                let before = messages.insert(message.id.name.to_owned(), names);
                assert!(before.is_none(), "{} stands twice, again in {file}", message.id.name);
            }
        }
    }
    messages
}

fn collect(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                collect_inline(inline, names)
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                collect_inline(selector, names);
                variants.iter().for_each(|variant| collect(&variant.value, names));
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    if let InlineExpression::VariableReference { id } = inline {
        names.insert(id.name.to_owned());
    }
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_arguments() {
    assert_eq!(messages(ENGLISH), messages(CHINESE));
}

#[test]
fn chinese_messages_are_chinese_unless_they_are_names() {
    let same: Vec<&str> = id::ALL
        .iter()
        .filter(|id| text(Locale::En, **id, &[]) == text(Locale::ZhCn, **id, &[]))
        .map(|id| id.0)
        .filter(|id| text(Locale::En, MessageId(id), &[]).split_whitespace().count() > 3)
        .collect();
    assert!(same.is_empty(), "not translated: {same:?}");
}

#[test]
fn the_nearest_language_of_a_setting_is_found() {
    for (setting, locale) in [
        ("zh_CN.UTF-8", Locale::ZhCn),
        ("zh-Hans", Locale::ZhCn),
        ("de-DE", Locale::En),
        ("C", Locale::En),
        ("", Locale::En),
    ] {
        assert_eq!(Locale::nearest(setting), locale, "{setting}");
    }
}

#[test]
fn an_argument_stands_in_the_text_without_marks() {
    let text = find(Locale::En, "err-draft-not-found", [("subject", "wechat")]).unwrap();
    assert!(text.contains("wechat") && !text.contains('\u{2068}'), "{text}");
    assert_eq!(find(Locale::En, "no-such-message", []), None);
}

#[test]
fn the_ids_that_the_web_ui_knows_are_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/messages/ids.generated.ts");
    let mut expected = String::from(
        "// Made from the English catalogues by `cargo xtask bindings`. Do not edit.\n\nexport type MessageId =\n",
    );
    let ids: BTreeSet<&str> = id::ALL.iter().map(|id| id.0).collect();
    expected.push_str(&ids.iter().map(|id| format!("  | \"{id}\"")).collect::<Vec<_>>().join("\n"));
    expected.push_str(";\n");
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "run `cargo xtask bindings`");
}
