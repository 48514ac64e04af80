//! One source for many people, in turn.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::facts::{Layer, View};
use crate::rules::run;
use crate::{
    Action, Directory, Fact, NextLogin, Outcome, Person, Prediction, Seen, Source, Step, Unknown, UserKey,
    UserRecord, Visit,
};

/// The most accounts that are named beside a new one. An address that a whole company shares has as many as people.
pub const MOST_TWINS: usize = 10;

/// What becomes of many people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// A row for each person, in their order.
    pub rows: Vec<PersonRow>,
    /// How many rows have each verdict; verdicts that nobody has are absent.
    pub counts: BTreeMap<Verdict, usize>,
}

/// What becomes of one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonRow {
    /// The identifier at the provider.
    pub identifier: String,
    /// In one word.
    pub verdict: Verdict,
    /// What authentik decides to do.
    pub action: Option<Action>,
    /// The step that decided how it ends.
    pub step: Step,
    /// How it ends.
    pub outcome: Outcome,
    /// The account that it is about; where it is refused because one exists, that one.
    pub user: Option<UserKey>,
    /// That account's username afterwards.
    pub username: Option<String>,
    /// For an account that is made: those that look like the same person's, at most [`MOST_TWINS`], the oldest first.
    pub twins: Vec<Twin>,
    /// Whether there are more of them.
    pub has_more_twins: bool,
    /// What the person sees.
    pub seen: Option<Seen>,
    /// What their next login does.
    pub next_login: Option<NextLogin>,
    /// What this rests on and is not known.
    pub unknowns: Vec<Unknown>,
}

/// What becomes of a person, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// They log in to the account that they are connected with.
    Authenticates,
    /// They get into an account that existed.
    Links,
    /// They get a new account.
    Enrolls,
    /// They get a new account, although one with the same email address or username exists, whatever the case of its
    /// letters.
    Duplicates,
    /// They get a new account once they have answered a prompt.
    IsAsked,
    /// They are refused.
    Denied,
    /// They see an error.
    Fails,
    /// An unknown thing decides.
    NotKnown,
}

/// An account that looks like the same person's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Twin {
    /// Which account.
    pub user: UserKey,
    /// Its username.
    pub username: String,
    /// What is the same.
    pub by: TwinBy,
}

/// What two accounts have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TwinBy {
    /// The email address.
    Email,
    /// The username, but for the case of its letters: no two have exactly the same.
    Username,
    /// One's username is the other's email address.
    UsernameAndEmail,
}

/// What authentik would do with these people, who come one after the other in their order, each in a browser of their
/// own where nobody is logged in. Each finds what those before have left: an account that one makes, the next may link.
///
/// Takes a few microseconds for each person; the directory is indexed already.
pub fn predict_people(source: &Source, people: &[Person], directory: &Directory) -> Report {
    let directory = View::of(directory);
    let mut left_behind = Layer::default();
    let mut rows = Vec::with_capacity(people.len());
    let mut counts = BTreeMap::new();
    for person in people {
        let visit = Visit::of(person.clone());
        let (row, changes) = {
            let view = directory.under(&left_behind);
            let ran = run(source, &visit, &view).with_next_login(source, &visit, &view);
            (row(person, ran.prediction, &view), ran.changes)
        };
        left_behind.absorb(changes);
        *counts.entry(row.verdict).or_default() += 1;
        rows.push(row);
    }
    Report { rows, counts }
}

fn row(person: &Person, prediction: Prediction, view: &View<'_>) -> PersonRow {
    let made = prediction.record.as_ref().filter(|record| record.is_made && record.is_written);
    let mut twins = made.map(|record| twins(record, view)).unwrap_or_default();
    let has_more_twins = twins.len() > MOST_TWINS;
    twins.truncate(MOST_TWINS);
    let verdict = match (&prediction.outcome, prediction.action) {
        (Outcome::NotKnown, _) => Verdict::NotKnown,
        (Outcome::Denied, _) => Verdict::Denied,
        (Outcome::Failed, _) => Verdict::Fails,
        (_, Some(Action::Auth)) => Verdict::Authenticates,
        (_, Some(Action::Link)) => Verdict::Links,
        _ if !twins.is_empty() => Verdict::Duplicates,
        (Outcome::Asked { .. }, _) => Verdict::IsAsked,
        _ => Verdict::Enrolls,
    };
    let written = prediction.record.as_ref().and_then(|record| record.username.known().cloned());
    let stored = || prediction.user.and_then(|user| view.user(user)).map(|user| user.username.clone());
    let username = written.or_else(stored).filter(|username| !username.is_empty());
    PersonRow {
        identifier: person.identifier.clone(),
        verdict,
        action: prediction.action,
        step: prediction.step,
        outcome: prediction.outcome,
        user: prediction.user,
        username,
        twins,
        has_more_twins,
        seen: prediction.seen,
        next_login: prediction.next_login,
        unknowns: prediction.unknowns,
    }
}

/// The accounts that were there before and have the new one's email address or username, whatever the case.
fn twins(record: &UserRecord, view: &View<'_>) -> Vec<Twin> {
    let lower = |fact: &Fact<String>| fact.known().map(|text| text.to_lowercase()).unwrap_or_default();
    let (username, email) = (lower(&record.username), lower(&record.email));
    // One more, so that it is known whether there are more.
    let alike = |text| view.alike(text, MOST_TWINS + 1);
    let mut keys: Vec<UserKey> = [&username, &email].into_iter().flat_map(|text| alike(text)).collect();
    keys.sort_unstable();
    keys.dedup();
    let twin = |key: UserKey| {
        let user = view.user(key).filter(|_| key != record.user)?;
        let by = if !email.is_empty() && user.email.to_lowercase() == email {
            TwinBy::Email
        } else if user.username.to_lowercase() == username {
            TwinBy::Username
        } else {
            TwinBy::UsernameAndEmail
        };
        Some(Twin { user: key, username: user.username.clone(), by })
    };
    keys.into_iter().filter_map(twin).collect()
}
