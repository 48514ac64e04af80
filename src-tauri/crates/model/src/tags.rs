//! Tags and notes: what people write beside a draft for themselves. No server ever gets them.

use crate::draft::{Draft, FieldError};

/// How many tags a draft can have.
pub const MOST_TAGS: usize = 20;

/// How many characters a tag can have.
pub const LONGEST_TAG: usize = 40;

/// How many characters the notes can have.
pub const LONGEST_NOTES: usize = 20_000;

/// Returns tags as they are kept: without white space around them, none empty, none twice. A tag is the same in upper
/// and lower case; the first spelling stays. A comma, also a Chinese one, separates two tags.
pub fn tidy<'a>(tags: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut tidied: Vec<String> = Vec::new();
    let mut known: Vec<String> = Vec::new();
    for tag in tags.into_iter().flat_map(|text| text.split([',', '，', '、', '\n'])) {
        let is_space = |character: char| character.is_whitespace() || character.is_control();
        let tag = tag.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let folded = tag.to_lowercase();
        if !tag.is_empty() && !known.contains(&folded) {
            known.push(folded);
            tidied.push(tag);
        }
    }
    tidied
}

/// Returns every reason why a draft cannot have these tags and notes.
pub(crate) fn check(draft: &Draft) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if draft.tags.len() > MOST_TAGS {
        errors.push(FieldError::TooMany { field: "tags".to_owned(), limit: MOST_TAGS });
    }
    if draft.tags.iter().any(|tag| tag.chars().count() > LONGEST_TAG) {
        errors.push(FieldError::TooLong { field: "tags".to_owned(), limit: LONGEST_TAG });
    }
    if draft.notes.chars().count() > LONGEST_NOTES {
        errors.push(FieldError::TooLong { field: "notes".to_owned(), limit: LONGEST_NOTES });
    }
    errors
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::DraftId;

    #[test]
    fn tags_are_kept_once_and_without_white_space_around_them() {
        let tidied = tidy([" 门店，上海 ", "Shop", "shop", "", "a  b\tc", "x,y\nz", "\u{3000}"]);
        assert_eq!(tidied, ["门店", "上海", "Shop", "a b c", "x", "y", "z"]);
    }

    #[test]
    fn tags_and_notes_have_limits_that_are_told_apart() {
        let mut draft = Draft::new(DraftId::from_random([1; 16]), "wechat", "W", "w").unwrap();
        draft.tags = (0..MOST_TAGS).map(|n| format!("{n}{}", "微".repeat(LONGEST_TAG - 2))).collect();
        draft.notes = "微".repeat(LONGEST_NOTES);
        assert_eq!(draft.check_values(), []);
        draft.tags.push("微".repeat(LONGEST_TAG + 1));
        draft.notes.push('信');
        assert_eq!(draft.check_values().len(), 3);
    }

    proptest! {
        #[test]
        fn tidy_tags_stay_as_they_are(tags in prop::collection::vec(".{0,12}", 0..6)) {
            let tidied = tidy(tags.iter().map(String::as_str));
            prop_assert_eq!(tidy(tidied.iter().map(String::as_str)), tidied.clone());
            // What the command line shows with commas can be given back to it.
            prop_assert_eq!(tidy([tidied.join(", ").as_str()]), tidied);
        }
    }
}
