//! One field of a person's own file is changed, and nothing else of it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what reads a sample for a test may fail the test")]

mod corpus;

use corpus::{READABLE, samples};
use desk_blueprint::{Change, Document, NotEdited, Tag, Value, edit, positions, read};
use proptest::prelude::*;

fn set(entry: usize, field: &str, value: Value) -> Change {
    Change::Set { entry, field: field.to_owned(), value }
}

/// Changes a text and expects that nothing was refused.
fn edited(text: &str, changes: &[Change]) -> String {
    let edited = edit(text, changes).unwrap();
    assert_eq!(edited.refused, [], "{text}");
    edited.text
}

fn why(text: &str, change: Change) -> NotEdited {
    let edited = edit(text, &[change]).unwrap();
    assert_eq!(edited.text, text);
    edited.refused[0].1
}

/// Returns the names of an entry's fields, identifiers first.
fn fields(document: &Document, entry: usize) -> Vec<String> {
    let entry = &document.entries[entry];
    let mut names = Vec::new();
    for mapping in [&entry.identifiers, &entry.attrs] {
        let Value::Mapping(pairs) = mapping else { panic!("a mapping") };
        names.extend(pairs.iter().map(|(key, _)| key.as_text().unwrap().to_owned()));
    }
    names
}

fn with(mut document: Document, index: usize, field: &str, value: &Value) -> Document {
    let entry = &mut document.entries[index];
    let is_identifier = entry.identifiers.get(field).is_some();
    let Value::Mapping(pairs) = (if is_identifier { &mut entry.identifiers } else { &mut entry.attrs })
    else {
        panic!("a mapping")
    };
    match pairs.iter_mut().find(|(key, _)| key.as_text() == Some(field)) {
        Some(pair) => pair.1 = value.clone(),
        None => pairs.push((Value::text(field), value.clone())),
    }
    document
}

fn new_values() -> Vec<Value> {
    vec![
        Value::text("new"),
        Value::text("it's \"new\": #1 微信"),
        Value::text("yes"),
        Value::text(""),
        Value::text("def f():\n\treturn {}\n"),
        Value::text("two\n\n\n"),
        Value::Bool(false),
        Value::Null,
        Value::tagged_text(Tag::Env, "NEW"),
        Value::Sequence(vec![]),
        Value::Sequence(vec![Value::tagged_text(Tag::KeyOf, "a"), Value::text("x".repeat(130))]),
        Value::mapping([("keys", Value::Sequence(vec![Value::mapping([("a", Value::text("b"))])]))]),
        Value::tagged_sequence(
            Tag::Find,
            [Value::text("a.b"), Value::Sequence(vec![Value::text("slug"), Value::text("x")])],
        ),
    ]
}

/// Asserts that only lines from one on, and before another, differ (from 1).
fn assert_only_lines(before: &str, after: &str, from: usize, to: usize, what: &str) {
    if before == after {
        return;
    }
    let [old, new]: [Vec<&str>; 2] = [before, after].map(|text| text.split('\n').collect());
    let n_same_before = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let most = old.len().min(new.len()) - n_same_before;
    let n_same_behind =
        old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    assert!(
        n_same_before + 1 >= from,
        "{what}: line {} changed, the field begins at {from}\n{after}",
        n_same_before + 1
    );
    let last = old.len() - n_same_behind;
    assert!(last < to, "{what}: line {last} changed, the field ends before {to}\n{after}");
}

#[test]
fn each_field_of_each_entry_changes_alone_whatever_its_new_value() {
    let (mut n_edited, mut n_refused) = (0, 0);
    for sample in samples(&READABLE) {
        let document = read(&sample.text).unwrap();
        let places = positions(&sample.text).unwrap();
        let n_lines = sample.text.split('\n').count();
        let mut starts: Vec<usize> = (0..document.entries.len())
            .flat_map(|index| {
                let fields = fields(&document, index);
                let fields = fields.iter().filter_map(|name| places.field(index, name)).collect::<Vec<_>>();
                fields.into_iter().chain(places.entry(index)).map(|at| at.line)
            })
            .collect();
        starts.push(n_lines + 1);
        starts.sort_unstable();
        for index in 0..document.entries.len() {
            for name in fields(&document, index) {
                for value in new_values() {
                    let what = format!("{} {index} {name} {value:?}", sample.name);
                    let edited = edit(&sample.text, &[set(index, &name, value.clone())]).unwrap();
                    if let Some((_, why)) = edited.refused.first() {
                        assert_ne!(*why, NotEdited::Unsure, "{what}");
                        assert!(
                            ["people/anchors.yaml", "people/odd-but-valid.yaml"]
                                .contains(&sample.name.as_str()),
                            "{what}: {why:?}"
                        );
                        assert_eq!(edited.text, sample.text);
                        n_refused += 1;
                        continue;
                    }
                    n_edited += 1;
                    assert_eq!(
                        read(&edited.text),
                        Ok(with(document.clone(), index, &name, &value)),
                        "{what}\n{}",
                        edited.text
                    );
                    let Some(at) = places.field(index, &name) else {
                        // It came from a merge key and now has a line of its own.
                        assert!(edited.text.len() > sample.text.len());
                        continue;
                    };
                    let next = starts.iter().find(|line| **line > at.line).copied().unwrap();
                    assert_only_lines(&sample.text, &edited.text, at.line, next, &what);
                    let line = sample.text.lines().nth(at.line - 1).unwrap();
                    if let Some((_, comment)) = line.rsplit_once(" #").filter(|_| next == at.line + 1) {
                        assert!(edited.text.contains(&format!(" #{comment}")), "{what}\n{}", edited.text);
                    }
                    let breaks = |text: &str| {
                        (text.matches("\r\n").count() > 0, text.replace("\r\n", "").contains('\r'))
                    };
                    assert_eq!(breaks(&edited.text), breaks(&sample.text), "{what}");
                }
            }
        }
    }
    assert!(n_edited > 4_000 && n_refused < 400, "{n_edited} edited, {n_refused} refused");
}

#[test]
fn a_field_that_is_absent_comes_at_the_end_of_attrs() {
    for sample in samples(&READABLE) {
        let document = read(&sample.text).unwrap();
        for (index, entry) in document.entries.iter().enumerate() {
            for value in new_values() {
                let what = format!("{} {index} {value:?}", sample.name);
                let edited = edit(&sample.text, &[set(index, "brand_new", value.clone())]).unwrap();
                if let Some((_, why)) = edited.refused.first() {
                    assert_ne!(*why, NotEdited::Unsure, "{what}");
                    let is_without = matches!(&entry.attrs, Value::Mapping(pairs) if pairs.is_empty());
                    assert!(is_without || sample.name == "people/anchors.yaml", "{what}: {why:?}");
                    continue;
                }
                assert_eq!(
                    read(&edited.text),
                    Ok(with(document.clone(), index, "brand_new", &value)),
                    "{what}"
                );
                let (old, new) = (sample.text.as_str(), edited.text.as_str());
                let start = old.bytes().zip(new.bytes()).take_while(|(one, other)| one == other).count();
                let added = new.len() - old.len();
                assert_eq!(
                    old.get(start..),
                    new.get(start + added..),
                    "{what}: something else changed\n{new}"
                );
            }
        }
    }
}

const FILE: &str = "\
version: 1
entries:
  # first
  - model: a.b   # model
    id: x
    identifiers: {slug: \"s\"}
    attrs:
      name: 'Old'     # the name
      key: !Env KEY
      expression: |  # code
        return {}

      # about flow
      flow: !Find
        - a.b
        - [slug, x]
      empty:   # nothing
  # second
  - model: a.c
    identifiers: {}
    attrs: {}
";

#[test]
fn comments_quotes_order_and_indentation_stay() {
    let changes = [
        set(0, "slug", Value::text("t")),
        set(0, "name", Value::text("It's new")),
        set(0, "key", Value::text("k")),
        set(0, "expression", Value::text("a = 1\nreturn {}\n")),
        set(0, "flow", Value::Null),
        set(0, "empty", Value::Bool(true)),
        set(0, "more", Value::text("one")),
        set(1, "a", Value::Integer(1)),
        set(0, "last", Value::text("two")),
        set(1, "b", Value::text("x, y")),
    ];
    let expected = "\
version: 1
entries:
  # first
  - model: a.b   # model
    id: x
    identifiers: {slug: \"t\"}
    attrs:
      name: 'It''s new'     # the name
      key: k
      expression: |  # code
        a = 1
        return {}

      # about flow
      flow: null
      empty: true   # nothing
      more: one
      last: two
  # second
  - model: a.c
    identifiers: {}
    attrs: {a: 1, b: \"x, y\"}
";
    assert_eq!(edited(FILE, &changes), expected);
}

#[test]
fn a_text_of_several_lines_takes_the_comment_of_the_old_line_along() {
    let text = edited(FILE, &[set(0, "name", Value::text("a\nb\n"))]);
    assert!(text.contains("      name: |     # the name\n        a\n        b\n      key:"), "{text}");
}

#[test]
fn a_new_entry_stands_before_another_and_before_its_comments() {
    let entry = Value::mapping([
        ("model", Value::text("a.m")),
        ("id", Value::text("m")),
        ("identifiers", Value::mapping([("name", Value::text("new"))])),
    ]);
    let changes = [
        Change::Insert { entry: 1, value: entry.clone() },
        set(1, "maps", Value::Sequence(vec![Value::tagged_text(Tag::KeyOf, "m")])),
    ];
    let text = edited(FILE, &changes);
    let expected = "      empty:   # nothing\n  - model: a.m\n    id: m\n    identifiers:\n      name: new\n  # second\n  - model: a.c\n    identifiers: {}\n    attrs: {maps: [!KeyOf m]}\n";
    assert!(text.ends_with(expected), "{text}");
    let windows = edited(&FILE.replace('\n', "\r\n"), &changes);
    assert_eq!(windows, text.replace('\n', "\r\n"));
    let braces = "entries: [{model: a.b, identifiers: {}}]\n";
    assert_eq!(why(braces, Change::Insert { entry: 0, value: entry }), NotEdited::Unusual);
}

#[test]
fn a_change_that_would_reach_further_is_refused() {
    let shared = "x: &x {name: a}\nentries:\n- model: a.b\n  identifiers: {}\n  attrs: &y\n    <<: *x\n    key: &k v\n- model: a.c\n  identifiers: {k: *k}\n  attrs: *y\n";
    assert_eq!(why(shared, set(0, "key", Value::text("w"))), NotEdited::Shared);
    assert_eq!(why(shared, set(0, "new", Value::text("w"))), NotEdited::Shared);
    assert_eq!(why(shared, set(1, "key", Value::text("w"))), NotEdited::Unusual);
    assert_eq!(why(shared, set(7, "key", Value::text("w"))), NotEdited::NoEntry);
    // An alias that is itself the value is just this field's.
    assert!(edited(shared, &[set(1, "k", Value::text("w"))]).ends_with("identifiers: {k: w}\n  attrs: *y\n"));
    let own = "entries:\n- model: a.b\n  identifiers: {}\n  attrs:\n    key: &unused !Env X # c\n";
    assert!(edited(own, &[set(0, "key", Value::text("w"))]).ends_with("    key: &unused w # c\n"));
}

#[test]
fn of_several_changes_those_that_fit_are_made() {
    let edited = edit(FILE, &[set(9, "a", Value::Null), set(0, "name", Value::text("N"))]).unwrap();
    assert_eq!(edited.refused, [(0, NotEdited::NoEntry)]);
    assert!(edited.text.contains("name: 'N'     # the name\n"));
}

fn any_layout() -> impl Strategy<Value = String> {
    let comment = prop_oneof![Just(""), Just("  # c"), Just(" # 微信: 'x'")];
    let value = prop::sample::select(
        &[
            "v",
            "'v'",
            "\"v\"",
            "",
            "!Env V",
            "[a, b]",
            "{a: b}",
            "&n v",
            "|\n        a\n        b",
            ">-\n        a\n\n        b",
            "|+\n        a\n\n",
            "\n        - a\n        - b",
            "\n        a: b",
            "two\n        lines",
            "*anchor",
            "!Find\n        - a\n        - b",
        ][..],
    );
    let field = (value, comment).prop_map(|(value, comment)| match value.split_once('\n') {
        Some((first, rest)) if !first.starts_with("two") => format!("{first}{comment}\n{rest}"),
        Some(_) => value.to_owned(),
        None => format!("{value}{comment}"),
    });
    (
        prop::collection::vec(field, 1..5),
        prop::collection::vec(prop::sample::select(&["", "      # between\n", "\n"][..]), 5),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(fields, between, has_end, is_windows)| {
            let mut text =
                "x: &anchor y\nentries:\n  - model: a.b\n    identifiers: {slug: s}\n    attrs:\n".to_owned();
            for (number, (field, between)) in fields.iter().zip(between).enumerate() {
                text.push_str(&format!("{between}      f{number}: {field}\n"));
            }
            if has_end {
                text.push_str("  - model: a.c\n    identifiers: {}\n");
            } else {
                text.pop();
            }
            if is_windows { text.replace('\n', "\r\n") } else { text }
        })
}

proptest! {
    #[test]
    fn whatever_the_layout_a_change_reads_back_as_just_that_change(text in any_layout(), at in 0_usize..6, number in 0_usize..13, more in ".*") {
        let Ok(document) = read(&text) else { return Ok(()) };
        let mut value = new_values().swap_remove(number);
        if matches!(&value, Value::Text(text) if text == "new") {
            value = Value::text(more);
        }
        let field = format!("f{at}");
        let edited = edit(&text, &[set(0, &field, value.clone())]).unwrap();
        prop_assert_eq!(&edited.refused, &[], "{}", text);
        prop_assert_eq!(read(&edited.text), Ok(with(document, 0, &field, &value)), "{}\n{}", text, edited.text);
    }
}
