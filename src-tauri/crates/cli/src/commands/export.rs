//! `export`.

use std::fs;
use std::path::{Path, PathBuf};

use desk_app::messages::{MessageId, id};
use desk_app::{
    DraftId, ExportFormat, ExportRequest, ExportView, ExportedFileView, Problem, SecretStyle,
    SourceStageRequest, parse_version, save,
};
use serde_json::json;

use super::{drafts, lend_secrets, vault};
use crate::arguments::Export;
use crate::failure::{DONE, Ended};
use crate::program::Program;

/// Writes drafts as a file for authentik, or for a tool that looks after it.
pub(super) fn export(program: &Program, arguments: &Export) -> Ended {
    let output = program.output;
    let views = drafts::find_all(program, &arguments.slug)?;
    if !arguments.secret.is_empty() {
        let [view] = views.as_slice() else {
            return Err(Problem::new("usage-secret-one-draft").into());
        };
        lend_secrets(program, &view.draft, &arguments.secret)?;
    }
    let ids: Vec<DraftId> = views.iter().map(|view| view.draft.id.clone()).collect();
    let request = ExportRequest {
        format: arguments.format.into(),
        secrets: arguments.secrets.into(),
        login_page: arguments.login_page.clone(),
        source_stage: arguments.source_stage.as_ref().map(|flow| SourceStageRequest {
            flow: flow.clone(),
            order: arguments.source_stage_order.unwrap_or(0),
            resume_timeout: arguments.source_stage_timeout.clone().unwrap_or_default(),
        }),
        target: arguments.target.as_deref().map(parse_version).transpose()?,
    };
    if matches!(request.secrets, SecretStyle::Inline) && arguments.secret.is_empty() {
        vault::open_if_any(program)?;
    }
    let export = program.desk.export_blueprint(&ids, &request)?;
    let written = match &arguments.out {
        Some(path) => write(path, &export)?,
        None => Vec::new(),
    };
    if output.json {
        output.document(&document(&export, request.format, arguments.out.as_deref()))?;
    } else if arguments.out.is_none() {
        output.raw(&shown(&export))?;
    }
    for path in &written {
        output.note(&output.text(id::CLI_WROTE, &[("path", &path.display().to_string())]));
    }
    if request.secrets == SecretStyle::Inline {
        let told = match request.format {
            ExportFormat::Blueprint => id::CLI_EXPORT_INLINE,
            _ => id::CLI_EXPORT_INLINE_FILE,
        };
        output.note(&output.text(told, &[]));
    }
    for finding in &export.findings {
        let words = [("what", finding.message.as_str()), ("fix", &finding.fix)];
        output.note(&output.text(id::CLI_EXPORT_FINDING, &words));
    }
    for secret in &export.needed_secrets {
        output.note(&output.text(
            needed(&request),
            &[("slug", &secret.slug), ("field", &secret.field), ("reference", &secret.reference)],
        ));
    }
    Ok(DONE)
}

/// Writes the file, or all files into a folder of that name. Returns what was written.
fn write(path: &Path, export: &ExportView) -> Result<Vec<PathBuf>, Problem> {
    if export.files.is_empty() {
        save(path, &export.text)?;
        return Ok(vec![path.to_owned()]);
    }
    fs::create_dir_all(path).map_err(|error| {
        Problem::about("file-not-written", path.display().to_string()).detailed(error.to_string())
    })?;
    export
        .files
        .iter()
        .map(|file| {
            let path = path.join(&file.file_name);
            save(&path, &file.text).map(|()| path)
        })
        .collect()
}

/// Returns what goes to stdout: the file, or all files behind their names.
fn shown(export: &ExportView) -> String {
    if export.files.is_empty() {
        return export.text.clone();
    }
    let files = export.files.iter().map(|file| format!("# ==> {} <==\n{}", file.file_name, file.text));
    files.collect::<Vec<_>>().join("\n")
}

fn document(export: &ExportView, format: ExportFormat, out: Option<&Path>) -> serde_json::Value {
    let path = out.map(|path| path.display().to_string());
    // What went into a file does not go to stdout as well: with `inline` it holds the secret.
    let text = path.is_none().then_some(&export.text);
    let file = |file: &ExportedFileView| json!({ "file_name": file.file_name, "text": path.is_none().then_some(&file.text) });
    json!({
        "format": format.id(),
        "path": path,
        "file_name": export.file_name,
        "text": text,
        "files": export.files.iter().map(file).collect::<Vec<_>>(),
        "needed_secrets": export.needed_secrets,
        "findings": export.findings,
    })
}

/// Returns the message that says where a secret has to be.
fn needed(request: &ExportRequest) -> MessageId {
    match (request.format, request.secrets) {
        (ExportFormat::Terraform, _) => id::CLI_EXPORT_NEEDS_TERRAFORM,
        (ExportFormat::Kubernetes, _) => id::CLI_EXPORT_NEEDS_KUBERNETES,
        (ExportFormat::Compose, SecretStyle::File) => id::CLI_EXPORT_NEEDS_COMPOSE_FILE,
        (ExportFormat::Compose, _) => id::CLI_EXPORT_NEEDS_COMPOSE_ENV,
        (_, SecretStyle::File) => id::CLI_EXPORT_NEEDS_FILE,
        (_, SecretStyle::Env) => id::CLI_EXPORT_NEEDS_ENV,
        (_, SecretStyle::Context | SecretStyle::Inline) => id::CLI_EXPORT_NEEDS_CONTEXT,
    }
}
