//! What is known of a flow.

use serde::{Deserialize, Serialize};

use super::{Fact, GroupKey};

/// A flow (`authentik/flows/models.py`, `Flow`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// The slug.
    pub slug: String,
    /// Who may run it.
    pub requires: Fact<Requirement>,
    /// Whether the flow's own policies let the person through. True as well where there are none, and for the default
    /// flows' `ak_is_sso_flow`, which everybody who comes from a source passes.
    pub policies_pass: Fact<bool>,
    /// The stages in their order.
    pub stages: Fact<Vec<StageBinding>>,
}

impl Flow {
    /// `default-source-authentication` as authentik installs it: nobody may be logged in, and one stage, user login
    /// (`blueprints/default/flow-default-source-authentication.yaml`).
    pub fn default_source_authentication() -> Flow {
        Flow {
            slug: "default-source-authentication".to_owned(),
            requires: Fact::Known(Requirement::RequireUnauthenticated),
            policies_pass: Fact::Known(true),
            stages: Fact::Known(vec![Stage::UserLogin.always()]),
        }
    }

    /// `default-source-enrollment` as authentik installs it: asks for a username if there is none, writes a new
    /// external user, logs in (`blueprints/default/flow-default-source-enrollment.yaml`).
    pub fn default_source_enrollment() -> Flow {
        let username = PromptField { field_key: "username".to_owned() };
        Flow {
            slug: "default-source-enrollment".to_owned(),
            requires: Fact::Known(Requirement::None),
            policies_pass: Fact::Known(true),
            stages: Fact::Known(vec![
                StageBinding {
                    stage: Stage::Prompt { fields: vec![username] },
                    runs: Runs::WhenMissing("username".to_owned()),
                },
                Stage::UserWrite(UserWrite::default_source_enrollment()).always(),
                Stage::UserLogin.always(),
            ]),
        }
    }

    /// A flow of which nothing is known but its slug.
    pub fn not_known(slug: &str) -> Flow {
        Flow {
            slug: slug.to_owned(),
            requires: Fact::NotKnown,
            policies_pass: Fact::NotKnown,
            stages: Fact::NotKnown,
        }
    }
}

/// Who may run a flow (`FlowAuthenticationRequirement`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// Everybody.
    None,
    /// Somebody must be logged in.
    RequireAuthenticated,
    /// Nobody may be logged in.
    RequireUnauthenticated,
    /// A superuser must be logged in.
    RequireSuperuser,
    /// Another flow must have led here.
    RequireRedirect,
    /// An outpost must ask.
    RequireOutpost,
}

/// A stage in a flow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageBinding {
    /// The stage.
    pub stage: Stage,
    /// Whether it runs, as the policies of its binding say.
    pub runs: Runs,
}

/// Whether a stage of a flow runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Runs {
    /// No policy is bound to it.
    Always,
    /// Only if the properties lack this key, as `default-source-enrollment-if-username` says.
    WhenMissing(String),
    /// Other policies decide.
    NotKnown,
}

/// A stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Asks for values (`authentik/stages/prompt`).
    Prompt {
        /// What is asked.
        fields: Vec<PromptField>,
    },
    /// Writes the user (`authentik/stages/user_write`).
    UserWrite(UserWrite),
    /// Logs the user in (`authentik/stages/user_login`).
    UserLogin,
    /// Any other; what it does is not known.
    Other {
        /// authentik's name for it: `ak-stage-authenticator-validate`.
        component: String,
    },
}

impl Stage {
    /// This stage, in a flow, with no policy bound to it.
    pub fn always(self) -> StageBinding {
        StageBinding { stage: self, runs: Runs::Always }
    }
}

/// One question of a prompt stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromptField {
    /// The key that the answer gets: `username`, `attributes.phone`.
    pub field_key: String,
}

/// What a user write stage is set to (`authentik/stages/user_write/models.py`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserWrite {
    /// When it makes a user.
    pub user_creation_mode: UserCreationMode,
    /// The type of the users that it makes: `external`, `internal`, `service_account`.
    pub user_type: String,
    /// Whether the users that it makes cannot log in until someone activates them.
    pub create_users_as_inactive: bool,
    /// The group that the user is put into.
    pub create_users_group: Option<GroupKey>,
}

impl UserWrite {
    /// `default-source-enrollment-write` as authentik installs it.
    pub fn default_source_enrollment() -> UserWrite {
        UserWrite {
            user_creation_mode: UserCreationMode::AlwaysCreate,
            user_type: "external".to_owned(),
            create_users_as_inactive: false,
            create_users_group: None,
        }
    }
}

/// When a user write stage makes a user (`UserCreationMode`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserCreationMode {
    /// Never.
    NeverCreate,
    /// If the flow has no user yet.
    CreateWhenRequired,
    /// Always, even if the flow has one.
    AlwaysCreate,
}
