//! The JSON documents, where they are not the use cases' own types.

use desk_app::{
    Certainty, Draft, DraftView, ExplanationView, FieldValue, FieldView, Finding, Fix, Locale,
    LoginProblemView, Outcome, Position, Problem, Rehearsal, Severity, Step, Version, words,
};
use serde::Serialize;

use crate::failure;

/// Help or the version.
#[derive(Serialize)]
pub(crate) struct HelpDocument {
    pub(crate) help: String,
}

/// A problem with its words.
#[derive(Serialize)]
pub(crate) struct ProblemDocument {
    code: String,
    message: String,
    fix: String,
    subject: Option<String>,
    detail: Option<String>,
    retryable: bool,
}

/// What went wrong: the first problem, and all of them where there are several.
#[derive(Serialize)]
pub(crate) struct ProblemsDocument {
    problem: Option<ProblemDocument>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<ProblemDocument>,
}

impl ProblemDocument {
    pub(crate) fn of(locale: Locale, problem: &Problem) -> ProblemDocument {
        ProblemDocument {
            code: problem.code.clone(),
            message: words::problem(locale, problem),
            fix: failure::fix(locale, problem),
            subject: problem.subject.clone(),
            detail: problem.detail.clone(),
            retryable: problem.retryable,
        }
    }
}

impl ProblemsDocument {
    pub(crate) fn of(locale: Locale, problems: &[Problem]) -> ProblemsDocument {
        let all = |problems: &[Problem]| {
            problems.iter().map(|problem| ProblemDocument::of(locale, problem)).collect()
        };
        ProblemsDocument {
            problem: problems.first().map(|problem| ProblemDocument::of(locale, problem)),
            problems: if problems.len() > 1 { all(problems) } else { Vec::new() },
        }
    }
}

/// One field of a form with its words.
#[derive(Serialize)]
pub(crate) struct FieldDocument {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) group: String,
    pub(crate) group_label: String,
    #[serde(rename = "type")]
    pub(crate) field_type: String,
    pub(crate) default: Option<FieldValue>,
    pub(crate) required: bool,
    pub(crate) secret: bool,
    pub(crate) help: String,
    pub(crate) choices: Vec<String>,
    pub(crate) provider_term: Option<String>,
    pub(crate) api_name: String,
    pub(crate) api_default: Option<FieldValue>,
    pub(crate) shown_when: Option<String>,
    pub(crate) max_length: Option<u32>,
    pub(crate) versions: Vec<Version>,
}

impl FieldDocument {
    pub(crate) fn of(locale: Locale, field: FieldView) -> FieldDocument {
        FieldDocument {
            label: words::any(locale, &field.label_id),
            help: words::any(locale, &field.help_id),
            group_label: words::any(locale, &field.group_label_id),
            name: field.name,
            group: field.group,
            field_type: field.field_type,
            default: field.default,
            required: field.required,
            secret: field.secret,
            choices: field.choices.into_iter().map(|choice| choice.value).collect(),
            provider_term: field.provider_term,
            api_name: field.api_name,
            api_default: field.api_default,
            shown_when: field.shown_when,
            max_length: field.max_length,
            versions: field.versions,
        }
    }
}

/// A finding with its words.
#[derive(Serialize)]
pub(crate) struct FindingDocument {
    pub(crate) code: String,
    pub(crate) severity: Severity,
    pub(crate) certainty: Certainty,
    /// That it cannot be told without the server; `None` where it is certain.
    #[serde(skip)]
    pub(crate) caveat: Option<String>,
    /// The blueprint's path; `None` for a draft.
    pub(crate) file: Option<String>,
    /// The line in the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<usize>,
    /// The column in the line, in characters from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) column: Option<usize>,
    /// The slug.
    pub(crate) subject: String,
    /// The field.
    pub(crate) path: String,
    pub(crate) message: String,
    pub(crate) why: String,
    pub(crate) fix: String,
    /// What was done about it, if something was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) applied: Option<Fix>,
}

impl FindingDocument {
    pub(crate) fn of(locale: Locale, file: Option<&str>, slug: &str, finding: &Finding) -> FindingDocument {
        let words::FindingWords { what, why, fix, certainty } = words::finding(locale, finding);
        FindingDocument {
            code: finding.code.clone(),
            severity: finding.severity,
            certainty: finding.certainty,
            caveat: certainty,
            file: file.map(str::to_owned),
            line: None,
            column: None,
            subject: slug.to_owned(),
            path: finding.field.clone(),
            message: what,
            why,
            fix,
            applied: None,
        }
    }

    /// Makes a finding of what keeps a file from being read.
    pub(crate) fn of_problem(locale: Locale, file: &str, problem: Problem) -> FindingDocument {
        let number = |name: &str| problem.arguments.get(name).and_then(|text| text.parse().ok());
        FindingDocument {
            message: words::problem(locale, &problem),
            fix: failure::fix(locale, &problem),
            severity: Severity::Error,
            certainty: Certainty::Certain,
            caveat: None,
            file: Some(file.to_owned()),
            line: number("line"),
            column: number("column"),
            subject: String::new(),
            path: String::new(),
            why: String::new(),
            applied: None,
            code: problem.code,
        }
    }

    /// Says that the finding's fix was applied.
    pub(crate) fn mended(self, finding: &Finding) -> FindingDocument {
        FindingDocument { applied: finding.fix.clone(), ..self }
    }

    /// Says where in its file the finding is.
    pub(crate) fn at(self, position: Option<Position>) -> FindingDocument {
        FindingDocument { line: position.map(|at| at.line), column: position.map(|at| at.column), ..self }
    }
}

/// What a lint found.
#[derive(Serialize)]
pub(crate) struct FindingsDocument<'a> {
    /// What is left.
    pub(crate) findings: &'a [FindingDocument],
    /// What was mended, with the places before; only if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fixed: Option<&'a [FindingDocument]>,
}

/// A draft with everything that is derived from it.
#[derive(Serialize)]
pub(crate) struct DraftDocument<'a> {
    #[serde(flatten)]
    draft: &'a Draft,
    revision: u32,
    updated_at: &'a str,
    callback_url: &'a str,
    callback_domain: &'a str,
    login_url: &'a str,
    host_is_placeholder: bool,
    findings: Vec<FindingDocument>,
}

impl DraftDocument<'_> {
    pub(crate) fn of(locale: Locale, view: &DraftView) -> DraftDocument<'_> {
        let findings = view
            .findings
            .iter()
            .map(|finding| FindingDocument::of(locale, None, &view.draft.slug, finding))
            .collect();
        DraftDocument {
            draft: &view.draft,
            revision: view.revision,
            updated_at: &view.updated_at,
            callback_url: &view.callback_url,
            callback_domain: &view.callback_domain,
            login_url: &view.login_url,
            host_is_placeholder: view.host_is_placeholder,
            findings,
        }
    }
}

/// An explained error.
#[derive(Serialize)]
pub(crate) struct ExplanationDocument {
    pub(crate) code: String,
    pub(crate) what: String,
    pub(crate) why: String,
    pub(crate) fix: String,
    pub(crate) source: String,
    pub(crate) certain: bool,
    pub(crate) provider: String,
}

/// What a text speaks of: the most exact error, and the others beside it.
#[derive(Serialize)]
pub(crate) struct ExplainedDocument {
    #[serde(flatten)]
    pub(crate) explained: ExplanationDocument,
    pub(crate) also: Vec<ExplanationDocument>,
}

impl ExplanationDocument {
    pub(crate) fn of(locale: Locale, view: &ExplanationView) -> ExplanationDocument {
        let [what, why, fix] = view.words(locale);
        ExplanationDocument {
            code: view.code.clone(),
            what,
            why,
            fix,
            source: view.evidence(locale),
            certain: view.certain,
            provider: view.provider.clone(),
        }
    }
}

/// The errors of a test login that may be gone at the next try, with nothing changed.
const PASSING: &[&str] =
    &["-1", "45009", "45011", "denied", "expired", "http-500", "no-answer", "timeout", "unreachable"];

/// What went wrong in a test login, explained.
#[derive(Serialize)]
pub(crate) struct LoginProblemDocument {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) why: String,
    pub(crate) fix: String,
    pub(crate) source: String,
    pub(crate) certain: bool,
    pub(crate) step: String,
    pub(crate) authentik_message: String,
    pub(crate) detail: Option<String>,
    subject: Option<String>,
    retryable: bool,
}

impl LoginProblemDocument {
    pub(crate) fn of(locale: Locale, problem: &LoginProblemView) -> LoginProblemDocument {
        let explained = problem.explanation.as_ref().map(|view| ExplanationDocument::of(locale, view));
        let (message, why, fix, source, certain) = match explained {
            Some(words) => (words.what, words.why, words.fix, words.source, words.certain),
            // A code without an explanation still names itself.
            None => (problem.code.clone(), String::new(), String::new(), String::new(), false),
        };
        LoginProblemDocument {
            code: problem.code.clone(),
            message,
            why,
            fix,
            source,
            certain,
            step: problem.step.id().to_owned(),
            authentik_message: problem.authentik_message.clone(),
            detail: problem.detail.clone(),
            subject: Some(problem.step.id().to_owned()),
            retryable: PASSING.contains(&problem.code.as_str()),
        }
    }
}

/// The result of a test login.
#[derive(Serialize)]
pub(crate) struct RehearsalDocument<'a> {
    outcome: Outcome,
    identifier: Option<&'a str>,
    properties: Option<&'a serde_json::Value>,
    repaired_name: Option<&'a str>,
    steps: &'a [Step],
    problem: Option<LoginProblemDocument>,
    confirm_url: Option<&'a str>,
}

impl RehearsalDocument<'_> {
    pub(crate) fn of(locale: Locale, rehearsal: &Rehearsal) -> RehearsalDocument<'_> {
        RehearsalDocument {
            outcome: rehearsal.outcome,
            identifier: rehearsal.identifier.as_deref(),
            properties: rehearsal.properties.as_ref(),
            repaired_name: rehearsal.repaired_name.as_deref(),
            steps: &rehearsal.steps,
            problem: rehearsal.problem.as_ref().map(|problem| LoginProblemDocument::of(locale, problem)),
            confirm_url: rehearsal.confirm_url.as_deref(),
        }
    }
}
