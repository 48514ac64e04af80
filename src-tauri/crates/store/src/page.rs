//! The list of drafts: all, those that a search finds, those with a tag; a page at a time.

use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use crate::draft_row::{self, DraftRow, Listing};
use crate::error::{Cause, StoreError};
use crate::search::{self, Plan};
use crate::store::Store;

/// Up to this many drafts are put in order by how well they match; of more, the newest change is first.
const MOST_RANKED: usize = 1_000;

/// Which drafts are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Query<'a> {
    /// What to look for; blank: everything.
    pub search: &'a str,
    /// The tag that the drafts must have, in upper or lower case.
    pub tag: Option<&'a str>,
    /// How many of the drafts to leave out at the start.
    pub offset: u32,
    /// How many drafts to return at most.
    pub limit: Option<u32>,
}

/// Some of the drafts that were wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The drafts of this page.
    pub listing: Listing,
    /// How many drafts there are on all pages.
    pub n_found: u32,
}

impl Store {
    /// Returns the drafts that hold every word of `search`: those first in which a whole line is what was looked for,
    /// such as a slug, then those in which a line starts so; among equals the newest change is first.
    ///
    /// It looks at name, slug, AppID (`consumer_key`), hosts, names of mappings, tags and notes; upper and lower case
    /// are the same, a word may be a part of a word, and words of two characters, as 微信, are found. Without
    /// `search`, or when it is blank, all drafts are returned; with `limit`, no more than that.
    pub fn list(&self, search: Option<&str>, limit: Option<u32>) -> Result<Listing, StoreError> {
        let query = Query { search: search.unwrap_or_default(), limit, ..Query::default() };
        Ok(self.page(query)?.listing)
    }

    /// Returns one page of the drafts that a query wants, and how many there are in all.
    pub fn page(&self, query: Query<'_>) -> Result<Page, StoreError> {
        self.try_page(query).map_err(|cause| cause.at(&self.files))
    }

    fn try_page(&self, query: Query<'_>) -> Result<Page, Cause> {
        // One moment for all statements. Nothing is written, so that the end of the transaction is nothing to wait for.
        let transaction = self.connection.unchecked_transaction()?;
        let plan = Plan::new(query.search, query.tag);
        let (keys, n_found) = if plan.wants_all() {
            newest(&transaction, query.offset, query.limit)?
        } else {
            let mut keys = found(&transaction, &plan)?;
            if keys.len() <= MOST_RANKED {
                rank(&transaction, &mut keys, &plan)?;
            }
            let n_found = u32::try_from(keys.len()).unwrap_or(u32::MAX);
            let limit = query.limit.map_or(usize::MAX, |limit| limit as usize);
            (keys.into_iter().skip(query.offset as usize).take(limit).collect(), n_found)
        };
        Ok(Page { listing: listing(&transaction, &keys)?, n_found })
    }
}

/// Returns the keys of the drafts with the newest changes, and how many drafts there are.
fn newest(connection: &Connection, offset: u32, limit: Option<u32>) -> rusqlite::Result<(Vec<i64>, u32)> {
    let n_found = connection.prepare_cached("SELECT count(*) FROM draft")?.query_row([], |row| row.get(0))?;
    let limit = limit.map_or(-1, i64::from);
    let keys = connection
        .prepare_cached("SELECT key FROM draft ORDER BY changed DESC LIMIT ?1 OFFSET ?2")?
        .query_map(params![limit, offset], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok((keys, n_found))
}

/// Returns the keys of all drafts that a plan finds, the newest change first.
///
/// The rows are read as they lie and put in order afterwards, which is quicker than jumping to each by its change.
fn found(connection: &Connection, plan: &Plan) -> rusqlite::Result<Vec<i64>> {
    let (condition, values) = plan.condition(connection)?;
    let mut found: Vec<(i64, i64)> = connection
        .prepare_cached(&format!("SELECT changed, key FROM draft WHERE {condition}"))?
        .query_map(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    found.sort_unstable_by(|one, other| other.cmp(one));
    Ok(found.into_iter().map(|(_, key)| key).collect())
}

/// Puts the best matches first; equals stay in their order.
fn rank(connection: &Connection, keys: &mut Vec<i64>, plan: &Plan) -> rusqlite::Result<()> {
    let mut text = connection.prepare_cached("SELECT search FROM draft WHERE key = ?1")?;
    let mut ranked = Vec::with_capacity(keys.len());
    for key in keys.iter() {
        let text: String = text.query_row([key], |row| row.get(0))?;
        ranked.push((search::rank_of(&text, &plan.phrase), *key));
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    *keys = ranked.into_iter().map(|(_, key)| key).collect();
    Ok(())
}

fn listing(connection: &Connection, keys: &[i64]) -> rusqlite::Result<Listing> {
    let mut listing = Listing::default();
    let mut statement = connection.prepare_cached(&format!("{} WHERE draft.key = ?1", draft_row::SELECT))?;
    for key in keys {
        match statement.query_row([key], DraftRow::from_row).optional()?.map(DraftRow::read) {
            Some(Ok(stored)) => listing.drafts.push(stored),
            Some(Err(unreadable)) => listing.unreadable.push(unreadable),
            None => {}
        }
    }
    Ok(listing)
}
