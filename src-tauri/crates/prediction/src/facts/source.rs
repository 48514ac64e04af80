//! The source, as far as it decides.

use desk_model::Protocol;
use serde::{Deserialize, Serialize};

use super::{Fact, Flow};

/// A source's facts (`authentik/core/models.py`, `Source`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The short name of its kind: `wechat`, `openidconnect`, `saml`.
    pub kind: String,
    /// How it speaks with the other side.
    pub protocol: Protocol,
    /// The slug.
    pub slug: String,
    /// The name, which messages and the users' attributes carry.
    pub name: String,
    /// Whether it is switched on.
    pub enabled: bool,
    /// Whether it has an authorization URL, of its own or of its type. Other protocols than OAuth have none to lack.
    pub has_authorization_url: bool,
    /// How people are matched.
    pub user_matching_mode: UserMatchingMode,
    /// How groups are matched.
    pub group_matching_mode: GroupMatchingMode,
    /// The user path template, `goauthentik.io/sources/%(slug)s` unless it was changed.
    pub user_path_template: String,
    /// The flow for people who have an account; `Known(None)` is authentik's null.
    pub authentication_flow: Fact<Option<Flow>>,
    /// The flow for people who have none yet; `Known(None)` is authentik's null.
    pub enrollment_flow: Fact<Option<Flow>>,
}

impl Source {
    /// A WeChat source as authentik's form makes it, with the default flows.
    pub fn wechat(slug: &str, name: &str) -> Source {
        Source {
            kind: "wechat".to_owned(),
            protocol: Protocol::OAuth,
            slug: slug.to_owned(),
            name: name.to_owned(),
            enabled: true,
            has_authorization_url: true,
            user_matching_mode: UserMatchingMode::Identifier,
            group_matching_mode: GroupMatchingMode::Identifier,
            user_path_template: "goauthentik.io/sources/%(slug)s".to_owned(),
            authentication_flow: Fact::Known(Some(Flow::default_source_authentication())),
            enrollment_flow: Fact::Known(Some(Flow::default_source_enrollment())),
        }
    }

    /// Whether it is authentik's WeChat type, whose callback answers differently from the generic one.
    pub(crate) fn is_wechat(&self) -> bool {
        self.kind == "wechat"
    }

    /// The path of its users, as `Source.get_user_path` makes it: Python's `template % {"slug": slug}`, and `users`
    /// where Python raises (`authentik/core/models.py`).
    ///
    /// Not known for conversions other than `%(slug)s` and `%%`, such as `%(slug)10s`.
    pub fn user_path(&self) -> Fact<String> {
        let mut path = String::new();
        let mut rest = self.user_path_template.as_str();
        while let Some((before, after)) = rest.split_once('%') {
            path.push_str(before);
            if let Some(after) = after.strip_prefix("(slug)s") {
                path.push_str(&self.slug);
                rest = after;
            } else if let Some(after) = after.strip_prefix('%') {
                path.push('%');
                rest = after;
            } else if after.is_empty() || (after.starts_with('(') && !after.starts_with("(slug)")) {
                // A format that ends too early, or a name that the dict does not have.
                return Fact::Known("users".to_owned());
            } else {
                return Fact::NotKnown;
            }
        }
        path.push_str(rest);
        Fact::Known(path)
    }
}

/// How a source finds the account of a person (`SourceUserMatchingModes`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserMatchingMode {
    /// By the connection only.
    Identifier,
    /// By the email address; an account with it is linked.
    EmailLink,
    /// By the email address; if an account has it, the person is refused.
    EmailDeny,
    /// By the username; an account with it is linked.
    UsernameLink,
    /// By the username; if an account has it, the person is refused.
    UsernameDeny,
}

impl UserMatchingMode {
    /// All modes, in the order of authentik's form.
    pub const ALL: [UserMatchingMode; 5] = [
        UserMatchingMode::Identifier,
        UserMatchingMode::EmailLink,
        UserMatchingMode::EmailDeny,
        UserMatchingMode::UsernameLink,
        UserMatchingMode::UsernameDeny,
    ];

    /// The name in authentik's API: `email_link`.
    pub fn id(self) -> &'static str {
        match self {
            UserMatchingMode::Identifier => "identifier",
            UserMatchingMode::EmailLink => "email_link",
            UserMatchingMode::EmailDeny => "email_deny",
            UserMatchingMode::UsernameLink => "username_link",
            UserMatchingMode::UsernameDeny => "username_deny",
        }
    }

    /// The property that it compares; none by identifier.
    pub fn property(self) -> Option<&'static str> {
        match self {
            UserMatchingMode::Identifier => None,
            UserMatchingMode::EmailLink | UserMatchingMode::EmailDeny => Some("email"),
            UserMatchingMode::UsernameLink | UserMatchingMode::UsernameDeny => Some("username"),
        }
    }

    /// Whether it links the account that it finds, rather than refusing.
    pub fn links(self) -> bool {
        matches!(self, UserMatchingMode::EmailLink | UserMatchingMode::UsernameLink)
    }
}

/// How a source finds a group (`SourceGroupMatchingModes`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupMatchingMode {
    /// By the connection only.
    Identifier,
    /// By the name; a group with it is linked.
    NameLink,
    /// By the name; if a group has it, the login fails.
    NameDeny,
}

impl GroupMatchingMode {
    /// All modes, in the order of authentik's form.
    pub const ALL: [GroupMatchingMode; 3] =
        [GroupMatchingMode::Identifier, GroupMatchingMode::NameLink, GroupMatchingMode::NameDeny];

    /// The name in authentik's API: `name_link`.
    pub fn id(self) -> &'static str {
        match self {
            GroupMatchingMode::Identifier => "identifier",
            GroupMatchingMode::NameLink => "name_link",
            GroupMatchingMode::NameDeny => "name_deny",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_path_is_filled_as_python_fills_it_or_not_known() {
        let path = |template: &str| {
            let mut source = Source::wechat("w", "WeChat");
            source.user_path_template = template.to_owned();
            source.user_path()
        };
        let known = |path: &str| Fact::Known(path.to_owned());
        assert_eq!(path("goauthentik.io/sources/%(slug)s"), known("goauthentik.io/sources/w"));
        assert_eq!(path("a%%b/%(slug)s/%(slug)s"), known("a%b/w/w"));
        assert_eq!(path("%(name)s"), known("users"), "a KeyError");
        assert_eq!(path("x%"), known("users"), "an incomplete format");
        assert_eq!(path(""), known(""));
        assert_eq!(path("%(slug)10s"), Fact::NotKnown);
        assert_eq!(path("%s"), Fact::NotKnown);
    }
}
