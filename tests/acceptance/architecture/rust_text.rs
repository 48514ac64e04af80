//! Rust source text without what is not code: comments, the insides of literals, and items that only tests compile.

/// Blanks comments and the insides of literals; lines stay where they are.
pub fn code_only(text: &str) -> String {
    blank(text, |kind| kind != Kind::Code)
}

/// Blanks comments; the insides of literals stay.
pub fn without_comments(text: &str) -> String {
    blank(text, |kind| kind == Kind::Comment)
}

/// Blanks every item behind `#[cfg(test)]` in `text`. `code` is the same text as [`code_only`] gives it.
pub fn without_tests(text: &str, code: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut from = 0;
    while let Some(start) = find_test_attribute(code, from) {
        let end = end_of_item(code, start);
        for byte in &mut bytes[start..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        from = end;
    }
    String::from_utf8(bytes).unwrap()
}

/// Returns whether a name stands at a place as a word or path of its own: `async` is not in `asynchronous`.
pub fn holds(code: &str, name: &str) -> bool {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + name.len()..].chars().next();
        let begins = name.starts_with(is_word) && before.is_some_and(is_word);
        let goes_on = name.ends_with(is_word) && after.is_some_and(is_word);
        !begins && !goes_on
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Code,
    Comment,
    Literal,
}

fn blank(text: &str, is_blanked: impl Fn(Kind) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (kind, length) = next_piece(rest);
        let (piece, after) = rest.split_at(length);
        if is_blanked(kind) {
            // As many bytes as before, so that places in one view are places in the others.
            out.extend(piece.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        } else {
            out.push_str(piece);
        }
        rest = after;
    }
    out
}

/// What the text begins with, and how many bytes of it.
fn next_piece(text: &str) -> (Kind, usize) {
    let until = |end: Option<usize>| end.unwrap_or(text.len());
    if text.starts_with("//") {
        return (Kind::Comment, until(text.find('\n')));
    }
    if text.starts_with("/*") {
        return (Kind::Comment, block_comment(text));
    }
    if text.starts_with('"') {
        return (Kind::Literal, quoted(text));
    }
    if let Some(hashes) = raw_string_hashes(text) {
        let open = text.find('"').unwrap_or(0) + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        return (Kind::Literal, until(text[open..].find(&close).map(|at| open + at + close.len())));
    }
    if let Some(length) = character_literal(text) {
        return (Kind::Literal, length);
    }
    // A whole word at once, so that the `r` at its end is not taken for the beginning of a raw string.
    let word =
        text.find(|character: char| !(character.is_alphanumeric() || character == '_')).unwrap_or(text.len());
    (Kind::Code, word.max(text.chars().next().map_or(0, char::len_utf8)))
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

fn raw_string_hashes(text: &str) -> Option<usize> {
    let after = ["br", "cr", "r"].iter().find_map(|prefix| text.strip_prefix(prefix))?;
    let hashes = after.bytes().take_while(|&byte| byte == b'#').count();
    after[hashes..].starts_with('"').then_some(hashes)
}

/// A character literal, unlike a lifetime, ends with a quote.
fn character_literal(text: &str) -> Option<usize> {
    let after = text.strip_prefix('\'')?;
    let mut characters = after.char_indices();
    if let Some((_, '\\')) = characters.next() {
        characters.next();
        return after[characters.offset()..].find('\'').map(|at| 1 + characters.offset() + at + 1);
    }
    after[characters.offset()..].starts_with('\'').then(|| 1 + characters.offset() + 1)
}

fn find_test_attribute(code: &str, from: usize) -> Option<usize> {
    ["#[cfg(test)]", "#[cfg(all(test"]
        .iter()
        .filter_map(|text| code[from..].find(text))
        .min()
        .map(|at| from + at)
}

/// The end of the item that an attribute belongs to: its closing brace, or its semicolon.
fn end_of_item(code: &str, start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, character) in code[start..].char_indices() {
        match character {
            '{' | '[' | '(' => depth += 1,
            '}' | ']' | ')' => {
                depth = depth.saturating_sub(1);
                if depth == 0 && character == '}' {
                    return start + at + 1;
                }
            }
            ';' if depth == 0 => return start + at + 1,
            _ => {}
        }
    }
    code.len()
}

#[test]
fn comments_and_literals_are_told_from_code() {
    let text = "let r = r#\"a \"b\" // c\"#; // d \"e\nlet x = '\"'; let y: &'a str = \"\\\"/*\"; /* f /* g */ h */ k(b'\\'', 'é');";
    let code = code_only(text);
    assert_eq!(code.len(), text.len());
    assert_eq!(
        code.split_whitespace().collect::<Vec<_>>().join(" "),
        "let r = ; let x = ; let y: &'a str = ; k(b , );"
    );
    assert!(without_comments(text).contains("\"a \"b\" // c\"") && !without_comments(text).contains("d \"e"));
}

#[test]
fn what_only_tests_compile_is_left_out() {
    let text = "fn a() {}\n#[cfg(test)]\n#[path = \"b.rs\"]\nmod b;\n#[cfg(test)]\nmod tests { fn c() { \"}\" } }\nfn d() {}\n";
    let product = without_tests(text, &code_only(text));
    assert_eq!(product.split_whitespace().collect::<Vec<_>>().join(" "), "fn a() {} fn d() {}");
}

#[test]
fn a_word_is_found_only_as_a_whole() {
    assert!(holds("pub async fn", "async") && !holds("asynchronous", "async") && !holds("is_async", "async"));
    assert!(
        holds("std::env::var", "std::env::") && !holds("operand::x", "rand::") && holds("rand::x", "rand::")
    );
}
