//! The options of `server`, `pull`, `plan`, `apply`, `rollback` and `drift`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What to do with servers.
#[derive(Subcommand)]
pub(crate) enum Server {
    /// Adds one.
    Add(ServerAdd),
    /// Changes one.
    Set(ServerSet),
    /// Lists them.
    List,
    /// Checks one.
    Check {
        /// The server.
        #[arg(value_name = "NAME")]
        server: String,
        /// Its token.
        #[arg(long, value_name = "token=SOURCE")]
        secret: Vec<String>,
        /// Whether another server may answer there from now on.
        #[arg(long)]
        accept: bool,
    },
    /// Looks at the flows of its sources.
    Doctor {
        /// The server.
        #[arg(value_name = "NAME")]
        server: String,
        /// The sources; none means all.
        slug: Vec<String>,
        /// Its token.
        #[arg(long, value_name = "token=SOURCE")]
        secret: Vec<String>,
    },
    /// Shows its login pages.
    Pages {
        /// The server.
        #[arg(value_name = "NAME")]
        server: String,
        /// A login page to draw.
        #[arg(value_name = "STAGE")]
        stage: Option<String>,
        /// Where to draw it.
        #[arg(long, value_name = "FILE.svg", requires = "stage")]
        preview: Option<PathBuf>,
        /// Its token.
        #[arg(long, value_name = "token=SOURCE")]
        secret: Vec<String>,
    },
    /// Has it look at a blueprint.
    DryRun {
        /// The server.
        #[arg(value_name = "NAME")]
        server: String,
        /// The blueprint.
        file: PathBuf,
        /// Its token.
        #[arg(long, value_name = "token=SOURCE")]
        secret: Vec<String>,
    },
    /// Removes one.
    Remove {
        /// The server.
        #[arg(value_name = "NAME")]
        server: String,
    },
}

/// A server to add.
#[derive(Args)]
pub(crate) struct ServerAdd {
    /// Its name.
    #[arg(value_name = "NAME")]
    pub(crate) server: String,
    /// Its address.
    #[arg(long)]
    pub(crate) url: String,
    /// Its token.
    #[arg(long, value_name = "token=SOURCE")]
    pub(crate) secret: Vec<String>,
    /// A PEM file with authorities that are believed for it.
    #[arg(long, value_name = "FILE")]
    pub(crate) ca: Option<PathBuf>,
    /// The fingerprint of the one certificate that is believed for it.
    #[arg(long, value_name = "sha256:…")]
    pub(crate) pin: Option<String>,
    /// Whether its host has to be typed before anything is sent.
    #[arg(long)]
    pub(crate) production: bool,
    /// Its colour.
    #[arg(long, value_parser = ["grey", "blue", "green", "orange", "purple", "red"], default_value = "grey")]
    pub(crate) colour: String,
}

/// What to change of a server.
#[derive(Args)]
pub(crate) struct ServerSet {
    /// The server.
    #[arg(value_name = "NAME")]
    pub(crate) server: String,
    /// Its address.
    #[arg(long)]
    pub(crate) url: Option<String>,
    /// Its token.
    #[arg(long, value_name = "token=SOURCE")]
    pub(crate) secret: Vec<String>,
    /// A PEM file with authorities that are believed for it, or `none`.
    #[arg(long, value_name = "FILE")]
    pub(crate) ca: Option<PathBuf>,
    /// The fingerprint of the one certificate that is believed for it, or `none`.
    #[arg(long, value_name = "sha256:…")]
    pub(crate) pin: Option<String>,
    /// Whether its host has to be typed before anything is sent.
    #[arg(long, value_name = "true|false")]
    pub(crate) production: Option<bool>,
    /// Its colour.
    #[arg(long, value_parser = ["grey", "blue", "green", "orange", "purple", "red"])]
    pub(crate) colour: Option<String>,
}

/// Sources to pull.
#[derive(Args)]
pub(crate) struct Pull {
    /// The server.
    #[arg(value_name = "NAME")]
    pub(crate) server: String,
    /// The sources; none means all.
    pub(crate) slug: Vec<String>,
    /// Whether drafts that differ become as the server's sources are.
    #[arg(long)]
    pub(crate) replace: bool,
    /// The server's token.
    #[arg(long, value_name = "token=SOURCE")]
    pub(crate) secret: Vec<String>,
}

/// What to plan.
#[derive(Args)]
pub(crate) struct PlanArguments {
    /// The server.
    #[arg(value_name = "NAME")]
    pub(crate) server: String,
    /// The drafts.
    #[arg(required = true)]
    pub(crate) slug: Vec<String>,
    /// The login page that gets the buttons.
    #[arg(long, value_name = "STAGE", num_args = 0..=1, default_missing_value = desk_app::DEFAULT_LOGIN_PAGE)]
    pub(crate) login_page: Option<String>,
    /// Whether the sources' names stand beside their buttons there.
    #[arg(long, value_name = "true|false", requires = "login_page")]
    pub(crate) labels: Option<bool>,
    /// Where to draw the login page as it will be.
    #[arg(long, value_name = "FILE.svg", requires = "login_page")]
    pub(crate) preview: Option<PathBuf>,
    /// Where to write the plan.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Whether objects that did not come from here are taken over.
    #[arg(long)]
    pub(crate) adopt: bool,
    /// Who wins, everywhere or in one field.
    #[arg(long, value_name = "draft|server|SLUG.FIELD=draft|server")]
    pub(crate) take: Vec<String>,
    /// Whether secrets are sent although they may be the server's own.
    #[arg(long)]
    pub(crate) send_secrets: bool,
    /// The server's token, and secrets of the draft.
    #[arg(long, value_name = "token=SOURCE|FIELD=SOURCE")]
    pub(crate) secret: Vec<String>,
}

/// A plan to execute.
#[derive(Args)]
pub(crate) struct Apply {
    /// The plan's file.
    pub(crate) file: PathBuf,
    /// Whether that was thought over.
    #[arg(long)]
    pub(crate) yes: bool,
    /// The host of a production server, typed.
    #[arg(long, value_name = "HOST")]
    pub(crate) host: Option<String>,
    /// The server's token, and secrets of the draft.
    #[arg(long, value_name = "token=SOURCE|FIELD=SOURCE")]
    pub(crate) secret: Vec<String>,
}

/// A run to take back.
#[derive(Args)]
pub(crate) struct Rollback {
    /// The run; without it the newest.
    pub(crate) run: Option<u32>,
    /// Whether that was thought over.
    #[arg(long)]
    pub(crate) yes: bool,
    /// Whether to take it back although the server was changed since.
    #[arg(long)]
    pub(crate) over_changes: bool,
    /// Whether to show what would be done and do nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The host of a production server, typed.
    #[arg(long, value_name = "HOST")]
    pub(crate) host: Option<String>,
    /// The server's token.
    #[arg(long, value_name = "token=SOURCE")]
    pub(crate) secret: Vec<String>,
}

/// Where to look for differences.
#[derive(Args)]
pub(crate) struct DriftArguments {
    /// The server.
    #[arg(value_name = "NAME")]
    pub(crate) server: String,
    /// The drafts; none means all that were pushed there.
    pub(crate) slug: Vec<String>,
    /// The server's token.
    #[arg(long, value_name = "token=SOURCE")]
    pub(crate) secret: Vec<String>,
}
