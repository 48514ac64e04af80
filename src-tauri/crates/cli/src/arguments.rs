//! The arguments. Their help texts are messages; see [`crate::help`].

mod bundle;
mod identity;
mod lab;
mod options;
mod server;
mod test_run;
mod vault;

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand};

pub(crate) use bundle::{Bundle, BundleCreate, BundleOpen};
pub(crate) use identity::Identity;
pub(crate) use lab::{LabGiven, MapArguments, PredictArguments};
pub(crate) use options::{
    Callback, Checklist, Existing, Export, Import, Network, New, Prefill, Preview, Rehearse, Route, Set,
    Simulate, TestLogin,
};
pub(crate) use server::{Apply, DriftArguments, PlanArguments, Pull, Rollback, Server, ServerAdd, ServerSet};
pub(crate) use test_run::{RunFormat, TestRun};
pub(crate) use vault::{SecretCommand, Slot, Vault};

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
        /// The tag that the drafts must have.
        #[arg(long, value_name = "TAG")]
        tag: Option<String>,
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
    /// Lists the revisions of a draft, or shows what changed in one.
    History {
        /// The draft.
        slug: String,
        /// The revision.
        revision: Option<u32>,
    },
    /// Puts a draft back to an earlier revision.
    Restore {
        /// The draft.
        slug: String,
        /// The revision.
        revision: u32,
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
        /// The authentik version to check for.
        #[arg(long = "target", value_name = "VERSION")]
        checked_for: Option<String>,
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
    /// Tests a login at the real provider.
    TestLogin(TestLogin),
    /// Tries whether the hosts of a login can be reached.
    Network(Network),
    /// Works on the test logins that were kept.
    #[command(subcommand)]
    TestRun(TestRun),
    /// Explains an error.
    Explain {
        /// The error.
        #[arg(value_name = "CODE", allow_negative_numbers = true)]
        error: Vec<String>,
        /// Words to look for.
        #[arg(long, value_name = "WORDS", num_args = 1.., conflicts_with = "error")]
        search: Vec<String>,
        /// Whether to name all.
        #[arg(long, conflicts_with = "error")]
        list: bool,
        /// Whose errors.
        #[arg(long, value_name = "TYPE", conflicts_with = "error")]
        provider: Option<String>,
    },
    /// Says who keeps their account when a source's identity changes.
    Identity(Identity),
    /// Runs the property mappings of a draft for one person.
    Map(MapArguments),
    /// Says what authentik would do with people.
    Predict(PredictArguments),
    /// Writes drafts as a file for authentik.
    Export(Export),
    /// Reads blueprints into drafts.
    Import(Import),
    /// Shares drafts.
    #[command(subcommand)]
    Bundle(Bundle),
    /// Fills a draft from what a provider publishes.
    Prefill(Prefill),
    /// Keeps the servers that drafts are pushed to.
    #[command(subcommand)]
    Server(Server),
    /// Makes drafts of a server's sources.
    Pull(Pull),
    /// Shows what would change on a server.
    Plan(PlanArguments),
    /// Executes a plan.
    Apply(Apply),
    /// Takes a run back.
    Rollback(Rollback),
    /// Lists the plans that were applied.
    Runs,
    /// Shows where drafts and a server differ.
    Drift(DriftArguments),
    /// Works on the vault.
    #[command(subcommand)]
    Vault(Vault),
    /// Works on the secrets in the vault.
    #[command(subcommand)]
    Secret(SecretCommand),
    /// Checks the data folder.
    Doctor {
        /// Whether to make a sound database of a damaged one.
        #[arg(long)]
        recover: bool,
        /// A damaged database that was kept.
        #[arg(requires = "recover")]
        file: Option<PathBuf>,
        /// Whether to print the diagnostics report.
        #[arg(long, conflicts_with = "recover")]
        report: bool,
    },
    /// Writes a backup of the drafts, or restores one.
    #[command(args_conflicts_with_subcommands = true)]
    Backup {
        /// What else to do with backups.
        #[command(subcommand)]
        command: Option<Backup>,
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

/// What to do with backups.
#[derive(Subcommand)]
pub(crate) enum Backup {
    /// Puts one in the place of the drafts.
    Restore {
        /// The backup.
        #[arg(value_name = "PATH")]
        backup: PathBuf,
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
