//! What can stand in a mapping's text: the words that an editor offers.
//!
//! Sources: authentik's `lib/expression/evaluator.py` and `core/expression/evaluator.py` (names that every expression
//! has), the `get_base_user_properties` calls in `authentik/sources/*` (variables), `stages/user_write/stage.py` and
//! `core/models.py` (keys).

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::catalogue::Protocol;
use crate::lint::{USER_FIELDS, names_of};
use crate::mapping::MappingList;

/// The words that mappings of one list of a kind of source can use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MappingWords {
    /// What the mapping is given.
    pub variables: Vec<MappingWord>,
    /// Functions and modules that every mapping has.
    pub globals: Vec<MappingWord>,
    /// The keys that the dict which is returned can have.
    pub keys: Vec<MappingWord>,
}

/// A word, with help: the message `word-ID` says in one line what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MappingWord {
    /// The word itself.
    pub name: String,
    /// How a function is called: `(value, regex)`. `None`: it is no function.
    pub signature: Option<String>,
    /// What its message is called: `word-variable-info`.
    pub help: String,
}

/// Returns the words for a protocol's list.
pub fn mapping_words(protocol: Protocol, list: MappingList) -> MappingWords {
    let word = |what: &str, name: &str, signature: Option<&str>| MappingWord {
        name: name.to_owned(),
        signature: signature.map(str::to_owned),
        help: format!("word-{what}-{}", name.replace('_', "-").to_ascii_lowercase()),
    };
    let variables = ["request", "source", "properties"].into_iter().chain(names_of(protocol, list));
    let syncs = matches!(protocol, Protocol::Ldap | Protocol::Kerberos | Protocol::Scim);
    let keys = match list {
        MappingList::User => USER_FIELDS,
        MappingList::Group => GROUP_FIELDS,
    };
    let what = if list == MappingList::User { "user" } else { "group" };
    MappingWords {
        variables: variables.map(|name| word("variable", name, None)).collect(),
        globals: GLOBALS
            .iter()
            .filter(|(name, _)| syncs || *name != "SkipObject")
            .map(|(name, signature)| word("global", name, *signature))
            .collect(),
        keys: keys.iter().map(|name| word(what, name, None)).collect(),
    }
}

const GLOBALS: &[(&str, Option<&str>)] = &[
    ("ak_call_policy", Some("(name, **kwargs)")),
    ("ak_create_event", Some("(action, **kwargs)")),
    ("ak_create_jwt", Some("(user, provider, scopes, validity=\"seconds=60\")")),
    ("ak_create_jwt_raw", Some("(provider, validity=\"seconds=60\", **claims)")),
    ("ak_is_group_member", Some("(user, **group_filters)")),
    ("ak_logger", None),
    (
        "ak_send_email",
        Some("(address, subject, body=None, stage=None, template=None, context=None, cc=None, bcc=None)"),
    ),
    ("ak_user_by", Some("(**filters)")),
    ("ak_user_has_authenticator", Some("(user, device_type=None)")),
    ("ip_address", Some("(address)")),
    ("ip_network", Some("(address)")),
    ("list_flatten", Some("(value)")),
    ("regex_match", Some("(value, regex)")),
    ("regex_replace", Some("(value, regex, repl)")),
    ("requests", None),
    ("resolve_dns", Some("(host, ip_version=None)")),
    ("reverse_dns", Some("(ip_addr)")),
    ("slugify", Some("(value, allow_unicode=False)")),
    ("SkipObject", None),
];

/// The fields of a group (`core/models.py`, `Group`); its parents are no field that a mapping can write.
const GROUP_FIELDS: &[&str] = &["name", "attributes", "is_superuser"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_offered_its_own_names() {
        let names = |words: &[MappingWord]| words.iter().map(|word| word.name.clone()).collect::<Vec<_>>();
        let user = mapping_words(Protocol::OAuth, MappingList::User);
        assert_eq!(names(&user.variables), ["request", "source", "properties", "info", "client", "token"]);
        assert!(!names(&user.globals).contains(&"SkipObject".to_owned()));
        assert!(names(&user.keys).contains(&"username".to_owned()));
        let group = mapping_words(Protocol::Scim, MappingList::Group);
        assert_eq!(names(&group.variables), ["request", "source", "properties", "data", "group_id"]);
        assert!(names(&group.globals).contains(&"SkipObject".to_owned()));
        assert_eq!(names(&group.keys), ["name", "attributes", "is_superuser"]);
    }

    #[test]
    fn what_is_offered_is_known_to_the_lint() {
        for protocol in Protocol::ALL {
            for list in [MappingList::User, MappingList::Group] {
                let words = mapping_words(protocol, list);
                for word in words.variables.iter().chain(&words.globals) {
                    let text = format!("x = {}\nreturn {{}}", word.name);
                    let found = crate::lint::lint_expression(protocol, list, "a", &text);
                    let is_unknown =
                        |code: &str| matches!(code, "mapping-unknown-name" | "mapping-skip-object");
                    assert!(!found.iter().any(|found| is_unknown(&found.code)), "{protocol:?} {word:?}");
                }
            }
        }
    }
}
