//! The options of each command that has several.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use desk_app::{ExportFormat, ImportAction, SecretStyle, StepStatus};

/// A new draft.
#[derive(Args)]
pub(crate) struct New {
    /// The kind.
    #[arg(value_name = "TYPE")]
    pub(crate) source_type: String,
    /// The name on the login button.
    #[arg(long)]
    pub(crate) name: String,
    /// The slug.
    #[arg(long)]
    pub(crate) slug: String,
    /// The authentik version that it is for.
    #[arg(long, value_name = "VERSION")]
    pub(crate) target: Option<String>,
    /// A document to fill the draft from.
    #[arg(long, value_name = "FILE")]
    pub(crate) from: Option<PathBuf>,
    /// Fields and their values.
    #[arg(long, value_name = "FIELD=VALUE")]
    pub(crate) set: Vec<String>,
    /// Secrets to check.
    #[arg(long, value_name = "FIELD=SOURCE")]
    pub(crate) secret: Vec<String>,
}

/// A change of a draft.
#[derive(Args)]
pub(crate) struct Set {
    /// The draft.
    pub(crate) slug: String,
    /// Fields and their values.
    #[arg(value_name = "FIELD=VALUE", required_unless_present = "secret")]
    pub(crate) values: Vec<String>,
    /// Secrets to check.
    #[arg(long, value_name = "FIELD=SOURCE")]
    pub(crate) secret: Vec<String>,
}

/// A preview.
#[derive(Args)]
pub(crate) struct Preview {
    /// The draft.
    pub(crate) slug: String,
    /// The host to use instead of the draft's.
    #[arg(long, value_name = "FQDN")]
    pub(crate) host: Option<String>,
    /// Where to write the login page.
    #[arg(long, value_name = "FILE.svg")]
    pub(crate) login_page: Option<PathBuf>,
    /// Where to write the QR code.
    #[arg(long, value_name = "FILE.svg")]
    pub(crate) qr: Option<PathBuf>,
}

/// What the provider's console has to be told.
#[derive(Args)]
pub(crate) struct Callback {
    /// The draft.
    pub(crate) slug: String,
    /// What was registered.
    #[arg(long, value_name = "TEXT|-", allow_hyphen_values = true)]
    pub(crate) registered: Option<String>,
}

/// What a step of the registration can be marked as.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Mark {
    /// It is done.
    Done,
    /// It is to be done.
    Open,
    /// It is not needed.
    Skip,
}

impl From<Mark> for StepStatus {
    fn from(mark: Mark) -> StepStatus {
        match mark {
            Mark::Done => StepStatus::Done,
            Mark::Open => StepStatus::Open,
            Mark::Skip => StepStatus::Skipped,
        }
    }
}

/// The steps of the registration.
#[derive(Args)]
pub(crate) struct Checklist {
    /// The draft.
    pub(crate) slug: String,
    /// The step to mark.
    #[arg(requires = "status")]
    pub(crate) step: Option<String>,
    /// What it is.
    #[arg(value_enum)]
    pub(crate) status: Option<Mark>,
    /// A note for it.
    #[arg(long, value_name = "TEXT", requires = "status")]
    pub(crate) note: Option<String>,
}

/// A simulation.
#[derive(Args)]
pub(crate) struct Simulate {
    /// The address to listen on.
    #[arg(long, value_name = "127.0.0.1:PORT", default_value = "127.0.0.1:0")]
    pub(crate) listen: SocketAddr,
    /// Whom to simulate.
    #[arg(
        long,
        default_value = "wechat",
        value_parser = PossibleValuesParser::new(desk_app::simulated_providers()),
    )]
    pub(crate) provider: String,
    /// Who logs in.
    #[arg(long)]
    pub(crate) profile: Option<String>,
    /// What goes wrong.
    #[arg(long, allow_negative_numbers = true)]
    pub(crate) fault: Option<String>,
    /// 授权回调域 of the simulated application.
    #[arg(long, value_name = "HOST", default_value = "auth.example.com")]
    pub(crate) callback_domain: String,
    /// The redirect URIs that are registered.
    #[arg(long, value_name = "URL")]
    pub(crate) redirect_uri: Vec<String>,
}

/// A rehearsal.
#[derive(Args)]
pub(crate) struct Rehearse {
    /// The draft.
    pub(crate) slug: Option<String>,
    /// Whether a ready-made draft is used.
    #[arg(long, conflicts_with = "slug")]
    pub(crate) demo: bool,
    /// Who logs in.
    #[arg(long)]
    pub(crate) profile: Option<String>,
    /// What goes wrong.
    #[arg(long, allow_negative_numbers = true)]
    pub(crate) fault: Option<String>,
    /// Where to write QR code, transcript and blueprint.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// The secrets to log in with.
    #[arg(long, value_name = "FIELD=SOURCE")]
    pub(crate) secret: Vec<String>,
}

/// A login at the real provider.
#[derive(Args)]
pub(crate) struct TestLogin {
    /// The draft.
    pub(crate) slug: String,
    /// How the browser's way back is known.
    #[arg(long, value_enum)]
    pub(crate) route: Route,
    /// authentik's host, where it is not the draft's.
    #[arg(long, value_name = "FQDN")]
    pub(crate) host: Option<String>,
    /// The port of this computer that the browser comes back to.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) port: Option<u16>,
    /// Whether hosts may be in a private network.
    #[arg(long)]
    pub(crate) allow_private: bool,
    /// The secrets to log in with.
    #[arg(long, value_name = "FIELD=SOURCE")]
    pub(crate) secret: Vec<String>,
}

/// How the browser's way back is known.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Route {
    /// The browser comes back to this computer.
    Browser,
    /// The person pastes the address that the browser landed on.
    Paste,
    /// The browser comes back to this computer under authentik's name.
    Hosts,
}

/// A check of the network.
#[derive(Args)]
pub(crate) struct Network {
    /// The draft.
    pub(crate) slug: String,
    /// The proxy to use.
    #[arg(long, value_name = "ADDRESS|none|system")]
    pub(crate) proxy: Option<String>,
    /// A file with authorities.
    #[arg(long, value_name = "FILE|none")]
    pub(crate) ca: Option<PathBuf>,
    /// Whether hosts may be in a private network.
    #[arg(long)]
    pub(crate) allow_private: bool,
    /// Whether these are kept.
    #[arg(long)]
    pub(crate) keep: bool,
}

/// The formats of an export.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// An authentik blueprint.
    Blueprint,
    /// A configuration for Terraform and OpenTofu.
    Terraform,
    /// Manifests, and values for authentik's Helm chart.
    Kubernetes,
    /// An override for Docker Compose.
    Compose,
    /// The steps for somebody who does it by hand.
    Runbook,
    /// A document for scripts.
    Json,
}

impl From<Format> for ExportFormat {
    fn from(format: Format) -> ExportFormat {
        match format {
            Format::Blueprint => ExportFormat::Blueprint,
            Format::Terraform => ExportFormat::Terraform,
            Format::Kubernetes => ExportFormat::Kubernetes,
            Format::Compose => ExportFormat::Compose,
            Format::Runbook => ExportFormat::Runbook,
            Format::Json => ExportFormat::Json,
        }
    }
}

/// How a blueprint gets at its secrets.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum SecretsFrom {
    /// From a file on the server.
    File,
    /// From an environment variable of the server.
    Env,
    /// From the blueprint instance's context.
    Context,
    /// They stand in the blueprint.
    Inline,
}

impl From<SecretsFrom> for SecretStyle {
    fn from(from: SecretsFrom) -> SecretStyle {
        match from {
            SecretsFrom::File => SecretStyle::File,
            SecretsFrom::Env => SecretStyle::Env,
            SecretsFrom::Context => SecretStyle::Context,
            SecretsFrom::Inline => SecretStyle::Inline,
        }
    }
}

/// An export.
#[derive(Args)]
pub(crate) struct Export {
    /// The drafts.
    #[arg(required = true)]
    pub(crate) slug: Vec<String>,
    /// The format.
    #[arg(long, value_enum)]
    pub(crate) format: Format,
    /// Where to write it.
    #[arg(long, value_name = "PATH")]
    pub(crate) out: Option<PathBuf>,
    /// How the file gets at the secrets.
    #[arg(long, value_enum, default_value_t = SecretsFrom::File)]
    pub(crate) secrets: SecretsFrom,
    /// The stage whose login page gets the button.
    #[arg(long, value_name = "STAGE", num_args = 0..=1, default_missing_value = desk_app::DEFAULT_LOGIN_PAGE)]
    pub(crate) login_page: Option<String>,
    /// The flow that gets a Source Stage.
    #[arg(long, value_name = "FLOW")]
    pub(crate) source_stage: Option<String>,
    /// Where in that flow.
    #[arg(long, value_name = "N", requires = "source_stage", allow_negative_numbers = true)]
    pub(crate) source_stage_order: Option<i32>,
    /// How long a person may take to come back.
    #[arg(long, value_name = "TEXT", requires = "source_stage")]
    pub(crate) source_stage_timeout: Option<String>,
    /// The authentik version that the file is for.
    #[arg(long, value_name = "VERSION")]
    pub(crate) target: Option<String>,
    /// The secrets that stand in the file.
    #[arg(long, value_name = "FIELD=SOURCE")]
    pub(crate) secret: Vec<String>,
}

/// What to do with a source whose slug another draft has.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Existing {
    /// Leave the source.
    Skip,
    /// Make it the next revision of that draft.
    Replace,
    /// Make a draft under a free slug.
    Copy,
}

impl From<Existing> for ImportAction {
    fn from(existing: Existing) -> ImportAction {
        match existing {
            Existing::Skip => ImportAction::Skip,
            Existing::Replace => ImportAction::Replace,
            Existing::Copy => ImportAction::Copy,
        }
    }
}

/// An import.
#[derive(Args)]
pub(crate) struct Import {
    /// The blueprints.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) file: Vec<PathBuf>,
    /// Whether nothing is changed.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// What to do with a source whose slug another draft has.
    #[arg(long, value_enum, default_value_t = Existing::Skip)]
    pub(crate) existing: Existing,
    /// The authentik version that the drafts are for.
    #[arg(long, value_name = "VERSION")]
    pub(crate) target: Option<String>,
}

/// A draft filled from what a provider publishes.
#[derive(Args)]
pub(crate) struct Prefill {
    /// The draft.
    pub(crate) slug: String,
    /// The document.
    pub(crate) file: PathBuf,
    /// Whether nothing is changed.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The identity provider's entity ID.
    #[arg(long, value_name = "ID")]
    pub(crate) entity: Option<String>,
    /// Fields to take although that is not advised.
    #[arg(long, value_name = "FIELD")]
    pub(crate) take: Vec<String>,
    /// Fields not to take.
    #[arg(long, value_name = "FIELD")]
    pub(crate) leave: Vec<String>,
}
