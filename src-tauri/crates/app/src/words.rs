//! The words for what the use cases return, in the person's language.

use std::collections::BTreeMap;

use desk_messages::{Locale, find, id, text};
use desk_model::{Certainty, Field, FieldValue, Finding};

use crate::history::{PartView, SummaryView};
use crate::problem::Problem;

/// The longest value that is shown whole, in characters.
const MOST_CHARACTERS: usize = 200;

/// The words of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingWords {
    /// What is wrong.
    pub what: String,
    /// Why it matters.
    pub why: String,
    /// What mends it.
    pub fix: String,
    /// That it cannot be told without the server, where that is so.
    pub certainty: Option<String>,
}

/// Returns the words of a finding.
pub fn finding(locale: Locale, finding: &Finding) -> FindingWords {
    let mut arguments: BTreeMap<String, String> =
        finding.arguments.iter().map(|(name, value)| (name.clone(), shown(value))).collect();
    if let Some(label) = arguments.get_mut("label") {
        *label = any(locale, label);
    }
    let word = |suffix: &str| by_code(locale, &format!("lint-{}{suffix}", finding.code), &arguments);
    let certainty = match finding.certainty {
        Certainty::Certain => None,
        Certainty::UnknownOffline => Some(text(locale, id::CERTAINTY_UNKNOWN_OFFLINE, &[])),
    };
    FindingWords { what: word(""), why: word("-why"), fix: word("-fix"), certainty }
}

/// Returns what a problem is and why: the message `err-CODE`.
pub fn problem(locale: Locale, problem: &Problem) -> String {
    problem_words(locale, "err", problem)
}

/// Returns what to do about a problem: the message `fix-CODE`.
pub fn problem_fix(locale: Locale, problem: &Problem) -> String {
    problem_words(locale, "fix", problem)
}

/// Returns a field's label with what the provider calls it: `Consumer key (AppID)`.
pub fn field_label(locale: Locale, field: &Field) -> String {
    let label = any(locale, &field.label_id());
    match field.provider_term {
        Some(term) => match locale {
            Locale::En => format!("{label} ({term})"),
            Locale::ZhCn => format!("{label}· {term}"),
        },
        None => label,
    }
}

/// Returns the text of a message whose id was made from a code; the id itself if there is no such message, which a
/// test rules out for every code there is.
pub fn any(locale: Locale, id: &str) -> String {
    find(locale, id, []).unwrap_or_else(|| id.to_owned())
}

/// Returns the text of a message with arguments.
pub fn any_with(locale: Locale, id: &str, arguments: &[(&str, &str)]) -> String {
    find(locale, id, arguments.iter().copied()).unwrap_or_else(|| id.to_owned())
}

/// How many of the parts that changed a line names.
const PARTS_NAMED: usize = 4;

/// Returns what was done with a draft, for its history.
pub fn history(locale: Locale, summary: &SummaryView) -> String {
    let id = match summary.what.as_str() {
        "changed" if summary.parts.is_empty() => "history-reordered".to_owned(),
        "undone" | "redone" => format!("history-{}-{}", summary.what, summary.subject),
        what => format!("history-{what}"),
    };
    let mut parts: Vec<String> =
        summary.parts.iter().take(PARTS_NAMED).map(|one| part(locale, one)).collect();
    let n_more = summary.parts.len().saturating_sub(PARTS_NAMED);
    if n_more > 0 {
        parts.push(text(locale, id::HISTORY_MORE, &[("count", &n_more.to_string())]));
    }
    let parts = parts.join(&text(locale, id::HISTORY_AND, &[]));
    any_with(locale, &id, &[("subject", &summary.subject), ("parts", &parts)])
}

/// Returns the name of a part of a draft: the field's label, and the item if there are several.
pub fn part(locale: Locale, view: &PartView) -> String {
    let label = any(locale, &view.label_id);
    match &view.part.item {
        None => label,
        Some(item) => {
            // A step has a name of its own; where the name depends on the provider, its short name has to do.
            let step = Some(format!("checklist-{item}")).filter(|_| view.part.field == "checklist");
            let step = step.and_then(|id| find(locale, &id, [])).filter(|name| !name.contains('{'));
            text(locale, id::HISTORY_PART, &[("label", &label), ("item", step.as_ref().unwrap_or(item))])
        }
    }
}

/// Returns the value of a part of a draft for a line of text.
pub fn part_value(locale: Locale, view: &PartView, value: Option<&FieldValue>) -> String {
    match value {
        None => text(locale, id::HISTORY_VALUE_NONE, &[]),
        Some(FieldValue::Switch(on)) => text(locale, if *on { id::CLI_YES } else { id::CLI_NO }, &[]),
        Some(FieldValue::List(items)) if view.part.field == "checklist" => {
            let mut words = items.iter().filter(|item| !item.is_empty());
            let status = words.next().map(|status| any(locale, &format!("status-{status}")));
            status.into_iter().chain(words.cloned()).collect::<Vec<_>>().join(" · ")
        }
        Some(value) => match value.to_string() {
            empty if empty.is_empty() => text(locale, id::HISTORY_VALUE_EMPTY, &[]),
            words => text(locale, id::HISTORY_VALUE, &[("value", &words)]),
        },
    }
}

/// Returns the id of the message that names a fault: `fault-40029`, `fault-minus-1`.
pub fn fault_id(fault: &str) -> String {
    match fault.strip_prefix('-') {
        Some(rest) => format!("fault-minus-{rest}"),
        None => format!("fault-{fault}"),
    }
}

/// Returns a value as a sentence shows it. One of megabytes helps nobody, and each sentence would hold it once more.
fn shown(value: &str) -> String {
    match value.char_indices().nth(MOST_CHARACTERS) {
        Some((end, _)) => format!("{}…", value.get(..end).unwrap_or_default()),
        None => value.to_owned(),
    }
}

fn by_code(locale: Locale, id: &str, arguments: &BTreeMap<String, String>) -> String {
    find(locale, id, arguments.iter().map(|(name, value)| (name.as_str(), value.as_str())))
        .unwrap_or_else(|| id.to_owned())
}

fn problem_words(locale: Locale, kind: &str, problem: &Problem) -> String {
    let subject = problem.subject.as_deref().unwrap_or_default();
    let detail = problem.detail.as_deref().unwrap_or_default();
    let arguments = problem.arguments.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let all = arguments.chain([("subject", subject), ("detail", detail)]);
    let id = format!("{kind}-{}", problem.code);
    find(locale, &id, all).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_does_not_repeat_a_value_of_any_length() {
        assert_eq!(shown("微信"), "微信");
        assert_eq!(shown(&"微".repeat(201)), format!("{}…", "微".repeat(200)));
    }

    #[test]
    fn every_problem_and_finding_has_words_in_every_language() {
        for locale in Locale::ALL {
            for code in crate::problem::CODES {
                for kind in ["err", "fix"] {
                    assert!(
                        find(locale, &format!("{kind}-{code}"), []).is_some(),
                        "{kind}-{code} in {}",
                        locale.tag()
                    );
                }
            }
            for code in desk_model::lint::rules().map(|rule| rule.code) {
                for suffix in ["", "-why", "-fix"] {
                    assert!(
                        find(locale, &format!("lint-{code}{suffix}"), []).is_some(),
                        "lint-{code}{suffix} in {}",
                        locale.tag()
                    );
                }
            }
        }
    }

    #[test]
    fn every_field_choice_and_group_has_words_in_every_language() {
        for locale in Locale::ALL {
            for kind in desk_model::catalogue::all() {
                for field in &kind.fields {
                    let mut ids = vec![
                        field.label_id(),
                        crate::forms::help_id(kind, field),
                        crate::forms::group_label_id(kind, field),
                    ];
                    ids.extend(field.kind.choices().iter().map(|choice| field.choice_id(choice)));
                    for id in ids {
                        assert!(find(locale, &id, []).is_some(), "{id} in {}", locale.tag());
                    }
                }
                for id in [format!("type-{}", kind.id), format!("type-{}-about", kind.id)] {
                    assert!(find(locale, &id, []).is_some(), "{id} in {}", locale.tag());
                }
            }
            for profile in desk_simulator::Profile::ALL {
                assert!(
                    find(locale, &format!("profile-{}", profile.id()), []).is_some(),
                    "profile-{}",
                    profile.id()
                );
            }
            for fault in desk_simulator::Fault::ALL {
                assert!(find(locale, &fault_id(fault.id()), []).is_some(), "fault-{}", fault.id());
            }
        }
    }
}
