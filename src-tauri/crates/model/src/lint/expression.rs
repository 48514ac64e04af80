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

impl<'a> Value<'a> {
    /// Returns what it begins with.
    pub(super) fn first(&self) -> Option<&'a Token<'a>> {
        self.0.first()
    }

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

    /// Returns where it first reads a name that it does not make itself.
    pub(super) fn uses(&self, name: &str) -> Option<&'a Token<'a>> {
        if self.bound.contains(name) { None } else { self.reads(name).next() }
    }

    /// Returns where it first reads an attribute of a name: `request.user`.
    pub(super) fn uses_attribute(&self, name: &str, attribute: &str) -> Option<&'a Token<'a>> {
        self.tokens.windows(3).find_map(|three| match three {
            [object, dot, member]
                if object.kind == Kind::Name
                    && object.text == name
                    && dot.text == "."
                    && member.text == attribute =>
            {
                Some(object)
            }
            _ => None,
        })
    }

    /// Returns where it first changes a dict in place, as far as its text shows.
    pub(super) fn changes(&self, name: &str) -> Option<&'a Token<'a>> {
        if self.bound.contains(name) {
            return None;
        }
        self.tokens.split(|token| token.kind == Kind::End).find_map(|statement| {
            let [first, rest @ ..] = statement else { return None };
            let is_it = |token: &Token<'_>| token.kind == Kind::Name && token.text == name;
            if first.text == "del" && first.kind == Kind::Name {
                return rest.iter().find(|token| is_it(token));
            }
            let assigns = |token: &Token<'_>| {
                token.kind == Kind::Symbol && token.depth == 0 && matches!(token.text, "=" | "|=" | "+=")
            };
            if is_it(first)
                && rest.first().is_some_and(|next| matches!(next.text, "[" | "|="))
                && rest.iter().any(assigns)
            {
                return Some(first);
            }
            statement.windows(3).find_map(|three| match three {
                [object, dot, method]
                    if is_it(object)
                        && dot.text == "."
                        && matches!(method.text, "update" | "pop" | "popitem" | "clear" | "setdefault") =>
                {
                    Some(object)
                }
                _ => None,
            })
        })
    }

    /// Returns the keys of a dict that it takes for given: `info["email"]`, `info.get("email").lower()`. A key that it
    /// reads twice may have been looked for before; of that nothing is said.
    pub(super) fn takes_for_given(&self, name: &str) -> Vec<&'a Token<'a>> {
        if self.bound.contains(name) || self.has_keyword("try") {
            return Vec::new();
        }
        let is_text = |token: &Token<'_>| matches!(token.kind, Kind::Text { .. });
        // In `{"name": …}` the text is a key of what is made.
        let looks_at = |key: &Token<'_>| {
            let pairs = self.tokens.windows(2).filter(|pair| {
                matches!(pair, [text, next] if is_text(text) && text.text == key.text && next.text != ":")
            });
            pairs.count()
        };
        let is_once = |key: &Token<'_>| looks_at(key) == 1;
        let mut keys = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let is_attribute =
                at.checked_sub(1).and_then(|at| self.tokens.get(at)).is_some_and(|it| it.text == ".");
            if token.kind != Kind::Name || token.text != name || is_attribute {
                continue;
            }
            let rest = self.tokens.get(at + 1..).unwrap_or_default();
            let (key, after) = match rest {
                [open, key, close, after, ..] if open.text == "[" && close.text == "]" && is_text(key) => {
                    (key, after.text != "=")
                }
                [dot, get, open, key, close, after, ..]
                    if dot.text == "."
                        && get.text == "get"
                        && open.text == "("
                        && close.text == ")"
                        && is_text(key) =>
                {
                    (key, matches!(after.text, "." | "["))
                }
                _ => continue,
            };
            if after && is_once(key) {
                keys.push(key);
            }
        }
        keys
    }

    /// Returns its last statement's first token.
    pub(super) fn last_statement(&self) -> Option<&'a Token<'a>> {
        self.tokens.split(|token| token.kind == Kind::End).rfind(|statement| !statement.is_empty())?.first()
    }

    /// Returns what stands behind the first `return` that returns something.
    pub(super) fn first_returned(&self) -> Option<&'a Token<'a>> {
        self.returns.iter().find_map(|value| value.first())
    }

    /// Returns whether a keyword stands in it.
    pub(super) fn has_keyword(&self, keyword: &str) -> bool {
        self.tokens.iter().any(|token| token.kind == Kind::Name && token.text == keyword)
    }

    /// Returns the first text in it that spans lines, other than one that stands alone as a comment.
    pub(super) fn text_of_lines(&self) -> Option<&'a Token<'a>> {
        let spans = |token: &&Token<'_>| token.kind == Kind::Text { spans_lines: true };
        self.tokens
            .split(|token| token.kind == Kind::End)
            .filter(|statement| statement.len() > 1)
            .find_map(|statement| statement.iter().find(spans))
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
    pub(super) fn returned_keys(&self) -> Vec<(&'a Token<'a>, Value<'a>)> {
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
                    keys.push((key, Value(value)));
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
            // `a["x"] = 1` and `a.x = 1` make no name, they change what one stands for.
            let is_whole =
                |at: usize| !statement.get(at + 1).is_some_and(|next| matches!(next.text, "[" | "." | "("));
            let made =
                statement.iter().enumerate().take(at).filter(|(at, token)| is_name(token) && is_whole(*at));
            names.extend(made.map(|(_, token)| token.text));
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
            ("user[\"name\"] = 1\nreturn info", true),
            ("(a, user) = info\nreturn user", false),
            ("for user in []:\n  pass\nreturn user", false),
            ("return [user for user in []]", false),
            ("from x import y as user\nreturn user", false),
            ("def f(user):\n  return user", false),
            ("return info.user", false),
            ("if (user := 1):\n  return user", false),
            ("return f'{user.pk}'", true),
        ] {
            assert_eq!(with(source, |expression| expression.uses("user").is_some()), used, "{source}");
        }
    }

    #[test]
    fn a_dict_that_is_changed_in_place_is_seen() {
        for (source, changed) in [
            ("properties[\"name\"] = 1\nreturn {}", true),
            ("properties[\"attributes\"][\"x\"] = 1\nreturn {}", true),
            ("properties.pop(\"email\", None)\nreturn {}", true),
            ("del properties[\"email\"]\nreturn {}", true),
            ("properties |= {\"name\": 1}\nreturn {}", true),
            ("return {\"name\": properties[\"name\"]}", false),
            ("x = properties[\"name\"]\nreturn {}", false),
            ("properties = dict(properties)\nproperties[\"x\"] = 1\nreturn properties", false),
            ("if properties[\"name\"] == 1: return {}", false),
        ] {
            assert_eq!(
                with(source, |expression| expression.changes("properties").is_some()),
                changed,
                "{source}"
            );
        }
    }

    #[test]
    fn a_key_that_may_be_missing_is_told_only_if_nothing_looks_for_it() {
        let keys = |source: &str| {
            with(source, |expression| {
                expression.takes_for_given("info").iter().map(|key| key.text.to_owned()).collect::<Vec<_>>()
            })
        };
        assert_eq!(keys("return {'name': info['a'], 'email': info.get('b').lower()}"), ["a", "b"]);
        assert_eq!(keys("return f\"{info['a']}\""), ["a"]);
        for source in [
            "return {'name': info['a'] if 'a' in info else ''}",
            "if info.get('a'): return {'name': info['a']}",
            "try:\n  x = info['a']\nexcept KeyError:\n  x = 1\nreturn {'name': x}",
            "info['a'] = 1\nreturn info",
            "return {'name': info.get('a'), 'email': info.get('b', '').lower()}",
            "return {'name': x.info['a']}",
        ] {
            assert_eq!(keys(source), Vec::<String>::new(), "{source}");
        }
    }

    #[test]
    fn the_keys_of_returned_dicts_are_found() {
        let keys = |source: &str| {
            with(source, |expression| {
                expression.returned_keys().iter().map(|(key, _)| key.text.to_owned()).collect::<Vec<_>>()
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
