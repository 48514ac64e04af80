//! A test login for people: its QR code, its steps, its result.

use std::io;

use desk_app::messages::id;
use desk_app::{LoginProblemView, Note, Outcome, Rehearsal, StepState, Timings};
use qrcode::{Color, EcLevel, QrCode};
use serde_json::Value;

use crate::documents::LoginProblemDocument;
use crate::print;
use crate::terminal::Output;

/// The light border that a reader needs, in modules.
const QUIET_ZONE: usize = 2;

/// Returns the lines of a QR code in half blocks, black on white on any terminal. Empty if the text is too long.
pub(super) fn qr(text: &str) -> Vec<String> {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::L) else {
        return Vec::new();
    };
    let width = code.width();
    let side = width + 2 * QUIET_ZONE;
    let is_dark = |x: usize, y: usize| {
        let inside = |at: usize| at.checked_sub(QUIET_ZONE).filter(|at| *at < width);
        matches!((inside(x), inside(y)), (Some(x), Some(y)) if code[(x, y)] == Color::Dark)
    };
    (0..side)
        .step_by(2)
        .map(|y| {
            let blocks = (0..side).map(|x| match (is_dark(x, y), is_dark(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
            format!("\u{1b}[30;107m{}\u{1b}[0m", blocks.collect::<String>())
        })
        .collect()
}

/// Prints a test login that was kept: the steps with how long the parts of their exchanges took, and the result.
pub(super) fn print_kept(output: Output, rehearsal: &Rehearsal) -> io::Result<()> {
    print_with(output, rehearsal, true)
}

/// Prints the steps and the result.
pub(super) fn print(output: Output, rehearsal: &Rehearsal) -> io::Result<()> {
    print_with(output, rehearsal, false)
}

fn print_with(output: Output, rehearsal: &Rehearsal, with_timings: bool) -> io::Result<()> {
    let rows: Vec<Vec<String>> = rehearsal
        .steps
        .iter()
        .map(|step| {
            let mark = match step.state {
                StepState::Ok => "✓",
                StepState::Failed => "✗",
                StepState::Running => "…",
            };
            vec![
                mark.to_owned(),
                output.text_of(&format!("step-{}", step.name.id())),
                format!("{} ms", step.ms),
            ]
        })
        .collect();
    for (line, step) in print::columns(&rows).iter().zip(&rehearsal.steps) {
        output.line(line)?;
        if let Some(timings) = step.timings.filter(|_| with_timings) {
            output.line(&print::indented(&timings_text(output, &timings), 3))?;
        }
        for note in &step.notes {
            output.line(&print::indented(&note_text(output, note), 3))?;
        }
    }
    output.line("")?;
    output.line(&output.text(
        match rehearsal.outcome {
            Outcome::Ok => id::CLI_OUTCOME_OK,
            Outcome::Denied => id::CLI_OUTCOME_DENIED,
            Outcome::Failed => id::CLI_OUTCOME_FAILED,
            Outcome::Cancelled => id::CLI_OUTCOME_CANCELLED,
        },
        &[],
    ))?;
    let rows = result_rows(output, rehearsal);
    if !rows.is_empty() {
        output.line("")?;
    }
    for line in print::columns(&rows) {
        output.line(&line)?;
    }
    match &rehearsal.problem {
        Some(problem) => print_problem(output, problem),
        None => Ok(()),
    }
}

fn timings_text(output: Output, timings: &Timings) -> String {
    let parts = [
        (id::NETWORK_TIME_DNS, timings.dns),
        (id::NETWORK_TIME_CONNECT, timings.connect),
        (id::NETWORK_TIME_PROXY, timings.proxy),
        (id::NETWORK_TIME_TLS, timings.tls),
        (id::TIMING_FIRST_BYTE, timings.first_byte),
        (id::TIMING_TOTAL, Some(timings.total)),
    ];
    let words = parts.into_iter().filter_map(|(message, milliseconds)| {
        Some(output.text(message, &[("milliseconds", &milliseconds?.to_string())]))
    });
    words.collect::<Vec<_>>().join(" · ")
}

fn note_text(output: Output, note: &Note) -> String {
    let text = output.text_of(&format!("note-{}", note.code));
    if note.subjects.is_empty() { text } else { format!("{text} ({})", note.subjects.join(", ")) }
}

fn result_rows(output: Output, rehearsal: &Rehearsal) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    if let Some(identifier) = &rehearsal.identifier {
        rows.push(vec![output.text(id::CLI_RESULT_IDENTIFIER, &[]), identifier.clone()]);
    }
    if let Some(properties) = &rehearsal.properties {
        flatten(properties, String::new(), &mut rows);
    }
    if let Some(name) = &rehearsal.repaired_name {
        rows.push(vec![output.text(id::CLI_RESULT_REPAIRED, &[]), name.clone()]);
    }
    rows
}

/// Makes rows of an object: `attributes.openid` and its value.
fn flatten(value: &Value, path: String, rows: &mut Vec<Vec<String>>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                flatten(member, path, rows);
            }
        }
        Value::String(text) if text.is_empty() => rows.push(vec![path, "–".to_owned()]),
        Value::String(text) => rows.push(vec![path, text.clone()]),
        other => rows.push(vec![path, other.to_string()]),
    }
}

fn print_problem(output: Output, problem: &LoginProblemView) -> io::Result<()> {
    let words = LoginProblemDocument::of(output.locale, problem);
    output.line("")?;
    output.line(&words.message)?;
    if !words.why.is_empty() {
        output.line(&format!("\n{}", words.why))?;
    }
    if !words.fix.is_empty() {
        output.line(&format!("\n{}", output.text(id::CLI_HINT, &[("text", &words.fix)])))?;
    }
    output.line("")?;
    if problem.step.is_when_saved() {
        output.line(&output.text(id::CLI_RESULT_NOT_SAVED, &[]))?;
    } else if words.authentik_message.is_empty() {
        output.line(&output.text(id::CLI_RESULT_SEEN_NOTHING, &[]))?;
    } else {
        output.line(&output.text(id::CLI_RESULT_SEEN, &[("message", &words.authentik_message)]))?;
    }
    if let Some(detail) = &words.detail {
        output.line(&output.text(id::CLI_RESULT_DETAIL, &[("detail", detail)]))?;
    }
    if !words.source.is_empty() {
        output.line(&output.text(id::CLI_EXPLAIN_SOURCE, &[("source", &words.source)]))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_qr_code_has_a_light_border_of_two_modules_on_every_side() {
        let lines = qr("http://127.0.0.1:41234/connect/confirm?uuid=0123456789abcdef");
        let texts: Vec<&str> = lines
            .iter()
            .map(|line| line.strip_prefix("\u{1b}[30;107m").unwrap().strip_suffix("\u{1b}[0m").unwrap())
            .collect();
        let side = texts[0].chars().count();
        assert!(
            texts
                .iter()
                .all(|text| text.chars().count() == side && text.starts_with("  ") && text.ends_with("  "))
        );
        assert_eq!(texts[0].trim(), "");
        assert_eq!(lines.len(), side.div_ceil(2));
        assert!(!texts[1].trim().is_empty());
    }

    #[test]
    fn a_reader_reads_the_qr_code_off_the_terminal() {
        const TEXT: &str = "http://127.0.0.1:41234/connect/confirm?uuid=0123456789abcdef";
        const PIXELS: usize = 4;
        let lines: Vec<Vec<char>> = qr(TEXT)
            .iter()
            .map(|line| {
                line.trim_start_matches("\u{1b}[30;107m").trim_end_matches("\u{1b}[0m").chars().collect()
            })
            .collect();
        let is_dark = |x: usize, y: usize| match (lines[y / 2][x], y % 2) {
            ('█', _) | ('▀', 0) | ('▄', 1) => true,
            (' ' | '▀' | '▄', _) => false,
            other => panic!("{other:?} is no half block"),
        };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(
            lines[0].len() * PIXELS,
            lines.len() * 2 * PIXELS,
            |x, y| {
                if is_dark(x / PIXELS, y / PIXELS) { 0 } else { 255 }
            },
        );
        let grids = picture.detect_grids();
        assert_eq!(grids[0].decode().unwrap().1, TEXT);
    }

    #[test]
    fn properties_become_one_row_for_each_leaf() {
        let mut rows = Vec::new();
        flatten(
            &serde_json::json!({"name": "x", "attributes": {"openid": "o", "unionid": null}}),
            String::new(),
            &mut rows,
        );
        assert_eq!(rows, [["name", "x"], ["attributes.openid", "o"], ["attributes.unionid", "null"]]);
    }
}
