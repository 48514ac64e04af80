use proptest::prelude::*;

use super::*;

/// Texts that a careless writer would change: each is tried alone, as an item, as a key and behind a tag.
const TRICKY: &[&str] = &[
    "",
    " ",
    "a ",
    " a",
    "yes",
    "No",
    "null",
    "~",
    "0123",
    "1e3",
    "1:30",
    "2028-12-31",
    "=",
    "<<",
    "---",
    "...",
    "- a",
    "? a",
    ": ",
    "a: b",
    "a #b",
    "#a",
    "%(slug)s",
    "%a",
    "{{ x }}",
    "{% if %}",
    "[",
    "!KeyOf x",
    "&a",
    "*a",
    "|",
    ">",
    "@a",
    "`a`",
    "it's",
    "say \"hi\"",
    "'\"\\",
    "微信 😀",
    "a\tb",
    "\ta",
    "a\nb",
    "a\nb\n",
    "a\nb\n\n\n",
    "\n",
    "\n\na",
    "a\n",
    " a\nb",
    "a\n b\n  c\n",
    "a  \n\t\nb \n",
    "a\n   \nb",
    "a\n  ",
    "a\r\nb",
    "a\rb",
    "a\u{85}b",
    "a\u{2028}b",
    "\u{feff}a",
    "\u{0}",
    "\u{1b}[0m",
    "\u{7f}",
    "\u{fffe}",
    "\u{10ffff}",
    "a\n---\nb\n",
    "a\n...\n# b\n",
    "a,b",
    "y",
];

fn round(value: &Value) {
    let text = value.to_yaml();
    assert_eq!(Value::from_yaml(&text).as_ref(), Ok(value), "{text}");
}

#[test]
fn tricky_texts_survive_in_every_place() {
    for text in TRICKY {
        round(&Value::text(*text));
        round(&Value::Sequence(vec![Value::text(*text), Value::Null]));
        round(&Value::mapping([(*text, Value::text(*text)), ("z", Value::Bool(true))]));
        round(&Value::tagged_text(Tag::Env, *text));
        round(&Value::mapping([("a", Value::tagged_text(Tag::Format, *text))]));
        round(&Value::tagged_sequence(
            Tag::If,
            [Value::mapping([("k", Value::text(*text))]), Value::text(*text)],
        ));
    }
}

#[test]
fn a_multi_line_text_is_a_literal_block_that_a_person_can_read() {
    let value = Value::mapping([("expression", Value::text("if a:  \n\treturn {}\n"))]);
    assert_eq!(value.to_yaml(), "expression: |\n  if a:  \n  \treturn {}\n");
}

#[test]
fn aliases_and_merge_keys_are_replaced_and_the_own_key_wins() {
    let text = "base: &b {a: 1, b: 2}\nother:\n  <<: *b\n  b: 3\nboth:\n  <<: [{a: 5}, *b]\n";
    let value = Value::from_yaml(text).unwrap();
    let pairs = |a, b| Value::mapping([("a", Value::Integer(a)), ("b", Value::Integer(b))]);
    assert_eq!(value.get("other"), Some(&pairs(1, 3)));
    assert_eq!(value.get("both"), Some(&pairs(5, 2)));
}

#[test]
fn of_two_equal_keys_the_later_wins() {
    assert_eq!(
        Value::from_yaml("a: 1\nb: 2\na: 3\n").unwrap(),
        Value::mapping([("a", Value::Integer(3)), ("b", Value::Integer(2))])
    );
}

#[test]
fn a_scalar_behind_a_tag_is_its_text_and_a_tag_of_yaml_is_obeyed() {
    for (text, value) in [
        ("!KeyOf 010", Value::tagged_text(Tag::KeyOf, "010")),
        ("!Context", Value::tagged_text(Tag::Context, "")),
        (
            "!other {a: !Env A}",
            Value::Tagged(
                Tag::Unknown("!other".into()),
                Content::Mapping(vec![(Value::text("a"), Value::tagged_text(Tag::Env, "A"))]),
            ),
        ),
        ("!!str 010", Value::text("010")),
        ("! 010", Value::text("010")),
        ("!!int \"7\"", Value::Integer(7)),
        ("!!map {}", Value::Mapping(vec![])),
        ("!!binary aGk=", Value::tagged_text(Tag::Unknown("tag:yaml.org,2002:binary".into()), "aGk=")),
        (
            "!<tag:example.com,2000:x> y",
            Value::tagged_text(Tag::Unknown("tag:example.com,2000:x".into()), "y"),
        ),
        (
            "%TAG !e! tag:example.com,2000:\n---\n!e!x y",
            Value::tagged_text(Tag::Unknown("tag:example.com,2000:x".into()), "y"),
        ),
        ("'yes'", Value::text("yes")),
        ("yes", Value::Bool(true)),
    ] {
        assert_eq!(Value::from_yaml(text).as_ref(), Ok(&value), "{text}");
    }
}

#[test]
fn a_fault_in_the_text_is_told_by_line_and_column() {
    assert_eq!(
        Value::from_yaml("a: 1\nb: [\n"),
        Err(BlueprintError::NotYaml { at: Position { line: 2, column: 4 } })
    );
    assert!(matches!(
        Value::from_yaml("a: *nobody\n"),
        Err(BlueprintError::NotYaml { at: Position { line: 1, .. } })
    ));
    assert!(matches!(
        Value::from_yaml("a: &a [*a]\n"),
        Err(BlueprintError::NotYaml { at: Position { line: 1, .. } })
    ));
    assert!(matches!(
        Value::from_yaml("[a]: b\n"),
        Err(BlueprintError::NotYaml { at: Position { line: 1, .. } })
    ));
    assert!(matches!(
        Value::from_yaml("<<: a\n"),
        Err(BlueprintError::NotYaml { at: Position { line: 1, .. } })
    ));
}

#[test]
fn bombs_are_refused() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..9 {
        let alias = format!("*a{}", level - 1);
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", vec![alias; 10].join(", ")));
    }
    assert!(matches!(Value::from_yaml(&bomb), Err(BlueprintError::TooManyAliases { .. })));
    let many = format!("a: &a x\nb: [{}]\n", "*a, ".repeat(1001));
    assert!(matches!(
        Value::from_yaml(&many),
        Err(BlueprintError::TooManyAliases { at: Position { line: 2, .. } })
    ));
    for n_levels in [70, 300, 100_000] {
        let deep = format!("{}{}", "[".repeat(n_levels), "]".repeat(n_levels));
        let refused = Value::from_yaml(&deep);
        assert!(matches!(refused, Err(BlueprintError::TooDeep { limit: 64, .. })), "{n_levels}: {refused:?}");
        let deep = format!("{}x", "- ".repeat(n_levels));
        let refused = Value::from_yaml(&deep);
        assert!(matches!(refused, Err(BlueprintError::TooDeep { limit: 64, .. })), "{n_levels}: {refused:?}");
    }
    let wide = "- x\n".repeat(250_001);
    assert_eq!(Value::from_yaml(&wide), Err(BlueprintError::TooLarge { limit: 250_000 }));
    let long = "#".repeat(8 * 1024 * 1024 + 1);
    assert_eq!(Value::from_yaml(&long), Err(BlueprintError::TooLarge { limit: 8 * 1024 * 1024 }));
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ \\t\\n\\ra#:\\-'\"|&*!%@\\[\\]{},?\\\\é微😀\u{85}\u{2028}\u{feff}]{0,12}",
        prop::sample::select(TRICKY).prop_map(str::to_owned),
    ]
}

fn any_tag() -> impl Strategy<Value = Tag> {
    prop_oneof![
        prop::sample::select(&["!KeyOf", "!Find", "!If", "!Value", "!ParseJSON", "!other", "!a.b/c"][..])
            .prop_map(Tag::from_spelling),
        ".{1,8}".prop_map(|text| Tag::Unknown(format!("tag:example.com,2000:{text}"))),
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Integer),
        any::<f64>().prop_filter("equal to itself", |number| !number.is_nan()).prop_map(Value::Float),
        any_text().prop_map(Value::Text),
        (any_tag(), any_text()).prop_map(|(tag, text)| Value::Tagged(tag, Content::Text(text))),
        Just(resolve("2028-12-31")),
        Just(resolve("1:30")),
    ];
    leaf.clone().prop_recursive(5, 48, 5, move |inner| {
        let items = prop::collection::vec(inner.clone(), 0..5);
        let pairs = prop::collection::vec((leaf.clone(), inner), 0..4).prop_map(last_of_each);
        prop_oneof![
            items.clone().prop_map(Value::Sequence),
            pairs.clone().prop_map(Value::Mapping),
            (any_tag(), items).prop_map(|(tag, items)| Value::Tagged(tag, Content::Sequence(items))),
            (any_tag(), pairs).prop_map(|(tag, pairs)| Value::Tagged(tag, Content::Mapping(pairs))),
        ]
    })
}

proptest! {
    #[test]
    fn every_value_reads_back_as_it_was_written(value in any_value()) {
        let text = value.to_yaml();
        prop_assert_eq!(Value::from_yaml(&text), Ok(value), "{}", text);
    }

    #[test]
    fn every_text_reads_back_as_it_was_written(text in any_text()) {
        let value = Value::mapping([("expression", Value::text(&text)), ("z", Value::Sequence(vec![Value::text(text)]))]);
        prop_assert_eq!(Value::from_yaml(&value.to_yaml()), Ok(value));
    }

    #[test]
    fn no_text_upsets_the_reader(text in any_text(), many in prop::collection::vec(any_text(), 0..8)) {
        let _ = Value::from_yaml(&text);
        let _ = Value::from_yaml(&many.concat());
    }
}
