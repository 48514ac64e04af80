//! As much of Python's grammar as tells a finished expression from an unfinished one.

/// Returns what authentik says of an expression that is no Python, as far as brackets and quotes tell.
///
/// authentik wraps the expression in a function, so its lines are counted from two.
pub(crate) fn check(expression: &str) -> Result<(), String> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut line = 2;
    let mut rest = expression;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        match character {
            '\n' => line += 1,
            '#' => rest = rest.find('\n').map_or("", |end| &rest[end..]),
            '(' | '[' | '{' => open.push((character, line)),
            ')' | ']' | '}' => match open.pop() {
                None => return Err(error(&format!("unmatched '{character}'"), line)),
                Some((opened, _)) if closing(opened) != character => {
                    let message = format!(
                        "closing parenthesis '{character}' does not match opening parenthesis '{opened}'"
                    );
                    return Err(error(&message, line));
                }
                Some(_) => {}
            },
            '"' | '\'' => {
                let triple = character.to_string().repeat(3);
                let is_triple = rest.starts_with(&triple[1..]);
                let end = if is_triple { triple } else { character.to_string() };
                if is_triple {
                    rest = &rest[2..];
                }
                let Some(length) = text_end(rest, &end, is_triple) else {
                    let kind = if is_triple {
                        "unterminated triple-quoted string literal"
                    } else {
                        "unterminated string literal"
                    };
                    return Err(error(kind, line));
                };
                line += rest[..length].matches('\n').count();
                rest = &rest[length..];
            }
            _ => {}
        }
    }
    match open.last() {
        Some((opened, line)) => Err(error(&format!("'{opened}' was never closed"), *line)),
        None => Ok(()),
    }
}

fn error(message: &str, line: usize) -> String {
    format!("Expression Syntax Error: {message} (None, line {line})")
}

fn closing(opened: char) -> char {
    match opened {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

/// Returns where a text literal ends, behind its last quote.
fn text_end(rest: &str, end: &str, is_triple: bool) -> Option<usize> {
    let mut at = 0;
    while at < rest.len() {
        let tail = rest.get(at..)?;
        if tail.starts_with(end) {
            return Some(at + end.len());
        }
        let character = tail.chars().next()?;
        at += character.len_utf8();
        if character == '\\' {
            at += rest.get(at..)?.chars().next()?.len_utf8();
        } else if character == '\n' && !is_triple {
            return None;
        }
    }
    None
}
