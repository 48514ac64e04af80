//! The servers that drafts are pushed to, what was pushed to them last, and the runs. Documents are kept and not read
//! here; nothing in them is secret.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::{Cause, StoreError};
use crate::store::Store;

/// So many finished runs of a server are kept; the oldest go.
pub const MOST_PUSH_RUNS: u32 = 200;

/// A server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerRow {
    /// Its name, which nobody else has.
    pub name: String,
    /// When it was added: milliseconds since 1970-01-01 UTC.
    pub added_at: i64,
    /// What is known of it, as JSON.
    pub document: String,
}

/// An object that was pushed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushedRow {
    /// What it is.
    pub model: String,
    /// The server's key.
    pub pk: String,
    /// The draft of a source.
    pub draft: Option<String>,
    /// How it was read back, as JSON.
    pub document: String,
}

/// A run: a plan that was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushRun {
    /// Its number. It is never given again.
    pub id: u32,
    /// The server's name.
    pub server: String,
    /// The plan's id.
    pub plan_id: String,
    /// When it began: milliseconds since 1970-01-01 UTC.
    pub at: i64,
    /// `running`, `done`, `failed` or `cancelled`.
    pub state: String,
    /// The run that this one takes back.
    pub rolls_back: Option<u32>,
    /// The plan, as JSON.
    pub plan: String,
    /// What it came to, as JSON; `None`: it has not come to its end.
    pub result: Option<String>,
}

/// A request that is about to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPushStep {
    /// The method.
    pub method: String,
    /// The path.
    pub path: String,
    /// What it carries out, as JSON.
    pub entries: String,
}

const RUN: &str = "SELECT id, server, plan_id, at, state, rolls_back, plan, result FROM push_run";

impl Store {
    /// Returns the servers by name.
    pub fn servers(&self) -> Result<Vec<ServerRow>, StoreError> {
        let read = || -> Result<Vec<ServerRow>, Cause> {
            let mut statement = self
                .connection
                .prepare_cached("SELECT name, added_at, document FROM server ORDER BY name")?;
            let row = |row: &Row<'_>| {
                Ok(ServerRow { name: row.get(0)?, added_at: row.get(1)?, document: row.get(2)? })
            };
            Ok(statement.query_map([], row)?.collect::<Result<_, _>>()?)
        };
        read().map_err(|cause| cause.at(&self.files))
    }

    /// Adds a server.
    ///
    /// Errors: [`StoreError::ServerNameTaken`].
    pub fn add_server(&mut self, name: &str, document: &str) -> Result<(), StoreError> {
        self.write(|transaction, now| {
            let added = transaction
                .prepare_cached(
                    "INSERT OR IGNORE INTO server (name, added_at, document) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![name, now, document])?;
            match added {
                0 => Err(StoreError::ServerNameTaken { name: name.to_owned() }.into()),
                _ => Ok(()),
            }
        })
    }

    /// Changes what is known of a server. If it is another one from now on, what was pushed to it is forgotten.
    ///
    /// Errors: [`StoreError::ServerNotFound`].
    pub fn change_server(&mut self, name: &str, document: &str, is_another: bool) -> Result<(), StoreError> {
        self.write(|transaction, _| {
            let changed = transaction
                .prepare_cached("UPDATE server SET document = ?2 WHERE name = ?1")?
                .execute([name, document])?;
            if is_another {
                transaction.execute("DELETE FROM pushed_object WHERE server = ?1", [name])?;
            }
            if changed == 0 { Err(not_found(name)) } else { Ok(()) }
        })
    }

    /// Removes a server, and what was pushed to it. Its runs stay.
    ///
    /// Errors: [`StoreError::ServerNotFound`].
    pub fn remove_server(&mut self, name: &str) -> Result<(), StoreError> {
        self.write(|transaction, _| {
            match transaction.execute("DELETE FROM server WHERE name = ?1", [name])? {
                0 => Err(not_found(name)),
                _ => Ok(()),
            }
        })
    }

    /// Returns what was pushed to a server last.
    pub fn pushed(&self, server: &str) -> Result<Vec<PushedRow>, StoreError> {
        let read = || -> Result<Vec<PushedRow>, Cause> {
            let mut statement = self.connection.prepare_cached(
                "SELECT model, pk, draft_id, document FROM pushed_object WHERE server = ?1 ORDER BY model, pk",
            )?;
            let row = |row: &Row<'_>| {
                Ok(PushedRow {
                    model: row.get(0)?,
                    pk: row.get(1)?,
                    draft: row.get(2)?,
                    document: row.get(3)?,
                })
            };
            Ok(statement.query_map([server], row)?.collect::<Result<_, _>>()?)
        };
        read().map_err(|cause| cause.at(&self.files))
    }

    /// Writes down that a run begins, and returns its number. The run before, of the same plan to the letter, is returned
    /// instead if it has not come to its end: then it goes on.
    ///
    /// Errors: [`StoreError::PlanUsed`].
    pub fn begin_push(
        &mut self,
        server: &str,
        plan_id: &str,
        plan: &str,
        rolls_back: Option<u32>,
    ) -> Result<(u32, bool), StoreError> {
        self.write(|transaction, now| {
            let before: Option<(u32, String, String)> = transaction
                .prepare_cached("SELECT id, state, plan FROM push_run WHERE plan_id = ?1")?
                .query_row([plan_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()?;
            match before {
                Some((id, state, text)) if state == "running" && text == plan => return Ok((id, true)),
                Some((id, ..)) => return Err(StoreError::PlanUsed { run: id }.into()),
                None => {}
            }
            let id = transaction
                .prepare_cached(
                    "INSERT INTO push_run (server, plan_id, at, state, rolls_back, plan)
                     VALUES (?1, ?2, ?3, 'running', ?4, ?5) RETURNING id",
                )?
                .query_row(params![server, plan_id, now, rolls_back, plan], |row| row.get(0))?;
            transaction
                .prepare_cached(
                    "DELETE FROM push_run WHERE id IN
                     (SELECT id FROM push_run WHERE server = ?1 AND state <> 'running'
                      ORDER BY id DESC LIMIT -1 OFFSET ?2)",
                )?
                .execute(params![server, MOST_PUSH_RUNS])?;
            Ok((id, false))
        })
    }

    /// Writes down a request that is about to be sent.
    pub fn begin_push_step(&mut self, run: u32, step: &NewPushStep) -> Result<(), StoreError> {
        self.write(|transaction, now| {
            // A run that goes on counts its requests on.
            transaction
                .prepare_cached(
                    "INSERT INTO push_step (run_id, position, at, method, path, entries)
                     VALUES (?1, (SELECT count(*) + 1 FROM push_step WHERE run_id = ?1), ?2, ?3, ?4, ?5)",
                )?
                .execute(params![run, now, step.method, step.path, step.entries])?;
            Ok(())
        })
    }

    /// Writes down what is known of the request that was written down last.
    pub fn end_push_step(&mut self, run: u32, outcome: &str) -> Result<(), StoreError> {
        self.write(|transaction, _| {
            transaction
                .prepare_cached(
                    "UPDATE push_step SET outcome = ?2 WHERE run_id = ?1
                     AND position = (SELECT max(position) FROM push_step WHERE run_id = ?1)",
                )?
                .execute(params![run, outcome])?;
            Ok(())
        })
    }

    /// Writes down how a run ended and what was pushed by it: the objects that are there now, and those that are gone.
    pub fn end_push(
        &mut self,
        run: u32,
        state: &str,
        result: &str,
        there: &[PushedRow],
        gone: &[(String, String)],
    ) -> Result<(), StoreError> {
        self.write(|transaction, _| {
            let server: String = transaction
                .prepare_cached("UPDATE push_run SET state = ?2, result = ?3 WHERE id = ?1 RETURNING server")?
                .query_row(params![run, state, result], |row| row.get(0))?;
            let is_known: bool = transaction.query_row(
                "SELECT EXISTS (SELECT 1 FROM server WHERE name = ?1)",
                [&server],
                |row| row.get(0),
            )?;
            if is_known {
                for row in there {
                    keep_pushed(transaction, &server, row)?;
                }
                for (model, pk) in gone {
                    transaction
                        .prepare_cached(
                            "DELETE FROM pushed_object WHERE server = ?1 AND model = ?2 AND pk = ?3",
                        )?
                        .execute(params![server, model, pk])?;
                }
            }
            Ok(())
        })
    }

    /// Writes down what is on a server as if it had been pushed: it was pulled, and is the same here and there.
    pub fn keep_pushed(&mut self, server: &str, rows: &[PushedRow]) -> Result<(), StoreError> {
        self.write(|transaction, _| rows.iter().try_for_each(|row| keep_pushed(transaction, server, row)))
    }

    /// Returns the runs, the newest first.
    pub fn push_runs(&self) -> Result<Vec<PushRun>, StoreError> {
        let read = || -> Result<Vec<PushRun>, Cause> {
            let mut statement = self.connection.prepare_cached(&format!("{RUN} ORDER BY id DESC"))?;
            Ok(statement.query_map([], run_row)?.collect::<Result<_, _>>()?)
        };
        read().map_err(|cause| cause.at(&self.files))
    }

    /// Returns a run.
    ///
    /// Errors: [`StoreError::PushRunNotFound`].
    pub fn push_run(&self, id: u32) -> Result<PushRun, StoreError> {
        let read = || -> Result<PushRun, Cause> {
            self.connection
                .prepare_cached(&format!("{RUN} WHERE id = ?1"))?
                .query_row([id], run_row)
                .optional()?
                .ok_or_else(|| StoreError::PushRunNotFound { id }.into())
        };
        read().map_err(|cause| cause.at(&self.files))
    }
}

fn not_found(name: &str) -> Cause {
    StoreError::ServerNotFound { name: name.to_owned() }.into()
}

fn keep_pushed(connection: &Connection, server: &str, row: &PushedRow) -> Result<(), Cause> {
    // A draft stands for one source of a server.
    if let Some(draft) = &row.draft {
        connection
            .prepare_cached(
                "DELETE FROM pushed_object WHERE server = ?1 AND model = ?2 AND draft_id = ?3 AND pk <> ?4",
            )?
            .execute(params![server, row.model, draft, row.pk])?;
    }
    connection
        .prepare_cached(
            "INSERT INTO pushed_object (server, model, pk, draft_id, document) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (server, model, pk)
             DO UPDATE SET draft_id = excluded.draft_id, document = excluded.document",
        )?
        .execute(params![server, row.model, row.pk, row.draft, row.document])?;
    Ok(())
}

fn run_row(row: &Row<'_>) -> rusqlite::Result<PushRun> {
    Ok(PushRun {
        id: row.get(0)?,
        server: row.get(1)?,
        plan_id: row.get(2)?,
        at: row.get(3)?,
        state: row.get(4)?,
        rolls_back: row.get(5)?,
        plan: row.get(6)?,
        result: row.get(7)?,
    })
}
