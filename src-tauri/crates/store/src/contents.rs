//! Which drafts a database has, and how two databases differ in them.

use std::collections::BTreeMap;

use desk_model::DraftId;
use rusqlite::Connection;
use serde::Serialize;

use crate::error::{Cause, StoreError};
use crate::store::Store;

/// Says which draft it is and how new.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DraftMark {
    /// The identity.
    pub id: DraftId,
    /// The slug.
    pub slug: String,
    /// The display name.
    pub name: String,
    /// How often the draft was written.
    pub revision: u32,
    /// When the draft was last written: milliseconds since 1970-01-01 UTC.
    pub updated_at: i64,
}

/// How the drafts of one database differ from those of another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Difference {
    /// Drafts that only the one has, by slug.
    pub only_here: Vec<DraftMark>,
    /// Drafts that only the other has, by slug.
    pub only_there: Vec<DraftMark>,
    /// Drafts that both have, but not the same: as here, and as there.
    pub changed: Vec<(DraftMark, DraftMark)>,
}

impl Difference {
    /// Compares the drafts of two databases.
    pub fn between(here: &[DraftMark], there: &[DraftMark]) -> Difference {
        let by_id = |marks: &[DraftMark]| -> BTreeMap<DraftId, DraftMark> {
            marks.iter().map(|mark| (mark.id.clone(), mark.clone())).collect()
        };
        let mut others = by_id(there);
        let mut difference = Difference::default();
        for mark in here {
            match others.remove(&mark.id) {
                None => difference.only_here.push(mark.clone()),
                Some(other) if other != *mark => difference.changed.push((mark.clone(), other)),
                Some(_) => {}
            }
        }
        difference.only_there.extend(others.into_values());
        for list in [&mut difference.only_here, &mut difference.only_there] {
            list.sort_by(|one, next| one.slug.cmp(&next.slug));
        }
        difference
    }

    /// Returns whether both have the same drafts.
    pub fn is_empty(&self) -> bool {
        self.only_here.is_empty() && self.only_there.is_empty() && self.changed.is_empty()
    }
}

impl Store {
    /// Returns the drafts that there are, by slug, without reading their documents.
    pub fn marks(&self) -> Result<Vec<DraftMark>, StoreError> {
        read(&self.connection).map_err(|cause| cause.at(&self.files))
    }
}

/// Reads which drafts a database has. Every layout so far has these columns.
pub(crate) fn read(connection: &Connection) -> Result<Vec<DraftMark>, Cause> {
    let mut statement =
        connection.prepare("SELECT id, slug, name, revision, updated_at FROM draft ORDER BY slug")?;
    let marks = statement.query_map([], |row| {
        Ok(DraftMark {
            id: DraftId(row.get(0)?),
            slug: row.get(1)?,
            name: row.get(2)?,
            revision: row.get(3)?,
            updated_at: row.get(4)?,
        })
    })?;
    Ok(marks.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(id: &str, slug: &str, revision: u32) -> DraftMark {
        DraftMark {
            id: DraftId(id.to_owned()),
            slug: slug.to_owned(),
            name: slug.to_owned(),
            revision,
            updated_at: 0,
        }
    }

    #[test]
    fn a_difference_names_what_each_side_lacks_and_what_is_not_the_same() {
        let here = [mark("1", "same", 1), mark("2", "here", 1), mark("3", "both", 2)];
        let there = [mark("3", "both", 1), mark("4", "there", 1), mark("1", "same", 1)];
        let difference = Difference::between(&here, &there);
        assert_eq!(difference.only_here, [mark("2", "here", 1)]);
        assert_eq!(difference.only_there, [mark("4", "there", 1)]);
        assert_eq!(difference.changed, [(mark("3", "both", 2), mark("3", "both", 1))]);
        assert!(!difference.is_empty() && Difference::between(&here, &here).is_empty());
    }
}
