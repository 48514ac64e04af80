//! `prefill`, and `new --from`.

use std::path::Path;

use desk_app::messages::id;
use desk_app::{
    CertificateView, Draft, FieldValue, ImportFile, MetadataDocument, NoteView, PrefillChange, PrefillChoice,
    PrefillView, Problem, catalogue, words,
};
use serde::Serialize;

use crate::arguments::Prefill;
use crate::failure::{DONE, Ended, Failure};
use crate::print;
use crate::program::Program;

/// Fills a draft from what a provider publishes.
pub(super) fn prefill(program: &Program, arguments: &Prefill) -> Ended {
    let before = program.desk.find_draft(&arguments.slug)?;
    let document = read(&arguments.file)?;
    let now = program.desk.now();
    let place = match &arguments.entity {
        Some(entity) => Some(document.first_place(document.find_entity(entity)?, now)),
        None => None,
    };
    let view = document.view(&before.draft, "", place, now)?;
    let choice = choice(&view, arguments)?;
    if !arguments.dry_run {
        let mut draft = before.draft.clone();
        document.fill(&mut draft, &choice)?;
        program.desk.save_draft(&draft, before.revision)?;
    }
    let filled = Filled { view, choice, source_type: before.draft.source_type };
    if program.output.json {
        program.output.document(&PrefillDocument::of(program, &filled, arguments.dry_run))?;
    } else {
        print(program, &filled, arguments.dry_run)?;
        tell(program, &filled);
    }
    Ok(DONE)
}

/// What a document had for a draft, and what was taken of it.
pub(super) struct Filled {
    view: PrefillView,
    choice: PrefillChoice,
    source_type: String,
}

/// Fills a new draft with everything that is advised.
pub(super) fn fill_new(program: &Program, draft: &mut Draft, path: &Path) -> Result<Filled, Failure> {
    let document = read(path)?;
    let view = document.view(draft, "", None, program.desk.now())?;
    let choice = view.advised();
    document.fill(draft, &choice)?;
    Ok(Filled { view, choice, source_type: draft.source_type.clone() })
}

/// Says what a document holds beyond the fields.
pub(super) fn tell(program: &Program, filled: &Filled) {
    for certificate in &filled.view.certificates {
        let arguments = [
            ("name", certificate.name.as_str()),
            ("subject", &certificate.subject),
            ("state", &certificate_state(program, certificate)),
        ];
        program.output.note(&program.output.text(id::CLI_PREFILL_CERTIFICATE, &arguments));
    }
    for note in &filled.view.notes {
        program.output.note(&note_text(program, note));
    }
}

fn read(path: &Path) -> Result<MetadataDocument, Problem> {
    let is_stdin = path.as_os_str() == "-";
    let file = if is_stdin {
        ImportFile::read_from("-", &mut std::io::stdin().lock())
    } else {
        ImportFile::read(path)
    };
    MetadataDocument::read(file)
}

fn choice(view: &PrefillView, arguments: &Prefill) -> Result<PrefillChoice, Failure> {
    let is_proposed = |field: &&String| {
        view.same.contains(*field) || view.changes.iter().any(|change| change.field == **field)
    };
    let mut named = arguments.take.iter().chain(&arguments.leave);
    if let Some(field) = named.find(|field| !is_proposed(field)) {
        return Err(Problem::about("metadata-not-proposed", field).into());
    }
    let is_taken = |change: &&PrefillChange| {
        let is_wanted = change.is_advised || arguments.take.contains(&change.field);
        is_wanted && !arguments.leave.contains(&change.field)
    };
    let taken = view.changes.iter().filter(is_taken).map(|change| change.field.clone());
    Ok(PrefillChoice { place: view.place, fields: taken.collect() })
}

fn print(program: &Program, filled: &Filled, is_dry_run: bool) -> Result<(), Failure> {
    let output = program.output;
    let Filled { view, choice, .. } = filled;
    let (taken, left): (Vec<&PrefillChange>, Vec<&PrefillChange>) =
        view.changes.iter().partition(|change| choice.fields.contains(&change.field));
    if taken.is_empty() {
        output.line(&output.text(id::CLI_PREFILL_NOTHING, &[("file", &view.file)]))?;
    }
    let heading = if is_dry_run { id::CLI_PREFILL_WOULD } else { id::CLI_PREFILL_TAKEN };
    for (heading, changes) in [(heading, taken), (id::CLI_PREFILL_LEFT, left)] {
        if changes.is_empty() {
            continue;
        }
        output.line(&output.text(heading, &[]))?;
        for change in changes {
            let before = change.before.as_ref().map(|before| format!("{before} → ")).unwrap_or_default();
            let line = format!("{}  {before}{}", label(program, filled, &change.field), change.after);
            output.line(&print::indented(&print::cell(&line), 4))?;
            output.line(&print::indented(&why(program, change), 8))?;
        }
    }
    Ok(())
}

fn label(program: &Program, filled: &Filled, field: &str) -> String {
    let known = catalogue::find(&filled.source_type).and_then(|kind| kind.field(field));
    known.map_or_else(|| field.to_owned(), |known| words::field_label(program.output.locale, known))
}

fn why(program: &Program, change: &PrefillChange) -> String {
    program.output.text_of(&format!("prefill-why-{}", change.why))
}

fn note_text(program: &Program, note: &NoteView) -> String {
    let arguments: Vec<(&str, &str)> =
        note.arguments.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    words::any_with(program.output.locale, &format!("prefill-note-{}", note.code), &arguments)
}

fn certificate_state(program: &Program, certificate: &CertificateView) -> String {
    let date = match certificate.state {
        desk_app::CertificateState::NotYet => &certificate.not_before,
        _ => &certificate.not_after,
    };
    let day = date.split('T').next().unwrap_or_default();
    let id = format!("certificate-{}", certificate.state.id());
    words::any_with(program.output.locale, &id, &[("date", day)])
}

/// What a document had for a draft, with its words.
#[derive(Serialize)]
struct PrefillDocument<'a> {
    file: &'a str,
    sort: &'a str,
    entity: Option<&'a str>,
    dry_run: bool,
    changes: Vec<ChangeDocument<'a>>,
    same: &'a [String],
    notes: Vec<NoteDocument<'a>>,
    certificates: &'a [CertificateView],
}

#[derive(Serialize)]
struct ChangeDocument<'a> {
    field: &'a str,
    label: String,
    before: Option<&'a FieldValue>,
    after: &'a FieldValue,
    why: &'a str,
    message: String,
    advised: bool,
    taken: bool,
}

#[derive(Serialize)]
struct NoteDocument<'a> {
    code: &'a str,
    message: String,
}

impl<'a> PrefillDocument<'a> {
    fn of(program: &Program, filled: &'a Filled, dry_run: bool) -> PrefillDocument<'a> {
        let view = &filled.view;
        let change = |change: &'a PrefillChange| ChangeDocument {
            field: &change.field,
            label: label(program, filled, &change.field),
            before: change.before.as_ref(),
            after: &change.after,
            why: &change.why,
            message: why(program, change),
            advised: change.is_advised,
            taken: filled.choice.fields.contains(&change.field),
        };
        let note = |note: &'a NoteView| NoteDocument { code: &note.code, message: note_text(program, note) };
        PrefillDocument {
            file: &view.file,
            sort: &view.sort,
            entity: view.providers.get(view.place.provider as usize).map(|provider| provider.entity.as_str()),
            dry_run,
            changes: view.changes.iter().map(change).collect(),
            same: &view.same,
            notes: view.notes.iter().map(note).collect(),
            certificates: &view.certificates,
        }
    }
}
