//! Who keeps their account when a source's identity changes: unionid, AppID, slug, made anew, type.
//!
//! Nothing is asked of a server here and nothing is sent: users and connections come from a file, and the steps are for a
//! person to do.

mod files;
mod views;

use std::collections::BTreeMap;

use desk_model::DraftId;
use desk_prediction::identity::{
    IdentityChange, IdentityError, IdentityInput, SlugWay, StoredConnection, assess,
};
use desk_prediction::{DraftError, GroupMatchingMode, Source, User, UserMatchingMode};

pub(crate) use files::is_uuid;
pub use files::{read_identifier_table, read_identity_directory};
pub use views::{
    IdentityConditionView, IdentityDoubleView, IdentityFateCount, IdentityNextView, IdentityNoteView,
    IdentityPersonView, IdentityReport, IdentityStepView, IdentityStepWords,
};

use crate::desk::Desk;
use crate::problem::Problem;

/// What is known of the people of a source, before its identity changes.
#[derive(Debug, Clone, Default)]
pub struct IdentityDirectory {
    /// The users.
    pub users: Vec<User>,
    /// The connections. One whose source is an empty text belongs to the source that is asked about.
    pub connections: Vec<StoredConnection>,
}

/// What an identity report is made of.
#[derive(Debug, Clone)]
pub struct IdentityRequest {
    /// What changes.
    pub change: IdentityChange,
    /// The people.
    pub directory: IdentityDirectory,
    /// Identifiers before and after, as far as the administrator knows them.
    pub identifiers: BTreeMap<String, String>,
}

/// Reads a change: `unionid`, `appid`, `slug=NEW`, `recreate` or `type=NEW`.
///
/// `same_account` says that a new AppID belongs to the Open Platform account of the one before, `as_new` that a new slug is
/// pushed as a new source.
///
/// # Errors
///
/// `identity-change-unknown`; `identity-option` if one of the two is said of another change.
pub fn parse_identity_change(
    text: &str,
    same_account: bool,
    as_new: bool,
) -> Result<IdentityChange, Problem> {
    let (name, value) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
    let change = match (name, value.filter(|value| !value.is_empty())) {
        ("unionid", None) if value.is_none() => IdentityChange::UnionidAppears,
        ("appid", None) if value.is_none() => IdentityChange::NewAppId { same_account },
        ("recreate", None) if value.is_none() => IdentityChange::Recreated,
        ("slug", Some(to)) => {
            let way = if as_new { SlugWay::PushedAsNew } else { SlugWay::Renamed };
            IdentityChange::Slug { to: to.to_owned(), way }
        }
        ("type", Some(to)) => IdentityChange::ProviderType { to: to.to_owned() },
        _ => return Err(Problem::about("identity-change-unknown", text)),
    };
    let misplaced = |option: &str, belongs: &str| {
        Err(Problem::about("identity-option", option).with("belongs", belongs).with("change", text))
    };
    if same_account && !matches!(change, IdentityChange::NewAppId { .. }) {
        return misplaced("--same-account", "appid");
    }
    if as_new && !matches!(change, IdentityChange::Slug { .. }) {
        return misplaced("--as-new", "slug=NEW");
    }
    Ok(change)
}

impl Desk {
    /// Returns what becomes of the people of a stored draft's source, and the steps that keep them.
    ///
    /// # Errors
    ///
    /// `draft-not-found`; `identity-*`, `slug-invalid` or `type-unknown` where the change does not fit the source, or the
    /// connections contradict each other.
    pub fn assess_identity(&self, id: &DraftId, request: IdentityRequest) -> Result<IdentityReport, Problem> {
        let draft = self.show_draft(id)?.draft;
        let source = Source::of_draft(&draft, &[]).map_err(of_draft)?;
        let IdentityRequest { change, directory, identifiers } = request;
        let connections: Vec<StoredConnection> = directory
            .connections
            .into_iter()
            .map(|mut connection| {
                if connection.source.is_empty() {
                    connection.source.clone_from(&source.slug);
                }
                connection
            })
            .collect();
        let input = IdentityInput {
            source: &source,
            has_mappings: !draft.user_property_mappings.is_empty(),
            change: &change,
            users: &directory.users,
            connections: &connections,
            identifiers: &identifiers,
        };
        Ok(IdentityReport::of(&source.slug, &change, assess(&input).map_err(of_assessment)?))
    }
}

fn of_draft(error: DraftError) -> Problem {
    match error {
        DraftError::UnknownType(id) => Problem::about("type-unknown", id),
        DraftError::OnlyTheServerKnows(field) => Problem::about("identity-only-server", field),
        DraftError::NoSuchChoice { field, value } => {
            let users = UserMatchingMode::ALL.map(UserMatchingMode::id).join(", ");
            let groups = GroupMatchingMode::ALL.map(GroupMatchingMode::id).join(", ");
            let choices = if field == "group_matching_mode" { groups } else { users };
            Problem::about("field-not-choice", field).with("value", value).with("choices", choices)
        }
    }
}

fn of_assessment(error: IdentityError) -> Problem {
    match error {
        IdentityError::NoLogin(protocol) => Problem::about("identity-no-login", protocol.id()),
        IdentityError::OnlyWechat(kind) => Problem::about("identity-only-wechat", kind),
        IdentityError::NothingChanges(what) => Problem::about("identity-nothing-changes", what),
        IdentityError::NotASlug(slug) => Problem::about("slug-invalid", slug),
        IdentityError::UnknownType(kind) => Problem::about("type-unknown", kind),
        IdentityError::OtherProtocol { from, to } => {
            Problem::about("identity-other-protocol", to).with("from", from)
        }
        IdentityError::IdentifierTwice(identifier) => Problem::about("identity-identifier-twice", identifier),
        IdentityError::UserTwice(user) => Problem::about("identity-user-twice", user.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_read_and_an_option_of_another_is_refused() {
        let read = |text: &str| parse_identity_change(text, false, false);
        assert_eq!(read("unionid"), Ok(IdentityChange::UnionidAppears));
        assert_eq!(read("recreate"), Ok(IdentityChange::Recreated));
        assert_eq!(
            parse_identity_change("appid", true, false),
            Ok(IdentityChange::NewAppId { same_account: true })
        );
        let slug = |way| IdentityChange::Slug { to: "b".to_owned(), way };
        assert_eq!(read("slug=b"), Ok(slug(SlugWay::Renamed)));
        assert_eq!(parse_identity_change("slug=b", false, true), Ok(slug(SlugWay::PushedAsNew)));
        assert_eq!(read("type=github"), Ok(IdentityChange::ProviderType { to: "github".to_owned() }));
        for nonsense in ["", "slug", "slug=", "type", "unionid=", "appid=wx", "Slug=b"] {
            assert_eq!(read(nonsense).unwrap_err().code, "identity-change-unknown", "{nonsense}");
        }
        for (same_account, as_new) in [(true, false), (false, true)] {
            let problem = parse_identity_change("recreate", same_account, as_new).unwrap_err();
            assert_eq!(problem.code, "identity-option");
        }
    }
}
