//! Reads rows straight from the pages of a database file, where the pages that lead to them are destroyed.
//!
//! SQLite finds a row on its way from the table's first page. If a page on that way is gone, whole pages of rows behind
//! it are out of reach although they are sound. Here every page is looked at by itself. The layout is the one of
//! <https://www.sqlite.org/fileformat2.html#b_tree_pages>. Deleted rows do not come back: `secure_delete` wipes them.

use rusqlite::types::Value;

use crate::repair::PAGE;

/// A page with rows of a table.
const TABLE_LEAF: u8 = 0x0d;

/// Calls `found` with the columns of each row that stands on a page of rows, of whichever table.
pub(crate) fn rows(file: &[u8], mut found: impl FnMut(Vec<Value>)) {
    for (number, page) in file.chunks_exact(PAGE).enumerate() {
        // The first page has the file's header before its own.
        let start = if number == 0 { 100 } else { 0 };
        if page.get(start) != Some(&TABLE_LEAF) {
            continue;
        }
        let n_cells = u16_at(page, start + 3).unwrap_or_default();
        for cell in 0..usize::from(n_cells) {
            let Some(offset) = u16_at(page, start + 8 + 2 * cell) else { break };
            if let Some(row) = payload(file, page, usize::from(offset)).as_deref().and_then(record) {
                found(row);
            }
        }
    }
}

/// Puts together the bytes of a row, which may go on on further pages.
fn payload(file: &[u8], page: &[u8], offset: usize) -> Option<Vec<u8>> {
    const MOST_LOCAL: usize = PAGE - 35;
    const LEAST_LOCAL: usize = (PAGE - 12) * 32 / 255 - 23;
    let mut rest = page.get(offset..)?;
    let length = usize::try_from(varint(&mut rest)?).ok().filter(|length| *length <= file.len())?;
    varint(&mut rest)?;
    if length <= MOST_LOCAL {
        return rest.get(..length).map(<[u8]>::to_vec);
    }
    let fitting = LEAST_LOCAL + (length - LEAST_LOCAL) % (PAGE - 4);
    let n_local = if fitting <= MOST_LOCAL { fitting } else { LEAST_LOCAL };
    let mut bytes = rest.get(..n_local)?.to_vec();
    let mut next = u32_at(rest, n_local)?;
    while bytes.len() < length {
        // Each page adds some bytes, so a circle of pages ends as well.
        let start = usize::try_from(next).ok()?.checked_sub(1)?.checked_mul(PAGE)?;
        let page = file.get(start..start.checked_add(PAGE)?)?;
        next = u32_at(page, 0)?;
        let n_missing = (length - bytes.len()).min(PAGE - 4);
        bytes.extend_from_slice(page.get(4..4 + n_missing)?);
    }
    Some(bytes)
}

/// Reads the columns of a row. None unless they fill the bytes exactly.
fn record(bytes: &[u8]) -> Option<Vec<Value>> {
    let mut rest = bytes;
    let header = usize::try_from(varint(&mut rest)?).ok()?;
    let mut types = bytes.get(bytes.len() - rest.len()..header)?;
    let mut body = bytes.get(header..)?;
    let mut columns = Vec::new();
    while !types.is_empty() {
        let kind = varint(&mut types)?;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            long => usize::try_from((long - 12) / 2).ok()?,
        };
        let (value, after) = (body.get(..length)?, body.get(length..)?);
        body = after;
        columns.push(match kind {
            0 => Value::Null,
            7 => Value::Real(f64::from_be_bytes(value.try_into().ok()?)),
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            1..=6 => Value::Integer(integer(value)),
            long if long % 2 == 0 => Value::Blob(value.to_vec()),
            _ => Value::Text(String::from_utf8(value.to_vec()).ok()?),
        });
    }
    (body.is_empty() && !columns.is_empty()).then_some(columns)
}

fn integer(bytes: &[u8]) -> i64 {
    let start = if bytes.first().is_some_and(|first| *first >= 0x80) { -1 } else { 0 };
    bytes.iter().fold(start, |number, byte| number << 8 | i64::from(*byte))
}

/// Takes a number of one to nine bytes.
fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut number: u64 = 0;
    for place in 0..9 {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        if place == 8 {
            return Some(number << 8 | u64::from(*byte));
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

fn u16_at(bytes: &[u8], offset: usize) -> Option<u16> {
    bytes.get(offset..offset.checked_add(2)?)?.try_into().ok().map(u16::from_be_bytes)
}

fn u32_at(bytes: &[u8], offset: usize) -> Option<u32> {
    bytes.get(offset..offset.checked_add(4)?)?.try_into().ok().map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rusqlite::params;

    use super::*;

    type Cells = (Option<i64>, String, Vec<u8>, f64);

    fn written(rows: &[Cells]) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.sqlite3");
        let database = rusqlite::Connection::open(&path).unwrap();
        database.execute_batch("PRAGMA synchronous = OFF; CREATE TABLE t (a, b, c, d)").unwrap();
        for (a, b, c, d) in rows {
            database.execute("INSERT INTO t VALUES (?1, ?2, ?3, ?4)", params![a, b, c, d]).unwrap();
        }
        drop(database);
        std::fs::read(path).unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn a_row_is_read_as_sqlite_wrote_it(
            rows in proptest::collection::vec(
                (any::<Option<i64>>(), "\\PC{0,40}", proptest::collection::vec(any::<u8>(), 0..9000), 0.5f64..1e9),
                1..20,
            ),
        ) {
            let mut found = Vec::new();
            super::rows(&written(&rows), |row| found.push(row));
            // The schema is a table as well, with five columns. A whole number in a column of any type is kept short.
            found.retain(|row| row.len() == 4);
            let expected: Vec<Vec<Value>> = rows
                .into_iter()
                .filter(|(_, _, _, real)| real.fract() != 0.0)
                .map(|(a, b, c, d)| vec![a.into(), b.into(), c.into(), d.into()])
                .collect();
            for row in expected {
                prop_assert!(found.contains(&row));
            }
        }

        #[test]
        fn bytes_that_are_no_database_are_no_rows_and_no_panic(mut bytes in proptest::collection::vec(any::<u8>(), PAGE * 2)) {
            bytes[PAGE] = TABLE_LEAF;
            super::rows(&bytes, |_| {});
        }
    }
}
