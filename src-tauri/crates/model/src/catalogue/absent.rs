//! What a version of authentik does not have.

use super::{Version, all};

/// Returns what of the catalogue a version does not have: a kind by its type (`wechat`), a field of a kind by both
/// (`saml.force_authn`).
pub fn absent_in(version: Version) -> Vec<String> {
    let mut absent = Vec::new();
    for kind in all() {
        if !kind.versions.contains(version) {
            absent.push(kind.id.to_owned());
            continue;
        }
        let fields = kind.fields.iter().filter(|field| !field.versions.contains(version));
        absent.extend(fields.map(|field| format!("{}.{}", kind.id, field.name)));
    }
    absent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_later_is_absent_before_and_wechat_never_is() {
        assert!(absent_in(Version::V2026_2).contains(&"saml.force_authn".to_owned()));
        assert!(!absent_in(Version::V2026_5).contains(&"saml.force_authn".to_owned()));
        assert!(absent_in(Version::V2026_5).contains(&"ldap.sync_group_hierarchy".to_owned()));
        for version in Version::ALL {
            let absent = absent_in(version);
            assert!(absent.iter().all(|what| what != "wechat" && !what.starts_with("wechat.")), "{absent:?}");
        }
    }
}
