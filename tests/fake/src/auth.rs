//! Who asks, and what they may do.

use super::http::{Reply, Request};

/// Who asks. What each may do is as recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// A superuser.
    Admin,
    /// A user without any permission.
    Plain,
    /// A user with `view_oauthsource`.
    Viewer,
    /// A user with the four permissions on `oauthsource`.
    Editor,
    /// A user who may do everything that a superuser may, but import blueprints.
    Delegate,
}

impl Who {
    /// Everyone.
    pub const ALL: [Who; 5] = [Who::Admin, Who::Plain, Who::Viewer, Who::Editor, Who::Delegate];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Who::Admin => "akadmin",
            Who::Plain => "plain",
            Who::Viewer => "viewer",
            Who::Editor => "editor",
            Who::Delegate => "delegate",
        }
    }

    /// Returns the API token. Tokens are the same in each run; they are nobody's.
    pub fn token(self) -> &'static str {
        match self {
            Who::Admin => "fakeAdminToken00000000000000000000000000000000000000000000A1",
            Who::Plain => "fakePlainToken00000000000000000000000000000000000000000000P2",
            Who::Viewer => "fakeViewerToken0000000000000000000000000000000000000000000V3",
            Who::Editor => "fakeEditorToken0000000000000000000000000000000000000000000E4",
            Who::Delegate => "fakeDelegateToken000000000000000000000000000000000000000000D5",
        }
    }
}

/// Returns who asks; none if nobody says.
///
/// # Errors
/// The answer to a token that is none. Every failure is a 403, never a 401 (recorded).
pub(crate) fn who(request: &Request) -> Result<Option<Who>, Reply> {
    let Some(header) = request.header("authorization") else { return Ok(None) };
    let Some((scheme, token)) = header.split_once(' ') else { return Ok(None) };
    if !scheme.eq_ignore_ascii_case("bearer") || token.is_empty() {
        return Ok(None);
    }
    match Who::ALL.into_iter().find(|who| who.token() == token) {
        Some(who) => Ok(Some(who)),
        None => Err(Reply::detail(403, "Token invalid/expired")),
    }
}

/// What an endpoint asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Anybody who is logged in.
    Login,
    /// To see OAuth sources.
    SeeOAuth,
    /// To change OAuth sources.
    ChangeOAuth,
    /// To see and change everything else.
    Admin,
    /// To import blueprints.
    Import,
}

/// Returns who asks if they may.
///
/// # Errors
/// The answer to those who may not.
pub(crate) fn require(request: &Request, need: Need) -> Result<Who, Reply> {
    let Some(who) = who(request)? else {
        return Err(Reply::detail(403, "Authentication credentials were not provided."));
    };
    if may(who, need) {
        Ok(who)
    } else {
        Err(Reply::detail(403, "You do not have permission to perform this action."))
    }
}

/// Returns whether somebody may.
pub(crate) fn may(who: Who, need: Need) -> bool {
    match need {
        Need::Login => true,
        Need::SeeOAuth => who != Who::Plain,
        Need::ChangeOAuth => matches!(who, Who::Admin | Who::Editor | Who::Delegate),
        Need::Admin => matches!(who, Who::Admin | Who::Delegate),
        Need::Import => who == Who::Admin,
    }
}
