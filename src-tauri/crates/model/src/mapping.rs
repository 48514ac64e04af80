//! Property mappings: Python that authentik runs on what the provider says about a user.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The identity of a property mapping among the stored ones for its whole life; the name may change, the id does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(transparent)]
pub struct MappingId(pub u32);

/// A source property mapping (authentik's `OAuthSourcePropertyMapping`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PropertyMapping {
    /// The mapping's name. authentik runs a source's mappings in the order of their names.
    pub name: String,
    /// The Python expression. It must `return` a dict of properties.
    pub expression: String,
}

/// The two lists of property mappings that a source has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub enum MappingList {
    /// They make the properties of users.
    #[serde(rename = "user_property_mappings")]
    User,
    /// They make the properties of groups.
    #[serde(rename = "group_property_mappings")]
    Group,
}

impl MappingList {
    /// Returns authentik's name for the field.
    pub fn field(self) -> &'static str {
        match self {
            MappingList::User => "user_property_mappings",
            MappingList::Group => "group_property_mappings",
        }
    }
}

impl PropertyMapping {
    /// Returns the mapping that repairs the nicknames which authentik garbles.
    ///
    /// WeChat answers `text/plain` without a charset, authentik's HTTP library then reads the bytes as Latin-1.
    /// The expression turns the text back into bytes and reads them as UTF-8; a name that was never garbled stays.
    pub fn wechat_nickname_repair(slug: &str) -> PropertyMapping {
        PropertyMapping { name: format!("{slug}: repair nickname"), expression: NICKNAME_REPAIR.to_owned() }
    }

    /// Returns whether this mapping repairs garbled nicknames, as far as its text shows.
    pub fn repairs_nickname(&self) -> bool {
        let text = self.expression.replace(['"', '\'', ' '], "").to_ascii_lowercase();
        text.contains("nickname")
            && (text.contains("encode(latin-1")
                || text.contains("encode(latin1")
                || text.contains("encode(iso-8859-1")
                || text.contains("raw_unicode_escape"))
            && text.contains("decode(")
    }

    /// Returns whether the expression seems to set a property such as `email`, as far as its text shows.
    pub fn seems_to_set(&self, property: &str) -> bool {
        let code: String = self
            .expression
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'))
            .collect::<Vec<_>>()
            .join("\n");
        code.contains(&format!("\"{property}\""))
            || code.contains(&format!("'{property}'"))
            || code.contains(&format!("{property}="))
    }
}

pub(crate) const NICKNAME_REPAIR: &str = "\
# WeChat sends UTF-8 without saying so, and authentik reads it as Latin-1.
name = info.get(\"nickname\") or \"\"
try:
    name = name.encode(\"latin-1\").decode(\"utf-8\")
except (UnicodeEncodeError, UnicodeDecodeError):
    pass
return {\"name\": name}
";

/// Returns the text that authentik makes of UTF-8 bytes whose answer names no charset: each byte a Latin-1 character.
pub fn garble(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

/// Returns the text that the nickname-repair mapping makes of a nickname, garbled or not.
pub fn repair(text: &str) -> String {
    let bytes: Option<Vec<u8>> =
        text.chars().map(|character| u8::try_from(u32::from(character)).ok()).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_chinese_nickname_is_garbled_as_authentik_garbles_it() {
        assert_eq!(garble("张三😀"), "å¼\u{a0}ä¸\u{89}ð\u{9f}\u{98}\u{80}");
    }

    #[test]
    fn the_repair_mapping_is_recognised_and_others_are_not() {
        assert!(PropertyMapping::wechat_nickname_repair("wechat").repairs_nickname());
        let plain = PropertyMapping {
            name: "x".into(),
            expression: "return {\"name\": info.get(\"nickname\")}".into(),
        };
        assert!(!plain.repairs_nickname());
        assert!(plain.seems_to_set("name") && !plain.seems_to_set("email"));
    }

    proptest! {
        #[test]
        fn repair_undoes_garble(text in ".*") {
            prop_assert_eq!(repair(&garble(&text)), text);
        }
    }
}
