//! The parameters of a request.

/// Decoded parameters, in the order they came. They can hold secrets, so they do not print.
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Decodes a query string or a form once: percent escapes, and `+` for a space.
    pub(crate) fn parse(text: &str) -> Self {
        Self(url::form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    /// These parameters followed by `others`.
    pub(crate) fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// The first parameter of this name, unless it is empty. What WeChat does with two parameters of
    /// one name, or with an empty one, is not recorded.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(key, _)| key == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    /// Every parameter of this name, in order.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether a parameter other than `but` comes more than once, which OAuth forbids (RFC 6749, section 3.1).
    pub(crate) fn any_twice_but(&self, but: Option<&str>) -> bool {
        let mut seen = std::collections::BTreeSet::new();
        self.0.iter().any(|(name, _)| Some(name.as_str()) != but && !seen.insert(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_decoded_once_and_the_first_of_a_name_counts() {
        let parameters = Parameters::parse("state=a%253D+b&state=c&code=&scope=%E5%BC%A0");
        assert_eq!(parameters.get("state"), Some("a%3D b"));
        assert_eq!(parameters.get("code"), None);
        assert_eq!(parameters.get("scope"), Some("张"));
        assert_eq!(parameters.get("appid"), None);
        assert!(parameters.any_twice_but(None) && !parameters.any_twice_but(Some("state")));
        assert!(!Parameters::parse("state=a&code=a").any_twice_but(None));
        assert_eq!(parameters.all("state").collect::<Vec<_>>(), ["a%3D b", "c"]);
    }
}
