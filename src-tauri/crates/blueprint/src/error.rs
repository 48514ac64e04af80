//! Everything that can go wrong between drafts and blueprints.

use desk_model::{FieldError, Version};

use crate::position::Position;

/// Why drafts do not become a blueprint, or a text is none. It never holds a piece of the text itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BlueprintError {
    /// The text, one of its scalars or one of its mappings is larger than will be read, or there are too many nodes or
    /// sources.
    #[error("larger than {limit}")]
    TooLarge {
        /// The limit: bytes of text or of one scalar, nodes, keys of one mapping, or sources.
        limit: usize,
    },
    /// Sequences and mappings are nested deeper than will be read.
    #[error("nested deeper than {limit} at {at}")]
    TooDeep {
        /// The limit, in levels.
        limit: usize,
        /// Where it gets too deep.
        at: Position,
    },
    /// Aliases multiply the text: more of them, or more nodes behind them, than will be read.
    #[error("too many aliases at {at}")]
    TooManyAliases {
        /// The alias, or the anchor kept for aliases, that is one too many.
        at: Position,
    },
    /// The text is not YAML.
    #[error("not YAML at {at}")]
    NotYaml {
        /// Where the parser had to give up.
        at: Position,
    },
    /// The text is YAML, but no blueprint.
    #[error("not a blueprint: {why}")]
    NotABlueprint {
        /// What is amiss.
        why: NotABlueprint,
    },
    /// The draft is of a kind that the catalogue does not have.
    #[error("{slug}: unknown source type {source_type}")]
    UnknownType {
        /// The draft.
        slug: String,
        /// Its kind.
        source_type: String,
    },
    /// The draft is of a kind that the version does not have.
    #[error("{slug}: authentik {version} has no {source_type}")]
    NotInVersion {
        /// The draft.
        slug: String,
        /// Its kind.
        source_type: String,
        /// The version.
        version: Version,
    },
    /// The secret shall stand in the file but is not at hand.
    #[error("{slug}: {field} is not at hand")]
    SecretMissing {
        /// The draft.
        slug: String,
        /// The secret field.
        field: String,
    },
    /// Fields hold what authentik would refuse. An entry that is refused and contains `!KeyOf` crashes the server
    /// without a reason (recorded on a live 2026.5), so such a file is not written.
    #[error("{slug}: {} invalid fields", errors.len())]
    InvalidFields {
        /// The draft.
        slug: String,
        /// Every field that is wrong.
        errors: Vec<FieldError>,
    },
    /// Two drafts have the same slug; the second would overwrite the first.
    #[error("{slug} occurs twice")]
    DuplicateSlug {
        /// The slug.
        slug: String,
    },
    /// A Source Stage is wanted, and no source here has a login button that it could send people to.
    #[error("{slug} cannot have a Source Stage")]
    NoSourceStage {
        /// The first draft.
        slug: String,
    },
    /// A Source Stage is wanted for several sources at once; a person would have to log in at each of them.
    #[error("a Source Stage for several sources")]
    SeveralSourceStages,
    /// Two property mappings have one name and different expressions. Names are unique on a server, so the second
    /// would overwrite the first.
    #[error("two property mappings are named {name:?}")]
    MappingConflict {
        /// The name.
        name: String,
    },
}

/// What a YAML text lacks to be a blueprint. Entries are counted from 0, over all sections.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotABlueprint {
    /// The text holds no mapping at its top, or nothing at all. authentik takes such a file for an empty success.
    #[error("no mapping")]
    NotAMapping,
    /// There is more than one document in the text.
    #[error("several documents")]
    SeveralDocuments,
    /// The version is not 1.
    #[error("unknown version")]
    Version,
    /// `metadata` or `context` is no mapping.
    #[error("{part} is no mapping")]
    Part {
        /// `metadata` or `context`.
        part: &'static str,
    },
    /// `entries` is neither a list nor a mapping of lists.
    #[error("entries are no list")]
    Entries,
    /// An entry is no mapping.
    #[error("entry {index} is no mapping")]
    Entry {
        /// Which entry.
        index: usize,
    },
    /// An entry lacks a part that it must have, or a part is of the wrong shape.
    #[error("entry {index}: {part} is missing or misshapen")]
    EntryPart {
        /// Which entry.
        index: usize,
        /// `model`, `id`, `identifiers`, `attrs` or `conditions`.
        part: &'static str,
    },
}

impl BlueprintError {
    pub(crate) fn not_a_blueprint(why: NotABlueprint) -> BlueprintError {
        BlueprintError::NotABlueprint { why }
    }
}
