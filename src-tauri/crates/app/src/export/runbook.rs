//! A run-book in Markdown, in the language of the person.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use desk_export::{Export, ExportError, File, Options, Runbook, Setting, Step};
use desk_messages::{Locale, find, id, text};
use desk_model::{Draft, FieldValue, PropertyMapping, console, slug};

use crate::registration::{step_about_id, step_title_id};
use crate::words;

/// Returns the run-books of drafts as one page.
pub(super) fn markdown(
    locale: Locale,
    drafts: &[&Draft],
    options: &Options<'_>,
) -> Result<Export, ExportError> {
    let books = desk_export::runbook(drafts, options)?;
    let pages: Vec<String> =
        books.iter().zip(drafts).map(|(book, draft)| page(locale, book, draft)).collect();
    let stem = match drafts {
        [draft] if slug::is_valid(&draft.slug) => draft.slug.as_str(),
        _ => "sources",
    };
    let file = File { name: format!("{stem}.runbook.md"), text: pages.join("\n") };
    let findings = books.into_iter().flat_map(|book| book.findings).collect();
    Ok(Export { files: vec![file], needed_secrets: Vec::new(), findings })
}

fn page(locale: Locale, book: &Runbook, draft: &Draft) -> String {
    let say = |id: &str, arguments: &[(&str, &str)]| words::any_with(locale, id, arguments);
    let name = escaped(&book.name);
    let mut out = format!("# {}\n\n", say("runbook-title", &[("name", &name)]));
    let kind = words::any(locale, &format!("type-{}", book.source_type));
    let about = [("version", book.version.as_str()), ("type", &kind), ("slug", &code(&book.slug))];
    let _ = writeln!(out, "{}", say("runbook-about", &about));
    for section in &book.sections {
        let _ = write!(out, "\n## {}\n\n", say(&format!("runbook-{}", section.code), &[]));
        let mut number = 0;
        let mut is_behind_block = false;
        for step in &section.steps {
            let is_numbered = matches!(step, Step::Do { .. } | Step::Checklist { .. });
            if is_numbered {
                if std::mem::take(&mut is_behind_block) {
                    out.push('\n');
                }
                number += 1;
                let _ = writeln!(out, "{number}. {}", step_text(locale, step, draft));
            } else {
                out.push_str(&block(locale, step));
                is_behind_block = true;
            }
        }
    }
    out
}

fn step_text(locale: Locale, step: &Step, draft: &Draft) -> String {
    match step {
        Step::Do { code: step, arguments } => {
            let shown: Vec<(&str, String)> = arguments
                .iter()
                .map(|(name, value)| {
                    let shown = match *name {
                        "label" => words::any(locale, value),
                        "stage" | "host" => code(value),
                        "url" => format!("<{value}>"),
                        _ => escaped(value),
                    };
                    (*name, shown)
                })
                .collect();
            let shown: Vec<(&str, &str)> =
                shown.iter().map(|(name, value)| (*name, value.as_str())).collect();
            words::any_with(locale, &format!("runbook-{step}"), &shown)
        }
        Step::Checklist { step, register, domain, field, permissions } => {
            let term = |field: &str| {
                let field = draft.kind().and_then(|kind| kind.field(field));
                field.and_then(|field| field.provider_term).unwrap_or_default()
            };
            let register = code(register);
            let domain = code(domain);
            let arguments = [
                ("register", register.as_str()),
                ("domain", &domain),
                ("field", field),
                ("permissions", permissions),
                ("key", term("consumer_key")),
                ("secret", term("consumer_secret")),
                ("url", console::find(&draft.source_type).map_or("", |console| console.url)),
            ];
            let title = words::any_with(locale, &step_title_id(&draft.source_type, step), &arguments);
            // Not every step has more to say than its title.
            match find(locale, &step_about_id(&draft.source_type, step), arguments) {
                Some(about) => format!("**{title}**: {about}"),
                None => format!("**{title}**"),
            }
        }
        _ => String::new(),
    }
}

/// Returns what stands below a step: remarks, addresses, tables, code.
fn block(locale: Locale, step: &Step) -> String {
    match step {
        Step::Quirk(quirk) => format!("\n> {}\n", words::any(locale, &format!("quirk-{quirk}"))),
        Step::Address(endpoint) => {
            let label = words::any(locale, &format!("endpoint-{}", endpoint.kind.id()));
            let about = words::any(locale, &format!("endpoint-{}-about", endpoint.kind.id()));
            format!("- **{label}**: {}  \n  {about}\n", code(&endpoint.value))
        }
        Step::Mapping(mapping) => mapping_block(mapping),
        Step::Fields { group_id, settings } => table(locale, group_id, settings),
        Step::Do { .. } | Step::Checklist { .. } => String::new(),
    }
}

fn mapping_block(mapping: &PropertyMapping) -> String {
    format!("\n**{}**\n\n{}", escaped(&mapping.name), fenced("python", &mapping.expression))
}

fn table(locale: Locale, group_id: &str, settings: &[Setting]) -> String {
    let word = |id| text(locale, id, &[]);
    let mut out = format!("\n### {}\n\n", words::any(locale, group_id));
    let _ = writeln!(
        out,
        "| {} | {} | {} |\n|---|---|---|",
        word(id::RUNBOOK_FIELD),
        word(id::RUNBOOK_VALUE),
        word(id::RUNBOOK_MARK)
    );
    let mut below = BTreeMap::new();
    for setting in settings {
        let mut label = words::any(locale, &setting.label_id);
        if let Some(term) = setting.provider_term {
            label = format!("{label} ({term})");
        }
        let value = match &setting.value {
            None => word(id::RUNBOOK_FROM_SAFE),
            Some(FieldValue::Switch(on)) => word(if *on { id::RUNBOOK_ON } else { id::RUNBOOK_OFF }),
            Some(FieldValue::List(items)) if !items.is_empty() => {
                items.iter().map(|item| code(item)).collect::<Vec<_>>().join(", ")
            }
            Some(FieldValue::Tagged { yaml }) => code(yaml),
            Some(FieldValue::Text(value)) if value.contains('\n') => {
                below.insert(label.clone(), value.clone());
                word(id::RUNBOOK_BELOW)
            }
            Some(FieldValue::Text(value)) if !value.is_empty() => {
                let choice = setting.choice_id.as_ref().and_then(|id| find(locale, id, []));
                choice.map_or_else(|| code(value), |choice| format!("{choice} ({})", code(value)))
            }
            Some(FieldValue::Text(_) | FieldValue::List(_)) => word(id::RUNBOOK_EMPTY),
        };
        let mark =
            if setting.is_changed { format!("**{}**", word(id::RUNBOOK_CHANGED)) } else { String::new() };
        let cell = |text: &str| text.replace('|', "\\|").replace(['\n', '\r'], " ");
        let _ = writeln!(out, "| {} | {} | {mark} |", cell(&label), cell(&value));
    }
    for (label, value) in below {
        let _ = write!(out, "\n{label}:\n\n{}", fenced("", &value));
    }
    out
}

/// Returns a text in which Markdown finds no marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if "\\`*_[]<>#|~".contains(character) {
            out.push('\\');
        }
        out.push(if character.is_control() { ' ' } else { character });
    }
    out
}

/// Returns a text as code, behind as many backticks as it takes.
fn code(text: &str) -> String {
    let line: String =
        text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    let fence = "`".repeat(longest_run(&line) + 1);
    let space = if line.starts_with('`') || line.ends_with('`') || line.is_empty() { " " } else { "" };
    format!("{fence}{space}{line}{space}{fence}")
}

fn fenced(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end_matches('\n'))
}

fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(source_type: &str) -> Draft {
        let id = desk_model::DraftId("id".to_owned());
        let mut draft = Draft::new(id, source_type, "A | *name*", "slug").unwrap();
        for field in &draft.kind().unwrap().fields {
            if field.required_by_api && !field.is_secret() && draft.text(field.name).is_empty() {
                draft.values.insert(field.name.to_owned(), FieldValue::Text("x".to_owned()));
            }
        }
        let mapping = PropertyMapping { name: "m".to_owned(), expression: "return {}".to_owned() };
        draft.user_property_mappings.push(mapping);
        draft
    }

    #[test]
    fn every_step_of_every_kind_has_words_in_every_language() {
        for kind in desk_model::catalogue::all() {
            let draft = draft(kind.id);
            for locale in Locale::ALL {
                let blueprint = desk_blueprint::Options {
                    secrets: desk_blueprint::SecretStyle::Env,
                    at_hand: Default::default(),
                    target: None,
                    login_page: Some("stage".to_owned()),
                    source_stage: None,
                    comments: Vec::new(),
                };
                let options = Options { blueprint, words: &|note| note.code.to_owned() };
                let page = markdown(locale, &[&draft], &options).unwrap().files[0].text.clone();
                // A message without words shows its id, one without a value its name.
                let ids = ["runbook-", "field-", "group-", "quirk-", "checklist-", "endpoint-", "{$"];
                for id in ids {
                    assert!(!page.contains(id), "{}: {id} in {page}", kind.id);
                }
                assert!(page.contains("A \\| \\*name\\*"), "a name is no markup");
            }
        }
    }

    #[test]
    fn every_message_of_a_run_book_is_used() {
        let sources = [include_str!("../../../export/src/runbook.rs"), include_str!("runbook.rs")];
        let ids: Vec<&str> = id::ALL.iter().map(|id| id.0).collect();
        let codes = ids.iter().filter_map(|id| id.strip_prefix("runbook-"));
        let mut n_codes = 0;
        for code in codes {
            n_codes += 1;
            let constant = format!("id::RUNBOOK_{}", code.replace('-', "_").to_uppercase());
            let is_used = |source: &&str| {
                let has_constant = source.match_indices(&constant).any(|(at, found)| {
                    !source[at + found.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
                });
                has_constant
                    || [format!("\"{code}\""), format!("\"runbook-{code}\"")]
                        .iter()
                        .any(|text| source.contains(text))
            };
            assert!(sources.iter().any(is_used), "runbook-{code} is never shown");
        }
        assert!(n_codes > 30, "the messages were found: {n_codes}");
    }

    #[test]
    fn the_way_to_read_the_tables_stands_once_before_the_first() {
        let draft = draft("wechat");
        let blueprint = desk_blueprint::Options {
            secrets: desk_blueprint::SecretStyle::Env,
            at_hand: Default::default(),
            target: None,
            login_page: None,
            source_stage: None,
            comments: Vec::new(),
        };
        let options = Options { blueprint, words: &|note| note.code.to_owned() };
        let page = markdown(Locale::En, &[&draft], &options).unwrap().files[0].text.clone();
        let about = text(Locale::En, id::RUNBOOK_FIELDS_ABOUT, &[]);
        assert_eq!(page.matches(&about).count(), 1, "{page}");
        assert!(page.find(&about) < page.find("\n### "), "{page}");
    }

    #[test]
    fn no_text_ends_its_code_or_becomes_markup() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(fenced("", "a\n````\nb\n"), "`````\na\n````\nb\n`````\n");
        assert_eq!(escaped("*a*<b>|\n#"), "\\*a\\*\\<b\\>\\| \\#");
    }
}
