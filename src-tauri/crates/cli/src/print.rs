//! Text for terminals: harmless, and in columns.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

/// Returns the text with everything that commands a terminal or turns the direction of writing made visible: an escape
/// character becomes the four characters `\x1b`. Line ends stay.
pub(crate) fn visible(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => result.push('\n'),
            '\t' => result.push(' '),
            character if is_command(character) => push_escaped(&mut result, character),
            character => result.push(character),
        }
    }
    result
}

/// Returns the text as one harmless line, for a cell of a table.
pub(crate) fn cell(text: &str) -> String {
    visible(text).replace('\n', " ")
}

/// Returns JSON text that means the same and holds no character that commands a terminal.
///
/// JSON escapes only the characters below U+0020 by itself. Any other of them can only stand in a string.
pub(crate) fn visible_json(json: &str) -> String {
    let mut result = String::with_capacity(json.len());
    for character in json.chars() {
        if character != '\n' && is_command(character) {
            // Writing to a String cannot fail.
            let _ = write!(result, "\\u{:04x}", u32::from(character));
        } else {
            result.push(character);
        }
    }
    result
}

/// Returns rows as lines whose columns line up, also where characters are two columns wide.
pub(crate) fn columns(rows: &[Vec<String>]) -> Vec<String> {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|text| cell(text)).collect()).collect();
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..n_columns)
        .map(|at| {
            rows.iter().filter_map(|row| row.get(at)).map(|text| text.width()).max().unwrap_or_default()
        })
        .collect();
    rows.iter()
        .map(|row| {
            let mut line = String::new();
            for (text, width) in row.iter().zip(&widths) {
                line.push_str(text);
                line.push_str(&" ".repeat(width - text.width() + 2));
            }
            line.trim_end().to_owned()
        })
        .collect()
}

/// Returns the text with each of its lines moved to the right.
pub(crate) fn indented(text: &str, n_spaces: usize) -> String {
    let margin = " ".repeat(n_spaces);
    text.lines().map(|line| format!("{margin}{line}")).collect::<Vec<_>>().join("\n")
}

fn is_command(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn push_escaped(result: &mut String, character: char) {
    let number = u32::from(character);
    // Writing to a String cannot fail.
    let _ =
        if number <= 0xff { write!(result, "\\x{number:02x}") } else { write!(result, "\\u{number:04x}") };
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_commands_a_terminal_becomes_visible() {
        for (text, expected) in [
            ("\u{1b}[31mred", "\\x1b[31mred"),
            ("a\u{9b}2J", "a\\x9b2J"),
            ("gnp.\u{202e}exe", "gnp.\\u202eexe"),
            ("a\rb\u{7}", "a\\x0db\\x07"),
            ("张三😀 é", "张三😀 é"),
            ("one\ntwo\tthree", "one\ntwo three"),
        ] {
            assert_eq!(visible(text), expected);
        }
        assert_eq!(cell("one\ntwo"), "one two");
    }

    #[test]
    fn columns_line_up_with_wide_characters() {
        let rows = [["微信登录", "wechat"], ["WeChat", "w"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(columns(&rows), ["微信登录  wechat", "WeChat    w"]);
        assert_eq!(columns(&[]), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn json_means_the_same_and_commands_nothing(text in ".*", more in "[\u{0}-\u{9f}\u{200e}\u{202a}-\u{202e}\u{2066}]*") {
            let value = serde_json::json!({ "a": text, more: 1 });
            let json = visible_json(&serde_json::to_string_pretty(&value).unwrap());
            prop_assert!(!json.chars().any(|character| character != '\n' && is_command(character)));
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap(), value);
        }

        #[test]
        fn no_line_commands_a_terminal(text in "[\u{0}-\u{ff}\u{200e}\u{202a}-\u{202e}张]*") {
            prop_assert!(!visible(&text).chars().any(|character| character != '\n' && is_command(character)));
        }
    }
}
