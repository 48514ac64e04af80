//! Reads what can be read of a damaged database, table by table and row by row.

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, params};

use crate::error::Cause;

/// How often in a row it is tried to find the next readable part of a table.
const MOST_FAILED: i64 = 4096;

/// How often that is tried in one table at most. A damaged page may name rows that lead in a circle.
const MOST_TRIED: u32 = 20_000;

/// A table of a damaged database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) sql: String,
    pub(crate) columns: Vec<String>,
    has_rowid: bool,
}

impl Table {
    /// Returns the table with fewer columns.
    pub(crate) fn with_columns(&self, columns: Vec<String>) -> Table {
        Table { columns, ..self.clone() }
    }
}

/// Something else in its schema: an index, a trigger, a virtual table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Object {
    pub(crate) name: String,
    pub(crate) sql: String,
}

/// What a damaged database says that it holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Schema {
    pub(crate) tables: Vec<Table>,
    pub(crate) others: Vec<Object>,
}

/// Reads the schema as far as that is possible.
pub(crate) fn schema(connection: &Connection) -> Schema {
    let mut schema = Schema::default();
    let columns = ["type", "name", "sql"].map(str::to_owned);
    let source =
        Table { name: "sqlite_schema".into(), sql: String::new(), columns: columns.into(), has_rowid: true };
    let mut found = Vec::new();
    // The sink never fails.
    let _ = read(connection, &source, &mut |row| {
        if let [Value::Text(kind), Value::Text(name), Value::Text(sql)] = row.as_slice() {
            found.push((kind.clone(), name.clone(), sql.clone()));
        }
        Ok(())
    });
    let virtual_tables: Vec<String> = found
        .iter()
        .filter(|(_, _, sql)| starts_with(sql, "CREATE VIRTUAL TABLE"))
        .map(|(_, name, _)| format!("{name}_"))
        .collect();
    for (kind, name, sql) in found {
        let is_shadow = virtual_tables.iter().any(|prefix| name.starts_with(prefix.as_str()));
        if is_shadow || name.starts_with("sqlite_") {
            continue;
        }
        if kind == "table" && starts_with(&sql, "CREATE TABLE") {
            if let Some(columns) = columns_of(connection, &name) {
                let has_rowid = connection.prepare(&format!("SELECT rowid FROM {}", quoted(&name))).is_ok();
                schema.tables.push(Table { name, sql, columns, has_rowid });
            }
        } else {
            schema.others.push(Object { name, sql });
        }
    }
    schema
}

/// Gives every row that can be read to `sink`, each once; rows of a table without rowids perhaps twice. Returns whether
/// the table could be read from end to end.
///
/// Errors: only those of `sink`.
pub(crate) fn read(
    connection: &Connection,
    table: &Table,
    sink: &mut dyn FnMut(Vec<Value>) -> Result<(), Cause>,
) -> Result<bool, Cause> {
    let columns = table.columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ");
    let name = quoted(&table.name);
    if !table.has_rowid {
        let key = primary_key(connection, &table.name);
        let order = |direction: &str| {
            let key: Vec<String> =
                key.iter().map(|column| format!("{} {direction}", quoted(column))).collect();
            format!("SELECT 0, {columns} FROM {name} ORDER BY {}", key.join(", "))
        };
        let forth = walk(connection, &order("ASC"), None, sink)?;
        if forth.is_some_and(|walked| walked.is_whole) {
            return Ok(true);
        }
        walk(connection, &order("DESC"), None, sink)?;
        return Ok(false);
    }
    let range =
        format!("SELECT rowid, {columns} FROM {name} WHERE rowid >= ?1 AND rowid < ?2 ORDER BY rowid");
    let (forth, back) = (format!("{range} ASC"), format!("{range} DESC"));
    let Some(first) = walk(connection, &forth, Some((i64::MIN, i64::MAX)), sink)? else { return Ok(false) };
    if first.is_whole {
        return Ok(true);
    }
    // Rowids that nobody chose are counted from 1.
    let mut start = first.last.map_or(i64::MIN, |last| last.saturating_add(1)).max(1);
    let last = walk(connection, &back, Some((start, i64::MAX)), sink)?.and_then(|walked| walked.last);
    let end = last.unwrap_or(i64::MAX);
    let (mut probe, mut n_failed) = (start, 0);
    for _ in 0..MOST_TRIED {
        if probe >= end || n_failed >= MOST_FAILED {
            break;
        }
        match walk(connection, &forth, Some((probe, end)), sink)? {
            Some(Walked { last: Some(last), is_whole }) if last >= probe => {
                // The steps grow, so something readable may have been stepped over.
                walk(connection, &back, Some((start, probe)), sink)?;
                if is_whole {
                    break;
                }
                (start, n_failed) = (last.saturating_add(1), 0);
                probe = start;
            }
            Some(Walked { last: None, is_whole: true }) => break,
            _ => {
                n_failed += 1;
                probe = probe.saturating_add(1 + n_failed / 64);
            }
        }
    }
    Ok(false)
}

/// Returns a name as SQL writes it.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Returns the columns of a table, without those that are computed.
pub(crate) fn columns_of(connection: &Connection, table: &str) -> Option<Vec<String>> {
    let mut statement =
        connection.prepare("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0 ORDER BY cid").ok()?;
    let columns =
        statement.query_map([table], |row| row.get(0)).ok()?.collect::<Result<Vec<String>, _>>().ok()?;
    (!columns.is_empty()).then_some(columns)
}

struct Walked {
    /// The last rowid that was read.
    last: Option<i64>,
    /// Whether the end was reached.
    is_whole: bool,
}

/// Reads rows until one cannot be read. None if there is no way to start.
fn walk(
    connection: &Connection,
    sql: &str,
    range: Option<(i64, i64)>,
    sink: &mut dyn FnMut(Vec<Value>) -> Result<(), Cause>,
) -> Result<Option<Walked>, Cause> {
    let Ok(mut statement) = connection.prepare(sql) else { return Ok(None) };
    let rows = match range {
        Some((from, until)) => statement.query(params![from, until]),
        None => statement.query([]),
    };
    let Ok(mut rows) = rows else { return Ok(None) };
    let mut walked = Walked { last: None, is_whole: false };
    let mut direction = 0;
    loop {
        match rows.next() {
            Ok(Some(row)) => {
                let Ok(rowid) = row.get::<_, i64>(0) else { return Ok(Some(walked)) };
                if let (Some(_), Some(last)) = (range, walked.last) {
                    // Pages that point at each other in a circle would never end.
                    let step = (rowid > last).cmp(&(rowid < last)) as i8;
                    if step == 0 || (direction != 0 && step != direction) {
                        return Ok(Some(walked));
                    }
                    direction = step;
                }
                walked.last = Some(rowid);
                if let Some(row) = values(row) {
                    sink(row)?;
                }
            }
            Ok(None) => {
                walked.is_whole = true;
                return Ok(Some(walked));
            }
            Err(_) => return Ok(Some(walked)),
        }
    }
}

/// Takes a row's values but the first, which is the rowid. A text with bytes that are no text keeps what is.
fn values(row: &Row<'_>) -> Option<Vec<Value>> {
    let n_columns = row.as_ref().column_count();
    let value = |index| {
        Some(match row.get_ref(index).ok()? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Integer(number),
            ValueRef::Real(number) => Value::Real(number),
            ValueRef::Text(bytes) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
            ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
        })
    };
    (1..n_columns).map(value).collect()
}

fn primary_key(connection: &Connection, table: &str) -> Vec<String> {
    let columns = || -> rusqlite::Result<Vec<String>> {
        connection
            .prepare("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk")?
            .query_map([table], |row| row.get(0))?
            .collect()
    };
    columns().unwrap_or_default()
}

fn starts_with(sql: &str, words: &str) -> bool {
    sql.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words))
}
