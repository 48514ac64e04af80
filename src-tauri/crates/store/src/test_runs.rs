//! The test logins of a draft that were kept. The store keeps their documents and does not read them; whoever gives
//! them has masked every secret.

use desk_model::DraftId;
use rusqlite::{OptionalExtension, Row, params};

use crate::error::{Cause, StoreError};
use crate::store::Store;

/// So many runs of a draft are kept; the oldest go.
pub const MOST_TEST_RUNS: u32 = 50;

/// A test login that was played, without its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestRunMark {
    /// Its number. It is never given again, also not when the run was deleted.
    pub id: u32,
    /// The draft that it was played with.
    pub draft: DraftId,
    /// When it began: milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// How it ended: `ok`, `denied`, `failed` or `cancelled`.
    pub outcome: String,
    /// The code of what went wrong, if something did.
    pub problem: Option<String>,
    /// Where it was played: `simulator` or `real`; `None` if it was kept before that was noted.
    pub place: Option<String>,
    /// The step where it went wrong, if something did.
    pub failed_step: Option<String>,
}

/// A test login that is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTestRun {
    /// When it began: milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// How it ended.
    pub outcome: String,
    /// The code of what went wrong, if something did.
    pub problem: Option<String>,
    /// Where it was played.
    pub place: String,
    /// The step where it went wrong, if something did.
    pub failed_step: Option<String>,
    /// What happened, as JSON. It holds no secret.
    pub document: String,
}

impl Store {
    /// Keeps a test login of a draft and returns its number. Of more than [`MOST_TEST_RUNS`] the oldest go. It is no
    /// step that [`Store::undo`] takes back.
    pub fn keep_test_run(&mut self, draft: &DraftId, run: &NewTestRun) -> Result<u32, StoreError> {
        self.write(|transaction, _| {
            // Both are looked at, because an older Source Desk keeps runs and does not note their numbers.
            let id: u32 = transaction
                .prepare_cached(
                    "INSERT INTO test_run (id, draft_id, at, outcome, problem, place, failed_step, document)
                     VALUES (1 + max(coalesce((SELECT max(id) FROM test_run), 0),
                                     coalesce((SELECT max(highest) FROM test_run_number), 0)),
                             ?1, ?2, ?3, ?4, ?5, ?6, ?7)
                     RETURNING id",
                )?
                .query_row(
                    params![
                        draft.0,
                        run.at,
                        run.outcome,
                        run.problem,
                        run.place,
                        run.failed_step,
                        run.document
                    ],
                    |row| row.get(0),
                )?;
            transaction
                .prepare_cached(
                    "INSERT INTO test_run_number (only_row, highest) VALUES (1, ?1)
                     ON CONFLICT (only_row) DO UPDATE SET highest = excluded.highest",
                )?
                .execute([id])?;
            transaction
                .prepare_cached(
                    "DELETE FROM test_run WHERE id IN
                     (SELECT id FROM test_run WHERE draft_id = ?1 ORDER BY id DESC LIMIT -1 OFFSET ?2)",
                )?
                .execute(params![draft.0, MOST_TEST_RUNS])?;
            Ok(id)
        })
    }

    /// Returns the test logins of a draft that were kept, the newest first.
    pub fn test_runs(&self, draft: &DraftId) -> Result<Vec<TestRunMark>, StoreError> {
        let read = || -> Result<Vec<TestRunMark>, Cause> {
            let mut statement = self.connection.prepare_cached(
                "SELECT id, draft_id, at, outcome, problem, place, failed_step FROM test_run
                 WHERE draft_id = ?1 ORDER BY id DESC",
            )?;
            Ok(statement.query_map([&draft.0], mark)?.collect::<Result<_, _>>()?)
        };
        read().map_err(|cause| cause.at(&self.files))
    }

    /// Returns a test login and its document.
    ///
    /// Errors: [`StoreError::TestRunNotFound`].
    pub fn test_run(&self, id: u32) -> Result<(TestRunMark, String), StoreError> {
        let read = || -> Result<(TestRunMark, String), Cause> {
            self.connection
                .prepare_cached(
                    "SELECT id, draft_id, at, outcome, problem, place, failed_step, document FROM test_run
                     WHERE id = ?1",
                )?
                .query_row([id], |row| Ok((mark(row)?, row.get(7)?)))
                .optional()?
                .ok_or_else(|| StoreError::TestRunNotFound { id }.into())
        };
        read().map_err(|cause| cause.at(&self.files))
    }

    /// Deletes a test login for good.
    ///
    /// Errors: [`StoreError::TestRunNotFound`].
    pub fn delete_test_run(&mut self, id: u32) -> Result<(), StoreError> {
        self.write(|transaction, _| {
            match transaction.prepare_cached("DELETE FROM test_run WHERE id = ?1")?.execute([id])? {
                0 => Err(StoreError::TestRunNotFound { id }.into()),
                _ => Ok(()),
            }
        })
    }
}

fn mark(row: &Row<'_>) -> rusqlite::Result<TestRunMark> {
    Ok(TestRunMark {
        id: row.get(0)?,
        draft: DraftId(row.get(1)?),
        at: row.get(2)?,
        outcome: row.get(3)?,
        problem: row.get(4)?,
        place: row.get(5)?,
        failed_step: row.get(6)?,
    })
}
