//! The steps of a login, by their letters.

use serde::Serialize;

/// A step at which authentik decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Step {
    /// The source is switched off, or nobody has the slug.
    A1,
    /// The source has no authorization URL.
    A2,
    /// The state.
    B1,
    /// The code.
    B2,
    /// The answer of the token endpoint.
    B3,
    /// An error inside the token answer.
    B4,
    /// The profile.
    B5,
    /// The identifier.
    B6,
    /// The properties of the type, with path and attributes.
    C1,
    /// The property mappings.
    C2,
    /// Keys without a value.
    C3,
    /// The groups' properties.
    C4,
    /// Somebody is logged in already.
    D0,
    /// A connection with the identifier exists.
    D1,
    /// The matching mode is identifier.
    D2,
    /// The property to match by is empty.
    D3,
    /// Nobody has the value.
    D4,
    /// Somebody has it, and the mode links.
    D5,
    /// Somebody has it, and the mode refuses.
    D6,
    /// Outcome DENY: the refusal.
    EDeny,
    /// Outcome LINK for the account of the session.
    ELink,
    /// Outcome AUTH: the authentication flow.
    EAuth,
    /// Outcome ENROLL: the enrollment flow.
    EEnroll,
    /// Whether the flow applies to the person.
    EPlanning,
    /// The Source Stage of another flow.
    ESourceStage,
    /// The stage that saves the connection, after the flow's own.
    EConnection,
    /// A prompt stage.
    FPrompt,
    /// A user write stage.
    FUserWrite,
    /// A user login stage.
    FUserLogin,
    /// Another stage, or the flow's list of stages.
    FStages,
    /// The stage that updates the groups.
    G,
}

impl Step {
    /// The letter and number, and a name for the parts of E and F, which have no numbers: `D5`, `F user_write`.
    pub fn name(self) -> &'static str {
        match self {
            Step::A1 => "A1",
            Step::A2 => "A2",
            Step::B1 => "B1",
            Step::B2 => "B2",
            Step::B3 => "B3",
            Step::B4 => "B4",
            Step::B5 => "B5",
            Step::B6 => "B6",
            Step::C1 => "C1",
            Step::C2 => "C2",
            Step::C3 => "C3",
            Step::C4 => "C4",
            Step::D0 => "D0",
            Step::D1 => "D1",
            Step::D2 => "D2",
            Step::D3 => "D3",
            Step::D4 => "D4",
            Step::D5 => "D5",
            Step::D6 => "D6",
            Step::EDeny => "E deny",
            Step::ELink => "E link",
            Step::EAuth => "E auth",
            Step::EEnroll => "E enroll",
            Step::EPlanning => "E planning",
            Step::ESourceStage => "E source stage",
            Step::EConnection => "E connection",
            Step::FPrompt => "F prompt",
            Step::FUserWrite => "F user_write",
            Step::FUserLogin => "F user_login",
            Step::FStages => "F stages",
            Step::G => "G",
        }
    }
}
