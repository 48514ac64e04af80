//! What authentik would do with many people.

use std::collections::BTreeMap;
use std::path::Path;

use desk_messages::{id, text};
use desk_prediction::{
    Callback, Directory, GroupMatchingMode, PersonRow, TwinBy, UserMatchingMode, Verdict, Visit, predict,
    predict_people,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use specta::Type;

use super::given::Given;
use super::views::{LabRequest, UnknownView};
use super::{Bench, directory, given, predicted};
use crate::desk::{Desk, lock};
use crate::export::save;
use crate::host::OpenRequest;
use crate::problem::Problem;

/// So many rows of each verdict are shown; all are saved.
const MOST_SHOWN: usize = 200;

/// What becomes of many people who log in one after the other, each finding what those before have left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PeopleView {
    /// How many people.
    pub total: u32,
    /// How many have each verdict: `authenticates`, `links`, `enrolls`, `duplicates`, `is_asked`, `denied`, `fails`,
    /// `not_known`; `verdict-VERDICT` has the words.
    pub counts: BTreeMap<String, u32>,
    /// The people, in their order.
    pub people: Vec<PersonRowView>,
    /// Whether there are more people than rows.
    pub is_cut: bool,
}

/// What becomes of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PersonRowView {
    /// Which of the people, from 1.
    pub row: u32,
    /// The identifier at the provider; empty if there is none.
    pub identifier: String,
    /// The name or the address that the provider tells.
    pub label: String,
    /// In one word.
    pub verdict: String,
    /// As of one person: `auth`, `link`, `enroll`, `deny`, `error`, `unknown`.
    pub action: String,
    /// The step that decides.
    pub step: String,
    /// The username of the account, where there is one.
    pub username: Option<String>,
    /// Accounts that look like the same person's.
    pub twins: Vec<TwinView>,
    /// What the person reads.
    pub message: Option<String>,
    /// What the next login does.
    pub next_action: Option<String>,
    /// What this rests on and is not known.
    pub unknowns: Vec<UnknownView>,
}

/// An account that looks like the same person's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TwinView {
    /// Its username.
    pub username: String,
    /// What is the same: `email`, `username` or `username_and_email`.
    pub by: String,
}

/// How many people have each verdict in one pair of matching modes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ModeCounts {
    /// The user matching mode.
    pub user_matching_mode: String,
    /// The group matching mode.
    pub group_matching_mode: String,
    /// Whether these are the source's own modes.
    pub is_current: bool,
    /// How many have each verdict.
    pub counts: BTreeMap<String, u32>,
}

/// A person whose mappings were run.
struct Ready {
    label: String,
    /// `None`: what only a server knows, or a limit of ours, ended the mappings.
    visit: Option<Visit>,
}

impl Desk {
    /// Says what authentik would do with people who log in one after the other. `infos` is the text of a file: a JSON
    /// list of the provider's informations, or CSV with a row for each person. `request.info` is not looked at.
    pub fn lab_people(&self, request: &LabRequest, infos: &str, name: &str) -> Result<PeopleView, Problem> {
        let bench = self.bench(request)?;
        let ready = self.ready(&bench, infos, name)?;
        Ok(report(&bench, &ready))
    }

    /// Says the same for each of the 5 × 3 matching modes, as counts.
    pub fn lab_people_all_modes(
        &self,
        request: &LabRequest,
        infos: &str,
        name: &str,
    ) -> Result<Vec<ModeCounts>, Problem> {
        let mut bench = self.bench(request)?;
        let ready = self.ready(&bench, infos, name)?;
        let own = (bench.source.user_matching_mode, bench.source.group_matching_mode);
        let mut all = Vec::new();
        for user in UserMatchingMode::ALL {
            for group in GroupMatchingMode::ALL {
                (bench.source.user_matching_mode, bench.source.group_matching_mode) = (user, group);
                all.push(ModeCounts {
                    user_matching_mode: user.id().to_owned(),
                    group_matching_mode: group.id().to_owned(),
                    is_current: (user, group) == own,
                    counts: report(&bench, &ready).counts,
                });
            }
        }
        Ok(all)
    }

    /// Asks for a file with people and says what authentik would do with them. `None`: the person closed the dialog.
    /// Of each verdict the first rows are shown; [`Desk::save_lab_people`] saves all.
    pub fn lab_open_people(&self, request: &LabRequest) -> Result<Option<PeopleView>, Problem> {
        let wanted = OpenRequest {
            title: text(self.locale(), id::DIALOG_OPEN_PEOPLE, &[]),
            filter: "JSON, CSV",
            extensions: &["json", "csv"],
            several: false,
        };
        let paths = self.host.choose_open_paths(&wanted);
        let Some(path) = paths.first() else { return Ok(None) };
        let report = self.lab_people(request, &directory::text_of(path)?, &path.display().to_string())?;
        let shown = shown(&report);
        *lock(&self.lab.people) = Some(report.into());
        Ok(Some(shown))
    }

    /// Asks where to save what was said of people last, as CSV, and saves it. `None`: the dialog was closed.
    pub fn save_lab_people(&self) -> Result<Option<String>, Problem> {
        let report = lock(&self.lab.people).clone().ok_or_else(|| Problem::new("lab-people-gone"))?;
        let title = text(self.locale(), id::DIALOG_SAVE_PEOPLE, &[]);
        let Some(path) = self.host.choose_save_path(&title, "predictions.csv") else { return Ok(None) };
        save(&path, &report.csv()?)?;
        Ok(Some(path.display().to_string()))
    }

    /// Reads a file with people, for [`Desk::lab_people`].
    pub fn read_lab_file(&self, path: &Path) -> Result<String, Problem> {
        directory::text_of(path)
    }

    fn ready(&self, bench: &Bench, infos: &str, name: &str) -> Result<Vec<Ready>, Problem> {
        let infos = people(infos, name)?;
        let pipeline = bench.pipeline();
        self.evaluating(bench).with(|evaluate| {
            let mut ready = Vec::with_capacity(infos.len());
            for info in infos {
                let label = label(&info);
                let given = Given::new(bench.kind.protocol, info, &bench.context);
                let ran = pipeline.run(&given, evaluate)?;
                ready.push(Ready { label, visit: bench.visit(&ran) });
            }
            Ok(ready)
        })
    }
}

impl PeopleView {
    /// The table as CSV, for a spreadsheet.
    pub fn csv(&self) -> Result<String, Problem> {
        let wrong = |error: String| Problem::new("internal").detailed(error);
        let mut writer = csv::Writer::from_writer(Vec::new());
        let header = [
            "row",
            "identifier",
            "label",
            "verdict",
            "action",
            "step",
            "username",
            "twins",
            "message",
            "next",
        ];
        writer.write_record(header).map_err(|error| wrong(error.to_string()))?;
        for row in &self.people {
            let twins: Vec<&str> = row.twins.iter().map(|twin| twin.username.as_str()).collect();
            let cells = [
                row.row.to_string(),
                row.identifier.clone(),
                row.label.clone(),
                row.verdict.clone(),
                row.action.clone(),
                row.step.clone(),
                row.username.clone().unwrap_or_default(),
                twins.join(" "),
                row.message.clone().unwrap_or_default(),
                row.next_action.clone().unwrap_or_default(),
            ];
            writer
                .write_record(cells.iter().map(|cell| harmless(cell)))
                .map_err(|error| wrong(error.to_string()))?;
        }
        let bytes = writer.into_inner().map_err(|error| wrong(error.to_string()))?;
        String::from_utf8(bytes).map_err(|error| wrong(error.to_string()))
    }
}

/// A spreadsheet takes a cell that begins like this for a formula.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

/// What the provider calls a person.
fn label(info: &Map<String, Value>) -> String {
    let keys = ["name", "nickname", "login", "preferred_username", "email"];
    keys.iter().find_map(|key| info.get(*key)?.as_str()).unwrap_or_default().to_owned()
}

/// Reads people from a JSON list or from CSV.
fn people(text: &str, name: &str) -> Result<Vec<Map<String, Value>>, Problem> {
    if !directory::looks_like_json(text) {
        return directory::rows(text, name);
    }
    let wrong = || Problem::about("lab-not-people", name);
    let list = match serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| given::not_json(name, &error))?
    {
        Value::Array(list) => list,
        Value::Object(mut page) => match page.remove("results") {
            Some(Value::Array(list)) => list,
            _ => return Err(wrong()),
        },
        _ => return Err(wrong()),
    };
    list.into_iter()
        .map(|item| match item {
            Value::Object(info) => Ok(info),
            _ => Err(wrong()),
        })
        .collect()
}

fn report(bench: &Bench, ready: &[Ready]) -> PeopleView {
    let directory = bench.directory();
    let persons: Vec<desk_prediction::Person> = ready
        .iter()
        .filter_map(|ready| match ready.visit.as_ref().map(|visit| &visit.callback) {
            Some(Callback::Person(person)) => Some(person.clone()),
            _ => None,
        })
        .collect();
    let mut predicted = predict_people(&bench.source, &persons, directory).rows.into_iter();
    let mut counts = BTreeMap::new();
    let mut people = Vec::with_capacity(ready.len());
    for (n, ready) in ready.iter().enumerate() {
        let number = u32::try_from(n + 1).unwrap_or(u32::MAX);
        let row = match &ready.visit {
            None => not_known(number, ready),
            Some(visit) => match &visit.callback {
                Callback::Person(_) => match predicted.next() {
                    Some(row) => of_person(number, ready, row),
                    None => not_known(number, ready),
                },
                _ => failed(number, ready, bench, visit, directory),
            },
        };
        *counts.entry(row.verdict.clone()).or_insert(0) += 1;
        people.push(row);
    }
    PeopleView { total: u32::try_from(ready.len()).unwrap_or(u32::MAX), counts, people, is_cut: false }
}

fn shown(report: &PeopleView) -> PeopleView {
    let mut of_verdict: BTreeMap<&str, usize> = BTreeMap::new();
    let mut people = Vec::new();
    for row in &report.people {
        let n = of_verdict.entry(row.verdict.as_str()).or_default();
        *n += 1;
        if *n <= MOST_SHOWN {
            people.push(row.clone());
        }
    }
    let is_cut = people.len() < report.people.len();
    PeopleView { total: report.total, counts: report.counts.clone(), people, is_cut }
}

fn blank(row: u32, ready: &Ready) -> PersonRowView {
    PersonRowView {
        row,
        identifier: String::new(),
        label: ready.label.clone(),
        verdict: predicted::id_of(&Verdict::NotKnown),
        action: "unknown".to_owned(),
        step: "C2".to_owned(),
        username: None,
        twins: Vec::new(),
        message: None,
        next_action: None,
        unknowns: Vec::new(),
    }
}

fn not_known(row: u32, ready: &Ready) -> PersonRowView {
    let unknowns = vec![UnknownView { code: "mappings".to_owned(), subject: None }];
    PersonRowView { unknowns, ..blank(row, ready) }
}

fn failed(row: u32, ready: &Ready, bench: &Bench, visit: &Visit, directory: &Directory) -> PersonRowView {
    let prediction = predict(&bench.source, visit, directory);
    PersonRowView {
        verdict: predicted::id_of(&Verdict::Fails),
        action: "error".to_owned(),
        step: prediction.step.name().to_owned(),
        message: prediction.seen.and_then(|seen| seen.text),
        ..blank(row, ready)
    }
}

fn of_person(number: u32, ready: &Ready, row: PersonRow) -> PersonRowView {
    PersonRowView {
        identifier: row.identifier,
        verdict: predicted::id_of(&row.verdict),
        action: predicted::action(row.action, &row.outcome).to_owned(),
        step: row.step.name().to_owned(),
        username: row.username,
        twins: row
            .twins
            .into_iter()
            .map(|twin| TwinView {
                username: twin.username,
                by: match twin.by {
                    TwinBy::Email => "email",
                    TwinBy::Username => "username",
                    TwinBy::UsernameAndEmail => "username_and_email",
                }
                .to_owned(),
            })
            .collect(),
        message: row.seen.and_then(|seen| seen.text),
        next_action: row.next_login.map(|next| predicted::action(next.action, &next.outcome).to_owned()),
        unknowns: row.unknowns.iter().map(predicted::unknown).collect(),
        ..blank(number, ready)
    }
}
