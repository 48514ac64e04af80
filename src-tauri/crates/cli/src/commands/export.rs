//! `export`.

use desk_app::messages::id;
use desk_app::{DraftId, ExportRequest, Problem, SecretStyle, parse_version, save};
use serde_json::json;

use super::{drafts, lend_secrets, vault};
use crate::arguments::{Export, Format};
use crate::failure::{DONE, Ended};
use crate::program::Program;

/// Writes drafts as a file for authentik.
pub(super) fn export(program: &Program, arguments: &Export) -> Ended {
    let output = program.output;
    let Format::Blueprint = arguments.format;
    let views = drafts::find_all(program, &arguments.slug)?;
    if !arguments.secret.is_empty() {
        let [view] = views.as_slice() else {
            return Err(Problem::new("usage-secret-one-draft").into());
        };
        lend_secrets(program, &view.draft, &arguments.secret)?;
    }
    let ids: Vec<DraftId> = views.iter().map(|view| view.draft.id.clone()).collect();
    let request = ExportRequest {
        secrets: arguments.secrets.into(),
        login_page: arguments.login_page.clone(),
        target: arguments.target.as_deref().map(parse_version).transpose()?,
    };
    if matches!(request.secrets, SecretStyle::Inline) && arguments.secret.is_empty() {
        vault::open_if_any(program)?;
    }
    let export = program.desk.export_blueprint(&ids, &request)?;
    if let Some(path) = &arguments.out {
        save(path, &export.text)?;
    }
    if output.json {
        let path = arguments.out.as_ref().map(|path| path.display().to_string());
        // What went into a file does not go to stdout as well: with `inline` it holds the secret.
        let text = path.is_none().then_some(&export.text);
        output.document(&json!({
            "format": "blueprint",
            "path": path,
            "file_name": export.file_name,
            "text": text,
            "needed_secrets": export.needed_secrets,
        }))?;
    } else if arguments.out.is_none() {
        output.raw(&export.text)?;
    }
    if let Some(path) = &arguments.out {
        output.note(&output.text(id::CLI_WROTE, &[("path", &path.display().to_string())]));
    }
    if request.secrets == SecretStyle::Inline {
        output.note(&output.text(id::CLI_EXPORT_INLINE, &[]));
    }
    let needed = match request.secrets {
        SecretStyle::File => id::CLI_EXPORT_NEEDS_FILE,
        SecretStyle::Env => id::CLI_EXPORT_NEEDS_ENV,
        SecretStyle::Context | SecretStyle::Inline => id::CLI_EXPORT_NEEDS_CONTEXT,
    };
    for secret in &export.needed_secrets {
        output.note(&output.text(
            needed,
            &[("slug", &secret.slug), ("field", &secret.field), ("reference", &secret.reference)],
        ));
    }
    Ok(DONE)
}
