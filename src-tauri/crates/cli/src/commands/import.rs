//! `import`.

use std::path::{Path, PathBuf};

use desk_app::messages::id;
use desk_app::{
    BundleOrigin, ImportAction, ImportChoice, ImportFile, ImportPreview, ImportResult, ImportSourceView,
    ImportStanding, ImportedView, KeptView, Problem, SkippedView, VaultState, WhySkipped, parse_version,
    words,
};
use serde::Serialize;

use crate::arguments::{Existing, Import};
use crate::documents::ProblemDocument;
use crate::failure::{self, BUG, DONE, Ended, FINDINGS, Failure};
use crate::passphrase;
use crate::print;
use crate::program::Program;

const STANDARD_INPUT: &str = "-";

/// Reads blueprints into drafts. The exit code is 1 if something is in no draft afterwards.
pub(super) fn import(program: &Program, arguments: &Import) -> Ended {
    let target = arguments.target.as_deref().map(parse_version).transpose()?.unwrap_or_default();
    let preview = program.desk.read_imports(read(&arguments.file)?, target)?;
    import_read(program, &preview, arguments.existing, arguments.dry_run)
}

/// Imports what was read, or only tells what would happen.
pub(super) fn import_read(
    program: &Program,
    preview: &ImportPreview,
    existing: Existing,
    is_dry_run: bool,
) -> Ended {
    let choices = choices(preview, existing);
    let mut sources = preview.files.iter().flat_map(|file| &file.sources);
    if !is_dry_run && sources.any(|source| !source.secrets.is_empty()) {
        // A vault that stays locked does not stop the import; what stood in the file is told.
        let given = passphrase::from_variable(passphrase::PASSPHRASE)?;
        let _ = program.desk.open_vault(given.as_ref());
    }
    let result = if is_dry_run {
        preview.foresee(&choices)
    } else {
        program.desk.import(&preview.reading, &choices)?
    };
    if program.output.json {
        program.output.document(&ImportDocument::of(program, preview, &result, is_dry_run))?;
    } else {
        print(program, preview, &result, is_dry_run)?;
    }
    Ok(exit_code(&result))
}

fn read(paths: &[PathBuf]) -> Result<Vec<ImportFile>, Failure> {
    let is_stdin = |path: &&PathBuf| path.as_os_str() == STANDARD_INPUT;
    if paths.iter().filter(is_stdin).count() > 1 {
        return Err(Problem::new("usage-import-stdin-twice").into());
    }
    let file = |path: &PathBuf| {
        if is_stdin(&path) {
            ImportFile::read_from(STANDARD_INPUT, &mut std::io::stdin().lock())
        } else {
            ImportFile::read(Path::new(path))
        }
    };
    Ok(paths.iter().map(file).collect())
}

fn choices(preview: &ImportPreview, existing: Existing) -> Vec<ImportChoice> {
    let sources = preview.files.iter().flat_map(|file| &file.sources);
    let choice = |source: &ImportSourceView| {
        let action = match source.standing {
            ImportStanding::New => ImportAction::Create,
            // There is nothing to replace where the draft cannot be read or the slug is none.
            ImportStanding::InvalidSlug | ImportStanding::Unreadable if existing == Existing::Replace => {
                return None;
            }
            ImportStanding::Same if existing != Existing::Copy => return None,
            _ if existing == Existing::Skip => return None,
            _ => existing.into(),
        };
        Some(ImportChoice { key: source.key.clone(), action })
    };
    sources.filter_map(choice).collect()
}

/// A file that cannot be opened is a mistake in the call; whatever else is in no draft is a finding.
fn exit_code(result: &ImportResult) -> u8 {
    let code = |skipped: &SkippedView| match (skipped.why, &skipped.problem) {
        (WhySkipped::Same, _) => DONE,
        (_, Some(problem)) if skipped.entry.is_none() => failure::exit_code(problem),
        (_, Some(problem)) if failure::exit_code(problem) == BUG => BUG,
        _ => FINDINGS,
    };
    result.skipped.iter().map(code).max().unwrap_or(DONE)
}

fn print(
    program: &Program,
    preview: &ImportPreview,
    result: &ImportResult,
    is_dry_run: bool,
) -> Result<(), Failure> {
    let output = program.output;
    for view in &result.imported {
        print_imported(program, preview, result, view, is_dry_run)?;
    }
    for skipped in &result.skipped {
        let what = what(program, skipped);
        // A problem with a file names the file itself.
        let sentence = match (&skipped.problem, what.is_empty()) {
            (Some(problem), true) => words::problem(output.locale, problem),
            (_, is_whole) => {
                let why = why(program, skipped);
                let what = if is_whole { why } else { format!("{what} · {why}") };
                output.text(id::CLI_IMPORT_SKIPPED, &[("file", &skipped.file), ("what", &what)])
            }
        };
        output.line(&sentence)?;
        if let Some(problem) = &skipped.problem {
            output.line(&print::indented(&failure::fix(output.locale, problem), 4))?;
        }
    }
    let n_missing = result.skipped.iter().filter(|skipped| skipped.why != WhySkipped::Same).count();
    if n_missing > 0 {
        let many = if n_missing == 1 { "one" } else { "other" };
        output.note(
            &output.text(id::CLI_IMPORT_SKIPPED_SUM, &[("count", &n_missing.to_string()), ("many", many)]),
        );
    }
    if result.skipped.iter().any(|skipped| skipped.why == WhySkipped::SlugTaken) {
        output.note(&output.text(id::CLI_IMPORT_TAKEN_HINT, &[]));
    }
    Ok(())
}

fn print_imported(
    program: &Program,
    preview: &ImportPreview,
    result: &ImportResult,
    view: &ImportedView,
    is_dry_run: bool,
) -> Result<(), Failure> {
    let output = program.output;
    let sentence = match (view.action, is_dry_run) {
        (ImportAction::Replace, false) => id::CLI_IMPORTED_REPLACE,
        (ImportAction::Copy, false) => id::CLI_IMPORTED_COPY,
        (_, false) => id::CLI_IMPORTED_CREATE,
        (ImportAction::Replace, true) => id::CLI_IMPORT_WOULD_REPLACE,
        (ImportAction::Copy, true) => id::CLI_IMPORT_WOULD_COPY,
        (_, true) => id::CLI_IMPORT_WOULD_CREATE,
    };
    let arguments = [("file", view.file.as_str()), ("name", &view.name), ("slug", &view.slug)];
    output.line(&output.text(sentence, &arguments))?;
    let fields = |fields: &[String]| fields.join(", ");
    let mut lines = Vec::new();
    if view.action == ImportAction::Replace
        && let Some(source) = source_of(preview, view)
        && !source.differences.is_empty()
    {
        lines.push(output.text(id::CLI_IMPORT_DIFFERS, &[("fields", &fields(&source.differences))]));
    }
    if !view.mappings.is_empty() {
        lines.push(output.text(id::CLI_IMPORT_MAPPINGS, &[("names", &view.mappings.join(", "))]));
    }
    let is_its = |kept: &&KeptView| kept.file == view.file && kept.slug == view.slug;
    for kept in result.kept.iter().filter(is_its) {
        let line = output.text(id::CLI_IMPORT_KEPT, &[("model", &kept.model), ("name", &kept.name)]);
        lines.push(line.trim_end().to_owned());
    }
    if !view.not_judged.is_empty() {
        lines.push(output.text(id::CLI_IMPORT_NOT_JUDGED, &[("fields", &fields(&view.not_judged))]));
    }
    if !view.secrets.is_empty() {
        let is_open = program.desk.view_vault()?.state == VaultState::Open;
        let message = match (is_open, result.is_bundle) {
            (true, true) => id::CLI_BUNDLE_SECRETS_KEPT,
            (true, false) => id::CLI_IMPORT_SECRETS_KEPT,
            (false, true) => id::CLI_BUNDLE_SECRETS,
            (false, false) => id::CLI_IMPORT_SECRETS,
        };
        lines.push(output.text(message, &[("fields", &fields(&view.secrets))]));
    }
    if !view.dropped.is_empty() {
        lines.push(output.text(id::CLI_IMPORT_DROPPED, &[("fields", &fields(&view.dropped))]));
    }
    for line in lines {
        output.line(&print::indented(&line, 4))?;
    }
    Ok(())
}

fn source_of<'a>(preview: &'a ImportPreview, view: &ImportedView) -> Option<&'a ImportSourceView> {
    let file = preview.files.iter().find(|file| file.name == view.file)?;
    file.sources.iter().find(|source| source.entry == view.entry)
}

/// Returns what was skipped, in one line: `entry 2 authentik_flows.flow my-flow`.
fn what(program: &Program, skipped: &SkippedView) -> String {
    let Some(entry) = skipped.entry else { return String::new() };
    let entry = program.output.text(id::CLI_IMPORT_ENTRY, &[("entry", &entry.to_string())]);
    [&entry, &skipped.model, &skipped.name]
        .into_iter()
        .map(|part| print::cell(part))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn why(program: &Program, skipped: &SkippedView) -> String {
    match &skipped.problem {
        Some(problem) => words::problem(program.output.locale, problem),
        None => program.output.text_of(&format!("import-why-{}", skipped.why.id())),
    }
}

/// What an import did, with its words.
#[derive(Serialize)]
struct ImportDocument<'a> {
    dry_run: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    bundle: Option<&'a BundleOrigin>,
    imported: &'a [ImportedView],
    kept: &'a [KeptView],
    skipped: Vec<SkippedDocument<'a>>,
}

#[derive(Serialize)]
struct SkippedDocument<'a> {
    file: &'a str,
    entry: Option<u32>,
    model: &'a str,
    name: &'a str,
    why: &'static str,
    message: String,
    problem: Option<ProblemDocument>,
}

impl<'a> ImportDocument<'a> {
    fn of(
        program: &Program,
        preview: &'a ImportPreview,
        result: &'a ImportResult,
        dry_run: bool,
    ) -> ImportDocument<'a> {
        let bundle = preview.bundle.as_ref();
        let skipped = result.skipped.iter().map(|skipped| SkippedDocument {
            file: &skipped.file,
            entry: skipped.entry,
            model: &skipped.model,
            name: &skipped.name,
            why: skipped.why.id(),
            message: why(program, skipped),
            problem: skipped
                .problem
                .as_ref()
                .map(|problem| ProblemDocument::of(program.output.locale, problem)),
        });
        ImportDocument {
            dry_run,
            bundle,
            imported: &result.imported,
            kept: &result.kept,
            skipped: skipped.collect(),
        }
    }
}
