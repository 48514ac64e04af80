//! A file that shall be imported, and why one cannot be read.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use desk_blueprint::{BlueprintError, NotABlueprint};

use crate::problem::Problem;

/// One byte more than a blueprint may have, so that the parser refuses it and a huge file is not read to its end.
const MOST_BYTES: u64 = 8 * 1024 * 1024 + 1;

/// The text of a file that shall be read, or why there is none.
pub struct ImportFile {
    /// What the person calls it: a path, or `-`.
    pub name: String,
    /// The text.
    pub text: Result<String, Problem>,
}

impl ImportFile {
    /// Reads a file; no more than may be imported.
    pub fn read(path: &Path) -> ImportFile {
        let name = path.display().to_string();
        let text = File::open(path)
            .map_err(|error| not_read(&name, &error))
            .and_then(|mut file| read_text(&name, &mut file));
        ImportFile { name, text }
    }

    /// Reads what somebody pipes in; no more than may be imported.
    pub fn read_from(name: &str, reader: &mut dyn Read) -> ImportFile {
        ImportFile { name: name.to_owned(), text: read_text(name, reader) }
    }
}

fn read_text(name: &str, reader: &mut dyn Read) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    reader.take(MOST_BYTES).read_to_end(&mut bytes).map_err(|error| not_read(name, &error))?;
    let is_cut = bytes.len() as u64 == MOST_BYTES;
    let text = String::from_utf8(bytes).or_else(|error| {
        let valid = error.utf8_error().valid_up_to();
        let is_last = error.utf8_error().error_len().is_none();
        let mut bytes = error.into_bytes();
        if is_cut && is_last {
            // The cut went through a character: the file is too large, not of another encoding.
            bytes.truncate(valid);
            bytes.resize(usize::try_from(MOST_BYTES).unwrap_or(valid), b' ');
            return String::from_utf8(bytes).map_err(|_| valid);
        }
        Err(valid)
    });
    text.map_err(|at| Problem::about("import-not-text", name).with("byte", (at + 1).to_string()))
}

fn not_read(name: &str, error: &io::Error) -> Problem {
    Problem::about("file-not-read", name).detailed(error.to_string())
}

/// Returns why a text is no blueprint, with the file's name and the place in it.
pub(super) fn unreadable(name: &str, error: BlueprintError) -> Problem {
    match error {
        BlueprintError::TooLarge { limit } => {
            Problem::about("import-too-large", name).with("limit", limit.to_string())
        }
        BlueprintError::TooDeep { limit, .. } => {
            Problem::about("import-too-deep", name).with("limit", limit.to_string())
        }
        BlueprintError::TooManyAliases { .. } => Problem::about("import-aliases", name),
        BlueprintError::NotYaml { at } => Problem::about("import-not-yaml", name)
            .with("line", at.line.to_string())
            .with("column", at.column.to_string()),
        BlueprintError::NotABlueprint { why } => {
            let detail = why.to_string();
            let problem = Problem::about("import-not-a-blueprint", name).detailed(detail);
            match why {
                NotABlueprint::NotAMapping => problem.with("why", "no-mapping"),
                NotABlueprint::SeveralDocuments => problem.with("why", "several"),
                NotABlueprint::Version => problem.with("why", "version"),
                NotABlueprint::Part { part } => problem.with("why", "part").with("part", part),
                NotABlueprint::Entries => problem.with("why", "entries"),
                NotABlueprint::Entry { index } => {
                    problem.with("why", "entry").with("entry", (index + 1).to_string())
                }
                NotABlueprint::EntryPart { index, part } => problem
                    .with("why", "entry-part")
                    .with("entry", (index + 1).to_string())
                    .with("part", part),
            }
        }
        other => {
            let problem = Problem::from(other);
            Problem { subject: problem.subject.or_else(|| Some(name.to_owned())), ..problem }
        }
    }
}
