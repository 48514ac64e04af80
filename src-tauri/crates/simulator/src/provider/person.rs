//! Who may log in.

/// A made-up person with accounts at every provider.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Person {
    /// Has everything that a provider can tell.
    #[default]
    Alice,
    /// Has a Chinese name, and a user name that says nothing about it.
    ChineseName,
    /// Has never given an email address.
    NoEmail,
    /// Keeps the email address private: GitHub tells it only in its list of addresses.
    PrivateEmail,
    /// Has not confirmed the email address.
    UnverifiedEmail,
    /// Has given no name beyond the user name.
    NoName,
    /// Has chosen no user name or nickname, where that can be left out.
    NoUsername,
    /// Has a user name of 160 characters: authentik stores 150.
    LongUsername,
}

/// What the accounts of a person hold.
pub(crate) struct Facts {
    /// For providers that count their users.
    pub(crate) number: u64,
    pub(crate) username: Option<String>,
    pub(crate) given_name: Option<&'static str>,
    pub(crate) family_name: Option<&'static str>,
    pub(crate) name: Option<&'static str>,
    pub(crate) email: Option<&'static str>,
    pub(crate) email_verified: bool,
    pub(crate) email_private: bool,
}

impl Person {
    /// Everybody, the usual person first.
    pub const ALL: &[Self] = &[
        Self::Alice,
        Self::ChineseName,
        Self::NoEmail,
        Self::PrivateEmail,
        Self::UnverifiedEmail,
        Self::NoName,
        Self::NoUsername,
        Self::LongUsername,
    ];

    /// The name on a command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Alice => "alice",
            Self::ChineseName => "chinese-name",
            Self::NoEmail => "no-email",
            Self::PrivateEmail => "private-email",
            Self::UnverifiedEmail => "unverified-email",
            Self::NoName => "no-name",
            Self::NoUsername => "no-username",
            Self::LongUsername => "long-username",
        }
    }

    /// The person with this [`id`](Self::id).
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|person| person.id() == id)
    }

    /// What stands beside the person on the login page.
    pub(crate) fn label(self) -> String {
        let facts = self.facts();
        let name = facts.name.or(facts.email).unwrap_or("(no name)");
        format!("{name} · {}", self.id())
    }

    pub(crate) fn facts(self) -> Facts {
        let alice = Facts {
            number: 1_000_001,
            username: Some("alice".to_owned()),
            given_name: Some("Alice"),
            family_name: Some("Example"),
            name: Some("Alice Example"),
            email: Some("alice@example.com"),
            email_verified: true,
            email_private: false,
        };
        match self {
            Self::Alice => alice,
            Self::ChineseName => Facts {
                number: 1_000_002,
                username: Some("user1000002".to_owned()),
                given_name: Some("三"),
                family_name: Some("张"),
                name: Some("张三"),
                email: Some("zhangsan@example.com"),
                ..alice
            },
            Self::NoEmail => Facts {
                number: 1_000_003,
                username: Some("bob".to_owned()),
                given_name: Some("Bob"),
                name: Some("Bob Example"),
                email: None,
                email_verified: false,
                ..alice
            },
            Self::PrivateEmail => Facts {
                number: 1_000_004,
                username: Some("carol".to_owned()),
                given_name: Some("Carol"),
                name: Some("Carol Example"),
                email: Some("carol@example.com"),
                email_private: true,
                ..alice
            },
            Self::UnverifiedEmail => Facts {
                number: 1_000_005,
                username: Some("dave".to_owned()),
                given_name: Some("Dave"),
                name: Some("Dave Example"),
                email: Some("dave@example.com"),
                email_verified: false,
                ..alice
            },
            Self::NoName => Facts {
                number: 1_000_006,
                username: Some("erin".to_owned()),
                given_name: None,
                family_name: None,
                name: None,
                email: Some("erin@example.com"),
                ..alice
            },
            Self::NoUsername => Facts {
                number: 1_000_007,
                username: None,
                given_name: Some("Frank"),
                name: Some("Frank Example"),
                email: Some("frank@example.com"),
                ..alice
            },
            Self::LongUsername => Facts {
                number: 1_000_008,
                username: Some("grace-".repeat(27)[..160].to_owned()),
                given_name: Some("Grace"),
                name: Some("Grace Example"),
                email: Some("grace@example.com"),
                ..alice
            },
        }
    }
}

impl Facts {
    /// A user name where the provider always has one: the chosen one, or the number.
    pub(crate) fn username_or_number(&self) -> String {
        self.username.clone().unwrap_or_else(|| format!("user{}", self.number))
    }

    /// `sub` of a provider that gives no numbers away.
    pub(crate) fn subject(&self) -> String {
        format!("sim-{}", self.number)
    }

    /// A UUID that belongs to the person, for directories that use them.
    pub(crate) fn uuid(&self) -> String {
        format!("00000000-0000-4000-8000-{:012}", self.number)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn everybody_is_found_again_by_their_id_and_is_somebody_else() {
        let mut numbers = BTreeSet::new();
        let mut emails = BTreeSet::new();
        for person in Person::ALL {
            assert_eq!(Person::parse(person.id()), Some(*person));
            assert!(numbers.insert(person.facts().number));
            assert!(person.facts().email.is_none_or(|email| emails.insert(email)));
        }
        assert_eq!(Person::parse("mallory"), None);
    }

    #[test]
    fn the_long_user_name_is_longer_than_authentik_stores() {
        assert_eq!(Person::LongUsername.facts().username.map(|name| name.len()), Some(160));
    }
}
