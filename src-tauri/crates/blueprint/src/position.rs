//! Where things stand in the text of a blueprint.
//!
//! Values know nothing of it, so that two blueprints that say the same are equal. The text is walked a second time
//! instead, and only when somebody asks: for the line of a finding, or to edit one field in place.

use std::collections::HashMap;
use std::fmt;

use crate::error::BlueprintError;
use crate::places::{Places, places};

/// A place in a text: what editors and compilers call `LINE:COLUMN`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}, column {}", self.line, self.column)
    }
}

/// Where the entries of a blueprint and their fields stand. Entries are counted as in
/// [`Document::entries`](crate::Document::entries).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Positions {
    entries: Vec<EntryPositions>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct EntryPositions {
    at: Position,
    fields: HashMap<String, Position>,
}

/// Returns where the entries of a text and their fields stand.
///
/// # Errors
/// The text is no YAML, or larger or deeper than [`read`](crate::read) takes.
pub fn positions(text: &str) -> Result<Positions, BlueprintError> {
    Ok(Positions::of(places(text)?))
}

impl Positions {
    fn of(places: Places) -> Positions {
        let entries = places.entries.into_iter().map(|entry| {
            let at = entry.at;
            // Identifiers win over `attrs`, as they do on the server.
            let mappings = [entry.attrs, entry.identifiers].into_iter().flatten();
            let fields = mappings.flat_map(|mapping| mapping.fields);
            EntryPositions { at, fields: fields.map(|(name, field)| (name, field.at)).collect() }
        });
        Positions { entries: entries.collect() }
    }

    /// Returns where an entry begins. `None`: the file has fewer entries.
    pub fn entry(&self, index: usize) -> Option<Position> {
        self.entries.get(index).map(|entry| entry.at)
    }

    /// Returns where a field's name stands in the `identifiers` or `attrs` of an entry. `None`: it does not stand there
    /// itself, for example because it comes from an alias.
    pub fn field(&self, index: usize, name: &str) -> Option<Position> {
        self.entries.get(index)?.fields.get(name).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: usize, column: usize) -> Option<Position> {
        Some(Position { line, column })
    }

    #[test]
    fn entries_and_fields_are_found_by_line_and_column_in_characters() {
        let text = "\u{feff}version: 1\nentries:\n- model: a.b\n  identifiers: {微信: x, slug: s}\n  attrs:\n      name: X\n      other:\n      - a: 1\n- &e\n  model: a.c\n  identifiers:\n    \"slug\": t\n- *e\n";
        let positions = positions(text).unwrap();
        assert_eq!(positions.entry(0), at(3, 3));
        assert_eq!(positions.field(0, "slug"), at(4, 24));
        assert_eq!(positions.field(0, "name"), at(6, 7));
        assert_eq!(positions.field(0, "other"), at(7, 7));
        assert_eq!(positions.field(0, "a"), None);
        assert_eq!(positions.entry(1), at(10, 3));
        assert_eq!(positions.field(1, "slug"), at(12, 5));
        assert_eq!(positions.entry(2), at(13, 3));
        assert_eq!(positions.field(2, "slug"), None);
        assert_eq!(positions.entry(3), None);
    }

    #[test]
    fn entries_of_sections_are_counted_through() {
        let text = "entries:\n  one:\n    - model: a.b\n  two:\n    - model: a.c\n      attrs: {x: 1}\n";
        let positions = positions(text).unwrap();
        assert_eq!((positions.entry(0), positions.entry(1)), (at(3, 7), at(5, 7)));
        assert_eq!(positions.field(1, "x"), at(6, 15));
    }

    #[test]
    fn of_two_equal_fields_the_later_is_the_one() {
        let text = "entries:\n- model: a.b\n  attrs: {x: 1}\n  identifiers: {y: 1}\n  attrs:\n    y: 1\n    x: 2\n    x: 3\n";
        let positions = positions(text).unwrap();
        assert_eq!(positions.field(0, "x"), at(8, 5));
        assert_eq!(positions.field(0, "y"), at(4, 17));
    }
}
