//! Property mappings alone to a blueprint.

use desk_model::{PropertyMapping, Protocol};

use crate::value::Value;
use crate::write::{Ids, mapping_entry, metadata, text_of};

/// Writes one blueprint for property mappings, without any source: an entry for each, found by its name.
///
/// `comments` are lines for people at the head of the file, without `#`. The names must differ, as they do on a server.
pub fn write_mappings(mappings: &[(Protocol, PropertyMapping)], comments: &[String]) -> String {
    let mut ids = Ids::default();
    let entries = mappings
        .iter()
        .map(|(kind, mapping)| mapping_entry(kind.mapping_model(), &ids.for_mapping(&mapping.name), mapping))
        .collect();
    let names: Vec<&str> = mappings.iter().take(3).map(|(_, mapping)| mapping.name.as_str()).collect();
    let more = if mappings.len() > names.len() { ", …" } else { "" };
    let mut root = vec![(Value::text("version"), Value::Integer(1))];
    if let Value::Mapping(head) = metadata(format!("Property mappings - {}{more}", names.join(", "))) {
        root.extend(head);
    }
    root.push((Value::text("entries"), Value::Sequence(entries)));
    text_of(comments, &Value::Mapping(root))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(name: &str, expression: &str) -> PropertyMapping {
        PropertyMapping { name: name.to_owned(), expression: expression.to_owned() }
    }

    #[test]
    fn each_mapping_is_an_entry_of_its_kind_that_reads_back() {
        let mappings = [
            (Protocol::OAuth, mapping("微信: a", "return {\n    \"a\": 1,\n}\n")),
            (Protocol::Ldap, mapping("微信: b", "return {}")),
        ];
        let text = write_mappings(&mappings, &["one\ntwo".to_owned()]);
        assert!(text.contains("\n# one\n# two\nversion: 1\n"), "{text}");
        let seen: Vec<_> = crate::read(&text)
            .unwrap()
            .entries
            .into_iter()
            .map(|entry| (entry.id, entry.model, entry.identifiers, entry.attrs))
            .collect();
        let entry = |id: &str, model: &str, name: &str, expression: &str| {
            (
                Some(id.to_owned()),
                Value::text(model),
                Value::mapping([("name", Value::text(name))]),
                Value::mapping([("expression", Value::text(expression))]),
            )
        };
        let oauth = "authentik_sources_oauth.oauthsourcepropertymapping";
        let ldap = "authentik_sources_ldap.ldapsourcepropertymapping";
        assert_eq!(
            seen,
            [
                entry("a", oauth, "微信: a", "return {\n    \"a\": 1,\n}\n"),
                entry("b", ldap, "微信: b", "return {}"),
            ]
        );
    }
}
