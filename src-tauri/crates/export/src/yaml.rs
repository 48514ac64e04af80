//! YAML for people: documents with lines of comment above them.

use desk_blueprint::Value;

/// Returns comment lines, each with its mark. What would end a line is a line of its own; other control characters go.
pub(crate) fn comment(text: &str) -> String {
    let mut out = String::new();
    for line in text.trim_end().split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        let line: String = line.chars().filter(|character| !character.is_control()).collect();
        out.push_str(format!("# {line}").trim_end());
        out.push('\n');
    }
    out
}

/// Returns a mapping of texts to values.
pub(crate) fn mapping<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    Value::mapping(pairs)
}

/// Returns a list of texts.
pub(crate) fn texts<'a>(items: impl IntoIterator<Item = &'a str>) -> Value {
    Value::Sequence(items.into_iter().map(Value::text).collect())
}
