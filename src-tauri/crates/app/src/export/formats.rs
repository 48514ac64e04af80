//! A draft as a file for other tools: Terraform, Kubernetes, Docker Compose, people, scripts.

use std::collections::BTreeMap;

use desk_export::{Export, ExportError, Finding, Note, Options, Provided};
use desk_messages::{Locale, find, id};
use desk_model::Draft;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{ExportRequest, ExportView, NeededSecretView, SecretStyle, runbook};
use crate::desk::Desk;
use crate::problem::Problem;
use crate::words;

/// What a draft becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum ExportFormat {
    /// authentik's own blueprint.
    #[default]
    Blueprint,
    /// A configuration for Terraform and OpenTofu.
    Terraform,
    /// Manifests, and values for authentik's Helm chart.
    Kubernetes,
    /// An override for Docker Compose.
    Compose,
    /// The steps for somebody who does it by hand, in Markdown and in the language of the person.
    Runbook,
    /// A document for scripts. It never holds a secret.
    Json,
}

/// One of several files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ExportedFileView {
    /// A name for the file.
    pub file_name: String,
    /// The text.
    pub text: String,
}

/// Something that a format cannot take, in the language of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ExportFindingView {
    /// The code: `terraform-field`.
    pub code: String,
    /// The source's slug.
    pub slug: String,
    /// The field that it is about, by API name; empty if it is about no single one.
    pub field: String,
    /// What cannot be taken.
    pub message: String,
    /// What to do about it.
    pub fix: String,
}

impl ExportFormat {
    /// Returns the name for machines: `terraform`.
    pub fn id(self) -> &'static str {
        match self {
            ExportFormat::Blueprint => "blueprint",
            ExportFormat::Terraform => "terraform",
            ExportFormat::Kubernetes => "kubernetes",
            ExportFormat::Compose => "compose",
            ExportFormat::Runbook => "runbook",
            ExportFormat::Json => "json",
        }
    }
}

impl Desk {
    /// Returns drafts in a format other than a blueprint.
    pub(super) fn export_format(
        &self,
        drafts: &[&Draft],
        request: &ExportRequest,
        blueprint: desk_blueprint::Options,
    ) -> Result<ExportView, Problem> {
        let locale = self.locale();
        let words = |note: &Note| note_text(locale, note);
        let options = Options { blueprint, words: &words };
        let export = match request.format {
            ExportFormat::Terraform => desk_export::terraform(drafts, &options)?,
            ExportFormat::Kubernetes => desk_export::kubernetes(drafts, &options)?,
            ExportFormat::Compose => desk_export::compose(drafts, &options)?,
            ExportFormat::Json => desk_export::json(drafts, &options)?,
            ExportFormat::Runbook => runbook::markdown(locale, drafts, &options)?,
            ExportFormat::Blueprint => return Err(Problem::new("internal")),
        };
        view(locale, drafts, export)
    }
}

fn view(locale: Locale, drafts: &[&Draft], export: Export) -> Result<ExportView, Problem> {
    let findings = export.findings.iter().map(|found| finding_view(locale, drafts, found)).collect();
    let needed_secrets = export
        .needed_secrets
        .into_iter()
        .map(|secret| NeededSecretView {
            slug: secret.slug,
            field: secret.field,
            reference: provided(secret.provided),
        })
        .collect();
    let files: Vec<ExportedFileView> = export
        .files
        .into_iter()
        .map(|file| ExportedFileView { file_name: file.name, text: file.text })
        .collect();
    let Some(ExportedFileView { file_name, text }) = files.first().cloned() else {
        return Err(Problem::new("internal"));
    };
    let files = if files.len() > 1 { files } else { Vec::new() };
    Ok(ExportView { text, file_name, files, needed_secrets, findings })
}

fn provided(provided: Provided) -> String {
    match provided {
        Provided::ComposeFile { path } => path,
        Provided::ComposeVariable { name } => name,
        Provided::Terraform { variable } => variable,
        Provided::KubernetesSecret { name, key } => format!("{name}/{key}"),
    }
}

fn finding_view(locale: Locale, drafts: &[&Draft], finding: &Finding) -> ExportFindingView {
    let draft = drafts.iter().find(|draft| draft.slug == finding.slug);
    let field = draft.and_then(|draft| draft.kind()?.field(&finding.field));
    let label = match (field, finding.field.as_str()) {
        (Some(field), _) => words::field_label(locale, field),
        (None, "") => String::new(),
        (None, field) => words::any(locale, &format!("field-{}", field.replace('_', "-"))),
    };
    let mut arguments: BTreeMap<&str, &str> =
        finding.arguments.iter().map(|(name, value)| (*name, value.as_str())).collect();
    arguments.insert("label", &label);
    let word = |suffix: &str| {
        let id = format!("export-finding-{}{suffix}", finding.code);
        find(locale, &id, arguments.iter().map(|(name, value)| (*name, *value))).unwrap_or(id)
    };
    ExportFindingView {
        code: finding.code.to_owned(),
        slug: finding.slug.clone(),
        field: finding.field.clone(),
        message: word(""),
        fix: word("-fix"),
    }
}

fn note_text(locale: Locale, note: &Note) -> String {
    let id = format!("export-note-{}", note.code);
    let arguments = note.arguments.iter().map(|(name, value)| (*name, value.as_str()));
    find(locale, &id, arguments).unwrap_or(id)
}

/// Returns what to know about a blueprint before it is applied.
pub(super) fn blueprint_findings(
    locale: Locale,
    drafts: &[&Draft],
    options: &desk_blueprint::Options,
) -> Vec<ExportFindingView> {
    let findings =
        options.source_stage.iter().flat_map(|stage| desk_export::source_stage_findings(drafts, stage));
    findings.map(|finding| finding_view(locale, drafts, &finding)).collect()
}

/// Returns the lines at the head of a blueprint: what it is, what becomes of its secrets, and what a Source Stage needs,
/// in every language.
pub(super) fn blueprint_comments(request: &ExportRequest) -> Vec<String> {
    // In Kubernetes and Compose the secrets stand beside the blueprint even when they are in the file.
    let is_inside = request.secrets == SecretStyle::Inline
        && matches!(request.format, ExportFormat::Blueprint | ExportFormat::Terraform);
    let second = if is_inside { id::BLUEPRINT_COMMENT_INLINE } else { id::BLUEPRINT_COMMENT_SECRETS };
    let third = request.source_stage.is_some().then_some(id::BLUEPRINT_COMMENT_SOURCE_STAGE);
    let ids = [id::BLUEPRINT_COMMENT, second].into_iter().chain(third);
    ids.flat_map(|id| Locale::ALL.map(|locale| desk_messages::text(locale, id, &[]))).collect()
}

impl From<ExportError> for Problem {
    fn from(error: ExportError) -> Problem {
        match error {
            ExportError::Blueprint(error) => error.into(),
            ExportError::StyleNotFor { format, style } => {
                Problem::about("export-style", format).with("style", style)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_message_of_an_export_is_a_note_or_a_finding() {
        let notes = desk_export::NOTES.map(|code| format!("export-note-{code}"));
        let findings = desk_export::FINDING_CODES
            .map(|code| [format!("export-finding-{code}"), format!("export-finding-{code}-fix")]);
        let used: BTreeSet<String> = notes.into_iter().chain(findings.into_iter().flatten()).collect();
        let ids = id::ALL.iter().map(|id| id.0).filter(|id| id.starts_with("export-"));
        assert_eq!(used, ids.map(str::to_owned).collect());
    }

    #[test]
    fn every_note_and_finding_has_words_in_every_language() {
        for locale in Locale::ALL {
            for code in desk_export::NOTES {
                assert!(find(locale, &format!("export-note-{code}"), []).is_some(), "{code}");
            }
            for code in desk_export::FINDING_CODES {
                for suffix in ["", "-fix"] {
                    let id = format!("export-finding-{code}{suffix}");
                    assert!(find(locale, &id, []).is_some(), "{id}");
                }
            }
        }
    }
}
