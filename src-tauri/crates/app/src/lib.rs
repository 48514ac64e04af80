//! Use cases over a [`Host`]: what the window and the command line share.
//!
//! [`Desk`] holds the drafts, the secrets that are at hand and the running operations. Its methods are the use cases;
//! the desktop wraps each in one command, the command line in one subcommand. Their values derive serde and specta,
//! so the same types are drawn by the window and printed by `--json`. What goes wrong is a [`Problem`] with a code;
//! its words are looked up at the edge with [`words`].
//!
//! Deliberately not here: a window, a terminal, SQL, HTTP, ciphers. The clock, randomness, the data folder, dialogs, the
//! keychain and the clipboard come in through [`Host`]. A secret is written to disk only as the vault sealed it; without
//! a vault it lives in [`Desk`]'s memory and nowhere else.

mod backups;
mod blueprint_file;
mod bundle;
mod clipboard;
mod desk;
mod doctor;
mod drafts;
mod explain;
mod export;
mod forms;
mod history;
mod host;
mod identity;
mod import;
mod lab;
mod log;
mod login_window;
mod mappings;
mod mending;
mod merging;
mod network;
mod operation;
mod pictures;
mod pipeline;
mod place;
mod prefill;
mod preview;
mod private_hosts;
mod problem;
mod registration;
mod rehearsal;
mod report;
mod secrets;
mod servers;
mod settings;
mod simulate;
mod start;
mod system;
mod system_network;
mod test_login;
mod test_runs;
mod vault;
mod views;
pub mod words;

pub use backups::{
    BackupChoice, BackupDifference, BackupList, BackupView, ChangedMarkView, DraftMarkView, RecoveredView,
    RecoveryView, SwappedView,
};
pub use blueprint_file::{read_blueprint_file, replace_blueprint_file};
pub use bundle::{
    BundleOpened, BundleOpener, BundleProtection, BundleView, BundleWants, BundledSourceView, LockedBundle,
};
pub use clipboard::{Clipboard, CopiedView};
pub use desk::Desk;
pub use desk_login::compare::{StepComparison, StepDifference, StepPart, StepPartKind, StepVerdict};
pub use desk_login::{
    Landed, Landings, Note, Outcome, Request, Response, Step, StepName, StepState, Timings, landings,
};
pub use doctor::{Check, Checkup};
pub use explain::ExplanationView;
pub use export::{
    ExportFindingView, ExportFormat, ExportRequest, ExportView, ExportedFileView, NeededSecretView,
    SecretStyle, SourceStageRequest, save,
};
pub use forms::parse_version;
pub use history::{ChangedPartView, LineChange, LineView, PartView, RestoredView, RevisionView, SummaryView};
pub use host::{Host, OpenRequest};
pub use identity::{
    IdentityConditionView, IdentityDirectory, IdentityDoubleView, IdentityFateCount, IdentityNextView,
    IdentityNoteView, IdentityPersonView, IdentityReport, IdentityRequest, IdentityStepView,
    IdentityStepWords, parse_identity_change, read_identifier_table, read_identity_directory,
};
pub use import::{
    BundleOrigin, ExistingView, ImportAction, ImportChoice, ImportFile, ImportFileView, ImportPreview,
    ImportResult, ImportSourceView, ImportStanding, ImportedView, KeptView, SkippedView, WhySkipped,
};
pub use lab::{
    ChangeKind, DirectoryNote, DiscardedView, GroupView, LabCall, LabDirectory, LabEnd, LabEngine, LabError,
    LabGroup, LabLog, LabMappings, LabOffers, LabRequest, LabRun, LabSample, LabStep, MappingPrograms,
    ModeCounts, NextLoginView, PeopleView, PersonRowView, PipelineView, PredictedLog, PredictionView,
    PropertyChange, PythonNote, ReturnedUse, TwinView, UnknownView, UserCard,
};
pub use log::{log_panics, log_window_failure, start_log};
pub use login_window::{LoginPage, LoginWindow, Visitor, Wanted};
pub use mappings::{MappingList, MappingUseView, MappingView, parse_mapping_kind};
pub use mending::{MendedBlueprint, MendedDraft, MendedFinding};
pub use merging::{ConflictView, MergeView};
pub use network::{NeededHostView, NetworkNeeds, NetworkSettings, NetworkView};
pub use operation::{OperationEvent, OperationView, PhoneAction, WaitingFor};
pub use pipeline::{BlueprintFindings, DraftViews, PlacedFinding, SourceFindings};
pub use prefill::{
    CertificateState, CertificateView, MetadataDocument, NoteView, PrefillChange, PrefillChoice,
    PrefillPlace, PrefillView, ProviderView,
};
pub use preview::PreviewView;
pub use problem::{CODES as PROBLEM_CODES, Problem, Severity as ProblemKind};
pub use registration::{
    CallbackView, ChecklistStepView, ConsoleView, HostView, console_name_id, step_about_id, step_title_id,
};
pub use rehearsal::{LoginProblemView, PhoneMode, Rehearsal, RehearsalChoices, RehearsalOptions};
pub use secrets::{RevealedView, SecretStanding, SecretState};
pub use servers::{
    AppliedOperationView, AppliedView, DriftRowView, DriftSide, DriftView, DriftedDraftView,
    MissingSecretView, NewServer, PlanChangeView, PlanConflictView, PlanDecision, PlanOperationView,
    PlanRequest, PlanSort, PlanValue, PlanView, PullOutcome, PulledSourceView, PulledView, PushRunView,
    PushView, SecretInPlan, ServerChange, ServerCheckView, ServerColour, ServerView, VersionSupport,
};
pub use simulate::{
    SimulateOptions, SimulatedProvider, Simulation, simulated_faults, simulated_people, simulated_providers,
};
pub use system::{
    SystemClock, fill_from_system, home_from_system, machine_name_from_system, mapping_programs_from_system,
    person_home_from_system, refuse_core_files, system_keychain, system_passphrase_cost,
};
pub use system_network::{proxy_settings_from_system, system_certificates};
pub use test_login::{
    HOSTS_FILE, TestLoginPreparation, TestLoginRequest, TestLoginRoute, TestRoute, TestRouteView,
    loopback_redirect_uri, paste,
};
pub use test_runs::{TestRunComparison, TestRunFormat, TestRunMarkView, TestRunPlace, TestRunView};
pub use vault::{SetupKind, SetupView, SlotView, SlotWay, VaultState, VaultView};
pub use views::{
    AppFacts, ChangeView, ChangedObject, ChoiceView, DraftSummary, DraftView, FieldView, ListingView, Offers,
    SourceTypeView, UnreadableView,
};

pub use desk_authentik::{
    Action, Button, Change, Choices, Conflict, ConflictKind, Drift, FlowFinding, FlowFindingKind,
    GrantedRight, NoteKind, Operation, Plan, PlanNote, PlanServer, PlannedLoginPage, Progress, Right,
    StepOutcome, Verified, VerifyCheck, Way as PushWay, Winner,
};
pub use desk_blueprint::{DEFAULT_LOGIN_PAGE, Position};
pub use desk_login::network::{Contact, FoundAddress, HostCheck, HostProblem, StageTime, Way};
pub use desk_messages as messages;
pub use desk_messages::Locale;
pub use desk_model::changes::{Decision, PartName, Side};
pub use desk_model::console::{
    Answer, Compared, Comparison, Difference, Matching, Matters, Remark, Rules, Several, Verdict,
};
pub use desk_model::endpoint::{Endpoint, EndpointKind};
pub use desk_model::lint::ExpressionFinding;
pub use desk_model::mapping_words::{MappingWord, MappingWords};
pub use desk_model::recipes::Recipe;
pub use desk_model::{
    Certainty, Draft, DraftId, FieldValue, Finding, Fix, MappingId, PropertyMapping, Protocol, Registration,
    Secret, Secrets, Severity, StepStatus, Version, callback, catalogue, slug,
};
pub use desk_network::{AddressKind, Direct, Origin, PresentedCertificate, ProxySettings, Stage, TrustedBy};
pub use desk_store::Query as DraftQuery;
pub use desk_vault::{Cost, Event, Key, Keychain, KeychainUnavailable, Reading};
