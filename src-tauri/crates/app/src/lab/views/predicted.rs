//! What authentik would do, as it is shown.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use specta::Type;
use specta_typescript::Unknown;

/// What authentik would do with a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct PredictionView {
    /// The user matching mode.
    pub user_matching_mode: String,
    /// The group matching mode.
    pub group_matching_mode: String,
    /// Whether these are the source's own modes.
    pub is_current: bool,
    /// `auth`, `link`, `enroll`, `deny`, `error`, or `unknown` where an unknown thing decides.
    pub action: String,
    /// The step that decides, a letter and a number as in authentik's order; `predict-step-STEP` has the words.
    pub step: String,
    /// The step that decided the action, where the login got so far.
    pub action_step: Option<String>,
    /// How it ends: `logged_in`, `not_logged_in`, `linked`, `asked`, `resumed`, `denied`, `failed` or `not_known`.
    pub outcome: String,
    /// The fields that the person is asked for.
    pub asked: Vec<String>,
    /// What the person reads at the end, in authentik's own English.
    pub message: Option<String>,
    /// Where: `library`, `login_page`, `access_denied`, `server_error` and so on; `predict-page-PAGE` has the words.
    pub page: Option<String>,
    /// What the log and authentik's events say.
    pub log: Vec<PredictedLog>,
    /// The account before; `None`: there is none.
    pub before: Option<UserCard>,
    /// The account afterwards; `None`: none is logged in to or made.
    pub user: Option<UserCard>,
    /// What becomes of the groups.
    pub groups: Vec<GroupView>,
    /// The names of the groups that the account gets into.
    pub joined: Vec<String>,
    /// The names of the groups that it leaves.
    pub left: Vec<String>,
    /// What becomes of the connection: `none`, `made`, `kept`, `moved` or `not_known`.
    pub connection: String,
    /// What the next login does; `None`: nobody came.
    pub next_login: Option<NextLoginView>,
    /// What this rests on and is not known: `unknown-CODE` has the words.
    pub unknowns: Vec<UnknownView>,
}

/// An account. Texts that are not known, because the person types them, are `None`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct UserCard {
    /// Its primary key, where it exists already.
    pub pk: Option<u32>,
    /// Whether the login makes it.
    pub is_made: bool,
    /// Whether the login writes to it.
    pub is_written: bool,
    /// The username.
    pub username: Option<String>,
    /// The email address.
    pub email: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The path.
    pub path: Option<String>,
    /// The type of one that is made.
    #[serde(rename = "type")]
    pub user_type: Option<String>,
    /// Whether it may log in.
    pub is_active: Option<bool>,
    /// The attributes.
    #[specta(type = Unknown)]
    pub attributes: Value,
}

/// What becomes of a group of the provider.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct GroupView {
    /// Its id at the provider.
    pub identifier: String,
    /// Its name in authentik.
    pub name: String,
    /// `created`, `updated`, `linked`, `no_name`, `denied`, `name_taken`, `connected_otherwise` or `no_field`;
    /// `group-fate-FATE` has the words.
    pub fate: String,
}

/// A line that an administrator finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PredictedLog {
    /// `debug`, `info`, `warning`, or `event` with the event's action in `event`.
    pub place: String,
    /// The event's action.
    pub event: Option<String>,
    /// The words, in authentik's own English.
    pub text: String,
    /// What is said beside them.
    pub fields: BTreeMap<String, String>,
}

/// What the next login of the same person does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct NextLoginView {
    /// As [`PredictionView::action`].
    pub action: String,
    /// The step that decides.
    pub step: String,
    /// How it ends.
    pub outcome: String,
}

/// Something that is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct UnknownView {
    /// What: `connections`, `groups`, `stages` and so on.
    pub code: String,
    /// Which one.
    pub subject: Option<String>,
}
