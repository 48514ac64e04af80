//! The slug: the part of a source's URLs that names it.

/// Returns whether authentik accepts the text as a slug: `^[-a-zA-Z0-9_]+$` (authentik's `SlugField`).
pub fn is_valid(slug: &str) -> bool {
    !slug.is_empty() && slug.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// Returns the slug that authentik's form proposes for a name: lower case, words joined by one hyphen.
///
/// Letters outside ASCII have no place in a slug and are left out, so a name that is Chinese throughout gives an
/// empty text; the caller then proposes the kind's own name.
pub fn from_name(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for character in name.chars() {
        if character.is_ascii_alphanumeric() || character == '_' {
            slug.push(character.to_ascii_lowercase());
        } else if !slug.is_empty()
            && !slug.ends_with('-')
            && (character.is_ascii() || character.is_whitespace())
        {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{from_name, is_valid};
    use proptest::prelude::*;

    #[test]
    fn a_name_becomes_a_lower_case_hyphenated_slug() {
        for (name, slug) in [
            ("WeChat", "wechat"),
            ("WeChat Login", "wechat-login"),
            ("  Company — WeChat!! ", "company-wechat"),
            ("微信", ""),
            ("微信 login", "login"),
            ("a_b", "a_b"),
        ] {
            assert_eq!(from_name(name), slug, "{name}");
        }
    }

    #[test]
    fn authentiks_rule_decides_what_a_slug_is() {
        for (slug, valid) in [
            ("wechat", true),
            ("We_Chat-1", true),
            ("", false),
            ("a b", false),
            ("微信", false),
            ("a/b", false),
        ] {
            assert_eq!(is_valid(slug), valid, "{slug}");
        }
    }

    proptest! {
        #[test]
        fn a_proposed_slug_is_empty_or_valid_and_stays_as_it_is(name in ".*") {
            let slug = from_name(&name);
            prop_assert!(slug.is_empty() || is_valid(&slug));
            prop_assert_eq!(from_name(&slug), slug);
        }
    }
}
