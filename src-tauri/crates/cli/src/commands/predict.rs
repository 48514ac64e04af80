//! `predict`.

use std::path::Path;

use desk_app::messages::id;
use desk_app::{ModeCounts, PeopleView, PredictionView, Problem, UnknownView, UserCard, save};
use serde_json::json;

use super::map;
use crate::arguments::PredictArguments;
use crate::failure::{DONE, Ended, FINDINGS, Failure};
use crate::print;
use crate::program::Program;

/// Verdicts that an admin has to do something about.
const BAD: [&str; 4] = ["duplicates", "denied", "fails", "not_known"];

/// Says what authentik would do with a person, or with many.
pub(super) fn predict(program: &Program, arguments: &PredictArguments) -> Ended {
    let mut request = map::request(program, &arguments.slug, &arguments.given)?;
    if is_of_many(&request.info) {
        let infos = std::mem::take(&mut request.info);
        let name = arguments.given.info.display().to_string();
        if arguments.all_modes {
            let all = program.desk.lab_people_all_modes(&request, &infos, &name)?;
            return many_in_all_modes(program, &all);
        }
        let report = program.desk.lab_people(&request, &infos, &name)?;
        return many(program, &report, arguments.out.as_deref());
    }
    if arguments.out.is_some() {
        return Err(Problem::about("usage-predict-out", arguments.given.info.display().to_string()).into());
    }
    if arguments.all_modes {
        let all = program.desk.lab_all_modes(&request)?;
        if !all.is_empty() {
            return one_in_all_modes(program, &all);
        }
    }
    let run = program.desk.lab_run(&request)?;
    let Some(prediction) = run.prediction else { return not_known(program, &run.pipeline) };
    if program.output.json {
        program.output.document(&prediction)?;
    } else {
        one(program, &prediction)?;
    }
    Ok(code_of(&prediction))
}

/// A list, or rows of a spreadsheet, are many people; an object is one, unless it is a page of an API's answers.
fn is_of_many(info: &str) -> bool {
    let text = info.trim_start_matches('\u{feff}').trim_start();
    let is_page =
        || serde_json::from_str::<serde_json::Value>(text).is_ok_and(|value| value["results"].is_array());
    !text.starts_with('{') && !text.is_empty() || is_page()
}

fn code_of(prediction: &PredictionView) -> u8 {
    if matches!(prediction.action.as_str(), "error" | "unknown") { FINDINGS } else { DONE }
}

/// A mapping asks for something that only a server knows, or does not end.
fn not_known(program: &Program, pipeline: &desk_app::PipelineView) -> Ended {
    let output = program.output;
    if output.json {
        output.document(&json!({
            "action": "unknown", "step": "C2", "message": null, "user": null, "groups": [],
            "unknowns": [{ "code": "mappings", "subject": pipeline.steps.last().map(|step| &step.mapping) }],
            "pipeline": pipeline,
        }))?;
        return Ok(FINDINGS);
    }
    map::print(program, pipeline)?;
    Ok(FINDINGS)
}

fn one(program: &Program, prediction: &PredictionView) -> Result<(), Failure> {
    let output = program.output;
    output.line(&headline(program, prediction))?;
    let mut rows: Vec<(desk_app::messages::MessageId, String)> = Vec::new();
    if let Some(page) = &prediction.page {
        rows.push((id::CLI_PREDICT_PAGE, output.text_of(&format!("lab-page-{page}"))));
    }
    if let Some(message) = &prediction.message {
        rows.push((id::CLI_PREDICT_MESSAGE, message.clone()));
    }
    if !prediction.asked.is_empty() {
        rows.push((id::CLI_PREDICT_ASKED, prediction.asked.join(", ")));
    }
    if let Some(next) = &prediction.next_login {
        let action = output.text_of(&format!("lab-action-{}", next.action));
        rows.push((id::CLI_PREDICT_NEXT, format!("{action} · {}", step(program, &next.step))));
    }
    let rows: Vec<_> = rows.into_iter().map(|(label, value)| vec![output.text(label, &[]), value]).collect();
    for line in print::columns(&rows) {
        output.line(&line)?;
    }
    if let Some(user) = &prediction.user {
        card(program, user, prediction.before.is_some())?;
    }
    if !prediction.groups.is_empty() {
        output.line(&format!("\n{}", output.text(id::CLI_PREDICT_GROUPS, &[])))?;
        let row = |group: &desk_app::GroupView| {
            vec![format!("  {}", group.name), output.text_of(&format!("lab-fate-{}", group.fate))]
        };
        for line in print::columns(&prediction.groups.iter().map(row).collect::<Vec<_>>()) {
            output.line(&line)?;
        }
    }
    if !prediction.log.is_empty() {
        output.line(&format!("\n{}", output.text(id::CLI_PREDICT_LOG, &[])))?;
        for line in &prediction.log {
            let place = line.event.as_deref().unwrap_or(&line.place);
            let fields: String = line.fields.iter().map(|(name, value)| format!(" {name}={value}")).collect();
            output.line(&format!("  [{place}] {}{fields}", line.text))?;
        }
    }
    unknowns(program, &prediction.unknowns)
}

/// The action and the step that decides, in one line.
fn headline(program: &Program, prediction: &PredictionView) -> String {
    let action = program.output.text_of(&format!("lab-action-{}", prediction.action));
    // Where something unknown decides, the step is where that was asked for, and decides nothing.
    if prediction.action == "unknown" {
        return action;
    }
    format!("{action} · {}", step(program, &prediction.step))
}

/// `D5: An account has the same value …`.
fn step(program: &Program, step: &str) -> String {
    let id = step.to_lowercase().replace([' ', '_'], "-");
    format!("{step}: {}", program.output.text_of(&format!("lab-step-{id}")))
}

fn card(program: &Program, user: &UserCard, existed: bool) -> Result<(), Failure> {
    let output = program.output;
    let sentence = match (existed, user.is_written) {
        (false, _) => id::CLI_PREDICT_USER_NEW,
        (true, true) => id::CLI_PREDICT_USER_WRITTEN,
        (true, false) => id::CLI_PREDICT_USER_SAME,
    };
    output.line(&format!("\n{}", output.text(sentence, &[])))?;
    let mut fields = serde_json::Map::new();
    let texts =
        [("username", &user.username), ("email", &user.email), ("name", &user.name), ("path", &user.path)];
    for (key, value) in texts {
        let asked = || output.text(id::CLI_PREDICT_TYPED, &[]);
        fields.insert(key.to_owned(), json!(value.clone().unwrap_or_else(asked)));
    }
    if let Some(user_type) = &user.user_type {
        fields.insert("type".to_owned(), json!(user_type));
    }
    fields.insert("is_active".to_owned(), json!(user.is_active));
    fields.insert("attributes".to_owned(), user.attributes.clone());
    map::properties(program, &fields.into())
}

fn unknowns(program: &Program, unknowns: &[UnknownView]) -> Result<(), Failure> {
    if unknowns.is_empty() {
        return Ok(());
    }
    let output = program.output;
    output.line(&format!("\n{}", output.text(id::CLI_PREDICT_UNKNOWN, &[])))?;
    for unknown in unknowns {
        let subject = unknown.subject.as_deref().unwrap_or_default();
        let words = output.text_with(&format!("lab-unknown-{}", unknown.code), &[("subject", subject)]);
        output.line(&format!("  {words}"))?;
    }
    Ok(())
}

fn one_in_all_modes(program: &Program, all: &[PredictionView]) -> Ended {
    let output = program.output;
    if output.json {
        output.document(&all)?;
        return Ok(DONE);
    }
    let columns = [id::CLI_PREDICT_USER_MODE, id::CLI_PREDICT_GROUP_MODE, id::CLI_PREDICT_RESULT];
    let mut rows = vec![columns.map(|column| output.text(column, &[])).to_vec()];
    for one in all {
        let mark = if one.is_current { "* " } else { "  " };
        rows.push(vec![
            format!("{mark}{}", one.user_matching_mode),
            one.group_matching_mode.clone(),
            headline(program, one),
        ]);
    }
    for line in print::columns(&rows) {
        output.line(&line)?;
    }
    output.note(&output.text(id::CLI_PREDICT_CURRENT, &[]));
    Ok(DONE)
}

fn many(program: &Program, report: &PeopleView, out: Option<&Path>) -> Ended {
    let output = program.output;
    let code = if BAD.iter().any(|verdict| report.counts.contains_key(*verdict)) { FINDINGS } else { DONE };
    if let Some(path) = out {
        let is_json = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
        let text = if is_json {
            let text = serde_json::to_string_pretty(report);
            text.map_err(|error| Problem::new("internal").detailed(error.to_string()))?
        } else {
            report.csv()?
        };
        save(path, &text)?;
    }
    if output.json {
        output.document(report)?;
        return Ok(code);
    }
    if out.is_none() {
        let columns =
            [id::CLI_PREDICT_ROW, id::CLI_PREDICT_PERSON, id::CLI_PREDICT_RESULT, id::CLI_PREDICT_ACCOUNT];
        let mut rows = vec![columns.map(|column| output.text(column, &[])).to_vec()];
        for row in &report.people {
            let verdict = output.text_of(&format!("lab-verdict-{}", row.verdict));
            let twins: Vec<&str> = row.twins.iter().map(|twin| twin.username.as_str()).collect();
            let beside = if twins.is_empty() { String::new() } else { format!(" ≈ {}", twins.join(", ")) };
            let person = if row.label.is_empty() { &row.identifier } else { &row.label };
            rows.push(vec![
                row.row.to_string(),
                person.clone(),
                format!("{verdict} ({})", row.step),
                format!("{}{beside}", row.username.clone().unwrap_or_default()),
            ]);
        }
        for line in print::columns(&rows) {
            output.line(&line)?;
        }
        output.line("")?;
    }
    for (verdict, count) in &report.counts {
        output.line(&format!("{count:>7} × {}", output.text_of(&format!("lab-verdict-{verdict}"))))?;
    }
    if let Some(path) = out {
        output.note(&output.text(id::CLI_WROTE, &[("path", &path.display().to_string())]));
    }
    Ok(code)
}

fn many_in_all_modes(program: &Program, all: &[ModeCounts]) -> Ended {
    let output = program.output;
    if output.json {
        output.document(&all)?;
        return Ok(DONE);
    }
    for mode in all {
        let mark = if mode.is_current { "*" } else { " " };
        let counts: Vec<String> = mode
            .counts
            .iter()
            .map(|(verdict, count)| format!("{}: {count}", output.text_of(&format!("lab-verdict-{verdict}"))))
            .collect();
        let modes = format!("{mark} {} / {}", mode.user_matching_mode, mode.group_matching_mode);
        output.line(&format!("{modes:<32} {}", counts.join(" · ")))?;
    }
    output.note(&output.text(id::CLI_PREDICT_CURRENT, &[]));
    Ok(DONE)
}
