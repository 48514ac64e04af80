//! Which names a mapping can use.

use serde::{Deserialize, Serialize};

/// From where authentik calls a mapping: each place gives it names of its own.
///
/// Source: the `get_base_user_properties` and `get_user_properties` calls in `authentik/sources/*`, and
/// `authentik/providers/oauth2/views/token.py` for [`Kind::OauthToken`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A login at an OAuth source.
    OauthLogin,
    /// A group of an OAuth source.
    OauthGroup,
    /// A token of an OAuth source, which a machine exchanges for one of authentik's (`client_credentials`).
    OauthToken,
    /// A login at a SAML source.
    SamlLogin,
    /// A group of a SAML source.
    SamlGroup,
    /// A user or a group that is synced from LDAP.
    Ldap,
    /// A principal that is synced from Kerberos.
    KerberosSync,
    /// A login with Kerberos (SPNEGO).
    KerberosLogin,
    /// A group of a Kerberos source.
    KerberosGroup,
    /// A login at a Plex source.
    Plex,
    /// A login at a Telegram source.
    Telegram,
    /// A user or a group that a SCIM source is sent.
    Scim,
    /// The test of a mapping in authentik's admin interface: the names are those of the context that was typed.
    Test,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::OauthLogin,
        Self::OauthGroup,
        Self::OauthToken,
        Self::SamlLogin,
        Self::SamlGroup,
        Self::Ldap,
        Self::KerberosSync,
        Self::KerberosLogin,
        Self::KerberosGroup,
        Self::Plex,
        Self::Telegram,
        Self::Scim,
        Self::Test,
    ];

    /// The names that a mapping can use beside the global ones, in authentik's order.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::OauthLogin => &["request", "source", "properties", "info", "client", "token"],
            Self::OauthGroup => &["request", "source", "properties", "info", "client", "token", "group_id"],
            Self::OauthToken => &["request", "source", "properties", "info", "oauth_userinfo"],
            Self::SamlLogin => &["request", "source", "properties", "root", "assertion", "name_id"],
            Self::SamlGroup => {
                &["request", "source", "properties", "root", "assertion", "name_id", "group_id"]
            }
            Self::Ldap => &["request", "source", "properties", "ldap", "dn"],
            Self::KerberosSync => &["request", "source", "properties", "principal", "principal_obj"],
            Self::KerberosLogin => &["request", "source", "properties", "principal"],
            Self::KerberosGroup => &["request", "source", "properties", "principal", "group_id"],
            Self::Plex => &["request", "source", "properties", "info", "auth_api"],
            Self::Telegram => &["request", "source", "properties", "info"],
            Self::Scim => &["request", "source", "properties", "data"],
            Self::Test => &["request"],
        }
    }

    /// Whether `SkipObject` is known, which leaves an object of a sync out.
    pub fn is_sync(self) -> bool {
        matches!(self, Self::Ldap | Self::KerberosSync | Self::Scim)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_but_the_test_gives_the_live_properties() {
        for kind in Kind::ALL {
            assert_eq!(kind.names().first(), Some(&"request"), "{kind:?}");
            assert_eq!(kind.names().contains(&"properties"), kind != Kind::Test, "{kind:?}");
            // Mappings of sources are not policies: these two are a frequent mistake.
            assert!(!kind.names().contains(&"user") && !kind.names().contains(&"http_request"), "{kind:?}");
        }
    }
}
