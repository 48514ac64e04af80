//! The arguments. Their help texts are messages; see [`crate::help`].

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use desk_app::{ImportAction, SecretStyle, StepStatus};

/// All arguments of the program.
#[derive(Parser)]
#[command(
    name = "source-desk",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub(crate) struct Arguments {
    /// What every command takes.
    #[command(flatten)]
    pub(crate) global: Global,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Args)]
pub(crate) struct Global {
    /// The data folder.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) home: Option<PathBuf>,
    /// One JSON document on stdout.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// The language.
    #[arg(long, global = true, value_parser = ["en", "zh-CN"])]
    pub(crate) lang: Option<String>,
    /// No progress and no hints.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// Shows the help.
    #[arg(long, short, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// Shows the version.
    #[arg(long, short = 'V', action = ArgAction::Version)]
    version: Option<bool>,
}

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Lists the kinds of source.
    Types {
        /// The authentik version.
        #[arg(long, value_name = "VERSION")]
        target: Option<String>,
    },
    /// Lists the fields of one kind's form.
    Fields {
        /// The kind.
        #[arg(value_name = "TYPE")]
        source_type: String,
        /// The authentik version.
        #[arg(long, value_name = "VERSION")]
        target: Option<String>,
    },
    /// Makes a draft.
    New(New),
    /// Lists the drafts.
    List {
        /// What to look for.
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
    },
    /// Shows a draft.
    Show {
        /// The draft.
        slug: String,
    },
    /// Changes a draft.
    Set(Set),
    /// Copies a draft.
    Copy {
        /// The draft.
        slug: String,
        /// The copy's slug.
        #[arg(value_name = "NEW")]
        new: String,
    },
    /// Deletes a draft.
    Delete {
        /// The draft.
        slug: String,
    },
    /// Works on property mappings.
    #[command(subcommand)]
    Mapping(Mapping),
    /// Takes the last change back.
    Undo,
    /// Makes the last undone change again.
    Redo,
    /// Checks drafts and blueprints.
    Lint {
        /// Slugs of drafts, or paths of blueprints.
        #[arg(value_name = "SLUG|FILE")]
        target: Vec<String>,
        /// Secrets to check with the draft.
        #[arg(long, value_name = "FIELD=SOURCE")]
        secret: Vec<String>,
        /// Whether to apply the fixes.
        #[arg(long)]
        fix: bool,
    },
    /// Shows what authentik will publish and send.
    Preview(Preview),
    /// Shows what the provider's console has to be told.
    Callback(Callback),
    /// Shows or marks the steps of the registration.
    Checklist(Checklist),
    /// Runs a simulator until it is interrupted.
    Simulate(Simulate),
    /// Plays a whole test login.
    Rehearse(Rehearse),
    /// Explains an error.
    Explain {
        /// The error.
        #[arg(value_name = "CODE", allow_negative_numbers = true)]
        error: Vec<String>,
    },
    /// Writes drafts as a file for authentik.
    Export(Export),
    /// Reads blueprints into drafts.
    Import(Import),
    /// Fills a draft from what a provider publishes.
    Prefill(Prefill),
    /// Checks the data folder.
    Doctor,
    /// Writes a backup of the drafts.
    Backup {
        /// Where to.
        path: Option<PathBuf>,
    },
    /// Makes varied drafts, for measuring.
    #[command(hide = true)]
    Seed {
        /// How many.
        #[arg(value_name = "N")]
        count: u32,
    },
    /// Shows the help of a command.
    Help {
        /// The command.
        #[arg(value_name = "COMMAND")]
        topic: Option<String>,
    },
}

/// What to do with property mappings.
#[derive(Subcommand)]
pub(crate) enum Mapping {
    /// Lists them.
    List {
        /// What to look for.
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// The kind.
        #[arg(long)]
        kind: Option<String>,
    },
    /// Shows one.
    Show {
        /// The mapping.
        #[arg(value_name = "NAME")]
        mapping: String,
    },
    /// Makes one.
    New {
        /// The name.
        #[arg(long)]
        name: String,
        /// The kind.
        #[arg(long)]
        kind: String,
        /// The expression.
        #[arg(long, value_name = "-|FILE|TEXT", allow_hyphen_values = true)]
        expression: String,
    },
    /// Changes one.
    Set {
        /// The mapping.
        #[arg(value_name = "NAME")]
        mapping: String,
        /// The new name.
        #[arg(long, value_name = "NEW", alias = "name")]
        rename: Option<String>,
        /// The new expression.
        #[arg(long, value_name = "-|FILE|TEXT", allow_hyphen_values = true)]
        expression: Option<String>,
    },
    /// Copies one.
    Copy {
        /// The mapping.
        #[arg(value_name = "NAME")]
        mapping: String,
        /// The copy's name.
        #[arg(value_name = "NEW")]
        new: String,
    },
    /// Deletes one.
    Delete {
        /// The mapping.
        #[arg(value_name = "NAME")]
        mapping: String,
    },
    /// Writes some as a blueprint.
    Export {
        /// The mappings.
        #[arg(value_name = "NAME", required = true)]
        mappings: Vec<String>,
        /// Where to write it.
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
    },
    /// Gives one to a source.
    Assign {
        /// The draft.
        slug: String,
        /// The mapping.
        #[arg(value_name = "NAME")]
        mapping: String,
        /// Whether it makes the properties of groups.
        #[arg(long)]
        group: bool,
    },
    /// Takes one away from a source.
    Unassign {
        /// The draft.
        slug: String,
        /// The mapping.
        #[arg(value_name = "NAME")]
        mapping: String,
        /// Whether it makes the properties of groups.
        #[arg(long)]
        group: bool,
    },
}

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

/// The providers that can be simulated.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Provider {
    /// WeChat Open Platform.
    Wechat,
}

/// A simulation.
#[derive(Args)]
pub(crate) struct Simulate {
    /// The address to listen on.
    #[arg(long, value_name = "127.0.0.1:PORT", default_value = "127.0.0.1:0")]
    pub(crate) listen: SocketAddr,
    /// Whom to simulate.
    #[arg(long, value_enum, default_value_t = Provider::Wechat)]
    pub(crate) provider: Provider,
    /// Who logs in.
    #[arg(long)]
    pub(crate) profile: Option<String>,
    /// What goes wrong.
    #[arg(long, allow_negative_numbers = true)]
    pub(crate) fault: Option<String>,
    /// 授权回调域 of the simulated application.
    #[arg(long, value_name = "HOST", default_value = "auth.example.com")]
    pub(crate) callback_domain: String,
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

/// The formats of an export.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Format {
    /// An authentik blueprint.
    Blueprint,
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
