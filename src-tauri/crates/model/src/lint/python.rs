//! Enough of Python's grammar to see names, texts, brackets and `return` in a mapping's expression.
//!
//! Deliberately not here: an interpreter or a whole parser. What this cannot tell for sure it does not tell.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or keyword.
    Name,
    /// A text; its token holds what stands between the quotes.
    Text {
        /// Whether it stands between three quotes and spans lines.
        spans_lines: bool,
    },
    /// A number.
    Number,
    /// Brackets and operators.
    Symbol,
    /// The end of a statement.
    End,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// Where it starts in the expression, in bytes.
    pub(super) start: usize,
    /// How many brackets are open around it.
    pub(super) depth: usize,
}

/// What keeps Python from reading an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// A bracket that is never closed, or closed by another one.
    Bracket(char),
    /// A text without its second quote.
    Text(char),
}

/// An expression cut into tokens.
#[derive(Debug, Default)]
pub(super) struct Script<'a> {
    pub(super) tokens: Vec<Token<'a>>,
    /// What is wrong, with its line, from 1.
    pub(super) fault: Option<(Fault, usize)>,
    /// Where it is, in bytes.
    pub(super) fault_at: usize,
}

impl<'a> Script<'a> {
    /// Cuts an expression into tokens, up to the first fault.
    pub(super) fn read(source: &'a str) -> Script<'a> {
        let mut reader = Reader { source, at: 0, open: Vec::new(), tokens: Vec::new() };
        let fault = reader.code(false).err().or_else(|| reader.never_closed());
        let line = |at: usize| source.get(..at).unwrap_or(source).matches('\n').count() + 1;
        reader.push(Kind::End, source.len(), source.len());
        Script {
            tokens: reader.tokens,
            fault: fault.map(|(fault, at)| (fault, line(at))),
            fault_at: fault.map_or(0, |(_, at)| at),
        }
    }

    /// Returns the statements, each without its end.
    pub(super) fn statements(&self) -> impl Iterator<Item = &[Token<'a>]> {
        self.tokens.split(|token| token.kind == Kind::End).filter(|statement| !statement.is_empty())
    }
}

const OPERATORS: &[&str] =
    &["==", "!=", "<=", ">=", ":=", "+=", "-=", "*=", "/=", "|=", "&=", "%=", "->", "**", "//"];

struct Reader<'a> {
    source: &'a str,
    at: usize,
    open: Vec<(char, usize)>,
    tokens: Vec<Token<'a>>,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        let text = self.source.get(start..end).unwrap_or_default();
        self.tokens.push(Token { kind, text, start, depth: self.open.len() });
    }

    fn never_closed(&self) -> Option<(Fault, usize)> {
        self.open.last().map(|&(bracket, at)| (Fault::Bracket(bracket), at))
    }

    /// Reads code to its end, or in a formatted text to the brace that ends the replacement.
    fn code(&mut self, is_replacement: bool) -> Result<(), (Fault, usize)> {
        let outer = self.open.len();
        while let Some(character) = self.rest().chars().next() {
            let start = self.at;
            match character {
                '}' if is_replacement && self.open.len() == outer => return Ok(()),
                '#' if !is_replacement => self.at += self.rest().find('\n').unwrap_or(self.rest().len()),
                '\\' if self.rest().starts_with("\\\n") => self.at += 2,
                '\n' | ';' if self.open.is_empty() => {
                    self.push(Kind::End, start, start);
                    self.at += 1;
                }
                '"' | '\'' => self.text(start, "")?,
                '(' | '[' | '{' => {
                    self.push(Kind::Symbol, start, start + 1);
                    self.open.push((character, start));
                    self.at += 1;
                }
                ')' | ']' | '}' => self.close(character)?,
                _ if character.is_alphabetic() || character == '_' => self.name()?,
                _ if character.is_ascii_digit() => {
                    self.at += self.length(|next| next.is_alphanumeric() || next == '.' || next == '_');
                    self.push(Kind::Number, start, self.at);
                }
                _ if character.is_whitespace() => self.at += character.len_utf8(),
                _ => {
                    let operator = OPERATORS.iter().find(|operator| self.rest().starts_with(**operator));
                    self.at += operator.map_or(character.len_utf8(), |operator| operator.len());
                    self.push(Kind::Symbol, start, self.at);
                }
            }
        }
        Ok(())
    }

    fn length(&self, belongs: impl Fn(char) -> bool) -> usize {
        self.rest().find(|next| !belongs(next)).unwrap_or(self.rest().len())
    }

    fn close(&mut self, bracket: char) -> Result<(), (Fault, usize)> {
        let expected = match bracket {
            ')' => '(',
            ']' => '[',
            _ => '{',
        };
        match self.open.pop() {
            Some((open, _)) if open == expected => {
                self.push(Kind::Symbol, self.at, self.at + 1);
                self.at += 1;
                Ok(())
            }
            _ => Err((Fault::Bracket(bracket), self.at)),
        }
    }

    /// Reads a name, or the text that it is the prefix of.
    fn name(&mut self) -> Result<(), (Fault, usize)> {
        let start = self.at;
        self.at += self.length(|next| next.is_alphanumeric() || next == '_');
        let name = self.source.get(start..self.at).unwrap_or_default();
        let is_prefix = name.len() <= 2 && name.chars().all(|letter| "rRbBfFuUtT".contains(letter));
        if is_prefix && self.rest().starts_with(['"', '\'']) {
            return self.text(self.at, name);
        }
        self.push(Kind::Name, start, self.at);
        Ok(())
    }

    fn text(&mut self, start: usize, prefix: &str) -> Result<(), (Fault, usize)> {
        let quote = if self.rest().starts_with('"') { '"' } else { '\'' };
        let triple = [quote; 3].iter().collect::<String>();
        let is_triple = self.rest().starts_with(&triple);
        let end: &str = if is_triple { &triple } else { &triple[..1] };
        let is_formatted = prefix.contains(['f', 'F', 't', 'T']);
        self.at += end.len();
        let from = self.at;
        loop {
            let rest = self.rest();
            let Some(character) = rest.chars().next() else { return Err((Fault::Text(quote), start)) };
            if rest.starts_with(end) {
                let spans_lines =
                    is_triple && self.source.get(from..self.at).is_some_and(|text| text.contains('\n'));
                self.push(Kind::Text { spans_lines }, from, self.at);
                self.at += end.len();
                return Ok(());
            }
            match character {
                '\n' if !is_triple => return Err((Fault::Text(quote), start)),
                '\\' => self.at += 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
                '{' if is_formatted && !rest.starts_with("{{") => {
                    self.at += 1;
                    self.code(true)?;
                    if !self.rest().starts_with('}') {
                        return Err((Fault::Text(quote), start));
                    }
                    self.at += 1;
                }
                '{' if is_formatted => self.at += 2,
                _ => self.at += character.len_utf8(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn names(source: &str) -> Vec<&str> {
        let script = Script::read(source);
        script.tokens.iter().filter(|token| token.kind == Kind::Name).map(|token| token.text).collect()
    }

    #[test]
    fn names_are_found_in_code_and_in_formatted_texts_only() {
        for (source, expected) in [
            ("user.name # user2", vec!["user", "name"]),
            ("x = 'user' + \"user\"", vec!["x"]),
            ("f\"{user}-{{not}}\"", vec!["user"]),
            ("f\"{info[\"email\"]}\"", vec!["info"]),
            ("rb'user'", vec![]),
            ("'''\nuser\n'''", vec![]),
            ("名 = 1", vec!["名"]),
        ] {
            assert_eq!(names(source), expected, "{source}");
        }
    }

    #[test]
    fn a_fault_has_its_line() {
        for (source, expected) in [
            ("return {", Some((Fault::Bracket('{'), 1))),
            ("x = 1\nreturn (1]", Some((Fault::Bracket(']'), 2))),
            ("\n'abc", Some((Fault::Text('\''), 2))),
            ("'''abc", Some((Fault::Text('\''), 1))),
            ("f\"{a\"", Some((Fault::Text('"'), 1))),
            ("return {'a': [1, (2)]} # {", None),
            ("x = 'it\\'s'", None),
        ] {
            assert_eq!(Script::read(source).fault, expected, "{source}");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_read_and_each_token_stands_where_it_says(source in "[a-f{}()'\"#\\\\\n =:.é]*") {
            for token in Script::read(&source).tokens {
                prop_assert_eq!(source.get(token.start..token.start + token.text.len()), Some(token.text));
            }
        }
    }
}
