//! Test logins that were played: kept with their draft, opened again, compared and exported.

use desk_login::compare::{StepComparison, StepVerdict, compare};
use desk_login::drawing::{self, Drawing};
use desk_login::har;
use desk_messages::{Locale, find, id, text};
use desk_model::DraftId;
use desk_store::{NewTestRun, TestRunMark};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::desk::Desk;
use crate::drafts::rfc3339;
use crate::export::save;
use crate::problem::Problem;
use crate::rehearsal::Rehearsal;

/// A test login that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TestRunMarkView {
    /// Its number.
    pub id: u32,
    /// The draft that it was played with.
    pub draft: DraftId,
    /// When it began, RFC 3339.
    pub at: String,
    /// How it ended: `ok`, `denied`, `failed` or `cancelled`; `outcome-OUTCOME` has its words.
    pub outcome: String,
    /// The code of what went wrong, if something did.
    pub problem: Option<String>,
    /// Where it was played: `simulator` or `real`, and `test-run-place-PLACE` has its words. `None`: it was kept before
    /// that was noted.
    pub place: Option<String>,
    /// The step where it went wrong, if something did; `step-STEP` has its words.
    pub failed_step: Option<String>,
}

/// Where a test login was played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestRunPlace {
    /// On this computer, with a stand-in for the provider.
    Simulator,
    /// At the provider itself.
    Real,
}

impl TestRunPlace {
    /// Both.
    pub const ALL: [TestRunPlace; 2] = [TestRunPlace::Simulator, TestRunPlace::Real];

    /// Returns the place as it is kept and as message ids have it.
    pub fn id(self) -> &'static str {
        match self {
            TestRunPlace::Simulator => "simulator",
            TestRunPlace::Real => "real",
        }
    }
}

/// A test login that was kept, with what happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct TestRunView {
    /// Which one.
    pub mark: TestRunMarkView,
    /// What happened. The QR code is not kept: its page is gone with the simulator.
    pub rehearsal: Rehearsal,
}

/// Two test logins beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TestRunComparison {
    /// The first.
    pub a: TestRunMarkView,
    /// The second.
    pub b: TestRunMarkView,
    /// Whether both went the same way: outcome, problem and every step.
    pub is_same: bool,
    /// Their steps.
    pub steps: Vec<StepComparison>,
}

/// How a test login is written for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum TestRunFormat {
    /// HAR 1.2, for the network view of a browser.
    Har,
    /// A drawing of who asked whom.
    Svg,
}

/// What a run's document looks like.
#[derive(Serialize, Deserialize)]
struct Document {
    schema: u32,
    rehearsal: Rehearsal,
}

/// The layout of [`Document`] that this version writes and reads.
const SCHEMA: u32 = 1;

impl Desk {
    /// Keeps a test login that is over with its draft, and returns its number. Of a draft the newest
    /// [`desk_store::MOST_TEST_RUNS`] are kept.
    pub fn keep_test_run(
        &self,
        draft: &DraftId,
        place: TestRunPlace,
        rehearsal: &Rehearsal,
    ) -> Result<u32, Problem> {
        let took = i64::try_from(rehearsal.duration().as_millis()).unwrap_or(i64::MAX);
        let rehearsal = Rehearsal { confirm_url: None, ..rehearsal.clone() };
        let run = NewTestRun {
            at: self.host.now().saturating_sub(took),
            outcome: rehearsal.outcome.id().to_owned(),
            problem: rehearsal.problem.as_ref().map(|problem| problem.code.clone()),
            place: place.id().to_owned(),
            failed_step: rehearsal.problem.as_ref().map(|problem| problem.step.id().to_owned()),
            document: serde_json::to_string(&Document { schema: SCHEMA, rehearsal })
                .map_err(|error| Problem::new("internal").detailed(error.to_string()))?,
        };
        self.with_store(|store| store.keep_test_run(draft, &run))
    }

    /// Returns the test logins of a draft that were kept, the newest first.
    pub fn test_runs(&self, draft: &DraftId) -> Result<Vec<TestRunMarkView>, Problem> {
        let marks = self.with_store(|store| store.test_runs(draft))?;
        Ok(marks.into_iter().map(mark_view).collect())
    }

    /// Returns a test login that was kept.
    pub fn test_run(&self, id: u32) -> Result<TestRunView, Problem> {
        let (mark, document) = self.with_store(|store| store.test_run(id))?;
        let unreadable = || Problem::about("test-run-unreadable", id.to_string());
        let document: Document =
            serde_json::from_str(&document).map_err(|error| unreadable().detailed(error.to_string()))?;
        if document.schema != SCHEMA {
            return Err(unreadable().detailed(format!("schema {}", document.schema)));
        }
        Ok(TestRunView { mark: mark_view(mark), rehearsal: document.rehearsal })
    }

    /// Deletes a test login for good; nothing brings it back.
    pub fn delete_test_run(&self, id: u32) -> Result<(), Problem> {
        self.with_store(|store| store.delete_test_run(id))
    }

    /// Returns a test login as a text for other programs. It holds no secret.
    pub fn export_test_run(&self, id: u32, format: TestRunFormat) -> Result<String, Problem> {
        let began = self.with_store(|store| store.test_run(id))?.0.at;
        let run = self.test_run(id)?;
        match format {
            TestRunFormat::Har => {
                let archive = har(&run.rehearsal.steps, began, env!("CARGO_PKG_VERSION"), rfc3339);
                serde_json::to_string_pretty(&archive)
                    .map(|text| format!("{text}\n"))
                    .map_err(|error| Problem::new("internal").detailed(error.to_string()))
            }
            TestRunFormat::Svg => Ok(drawing_of(self.locale(), &run)),
        }
    }

    /// Asks where to save a test login for other programs, and saves it there. `None`: the person closed the dialog.
    pub fn save_test_run(&self, run: u32, format: TestRunFormat) -> Result<Option<String>, Problem> {
        let exported = self.export_test_run(run, format)?;
        let mark = self.with_store(|store| store.test_run(run))?.0;
        // A draft that is deleted at the same time has no slug any more; its run is still worth a file.
        let slug = self.with_store(|store| store.get(&mark.draft)).map(|stored| stored.draft.slug);
        let stem = slug.ok().filter(|slug| desk_model::slug::is_valid(slug));
        let stem = stem.unwrap_or_else(|| "source".to_owned());
        let (title, ending) = match format {
            TestRunFormat::Har => (id::DIALOG_SAVE_TEST_RUN_HAR, "har"),
            TestRunFormat::Svg => (id::DIALOG_SAVE_TEST_RUN_SVG, "svg"),
        };
        let title = text(self.locale(), title, &[]);
        let file_name = format!("{stem}-test-login-{run}.{ending}");
        let Some(path) = self.host.choose_save_path(&title, &file_name) else { return Ok(None) };
        save(&path, &exported)?;
        Ok(Some(path.display().to_string()))
    }

    /// Compares two test logins that were kept, also of different drafts.
    pub fn compare_test_runs(&self, a: u32, b: u32) -> Result<TestRunComparison, Problem> {
        let (a, b) = (self.test_run(a)?, self.test_run(b)?);
        let steps = compare(&a.rehearsal.steps, &b.rehearsal.steps);
        let is_same = a.mark.outcome == b.mark.outcome
            && a.mark.problem == b.mark.problem
            && steps.iter().all(|step| step.verdict == StepVerdict::Same);
        Ok(TestRunComparison { a: a.mark, b: b.mark, is_same, steps })
    }
}

fn mark_view(mark: TestRunMark) -> TestRunMarkView {
    let TestRunMark { id, draft, at, outcome, problem, place, failed_step } = mark;
    TestRunMarkView { id, draft, at: rfc3339(at), outcome, problem, place, failed_step }
}

fn drawing_of(locale: Locale, run: &TestRunView) -> String {
    let words = |message: &str| find(locale, message, []).unwrap_or_else(|| message.to_owned());
    let id = run.mark.id.to_string();
    let outcome = words(&format!("test-run-outcome-{}", run.mark.outcome));
    drawing::svg(
        &Drawing {
            language: locale.tag(),
            title: &text(locale, id::TEST_RUN_DRAWING_TITLE, &[("run", &id), ("at", &run.mark.at)]),
            description: &text(locale, id::TEST_RUN_DRAWING_ABOUT, &[("outcome", &outcome)]),
            actors: [
                &text(locale, id::TEST_RUN_ACTOR_BROWSER, &[]),
                &text(locale, id::TEST_RUN_ACTOR_PROVIDER, &[]),
                &text(locale, id::TEST_RUN_ACTOR_CALLBACK, &[]),
                "authentik",
            ],
        },
        &run.rehearsal.steps,
        |step| words(&format!("step-{}", step.id())),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_login::Outcome;

    #[test]
    fn a_document_from_before_anything_was_measured_is_read() {
        let old = r#"{"schema":1,"rehearsal":{"outcome":"ok","identifier":"1","properties":null,"repaired_name":null,
            "steps":[{"name":"token","state":"ok","request":null,"response":null,"ms":5,"notes":[]}],"problem":null,
            "confirm_url":null}}"#;
        let read: Document = serde_json::from_str(old).unwrap();
        assert_eq!((read.rehearsal.steps[0].ms, read.rehearsal.steps[0].timings), (5, None));
    }

    #[test]
    fn the_word_for_an_outcome_is_the_one_that_is_serialised() {
        let is_said =
            |message: &str| Locale::ALL.into_iter().all(|locale| find(locale, message, []).is_some());
        assert!(
            TestRunPlace::ALL.into_iter().all(|place| is_said(&format!("test-run-place-{}", place.id())))
        );
        for outcome in [Outcome::Ok, Outcome::Denied, Outcome::Failed, Outcome::Cancelled] {
            assert_eq!(serde_json::to_value(outcome).unwrap(), outcome.id());
            let message = format!("test-run-outcome-{}", outcome.id());
            assert!(is_said(&message));
        }
    }
}
