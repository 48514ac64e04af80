//! A blueprint's file: read within bounds, judged with line and column, written back only if nobody else has.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use desk_blueprint::{BlueprintError, NotABlueprint, Position};

use crate::export::{not_written, write_whole};
use crate::problem::Problem;

/// The longest file that is read, in bytes; the reader of blueprints takes no more either.
const MOST_BYTES: u64 = 8 * 1024 * 1024;

/// Reads a blueprint's file as text. Never more than a little beyond the limit is read, however long the file is.
pub fn read_blueprint_file(path: &Path) -> Result<String, Problem> {
    let not_read =
        |detail: String| Problem::about("file-not-read", path.display().to_string()).detailed(detail);
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| not_read(error.to_string()))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(
            BlueprintError::TooLarge { limit: usize::try_from(MOST_BYTES).unwrap_or(usize::MAX) }.into()
        );
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        Problem::new("blueprint-not-utf8").at(end_of(&String::from_utf8_lossy(valid)))
    })
}

/// Replaces a blueprint's file as a whole, if it still holds what was read from it. Its permissions stay, and a link stays
/// a link.
pub fn replace_blueprint_file(path: &Path, before: &str, after: &str) -> Result<(), Problem> {
    let not_written = |error| not_written(path, &error);
    let target = fs::canonicalize(path).map_err(not_written)?;
    let permissions = fs::metadata(&target).map_err(not_written)?.permissions();
    if permissions.readonly() {
        return Err(not_written(io::ErrorKind::PermissionDenied.into()));
    }
    if read_blueprint_file(&target).ok().as_deref() != Some(before) {
        return Err(Problem::about("file-changed", path.display().to_string()).retryable());
    }
    write_whole(&target, after.as_bytes(), Some(permissions)).map_err(not_written)
}

/// Returns the place behind a text.
fn end_of(text: &str) -> Position {
    let line = text.rsplit('\n').next().unwrap_or_default();
    Position { line: text.matches('\n').count() + 1, column: line.chars().count() + 1 }
}

/// Returns the problem of a text that is no blueprint. `text` tells in which line an entry stands that is amiss.
pub(crate) fn unreadable(error: BlueprintError, text: Option<&str>) -> Problem {
    let detail = error.to_string();
    match error {
        BlueprintError::TooLarge { .. } => Problem::new("blueprint-too-large"),
        BlueprintError::TooDeep { limit, at } => {
            Problem::new("blueprint-too-deep").with("limit", limit.to_string()).at(at)
        }
        BlueprintError::TooManyAliases { at } => Problem::new("blueprint-too-many-aliases").at(at),
        BlueprintError::NotYaml { at } => Problem::new("blueprint-not-yaml").at(at),
        BlueprintError::NotABlueprint { why } => {
            let (code, part, index) = match why {
                NotABlueprint::NotAMapping => ("no-mapping", "", None),
                NotABlueprint::SeveralDocuments => ("several-documents", "", None),
                NotABlueprint::Version => ("version", "", None),
                NotABlueprint::Part { part } => ("part", part, None),
                NotABlueprint::Entries => ("entries", "", None),
                NotABlueprint::Entry { index } => ("entry", "", Some(index)),
                NotABlueprint::EntryPart { index, part } => ("entry-part", part, Some(index)),
            };
            let number = index.map(|index| (index + 1).to_string()).unwrap_or_default();
            let problem = Problem::new("blueprint-unreadable")
                .with("why", code)
                .with("part", part)
                .with("entry", number)
                .detailed(detail);
            let entry =
                index.zip(text).and_then(|(index, text)| desk_blueprint::positions(text).ok()?.entry(index));
            match entry {
                Some(at) => problem.at(at),
                None => problem,
            }
        }
        _ => Problem::new("internal").detailed(detail),
    }
}

impl Problem {
    /// Says where in a file it is. The place is among the arguments, as `line` and `column`.
    #[must_use]
    pub(crate) fn at(self, position: Position) -> Problem {
        self.with("line", position.line.to_string()).with("column", position.column.to_string())
    }
}
