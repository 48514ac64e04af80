//! `new` and `set`: the commands that fill a draft.

use desk_app::messages::id;
use desk_app::{Draft, DraftView, Finding, Problem, Registration, catalogue, slug};

use super::{lend_secrets, lint, prefill, print_changed, vault};
use crate::arguments::{New, Set};
use crate::documents::FindingDocument;
use crate::failure::{DONE, Ended, Failure, none_or_all};
use crate::print;
use crate::program::Program;
use crate::usage::shown;

/// Makes a draft.
pub(super) fn new(program: &Program, new: &New) -> Ended {
    let output = program.output;
    let mut draft = program.desk.new_draft(&new.source_type, &new.name, &new.slug)?;
    if let Some(target) = &new.target {
        draft.set("target", target).map_err(Problem::from)?;
    }
    let filled = match &new.from {
        Some(path) => Some(prefill::fill_new(program, &mut draft, path)?),
        None => None,
    };
    let mut problems = fill(&mut draft, &new.set).problems;
    require_slug(&draft, &mut problems);
    none_or_all((), problems)?;
    let has_secrets = lend_secrets(program, &draft, &new.secret)?;
    // Before anything is stored: a vault that does not open must not leave a draft without its secret.
    let keeps_secrets = has_secrets && vault::open_if_any(program)?;
    let mut view = program.desk.insert_draft(&draft)?;
    if keeps_secrets {
        view = program.desk.keep_lent_secrets(&draft.id)?;
    }
    print_changed(
        program,
        &view,
        &output.text(id::CLI_CREATED, &[("name", &view.draft.name), ("slug", &view.draft.slug)]),
    )?;
    if !output.json {
        print_callback(program, &view)?;
    }
    if let Some(filled) = filled {
        prefill::tell(program, &filled);
    }
    tell_secrets(program, &view, has_secrets, keeps_secrets)?;
    if !view.findings.is_empty() {
        let n_findings = view.findings.len();
        let many = if n_findings == 1 { "one" } else { "other" };
        let arguments =
            [("count", n_findings.to_string()), ("many", many.to_owned()), ("slug", view.draft.slug.clone())];
        output.note(&output.text(
            id::CLI_CREATED_FINDINGS,
            &arguments.each_ref().map(|(name, value)| (*name, value.as_str())),
        ));
    }
    Ok(DONE)
}

/// Changes a draft.
pub(super) fn set(program: &Program, set: &Set) -> Ended {
    let output = program.output;
    let before = program.desk.find_draft(&set.slug)?;
    // What is wrong is told before a secret is read.
    change(program, &mut before.draft.clone(), &set.values)?;
    let has_secrets = lend_secrets(program, &before.draft, &set.secret)?;
    let keeps_secrets = has_secrets && vault::open_if_any(program)?;
    // Should somebody else save at the same moment, the values are set again upon what they saved.
    let mut view =
        program.desk.change_draft(&before.draft.id, |draft| change(program, draft, &set.values))?;
    if keeps_secrets {
        view = program.desk.keep_lent_secrets(&before.draft.id)?;
    }
    if output.json || !set.values.is_empty() {
        let id = if view.revision == before.revision { id::CLI_UNCHANGED } else { id::CLI_SAVED };
        let arguments = [("slug", view.draft.slug.as_str()), ("revision", &view.revision.to_string())];
        print_changed(program, &view, &output.text(id, &arguments))?;
    }
    if !output.json && view.callback_url != before.callback_url {
        print_callback(program, &view)?;
    }
    tell_secrets(program, &view, has_secrets, keeps_secrets)?;
    Ok(DONE)
}

/// Sets all values, or tells everything that is wrong with them.
fn change(program: &Program, draft: &mut Draft, values: &[String]) -> Result<(), Failure> {
    let Filled { registered, mut problems } = fill(draft, values);
    require_slug(draft, &mut problems);
    none_or_all((), problems)?;
    if let Some(registered) = registered {
        draft.deployment.registered = if registered { Some(registration(program, draft)?) } else { None };
    }
    Ok(())
}

struct Filled {
    /// Whether the source shall count as registered with the provider; `None` leaves that as it is.
    registered: Option<bool>,
    problems: Vec<Problem>,
}

/// Sets all values and collects what cannot be set.
fn fill(draft: &mut Draft, assignments: &[String]) -> Filled {
    let mut filled = Filled { registered: None, problems: Vec::new() };
    for assignment in assignments {
        let Some((field, value)) = assignment.split_once('=') else {
            filled.problems.push(Problem::about("usage-assignment", shown(assignment)));
            continue;
        };
        match (field, value) {
            ("registered", "true") => filled.registered = Some(true),
            ("registered", "false") => filled.registered = Some(false),
            ("registered", _) => filled.problems.push(Problem::about("usage-registered", value)),
            _ => {
                if let Err(error) = draft.set(field, value) {
                    filled.problems.push(error.into());
                }
            }
        }
    }
    filled
}

fn require_slug(draft: &Draft, problems: &mut Vec<Problem>) {
    if !slug::is_valid(&draft.slug) {
        problems.push(Problem::about("slug-invalid", &draft.slug));
    }
}

/// Returns what the provider's console is told about a draft as it is now.
fn registration(program: &Program, draft: &Draft) -> Result<Registration, Problem> {
    let preview = program.desk.preview_of(draft, None, false)?;
    if preview.host_is_placeholder {
        return Err(Problem::new("usage-registered-host"));
    }
    let callback_url = preview
        .callback_url
        .ok_or_else(|| Problem::about("usage-registered-callback", &draft.source_type))?;
    Ok(Registration { slug: draft.slug.clone(), callback_url })
}

fn print_callback(program: &Program, view: &DraftView) -> Result<(), Failure> {
    let output = program.output;
    if view.callback_url.is_empty() {
        return Ok(());
    }
    let mut rows = vec![vec![output.text(id::CLI_CALLBACK_URL, &[]), view.callback_url.clone()]];
    if !view.host_is_placeholder && !view.callback_domain.is_empty() {
        rows.push(vec![output.text(id::CLI_CALLBACK_DOMAIN, &[]), view.callback_domain.clone()]);
    }
    for line in print::columns(&rows) {
        output.line(&line)?;
    }
    if view.host_is_placeholder {
        output.note(&output.text(id::CLI_PLACEHOLDER, &[("slug", &view.draft.slug)]));
    }
    Ok(())
}

/// Says what the lints think of the secrets, and whether they were kept.
fn tell_secrets(
    program: &Program,
    view: &DraftView,
    has_secrets: bool,
    are_kept: bool,
) -> Result<(), Failure> {
    if !has_secrets {
        return Ok(());
    }
    let output = program.output;
    let is_secret = |field: &str| {
        let field = catalogue::find(&view.draft.source_type).and_then(|kind| kind.field(field));
        field.is_some_and(|field| field.kind == catalogue::FieldKind::Secret)
    };
    let findings: Vec<&Finding> = view.findings.iter().filter(|finding| is_secret(&finding.field)).collect();
    if findings.is_empty() {
        output.note(&output.text(id::CLI_SECRET_FINE, &[]));
    }
    for finding in findings {
        let words = FindingDocument::of(output.locale, None, &view.draft.slug, finding);
        output.note(&lint::sentence(program, &words));
    }
    let kept = if are_kept { id::CLI_SECRETS_KEPT } else { id::CLI_SECRET_NOT_KEPT };
    output.note(&output.text(kept, &[]));
    Ok(())
}
