//! The JSON document of a draft, and how older layouts are raised.

use desk_model::Draft;
use serde_json::{Map, Value};

use crate::draft_row::Why;

/// Raises a document by one layout. Pure: the same document always becomes the same document.
pub(crate) type Upcaster = fn(&mut Map<String, Value>);

/// The upcaster at index `i` raises layout `i + 1` to layout `i + 2`.
///
/// Layout 2 added what layout 1 can do without (the authentik version, lists, tagged values), layout 3 tags and notes;
/// so nothing is changed, and the number keeps a program that knows an older layout only from dropping it.
const UPCASTERS: &[Upcaster] = &[|_| {}, |_| {}];

/// The layout that [`Draft`] has now.
const NEWEST: u32 = 3;

/// Returns the document of a draft. It is always of the newest layout, as the type is.
pub(crate) fn write(draft: &Draft) -> Result<String, serde_json::Error> {
    serde_json::to_string(draft)
}

/// Returns the draft with the number of the layout that its type has.
pub(crate) fn at_newest_schema(draft: &Draft) -> Draft {
    Draft { schema: NEWEST, ..draft.clone() }
}

/// Reads the JSON document of a draft, of any layout up to the newest.
///
/// # Errors
/// [`Why`] it cannot be read.
pub fn read(document: &[u8]) -> Result<Draft, Why> {
    read_with(document, UPCASTERS, NEWEST)
}

fn read_with(document: &[u8], upcasters: &[Upcaster], known: u32) -> Result<Draft, Why> {
    // Nearly every document is of the newest layout; the way over a `Value` would make a long list slow.
    if let Ok(draft) = serde_json::from_slice::<Draft>(document)
        && draft.schema == known
    {
        return Ok(draft);
    }
    let mut fields: Map<String, Value> = serde_json::from_slice(document).map_err(|_| Why::Damaged)?;
    let found = fields
        .get("schema")
        .and_then(Value::as_u64)
        .and_then(|schema| u32::try_from(schema).ok())
        .filter(|schema| *schema > 0)
        .ok_or(Why::Damaged)?;
    if found > known {
        return Err(Why::NewerSchema { found, known });
    }
    for (schema, upcaster) in (1..).zip(upcasters).skip_while(|(schema, _)| *schema < found) {
        upcaster(&mut fields);
        fields.insert("schema".to_owned(), Value::from(schema + 1));
    }
    serde_json::from_value(Value::Object(fields)).map_err(|_| Why::Damaged)
}

#[cfg(test)]
mod tests {
    use desk_model::DraftId;
    use proptest::prelude::*;

    use super::*;

    fn draft() -> Draft {
        Draft::new(DraftId::from_random([1; 16]), "wechat", "WeChat", "wechat").unwrap()
    }

    fn with(change: impl FnOnce(&mut Map<String, Value>)) -> Vec<u8> {
        let mut fields: Map<String, Value> = serde_json::from_str(&write(&draft()).unwrap()).unwrap();
        change(&mut fields);
        serde_json::to_vec(&fields).unwrap()
    }

    #[test]
    fn there_is_an_upcaster_for_every_older_layout() {
        assert_eq!(draft().schema, NEWEST);
        assert_eq!(UPCASTERS.len() + 1, usize::try_from(NEWEST).unwrap());
    }

    #[test]
    fn an_older_document_is_raised_one_layout_at_a_time() {
        let upcasters: &[Upcaster] = &[
            |fields| {
                let title = fields.shift_remove("title").unwrap();
                fields.insert("label".to_owned(), title);
            },
            |fields| {
                let label = fields.shift_remove("label").unwrap();
                fields.insert("name".to_owned(), label);
            },
        ];
        let title = |fields: &mut Map<String, Value>, old: &str, schema: u32| {
            let name = fields.shift_remove("name").unwrap();
            fields.insert(old.to_owned(), name);
            fields.insert("schema".to_owned(), Value::from(schema));
        };
        let expected = Draft { schema: 3, ..draft() };
        for (old, schema) in [("title", 1), ("label", 2), ("name", 3)] {
            let document = with(|fields| title(fields, old, schema));
            assert_eq!(read_with(&document, upcasters, 3).unwrap(), expected, "{schema}");
        }
    }

    #[test]
    fn a_document_that_cannot_be_read_says_why() {
        let schema = |value: Value| with(|fields| drop(fields.insert("schema".to_owned(), value)));
        for (document, expected) in [
            (schema(Value::from(NEWEST + 1)), Why::NewerSchema { found: NEWEST + 1, known: NEWEST }),
            (schema(Value::from(0)), Why::Damaged),
            (schema(Value::from("1")), Why::Damaged),
            (with(|fields| drop(fields.shift_remove("slug"))), Why::Damaged),
            (b"[]".to_vec(), Why::Damaged),
            (b"{".to_vec(), Why::Damaged),
            (b"\xff".to_vec(), Why::Damaged),
        ] {
            assert_eq!(read(&document).unwrap_err(), expected, "{}", String::from_utf8_lossy(&document));
        }
    }

    proptest! {
        #[test]
        fn a_document_reads_back_what_was_written(name in ".*", slug in ".*", key in ".*", mapping in ".*") {
            let mut draft = Draft { name, slug, ..draft() };
            draft.set("consumer_key", &key).unwrap();
            draft.user_property_mappings.push(desk_model::PropertyMapping { name: mapping, expression: key });
            prop_assert_eq!(read(write(&draft).unwrap().as_bytes()).unwrap(), draft);
        }
    }
}
