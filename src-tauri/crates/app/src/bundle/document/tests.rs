//! What is written reads back, and whatever was done to it on the way is noticed.

use desk_model::PropertyMapping;
use proptest::prelude::*;
use serde_json::json;

use super::*;

fn draft(number: u8) -> Draft {
    let id = DraftId::from_random([number; 16]);
    let mut draft = Draft::new(id, "wechat", "微信", &format!("wechat-{number}")).unwrap();
    draft.user_property_mappings.push(PropertyMapping { name: "m".into(), expression: "return {}".into() });
    draft
}

fn written(drafts: &[Draft], secrets: Option<&[Secrets]>) -> Vec<u8> {
    write(drafts, secrets, "Source Desk 0.1.0", "2026-01-01T00:00:00Z").unwrap().to_vec()
}

fn drafts_of(bundle: Bundle) -> Vec<Draft> {
    bundle.drafts.into_iter().filter_map(|bundled| bundled.draft.ok()).collect()
}

fn changed(text: &[u8], change: impl FnOnce(&mut Map<String, Value>)) -> Vec<u8> {
    let mut document: Map<String, Value> = serde_json::from_slice(text).unwrap();
    change(&mut document);
    serde_json::to_vec(&document).unwrap()
}

/// Changes a document and computes its digest anew, as anybody can.
fn forged(change: impl FnOnce(&mut Map<String, Value>)) -> Vec<u8> {
    changed(&written(&[draft(1)], None), |document| {
        document.shift_remove("digest");
        change(document);
        let secrets = document.shift_remove("secrets");
        let digest = desk_vault::digest(&serde_json::to_vec(&*document).unwrap());
        document.extend(secrets.map(|secrets| ("secrets".to_owned(), secrets)));
        document.insert("digest".to_owned(), Value::from(digest));
    })
}

#[test]
fn a_bundle_is_readable_and_has_its_parts_in_this_order() {
    let text = written(&[draft(1)], None);
    let document: Map<String, Value> = serde_json::from_slice(&text).unwrap();
    assert_eq!(
        document.keys().collect::<Vec<_>>(),
        ["kind", "format", "made_by", "made_at", "drafts", "digest"]
    );
    let text = String::from_utf8(text).unwrap();
    assert!(
        text.starts_with("{\n  \"kind\": \"source-desk-bundle\",\n  \"format\": 1,\n")
            && text.ends_with("}\n"),
        "{text}"
    );
    let bundle = read(text.as_bytes()).ok().unwrap();
    assert_eq!(
        (bundle.made_by.as_str(), bundle.made_at.as_str()),
        ("Source Desk 0.1.0", "2026-01-01T00:00:00Z")
    );
}

#[test]
fn secrets_go_along_only_where_they_are_given_and_come_back_to_their_drafts() {
    let mut secrets = Secrets::default();
    secrets.set("consumer_secret", Secret::new("canary \"é".to_owned()));
    secrets.set("no_such_field", Secret::new("another canary".to_owned()));
    let all = [Secrets::default(), secrets];
    let drafts = [draft(1), draft(2)];
    let redacted = String::from_utf8(written(&drafts, None)).unwrap();
    assert!(!redacted.contains("canary") && !redacted.contains("\"secrets\""), "{redacted}");
    let text = written(&drafts, Some(&all));
    assert!(!String::from_utf8_lossy(&text).contains("another canary"));
    let read = read(&text).ok().unwrap().drafts;
    assert!(read[0].secrets.get("consumer_secret").is_none());
    // EXPOSE: a test compares a made-up secret.
    assert_eq!(read[1].secrets.get("consumer_secret").unwrap().expose(), "canary \"é");
}

#[test]
fn what_was_changed_moved_taken_out_or_doubled_on_the_way_is_noticed() {
    let text = written(&[draft(1), draft(2)], None);
    let edit = |change: &dyn Fn(&mut Vec<Value>)| {
        changed(&text, |document| change(document["drafts"].as_array_mut().unwrap()))
    };
    for (what, text) in [
        ("taken out", edit(&|drafts| drop(drafts.remove(0)))),
        ("moved", edit(&|drafts| drafts.swap(0, 1))),
        ("doubled", edit(&|drafts| drafts.push(drafts[0].clone()))),
        ("a name", edit(&|drafts| drafts[0]["name"] = json!("another"))),
        ("a field more", edit(&|drafts| drafts[0]["values"]["scope"] = json!("x"))),
        ("the maker", changed(&text, |document| document["made_by"] = json!("somebody"))),
        ("a part more", changed(&text, |document| drop(document.insert("more".into(), json!(1))))),
        (
            "the order of the parts",
            changed(&text, |document| {
                let kind = document.shift_remove("kind").unwrap();
                document.insert("kind".to_owned(), kind);
            }),
        ),
        ("the digest", changed(&text, |document| document["digest"] = json!("sha256:00"))),
    ] {
        assert_eq!(read(&text).err(), Some(NotABundle::Changed), "{what}");
    }
    // White space says nothing, so an editor or a mail program that wraps lines does no harm.
    let compact = changed(&text, |_| {});
    assert_ne!(compact, text);
    assert!(read(&compact).is_ok());
}

#[test]
fn what_is_no_bundle_is_refused_by_name() {
    use NotABundle as N;
    let long = [b"\"".as_slice(), &vec![b'a'; MOST_BYTES], b"\""].concat();
    let repeated = String::from_utf8(written(&[draft(1)], None))
        .unwrap()
        .replace("\"format\": 1", "\"format\": 1, \"format\": 1");
    for (text, expected) in [
        (long, N::TooLarge),
        (repeated.into_bytes(), N::Text(NotRead::Repeated)),
        (b"[]".to_vec(), N::Kind),
        (b"{}".to_vec(), N::Kind),
        (b"version: 1".to_vec(), N::Text(NotRead::NotJson { line: 1, column: 1 })),
        (forged(|document| document["kind"] = json!("another")), N::Kind),
        (forged(|document| document["format"] = json!(2)), N::Newer { found: 2 }),
        (forged(|document| document["format"] = json!(0)), N::Part("format")),
        (forged(|document| document["format"] = json!("1")), N::Part("format")),
        (forged(|document| drop(document.shift_remove("made_by"))), N::Part("made_by")),
        (forged(|document| document["made_at"] = json!(1)), N::Part("made_at")),
        (forged(|document| document["drafts"] = json!({})), N::Part("drafts")),
        (forged(|document| document["drafts"] = json!(vec![0; MOST_DRAFTS + 1])), N::TooLarge),
        (forged(|document| drop(document.insert("secrets".into(), json!({})))), N::Part("secrets")),
        (forged(|document| drop(document.insert("secrets".into(), json!([1])))), N::Part("secrets")),
        (
            forged(|document| drop(document.insert("secrets".into(), json!([{ "draft": "x" }])))),
            N::Part("secrets"),
        ),
        (changed(&written(&[], None), |document| drop(document.shift_remove("digest"))), N::Part("digest")),
    ] {
        let start: String = String::from_utf8_lossy(&text).chars().take(60).collect();
        assert_eq!(read(&text).err(), Some(expected), "{start}");
    }
}

#[test]
fn one_draft_that_cannot_be_read_does_not_take_the_others_with_it() {
    let text = forged(|document| {
        let drafts = document["drafts"].as_array_mut().unwrap();
        let mut newer = drafts[0].clone();
        newer["schema"] = json!(99);
        newer["slug"] = json!("newer");
        drafts.push(newer);
        drafts.push(json!({ "schema": 2, "slug": "damaged" }));
        drafts.push(json!("nothing"));
    });
    let bundle = read(&text).ok().unwrap();
    let unread: Vec<&str> = bundle
        .drafts
        .iter()
        .filter_map(|bundled| bundled.draft.as_ref().err())
        .map(|unread| unread.slug.as_str())
        .collect();
    assert_eq!(unread, ["newer", "damaged", ""]);
    assert_eq!(drafts_of(bundle), [draft(1)]);
}

proptest! {
    #[test]
    fn what_was_written_is_read_as_it_was(name in ".*", key in ".*", code in ".*", count in 0..4_u8) {
        let drafts: Vec<Draft> = (0..count)
            .map(|number| {
                let mut draft = Draft { name: name.clone(), ..draft(number) };
                draft.set("consumer_key", &key).unwrap();
                draft.user_property_mappings[0].expression = code.clone();
                draft
            })
            .collect();
        prop_assert_eq!(drafts_of(read(&written(&drafts, None)).ok().unwrap()), drafts);
    }

    #[test]
    fn a_byte_that_another_took_the_place_of_never_goes_unnoticed(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let text = written(&[draft(1)], None);
        let mut spoiled = text.clone();
        let place = at.index(text.len());
        spoiled[place] = byte;
        if let Ok(bundle) = read(&spoiled) {
            // Only white space may differ.
            prop_assert_eq!(drafts_of(bundle), [draft(1)]);
        }
    }
}
