//! Names that a language takes, each given once.

use std::collections::BTreeSet;

/// The names that are taken.
#[derive(Default)]
pub(crate) struct Labels {
    taken: BTreeSet<String>,
}

impl Labels {
    /// Returns a free name for a text: letters, digits and underscores, no digit first.
    pub(crate) fn identifier(&mut self, text: &str) -> String {
        let mut stem: String = text
            .chars()
            .map(|character| if character.is_ascii_alphanumeric() { character } else { '_' })
            .collect();
        if !stem.starts_with(|character: char| character.is_ascii_alphabetic()) {
            stem.insert_str(0, "source_");
        }
        let mut name = stem.clone();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{stem}_{number}");
            number += 1;
        }
        name
    }
}

/// Returns a text as a part of a Kubernetes name: lower-case letters, digits and hyphens, no hyphen at an end. Names that
/// are longer than Kubernetes takes are cut.
pub(crate) fn kubernetes_name(prefix: &str, text: &str) -> String {
    const LONGEST: usize = 63;
    let name: String = format!("{prefix}-{text}")
        .chars()
        .map(|character| if character.is_ascii_alphanumeric() { character.to_ascii_lowercase() } else { '-' })
        .take(LONGEST)
        .collect();
    name.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_an_identifier_and_comes_once() {
        let mut labels = Labels::default();
        let texts = ["a-b", "a_b", "A_B", "1", "", "微信", "a_b_2"];
        let names = texts.map(|text| labels.identifier(text));
        assert_eq!(names, ["a_b", "a_b_2", "A_B", "source_1", "source_", "source___", "a_b_2_2"]);
    }

    #[test]
    fn a_kubernetes_name_is_a_dns_label() {
        assert_eq!(kubernetes_name("authentik-source", "We_Chat-"), "authentik-source-we-chat");
        assert_eq!(kubernetes_name("authentik-source", &"x".repeat(100)).len(), 63);
    }
}
