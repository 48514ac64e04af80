//! How a search finds drafts: what it looks at, and how a query is planned.

use desk_model::Draft;
use rusqlite::{Connection, params};

/// A word of this many characters or more has a trigram, so that the index can find it.
const TRIGRAM: usize = 3;

/// More words than this in one search are a pasted page; the words after them are not looked at.
const MOST_TERMS: usize = 32;

/// More trigrams than this do not make the index narrower in practice.
const MOST_TRIGRAMS: usize = 64;

/// Fetching drafts one by one by the index's answer is worth it up to this many.
const FEW: u32 = 500;

/// Stands around a tag in the text. Nobody can type it into a line, so a name is never taken for a tag.
const TAG: char = '\u{1f}';

/// Returns what the search looks at: name, slug, AppID, hosts, names of mappings, tags and the lines of the notes, each
/// on a line, in lower case.
pub(crate) fn text_of(draft: &Draft) -> String {
    let fields =
        ["name", "slug", "consumer_key", "authentik_host", "callback_domain"].map(|name| draft.text(name));
    let mappings = draft.user_property_mappings.iter().chain(&draft.group_property_mappings);
    let names = fields.into_iter().chain(mappings.map(|mapping| mapping.name.as_str()));
    let mut text = normalise_lines(names.chain(draft.notes.lines()));
    for tag in &draft.tags {
        text.push('\n');
        text.push_str(&text_of_tag(tag));
    }
    text
}

fn text_of_tag(tag: &str) -> String {
    format!("{TAG}{}{TAG}", normalise(tag))
}

/// Returns how well a draft's text matches what was looked for; less is better.
pub(crate) fn rank_of(text: &str, phrase: &str) -> u8 {
    if phrase.is_empty() {
        return 0;
    }
    let lines = text.lines().map(|line| line.trim_matches(TAG));
    let rank = |line: &str| match line.strip_prefix(phrase) {
        Some("") => 0,
        Some(_) => 1,
        None => 2,
    };
    lines.map(rank).min().unwrap_or(2)
}

/// Returns what the search looks at in a draft whose document cannot be read.
pub(crate) fn text_of_unreadable(slug: &str, name: &str) -> String {
    normalise_lines([name, slug].into_iter())
}

/// A search: every term must occur, each anywhere.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The words, in lower case.
    pub(crate) terms: Vec<String>,
    /// What the trigram index is asked, if a word is long enough for it. It finds too much at most, never too little,
    /// so the terms are looked for in the text as well.
    pub(crate) index_query: Option<String>,
    /// All words with one space between them, in lower case.
    pub(crate) phrase: String,
}

impl Plan {
    /// Plans a search for what a person typed, and for a tag.
    pub(crate) fn new(search: &str, tag: Option<&str>) -> Plan {
        let mut terms: Vec<String> = search.split_whitespace().take(MOST_TERMS).map(normalise).collect();
        let phrase = terms.join(" ");
        terms.extend(tag.map(text_of_tag));
        let mut trigrams: Vec<String> = terms.iter().flat_map(|term| trigrams(term)).collect();
        trigrams.sort();
        trigrams.dedup();
        trigrams.truncate(MOST_TRIGRAMS);
        let index_query = (!trigrams.is_empty()).then(|| trigrams.join(" AND "));
        Plan { terms, index_query, phrase }
    }

    /// Returns whether every draft is wanted.
    pub(crate) fn wants_all(&self) -> bool {
        self.terms.is_empty()
    }

    /// Returns the condition on `draft`, and the values for its places `?1`, `?2`, … in order.
    ///
    /// The text is searched with `instr`, for which `%` and `_` are characters like any other. The index is asked
    /// only if it helps: when a word is in many drafts, it is quicker to look at them from the newest change on.
    pub(crate) fn condition(&self, connection: &Connection) -> rusqlite::Result<(String, Vec<&str>)> {
        let mut values: Vec<&str> = Vec::new();
        let mut conditions: Vec<String> = Vec::new();
        if let Some(query) = &self.index_query
            && finds_few(connection, query)?
        {
            values.push(query);
            conditions
                .push("draft.key IN (SELECT rowid FROM draft_search WHERE draft_search MATCH ?1)".to_owned());
        }
        for term in &self.terms {
            values.push(term);
            conditions.push(format!("instr(draft.search, ?{}) > 0", values.len()));
        }
        Ok((conditions.join(" AND "), values))
    }
}

fn finds_few(connection: &Connection, index_query: &str) -> rusqlite::Result<bool> {
    connection
        .prepare_cached(
            "SELECT count(*) FROM (SELECT 1 FROM draft_search WHERE draft_search MATCH ?1 LIMIT ?2 + 1)",
        )?
        .query_row(params![index_query, FEW], |row| row.get::<_, u32>(0))
        .map(|n_found| n_found <= FEW)
}

/// Returns the trigrams of a term as FTS5 strings. The index keeps no positions, so it is asked for each by itself.
fn trigrams(term: &str) -> Vec<String> {
    let characters: Vec<char> = term.chars().collect();
    characters
        .windows(TRIGRAM)
        .map(|window| format!("\"{}\"", window.iter().collect::<String>().replace('"', "\"\"")))
        .collect()
}

fn normalise_lines<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.filter(|line| !line.is_empty()).map(normalise).collect::<Vec<_>>().join("\n")
}

/// Lowers each character by itself, so that a part of a word becomes the same as within the word.
///
/// Control characters become spaces: FTS5 would stop reading at a NUL.
fn normalise(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|character| if character.is_control() { ' ' } else { character })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_of_two_characters_is_looked_for_without_the_index() {
        let (terms, phrase) = (vec!["微信".into(), "a".into()], "微信 a".into());
        assert_eq!(Plan::new("微信 a", None), Plan { terms, index_query: None, phrase });
    }

    #[test]
    fn a_tag_of_one_character_is_asked_of_the_index() {
        let plan = Plan::new("", Some("沪"));
        assert_eq!(plan.index_query.as_deref(), Some("\"\u{1f}沪\u{1f}\""));
        assert!(!plan.wants_all() && Plan::new(" \n", None).wants_all());
    }

    #[test]
    fn a_whole_line_is_a_better_match_than_its_start_and_that_than_a_part() {
        let text = format!("微信登录\nshop\n{TAG}店{TAG}");
        let ranks = ["shop", "店", "微信", "登录", ""].map(|phrase| rank_of(&text, phrase));
        assert_eq!(ranks, [0, 0, 1, 2, 0]);
    }

    #[test]
    fn a_longer_word_is_asked_of_the_index_too() {
        let plan = Plan::new(" 微信 WeCh a\"b ", None);
        assert_eq!(plan.terms, ["微信", "wech", "a\"b"]);
        assert_eq!(plan.index_query.as_deref(), Some(r#""a""b" AND "ech" AND "wec""#));
    }

    #[test]
    fn a_pasted_page_stays_a_small_query() {
        let plan = Plan::new(&"abc0123456789 ".repeat(10_000), None);
        assert_eq!(plan.terms.len(), MOST_TERMS);
        let page: String = ('一'..).take(10_000).collect();
        assert_eq!(Plan::new(&page, None).index_query.unwrap().matches("AND").count(), MOST_TRIGRAMS - 1);
    }

    proptest! {
        #[test]
        fn a_part_of_a_text_is_found_in_the_text(start in ".*", part in "\\PC+", end in ".*") {
            let text = normalise(&format!("{start}{part}{end}"));
            for term in Plan::new(&part, None).terms {
                prop_assert!(text.contains(&term), "{term:?} in {text:?}");
            }
        }
    }
}
