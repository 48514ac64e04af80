//! `preview`.

use std::path::Path;

use desk_app::messages::id;
use desk_app::{Problem, save};
use serde_json::json;

use crate::arguments::Preview;
use crate::failure::{DONE, Ended};
use crate::print;
use crate::program::Program;

/// Shows what authentik will publish and send.
pub(super) fn preview(program: &Program, arguments: &Preview) -> Ended {
    let output = program.output;
    let draft = program.desk.find_draft(&arguments.slug)?.draft;
    let preview = program.desk.preview_of(&draft, arguments.host.as_deref(), false)?;
    if let Some(path) = &arguments.login_page {
        write(program, path, &preview.login_page_svg)?;
    }
    if let Some(path) = &arguments.qr {
        let none = || Problem::about("preview-no-qr", &draft.source_type);
        write(program, path, preview.qr_svg.as_deref().ok_or_else(none)?)?;
    }
    if output.json {
        output.document(&json!({
            "callback_url": preview.callback_url,
            "callback_domain": preview.callback_domain,
            "host_is_placeholder": preview.host_is_placeholder,
            "authorize_url": preview.authorize_url,
            "requests": preview.requests,
        }))?;
        return Ok(DONE);
    }
    let mut rows = Vec::new();
    if let Some(callback_url) = preview.callback_url {
        rows.push(vec![output.text(id::CLI_CALLBACK_URL, &[]), callback_url]);
    }
    if let Some(callback_domain) = preview.callback_domain {
        rows.push(vec![output.text(id::CLI_CALLBACK_DOMAIN, &[]), callback_domain]);
    }
    if rows.is_empty() {
        output.line(&output.text(id::CLI_PREVIEW_BUTTON_ONLY, &[("name", &draft.name)]))?;
    }
    for line in print::columns(&rows) {
        output.line(&line)?;
    }
    for (number, request) in preview.requests.iter().enumerate() {
        let title =
            output.text_with(&format!("request-{}", request.name), &[("provider", &preview.provider)]);
        output.line(&format!("\n{}. {title}\n   {} {}", number + 1, request.method, request.url))?;
        for (name, value) in &request.headers {
            output.line(&format!("   {name}: {value}"))?;
        }
        for (name, value) in &request.body {
            output.line(&format!("   {name}={value}"))?;
        }
    }
    if preview.host_is_placeholder {
        output.note(&format!("\n{}", output.text(id::CLI_PLACEHOLDER, &[("slug", &draft.slug)])));
    }
    Ok(DONE)
}

/// Writes a file and says so.
pub(super) fn write(program: &Program, path: &Path, text: &str) -> Result<(), Problem> {
    save(path, text)?;
    program.output.note(&program.output.text(id::CLI_WROTE, &[("path", &path.display().to_string())]));
    Ok(())
}
