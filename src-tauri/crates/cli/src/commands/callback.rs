//! `callback`.

use std::collections::BTreeMap;
use std::io::Read as _;

use desk_app::messages::id;
use desk_app::{
    Answer, CallbackView, Compared, Comparison, ConsoleView, HostView, Matching, Matters, Problem, Rules,
    Several, Verdict, words,
};
use serde::Serialize;
use serde_json::json;

use super::checklist::ChecklistDocument;
use crate::arguments::Callback;
use crate::failure::{DONE, Ended, FINDINGS, Failure};
use crate::print;
use crate::program::Program;

/// The most bytes that are read from stdin.
const MOST_BYTES: u64 = 1 << 20;

/// What a registered line differs in, with its words.
#[derive(Serialize)]
struct DifferenceDocument<'a> {
    code: &'a str,
    matters: Matters,
    message: String,
    consequence: String,
}

/// A registered line with its words.
#[derive(Serialize)]
struct LineDocument<'a> {
    text: &'a str,
    verdict: Verdict,
    register: &'a str,
    differences: Vec<DifferenceDocument<'a>>,
}

/// Shows what the provider's console has to be told; with `--registered` compares what it was told.
pub(super) fn callback(program: &Program, arguments: &Callback) -> Ended {
    let draft = program.desk.find_draft(&arguments.slug)?.draft;
    let registered = arguments.registered.as_deref().map(read).transpose()?;
    let compared = registered.map(|text| program.desk.compare_registered(&draft.id, &text)).transpose()?;
    let view = program.desk.callback(&draft.id)?;
    if program.output.json {
        program.output.document(&document(program, &draft, &view, compared.as_ref()))?;
    } else if let Some(compared) = &compared {
        print_comparison(program, compared)?;
    } else {
        print_view(program, &draft.slug, &view)?;
    }
    if view.hosts.iter().any(|host| host.is_placeholder && !host.endpoints.is_empty()) && !program.output.json
    {
        program.output.note(&program.output.text(id::CLI_CALLBACK_PLACEHOLDER, &[("slug", &draft.slug)]));
    }
    Ok(if compared.is_some_and(|compared| !compared.works) { FINDINGS } else { DONE })
}

fn read(text: &str) -> Result<String, Problem> {
    if text != "-" {
        return Ok(text.to_owned());
    }
    let mut read = String::new();
    let outcome = std::io::stdin().lock().take(MOST_BYTES + 1).read_to_string(&mut read);
    match outcome {
        Ok(n_bytes) if n_bytes as u64 <= MOST_BYTES => Ok(read),
        Ok(_) => Err(Problem::new("usage-registered-read")),
        Err(error) => Err(Problem::new("usage-registered-read").detailed(error.to_string())),
    }
}

fn document(
    program: &Program,
    draft: &desk_app::Draft,
    view: &CallbackView,
    compared: Option<&Comparison>,
) -> serde_json::Value {
    let locale = program.output.locale;
    let word = |id: &str| words::any(locale, id);
    let console = view.console.as_ref().map(|console| {
        json!({
            "name": word(&console.name_id),
            "url": console.url,
            "menus": console.menus,
            "callback_field": console.callback_field,
            "domain_field": console.domain_field,
            "rules": console.rules,
            "secret_once": console.secret_once,
            "key_term": console.key_term,
            "secret_term": console.secret_term,
            "scopes": console.scopes,
            "permissions": console.permissions,
            "quirks": console.quirk_ids.iter().map(|id| word(id)).collect::<Vec<_>>(),
            "document": console.document,
        })
    });
    let hosts: Vec<_> = view
        .hosts
        .iter()
        .map(|host| {
            json!({
                "host": host.host,
                "is_placeholder": host.is_placeholder,
                "callback_url": host.callback_url,
                "register": host.register,
                "domain": host.domain,
                "endpoints": host.endpoints,
                "remarks": host.remarks.iter().map(|remark| json!({
                    "code": remark.code,
                    "message": with(program, &format!("remark-{}", remark.code), &remark.arguments),
                })).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "slug": draft.slug,
        "type": draft.source_type,
        "console": console,
        "callbacks": hosts,
        "checklist": ChecklistDocument::of(program, &view.checklist),
        "comparison": compared.map(|compared| json!({
            "works": compared.works,
            "lines": compared.lines.iter().map(|line| line_document(program, line)).collect::<Vec<_>>(),
            "missing": compared.missing,
            "n_left_out": compared.n_left_out,
        })),
    })
}

fn line_document<'a>(program: &Program, line: &'a Compared) -> LineDocument<'a> {
    let differences = line.differences.iter().map(|difference| DifferenceDocument {
        code: &difference.code,
        matters: difference.matters,
        message: with(program, &format!("difference-{}", difference.code), &difference.arguments),
        consequence: program.output.text_of(match difference.matters {
            Matters::Yes => "matters-yes",
            Matters::Maybe => "matters-maybe",
            Matters::No => "matters-no",
        }),
    });
    LineDocument {
        text: &line.text,
        verdict: line.verdict,
        register: &line.register,
        differences: differences.collect(),
    }
}

fn print_view(program: &Program, slug: &str, view: &CallbackView) -> Result<(), Failure> {
    let output = program.output;
    if view.hosts.iter().all(|host| host.endpoints.is_empty() && host.remarks.is_empty()) {
        output.note(&output.text(id::CLI_CALLBACK_NOTHING, &[]));
        return Ok(());
    }
    for (number, host) in view.hosts.iter().enumerate() {
        if number > 0 {
            output.line("")?;
        }
        print_host(program, view.console.as_ref(), host)?;
    }
    let Some(console) = &view.console else { return Ok(()) };
    output.line("")?;
    for line in print::columns(&console_rows(program, console)) {
        output.line(&line)?;
    }
    if !console.quirk_ids.is_empty() {
        output.line("")?;
    }
    for quirk in &console.quirk_ids {
        output.line(&format!("- {}", output.text_of(quirk)))?;
    }
    output.note(&format!("\n{}", output.text(id::CLI_CALLBACK_NEXT, &[("slug", slug)])));
    Ok(())
}

fn print_host(program: &Program, console: Option<&ConsoleView>, host: &HostView) -> Result<(), Failure> {
    let output = program.output;
    let mut rows: Vec<Vec<String>> = host
        .endpoints
        .iter()
        .map(|endpoint| {
            vec![output.text_of(&format!("endpoint-{}", endpoint.kind.id())), endpoint.value.clone()]
        })
        .collect();
    let mut register = |field: &str, value: &Option<String>| {
        if let Some(value) = value {
            let label = match field {
                "" => output.text(id::CLI_CALLBACK_REGISTER, &[]),
                field => format!("→ {field}"),
            };
            rows.push(vec![label, value.clone()]);
        }
    };
    if let Some(console) = console {
        register(&console.callback_field, &host.register);
        register(console.domain_field.as_deref().unwrap_or_default(), &host.domain);
    }
    for line in print::columns(&rows) {
        output.line(&line)?;
    }
    for remark in &host.remarks {
        let text = with(program, &format!("remark-{}", remark.code), &remark.arguments);
        output.line(&output.text(id::CLI_CALLBACK_REMARK, &[("text", &text)]))?;
    }
    Ok(())
}

fn console_rows(program: &Program, console: &ConsoleView) -> Vec<Vec<String>> {
    let output = program.output;
    let place = match console.url.as_str() {
        "" => output.text_of(&console.name_id),
        url => format!("{} · {url}", output.text_of(&console.name_id)),
    };
    let mut permissions = console.permissions.join(", ");
    if permissions.is_empty() {
        "–".clone_into(&mut permissions);
    }
    let rows = [
        (id::CLI_CALLBACK_CONSOLE, place),
        (id::CLI_CALLBACK_WAY, console.menus.join(" > ")),
        (id::CLI_CALLBACK_FIELD, console.callback_field.clone()),
        (id::CLI_CALLBACK_KEY, console.key_term.clone()),
        (id::CLI_CALLBACK_SECRET, console.secret_term.clone()),
        (id::CLI_CALLBACK_PERMISSIONS, permissions),
        (id::CLI_CALLBACK_MATCHING, matching(program, &console.rules)),
        (id::RULES_SEVERAL, several(program, console.rules.several)),
    ];
    let mut rows: Vec<Vec<String>> = rows
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| vec![output.text(label, &[]), value])
        .collect();
    let answers = [
        (id::RULES_HTTP, console.rules.http),
        (id::RULES_LOCALHOST, console.rules.localhost),
        (id::RULES_ADDRESS, console.rules.address),
        (id::RULES_PORT, console.rules.port),
        (id::RULES_WILDCARD, console.rules.wildcard),
    ];
    rows.extend(answers.map(|(label, answer)| {
        let word = match answer {
            Answer::Yes => id::RULES_YES,
            Answer::No => id::RULES_NO,
            Answer::Unknown => id::RULES_UNKNOWN,
        };
        vec![output.text(label, &[]), output.text(word, &[])]
    }));
    rows
}

fn matching(program: &Program, rules: &Rules) -> String {
    let output = program.output;
    let how = output.text(
        match rules.matching {
            Matching::Exact => id::RULES_MATCHING_EXACT,
            Matching::Prefix => id::RULES_MATCHING_PREFIX,
            Matching::PrefixAndSubdomains => id::RULES_MATCHING_PREFIX_AND_SUBDOMAINS,
            Matching::Host => id::RULES_MATCHING_HOST,
        },
        &[],
    );
    if rules.certain { how } else { format!("{how} · {}", output.text(id::RULES_UNCERTAIN, &[])) }
}

fn several(program: &Program, several: Several) -> String {
    let output = program.output;
    match several {
        Several::One => output.text(id::RULES_SEVERAL_ONE, &[]),
        Several::Many => output.text(id::RULES_SEVERAL_MANY, &[]),
        Several::UpTo { count } => output.text(id::RULES_SEVERAL_UP_TO, &[("count", &count.to_string())]),
        Several::Unknown => output.text(id::RULES_SEVERAL_UNKNOWN, &[]),
    }
}

fn print_comparison(program: &Program, compared: &Comparison) -> Result<(), Failure> {
    let output = program.output;
    for line in &compared.lines {
        let words = line_document(program, line);
        let verdict = output.text_of(match line.verdict {
            Verdict::Right => "verdict-right",
            Verdict::Accepted => "verdict-accepted",
            Verdict::Doubtful => "verdict-doubtful",
            Verdict::Refused => "verdict-refused",
            Verdict::Unrelated => "verdict-unrelated",
        });
        output.line(&format!("{verdict}  {}", print::cell(&line.text)))?;
        if line.verdict == Verdict::Unrelated {
            continue;
        }
        for difference in words.differences {
            let words = [("what", difference.message.as_str()), ("consequence", &difference.consequence)];
            let sentence = output.text(id::CLI_CALLBACK_DIFFERENCE, &words);
            output.line(&print::indented(&format!("- {sentence}"), 4))?;
        }
        if line.verdict != Verdict::Right {
            output.line(&print::indented(
                &output.text(id::CLI_CALLBACK_INSTEAD, &[("text", &line.register)]),
                4,
            ))?;
        }
    }
    // What a line has to be replaced by was said at the line.
    let is_said = |text: &&String| {
        compared.lines.iter().any(|line| line.verdict != Verdict::Unrelated && line.register == **text)
    };
    for text in compared.missing.iter().filter(|text| !is_said(text)) {
        output.line(&output.text(id::CLI_CALLBACK_MISSING, &[("text", text)]))?;
    }
    if compared.n_left_out > 0 {
        let count = compared.n_left_out.to_string();
        output.note(&output.text(id::UI_COMPARE_LEFT_OUT, &[("count", &count)]));
    }
    let sum = if compared.works { id::CLI_CALLBACK_WORKS } else { id::CLI_CALLBACK_FAILS };
    output.note(&output.text(sum, &[]));
    Ok(())
}

fn with(program: &Program, id: &str, arguments: &BTreeMap<String, String>) -> String {
    let arguments: Vec<(&str, &str)> =
        arguments.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    words::any_with(program.output.locale, id, &arguments)
}
