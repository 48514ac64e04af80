//! The options of `map` and `predict`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use desk_app::LabEngine;

/// What runs the mappings.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Engine {
    /// The interpreter that comes along.
    Inside,
    /// The system's Python 3.
    Python,
}

impl From<Engine> for LabEngine {
    fn from(engine: Engine) -> LabEngine {
        match engine {
            Engine::Inside => LabEngine::Inside,
            Engine::Python => LabEngine::Python,
        }
    }
}

/// What is known of a person.
#[derive(Args)]
pub(crate) struct LabGiven {
    /// What the provider says.
    #[arg(long, value_name = "FILE")]
    pub(crate) info: PathBuf,
    /// What else is known.
    #[arg(long, value_name = "FILE")]
    pub(crate) context: Option<PathBuf>,
    /// What runs the mappings.
    #[arg(long, value_enum, default_value_t = Engine::Inside)]
    pub(crate) engine: Engine,
    /// The users, groups and connections that exist.
    #[arg(long, value_name = "FILE")]
    pub(crate) directory: Option<PathBuf>,
    /// The server that they are read from.
    #[arg(long, value_name = "NAME", conflicts_with = "directory")]
    pub(crate) server: Option<String>,
}

/// The mappings of a draft, run for one person.
#[derive(Args)]
pub(crate) struct MapArguments {
    /// The draft.
    pub(crate) slug: String,
    /// What is known of the person.
    #[command(flatten)]
    pub(crate) given: LabGiven,
}

/// What authentik would do.
#[derive(Args)]
pub(crate) struct PredictArguments {
    /// The draft.
    pub(crate) slug: String,
    /// What is known of the person, or of many.
    #[command(flatten)]
    pub(crate) given: LabGiven,
    /// Whether all matching modes are shown.
    #[arg(long)]
    pub(crate) all_modes: bool,
    /// Where to write what becomes of many people.
    #[arg(long, value_name = "FILE.csv|FILE.json", conflicts_with = "all_modes")]
    pub(crate) out: Option<PathBuf>,
}
