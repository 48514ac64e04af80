//! What can be told of a mapping's expression without running it.

use std::collections::BTreeSet;

use super::python::{Kind, Script, Token};

/// An expression, looked at.
pub(super) struct Expression<'a> {
    tokens: &'a [Token<'a>],
    /// The names that the expression makes itself.
    bound: BTreeSet<&'a str>,
    /// What stands behind each `return`.
    returns: Vec<&'a [Token<'a>]>,
}

/// The value of a key in a dict that is written out.
pub(super) struct Value<'a>(&'a [Token<'a>]);

impl Value<'_> {
    /// Returns whether it is a single text.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.0, [Token { kind: Kind::Text { .. }, .. }])
    }

    /// Returns whether it is `[]`.
    pub(super) fn is_empty_list(&self) -> bool {
        matches!(self.0, [open, close] if open.text == "[" && close.text == "]")
    }
}

impl<'a> Expression<'a> {
    pub(super) fn of(script: &'a Script<'a>) -> Expression<'a> {
        let returns = script
            .statements()
            .filter_map(|statement| {
                let at =
                    statement.iter().position(|token| token.kind == Kind::Name && token.text == "return")?;
                statement.get(at + 1..)
            })
            .collect();
        Expression { tokens: &script.tokens, bound: bound(script), returns }
    }

    /// Returns whether something stands behind one `return`.
    pub(super) fn returns_something(&self) -> bool {
        self.returns.iter().any(|value| !value.is_empty())
    }

    /// Returns whether whatever it returns is plainly no dict: a text, a number, a list, `True`, `False` or `None`.
    pub(super) fn returns_no_dict(&self) -> bool {
        self.returns.iter().all(|value| match value {
            [] => true,
            [only] => {
                matches!(only.kind, Kind::Text { .. } | Kind::Number)
                    || matches!(only.text, "True" | "False" | "None")
            }
            [open, .., close] => open.text == "[" && close.text == "]" && is_one(value),
        })
    }

    /// Returns whether it reads a name that it does not make itself.
    pub(super) fn uses(&self, name: &str) -> bool {
        !self.bound.contains(name) && self.reads(name).next().is_some()
    }

    /// Returns whether it reads an attribute of a name: `request.user`.
    pub(super) fn uses_attribute(&self, name: &str, attribute: &str) -> bool {
        self.tokens.windows(3).any(|three| {
            matches!(three, [object, dot, member]
                if object.text == name && dot.text == "." && member.text == attribute)
        })
    }

    /// Returns whether a keyword stands in it.
    pub(super) fn has_keyword(&self, keyword: &str) -> bool {
        self.tokens.iter().any(|token| token.kind == Kind::Name && token.text == keyword)
    }

    /// Returns whether a text in it spans lines, other than one that stands alone as a comment.
    pub(super) fn has_text_of_lines(&self) -> bool {
        let spans = |token: &Token<'_>| token.kind == Kind::Text { spans_lines: true };
        self.tokens
            .split(|token| token.kind == Kind::End)
            .any(|statement| statement.len() > 1 && statement.iter().any(spans))
    }

    /// Returns the expression with a name replaced wherever it is read.
    pub(super) fn with_name_replaced(&self, expression: &str, name: &str, new: &str) -> String {
        let mut text = expression.to_owned();
        let starts: Vec<usize> = self.reads(name).map(|token| token.start).collect();
        for start in starts.into_iter().rev() {
            text.replace_range(start..start + name.len(), new);
        }
        text
    }

    /// Returns the keys of the dicts that are written out behind a `return`, with what stands behind each.
    pub(super) fn returned_keys(&self) -> Vec<(&'a str, Value<'a>)> {
        let mut keys = Vec::new();
        for value in self.returns.iter().copied() {
            let [open, inside @ .., close] = value else { continue };
            if open.text != "{" || close.text != "}" || !is_one(value) {
                continue;
            }
            let depth = open.depth + 1;
            for item in inside.split(|token| token.text == "," && token.depth == depth) {
                if let [key, colon, value @ ..] = item
                    && matches!(key.kind, Kind::Text { .. })
                    && colon.text == ":"
                {
                    keys.push((key.text, Value(value)));
                }
            }
        }
        keys
    }

    fn reads<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'a Token<'a>> + 'b {
        self.tokens.iter().enumerate().filter_map(move |(at, token)| {
            let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
            let after = self.tokens.get(at + 1);
            let is_attribute = before.is_some_and(|before| before.text == ".");
            // In a call `name=` is an argument's name.
            let is_argument = token.depth > 0 && after.is_some_and(|after| after.text == "=");
            let is_it = token.kind == Kind::Name && token.text == name;
            (is_it && !is_attribute && !is_argument).then_some(token)
        })
    }
}

/// Returns whether the bracket that opens the tokens is closed by the last of them only.
fn is_one(tokens: &[Token<'_>]) -> bool {
    let [open, inside @ .., _] = tokens else { return false };
    inside.iter().all(|token| token.depth > open.depth)
}

/// Returns the names that a script makes: by assignment, `for`, `import`, `as`, `def`, `lambda` and `:=`. Rather one
/// too many than one too few, so that nothing is called unknown which is not.
fn bound<'a>(script: &'a Script<'a>) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    let is_name = |token: &&Token<'_>| token.kind == Kind::Name;
    for statement in script.statements() {
        if let Some(at) = statement.iter().position(|token| token.text == "=" && token.depth == 0) {
            names.extend(statement.iter().take(at).filter(is_name).map(|token| token.text));
        }
        for (at, token) in statement.iter().enumerate() {
            let rest = statement.get(at + 1..).unwrap_or_default();
            let end = match token.text {
                "for" => rest.iter().position(|token| token.text == "in"),
                "import" => Some(rest.len()),
                "def" | "lambda" => rest.iter().position(|token| token.text == ":"),
                "as" | "global" | "nonlocal" => Some(1),
                _ => None,
            };
            if token.kind == Kind::Name
                && let Some(end) = end
            {
                names.extend(rest.iter().take(end).filter(is_name).map(|token| token.text));
            }
            if rest.first().is_some_and(|next| next.text == ":=") && token.kind == Kind::Name {
                names.insert(token.text);
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<T>(source: &str, look: impl FnOnce(&Expression<'_>) -> T) -> T {
        let script = Script::read(source);
        look(&Expression::of(&script))
    }

    #[test]
    fn a_name_that_the_expression_makes_is_not_unknown() {
        for (source, used) in [
            ("return {'a': user}", true),
            ("return f(user=1)", false),
            ("user = info\nreturn user", false),
            ("for user in []:\n  pass\nreturn user", false),
            ("return [user for user in []]", false),
            ("from x import y as user\nreturn user", false),
            ("def f(user):\n  return user", false),
            ("return info.user", false),
            ("if (user := 1):\n  return user", false),
            ("return f'{user.pk}'", true),
        ] {
            assert_eq!(with(source, |expression| expression.uses("user")), used, "{source}");
        }
    }

    #[test]
    fn the_keys_of_returned_dicts_are_found() {
        let keys = |source: &str| {
            with(source, |expression| {
                expression.returned_keys().iter().map(|(key, _)| (*key).to_owned()).collect::<Vec<_>>()
            })
        };
        assert_eq!(keys("return {'a': {'b': 1}, \"c\": [1, 2],}"), ["a", "c"]);
        assert_eq!(keys("if x:\n    return {'a': 1}\nreturn {'b': 2} | y"), ["a"]);
        assert_eq!(keys("return dict(a=1)"), Vec::<String>::new());
    }

    #[test]
    fn what_is_plainly_no_dict_is_told_from_what_may_be_one() {
        for (source, no_dict) in [
            ("return 'x'", true),
            ("return [1, 2]", true),
            ("return None", true),
            ("return", true),
            ("return [1][0]", false),
            ("return info", false),
            ("return {}", false),
            ("if x: return None\nreturn info", false),
        ] {
            assert_eq!(with(source, |expression| expression.returns_no_dict()), no_dict, "{source}");
        }
    }

    #[test]
    fn a_name_is_replaced_where_it_is_read_and_nowhere_else() {
        let source = "x = f'{http_request.META}' + y.http_request + 'http_request' # http_request";
        let new = with(source, |expression| {
            expression.with_name_replaced(source, "http_request", "request.http_request")
        });
        assert_eq!(
            new,
            "x = f'{request.http_request.META}' + y.http_request + 'http_request' # http_request"
        );
    }
}
