//! authentik's blueprints and people's are read, drafted and written, and nothing is lost on the way.

#![expect(clippy::unwrap_used, reason = "what reads a sample for a test may fail the test")]

mod corpus;

use std::collections::{BTreeMap, BTreeSet};

use corpus::{READABLE, samples};
use desk_blueprint::{
    AtHand, BlueprintError, Content, DraftedSource, NotABlueprint, Options, SecretStyle, Tag, Value,
    draft_from, positions, read, write,
};
use desk_model::{DraftId, Field};

fn tags_of(value: &Value, tags: &mut BTreeMap<String, usize>) {
    if let Value::Tagged(tag, _) = value {
        *tags.entry(tag.spelling().to_owned()).or_default() += 1;
    }
    match value {
        Value::Sequence(items) | Value::Tagged(_, Content::Sequence(items)) => {
            items.iter().for_each(|item| tags_of(item, tags));
        }
        Value::Mapping(pairs) | Value::Tagged(_, Content::Mapping(pairs)) => {
            for (key, value) in pairs {
                tags_of(key, tags);
                tags_of(value, tags);
            }
        }
        _ => {}
    }
}

#[test]
fn every_blueprint_is_written_and_read_back_as_the_same_document() {
    for sample in samples(&READABLE) {
        let document = read(&sample.text).unwrap_or_else(|error| panic!("{}: {error}", sample.name));
        let text = document.to_yaml();
        assert_eq!(read(&text).as_ref(), Ok(&document), "{}:\n{text}", sample.name);
        // Written once more it is the same file, byte for byte.
        assert_eq!(read(&text).unwrap().to_yaml(), text, "{}", sample.name);
    }
}

#[test]
fn all_tags_of_authentik_and_unknown_ones_and_unknown_models_come_back() {
    let every = samples(&["people"]);
    let text = &every.iter().find(|sample| sample.name.ends_with("every-tag.yaml")).unwrap().text;
    let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
    tags_of(&Value::from_yaml(text).unwrap(), &mut before);
    tags_of(&Value::from_yaml(&read(text).unwrap().to_yaml()).unwrap(), &mut after);
    assert_eq!(before, after);
    let known = before.keys().filter(|tag| !matches!(Tag::from_spelling(tag), Tag::Unknown(_))).count();
    assert_eq!(known, 14);
    for tag in ["!Vault", "!Ours", "tag:example.com,2026:z", "tag:yaml.org,2002:timestamp"] {
        assert!(before.contains_key(tag), "{tag}");
    }
    let models: BTreeSet<_> = samples(&READABLE)
        .iter()
        .flat_map(|sample| read(&sample.text).unwrap().entries)
        .filter_map(|entry| entry.model.as_text().map(str::to_owned))
        .collect();
    assert!(models.contains("acme_plugin.widget") && models.len() > 15, "{models:?}");
}

#[test]
fn what_is_no_blueprint_is_refused_with_the_reason() {
    let reasons: Vec<_> = samples(&["refused"])
        .into_iter()
        .map(|sample| (sample.name, read(&sample.text).unwrap_err()))
        .collect();
    let part = |part| BlueprintError::NotABlueprint { why: NotABlueprint::EntryPart { index: 0, part } };
    let expected = [
        ("refused/bad-yaml.yaml", None),
        ("refused/no-identifiers.yaml", Some(part("identifiers"))),
        ("refused/no-model.yaml", Some(part("model"))),
        ("refused/version-2.yaml", Some(BlueprintError::NotABlueprint { why: NotABlueprint::Version })),
    ];
    for ((name, reason), (expected_name, expected)) in reasons.iter().zip(&expected) {
        assert_eq!(name, expected_name);
        match expected {
            Some(expected) => assert_eq!(reason, expected, "{name}"),
            None => assert!(matches!(reason, BlueprintError::NotYaml { at } if at.line == 7 || at.line == 8)),
        }
    }
    assert_eq!(reasons.len(), expected.len());
}

#[test]
fn every_entry_and_every_field_that_stands_in_a_file_is_found_there() {
    for sample in samples(&READABLE) {
        let document = read(&sample.text).unwrap();
        let positions = positions(&sample.text).unwrap();
        let lines: Vec<&str> = sample.text.trim_start_matches('\u{feff}').lines().collect();
        for (index, entry) in document.entries.iter().enumerate() {
            assert!(positions.entry(index).is_some(), "{} {index}", sample.name);
            let (Value::Mapping(identifiers), Value::Mapping(attrs)) = (&entry.identifiers, &entry.attrs)
            else {
                panic!("{}", sample.name)
            };
            for (key, _) in identifiers.iter().chain(attrs) {
                let name = key.as_text().unwrap();
                let Some(at) = positions.field(index, name) else {
                    // It comes from an alias or a merge key.
                    assert_eq!(sample.name, "people/anchors.yaml", "{name}");
                    continue;
                };
                let rest: String = lines[at.line - 1].chars().skip(at.column - 1).collect();
                assert!(
                    rest.trim_start_matches(['"', '\'']).starts_with(name),
                    "{} {name}: {rest}",
                    sample.name
                );
            }
        }
        assert_eq!(positions.entry(document.entries.len()), None);
    }
}

/// Returns the secrets that stood in a file in plain text, as if a person had entered them.
fn at_hand(sources: &[DraftedSource]) -> AtHand {
    sources.iter().map(|source| (source.draft.id.clone(), source.secrets.clone())).collect()
}

/// Returns whether a value is a tag whose default may be a secret in plain text, which no draft keeps.
fn may_be_secret(value: &Value) -> bool {
    matches!(value, Value::Tagged(_, Content::Sequence(items)) if items.len() > 1 && items[1] != Value::text(""))
}

#[test]
fn every_source_is_drafted_and_written_and_loses_nothing() {
    let mut n_sources = 0;
    for sample in samples(&READABLE) {
        let document = read(&sample.text).unwrap();
        let mut number = 0;
        let mut new_id = || {
            number += 1;
            DraftId::from_random([number; 16])
        };
        let drafted = draft_from(&document, &mut new_id);
        let n_entries =
            drafted.drafts.len() + drafted.mappings.len() + drafted.kept.len() + drafted.left_out.len();
        assert_eq!(n_entries, document.entries.len(), "{}: every entry is in one list", sample.name);
        for source in &drafted.drafts {
            n_sources += 1;
            let only = std::slice::from_ref(source);
            let mut fields = source.draft.kind().unwrap().secrets();
            let has_secret = fields.any(|field| source.secrets.get(field.name).is_some());
            let options = Options {
                secrets: if has_secret { SecretStyle::Inline } else { SecretStyle::Env },
                at_hand: at_hand(only),
                target: None,
                login_page: None,
                source_stage: None,
                comments: Vec::new(),
            };
            let text = match write(&[&source.draft], &options) {
                Ok(blueprint) => blueprint.text,
                // A secret that is neither in the file nor behind a tag is asked for, not invented.
                Err(BlueprintError::SecretMissing { .. }) => continue,
                Err(error) => panic!("{}: {error}", sample.name),
            };
            let again = read(&text).unwrap();
            let written =
                again.entries.iter().find(|entry| entry.is_of(source.draft.kind().unwrap().model)).unwrap();
            let original = &document.entries[source.entry];
            let (Value::Mapping(identifiers), Value::Mapping(attrs)) =
                (&original.identifiers, &original.attrs)
            else {
                panic!("{}", sample.name)
            };
            for (key, _) in identifiers.iter().chain(attrs) {
                let name = key.as_text().unwrap();
                let value = original.field(name).unwrap();
                let is_secret = source.draft.kind().unwrap().field(name).is_some_and(Field::is_secret);
                let carried = &source.draft.user_property_mappings;
                if name == "user_property_mappings" && !carried.is_empty() {
                    // What `!KeyOf` calls a property mapping of the same file is the file's own affair.
                    assert_eq!(value.as_sequence().unwrap().len(), carried.len());
                    continue;
                }
                // An empty icon is the kind's own, and left out.
                if is_secret && may_be_secret(value) || name == "icon" && *value == Value::text("") {
                    continue;
                }
                assert_eq!(
                    written.field(name),
                    Some(value),
                    "{} {}: {name}\n{text}",
                    sample.name,
                    source.draft.slug
                );
            }
            for condition in &original.conditions {
                assert!(written.conditions.contains(condition), "{}", sample.name);
            }
            assert_eq!(written.state, original.state, "{}", sample.name);
            // What was written is the end of it: read and written again it is the same file, byte for byte.
            let back = draft_from(&again, || source.draft.id.clone());
            let draft = &back.drafts.iter().find(|back| back.draft.slug == source.draft.slug).unwrap().draft;
            assert_eq!(write(&[draft], &options).unwrap().text, text, "{}", sample.name);
        }
    }
    assert!(n_sources > 40, "{n_sources}");
}
