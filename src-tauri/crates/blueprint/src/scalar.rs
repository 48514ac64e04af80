//! What a plain scalar means, as authentik's loader (PyYAML, YAML 1.1) decides it.

use crate::value::{Content, Tag, Value};

/// The name space of YAML's own tags.
pub(crate) const YAML_TAGS: &str = "tag:yaml.org,2002:";
/// The key that merges another mapping into its own.
pub(crate) const MERGE: &str = "<<";

/// Returns the value of a plain scalar without a tag.
///
/// Kinds that [`Value`] has no variant for (times, numbers in base 60 or beyond 64 bits, the merge key) get their tag
/// explicitly and keep their spelling, so that nothing is lost.
pub(crate) fn resolve(text: &str) -> Value {
    let spelled = |kind: &str| {
        Value::Tagged(Tag::Unknown(format!("{YAML_TAGS}{kind}")), Content::Text(text.to_owned()))
    };
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => return Value::Bool(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            return Value::Bool(false);
        }
        MERGE => return spelled("merge"),
        "=" => return spelled("value"),
        ".nan" | ".NaN" | ".NAN" => return Value::Float(f64::NAN),
        _ => {}
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        return Value::Float(if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY });
    }
    if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return Value::text(text);
    }
    if let Some((radix, digits)) = integer_parts(unsigned) {
        let digits = digits.replace('_', "");
        let sign = if text.starts_with('-') { "-" } else { "" };
        return i64::from_str_radix(&format!("{sign}{digits}"), radix)
            .map_or_else(|_| spelled("int"), Value::Integer);
    }
    if is_sexagesimal(unsigned) {
        return spelled(if unsigned.contains('.') { "float" } else { "int" });
    }
    // YAML 1.1 has no sign before a number that starts with its point.
    if is_float(unsigned) && !(unsigned.starts_with('.') && unsigned != text) {
        return text.replace('_', "").parse().map_or_else(|_| spelled("float"), Value::Float);
    }
    if is_timestamp(text) { spelled("timestamp") } else { Value::text(text) }
}

/// Returns a number as YAML 1.1 and 1.2 both read it: with a point, and a sign in the exponent.
pub(crate) fn float_text(number: f64) -> String {
    if number.is_nan() {
        return ".nan".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { ".inf" } else { "-.inf" }.to_owned();
    }
    let text = format!("{number:?}");
    match text.split_once('e') {
        None => text,
        Some((digits, exponent)) => {
            let digits = if digits.contains('.') { digits.to_owned() } else { format!("{digits}.0") };
            let sign = if exponent.starts_with('-') { "" } else { "+" };
            format!("{digits}e{sign}{exponent}")
        }
    }
}

/// Returns whether the text has the shape of a plain scalar that means the same in block and flow style.
///
/// This is far stricter than YAML: what is in doubt gets quotes.
pub(crate) fn is_plain_shape(text: &str) -> bool {
    let inner = |character: char| character.is_alphanumeric() || "_-./@+%()= ".contains(character);
    text.starts_with(|first: char| first.is_alphanumeric() || first == '/' || first == '_')
        && !text.ends_with(' ')
        && text.chars().all(|character| inner(character) && is_printable(character))
}

/// Returns whether the text may stand plain and is then read as a text under YAML 1.1 and 1.2.
pub(crate) fn is_plain_text(text: &str) -> bool {
    is_plain_shape(text)
        && !text.starts_with(|first: char| first.is_ascii_digit())
        && !matches!(text, "y" | "Y" | "n" | "N")
        && matches!(resolve(text), Value::Text(_))
}

/// Returns whether a character may stand in a file as it is and is no line break to any reader.
///
/// This is PyYAML's list of printable characters without the line separators of Unicode and the byte order mark.
pub(crate) fn is_printable(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
        && !matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Returns the radix and the digits of an unsigned whole number; a leading zero means octal.
fn integer_parts(text: &str) -> Option<(u32, &str)> {
    let (radix, digits) = if let Some(digits) = text.strip_prefix("0b") {
        (2, digits)
    } else if let Some(digits) = text.strip_prefix("0x") {
        (16, digits)
    } else if text.len() > 1 && text.starts_with('0') {
        (8, &text[1..])
    } else {
        (10, text)
    };
    let valid = digits.chars().all(|digit| digit == '_' || digit.is_digit(radix))
        && digits.contains(|digit: char| digit != '_');
    valid.then_some((radix, digits))
}

fn is_float(text: &str) -> bool {
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (text, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    let Some((whole, fraction)) = number.split_once('.') else { return false };
    let exponent_fits = exponent.is_none_or(|exponent| {
        exponent
            .strip_prefix(['+', '-'])
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    });
    digits(whole)
        && digits(fraction)
        && exponent_fits
        && (!whole.is_empty() || fraction.starts_with(|first: char| first.is_ascii_digit()))
}

fn is_sexagesimal(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.split(':');
    let first_fits = groups.next().is_some_and(|first| {
        first.starts_with(|digit: char| digit.is_ascii_digit())
            && first.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
    });
    let mut n_groups = 0;
    let others_fit = groups.all(|group| {
        n_groups += 1;
        matches!(group.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9'])
    });
    let starts_well = text.contains('.') || !text.starts_with('0');
    first_fits
        && others_fit
        && n_groups > 0
        && starts_well
        && fraction.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
}

fn is_timestamp(text: &str) -> bool {
    let mut rest = text;
    let digits = |least: usize, most: usize, rest: &mut &str| -> bool {
        let n_digits = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        *rest = &rest[n_digits..];
        n_digits >= least
    };
    let literal = |mark: char, rest: &mut &str| match rest.strip_prefix(mark) {
        Some(behind) => {
            *rest = behind;
            true
        }
        None => false,
    };
    if !(digits(4, 4, &mut rest) && literal('-', &mut rest)) {
        return false;
    }
    let month = rest;
    if !(digits(1, 2, &mut rest) && literal('-', &mut rest)) {
        return false;
    }
    let day = rest;
    if !digits(1, 2, &mut rest) {
        return false;
    }
    if rest.is_empty() {
        // A bare date needs both digits of month and day.
        return day.len() == 2 && month.len() == 5;
    }
    let spaced = rest.trim_start_matches([' ', '\t']);
    if spaced.len() < rest.len() {
        rest = spaced;
    } else if !(literal('T', &mut rest) || literal('t', &mut rest)) {
        return false;
    }
    let clock = digits(1, 2, &mut rest)
        && literal(':', &mut rest)
        && digits(2, 2, &mut rest)
        && literal(':', &mut rest)
        && digits(2, 2, &mut rest);
    if !clock {
        return false;
    }
    if literal('.', &mut rest) {
        digits(0, usize::MAX, &mut rest);
    }
    rest = rest.trim_start_matches([' ', '\t']);
    if rest.is_empty() || rest == "Z" {
        return true;
    }
    let zone = (literal('+', &mut rest) || literal('-', &mut rest)) && digits(1, 2, &mut rest);
    zone && (rest.is_empty() || (literal(':', &mut rest) && digits(2, 2, &mut rest) && rest.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_scalars_mean_what_pyyaml_says() {
        let spelled = |kind: &str, text: &str| {
            Value::Tagged(Tag::Unknown(format!("{YAML_TAGS}{kind}")), Content::Text(text.into()))
        };
        for (text, value) in [
            ("yes", Value::Bool(true)),
            ("Off", Value::Bool(false)),
            ("y", Value::text("y")),
            ("~", Value::Null),
            ("", Value::Null),
            ("010", Value::Integer(8)),
            ("0x1F", Value::Integer(31)),
            ("0b101", Value::Integer(5)),
            ("0o17", Value::text("0o17")),
            ("09", Value::text("09")),
            ("-1_000", Value::Integer(-1000)),
            ("1.5", Value::Float(1.5)),
            ("1e3", Value::text("1e3")),
            ("1.0e+3", Value::Float(1000.0)),
            ("1.", Value::Float(1.0)),
            (".5", Value::Float(0.5)),
            ("-.5", Value::text("-.5")),
            (".", Value::text(".")),
            ("-.inf", Value::Float(f64::NEG_INFINITY)),
            ("1:30", spelled("int", "1:30")),
            ("190:20:30.15", spelled("float", "190:20:30.15")),
            ("01:30", Value::text("01:30")),
            ("99999999999999999999", spelled("int", "99999999999999999999")),
            ("2028-12-31", spelled("timestamp", "2028-12-31")),
            ("2028-1-3", Value::text("2028-1-3")),
            ("2028-12-31T23:59:59Z", spelled("timestamp", "2028-12-31T23:59:59Z")),
            ("2028-12-31 23:59:59.5 +08:00", spelled("timestamp", "2028-12-31 23:59:59.5 +08:00")),
            ("2028-12-31T23:59", Value::text("2028-12-31T23:59")),
            ("<<", spelled("merge", "<<")),
            ("wechat", Value::text("wechat")),
            ("1.2.3.4", Value::text("1.2.3.4")),
        ] {
            assert_eq!(resolve(text), value, "{text}");
        }
    }

    #[test]
    fn only_a_text_that_no_reader_takes_for_something_else_stands_plain() {
        for text in ["wechat", "goauthentik.io/sources/%(slug)s", "/run/secrets/x", "微信", "Log in"] {
            assert!(is_plain_text(text), "{text}");
        }
        for text in [
            "", "yes", "NULL", "n", "0123", "1e3", "a: b", "a #b", "- a", " a", "a ", "{{", "%a", "a,b",
            "a\tb", "=", "😀",
        ] {
            assert!(!is_plain_text(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_number_reads_back_from_its_text(number: f64) {
            let Value::Float(read) = resolve(&float_text(number)) else {
                return Err(TestCaseError::fail(float_text(number)));
            };
            prop_assert!(read == number || (read.is_nan() && number.is_nan()));
        }

        #[test]
        fn any_text_has_a_meaning(text in ".*", numeric in "[-+0-9:._eExbTZ ]{0,24}") {
            resolve(&text);
            resolve(&numeric);
        }
    }
}
