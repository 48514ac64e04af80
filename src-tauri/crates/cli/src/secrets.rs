//! Secrets at the edge: from the environment, a file or stdin, never from the arguments themselves.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use desk_app::catalogue::{self, FieldKind};
use desk_app::{Problem, Secret, Secrets};

use crate::failure::{Failure, none_or_all};

/// More than any secret has; whoever gives more has named the wrong file.
const MOST_BYTES: u64 = 65_536;

/// Where a secret comes from.
#[derive(Debug, PartialEq, Eq)]
enum Origin {
    Variable(String),
    File(PathBuf),
    StandardInput,
}

/// Reads the secrets that the arguments `FIELD=env:VARIABLE`, `FIELD=file:PATH` and `FIELD=-` name, for a draft of a kind.
///
/// One line end at the end of a file or of stdin belongs to the file, not to the secret. All mistakes are told at once.
pub(crate) fn read(
    arguments: &[String],
    source_type: &str,
    variable: &dyn Fn(&str) -> Option<OsString>,
    stdin: &mut dyn Read,
) -> Result<Secrets, Failure> {
    let mut secrets = Secrets::default();
    let mut problems = Vec::new();
    let n_from_stdin =
        arguments.iter().filter(|argument| matches!(parse(argument), Ok((_, Origin::StandardInput)))).count();
    if n_from_stdin > 1 {
        return Err(Problem::new("usage-secret-stdin-twice").into());
    }
    for argument in arguments {
        let read = parse(argument).and_then(|(field, origin)| {
            require_secret_field(source_type, field)?;
            Ok((field, fetch(field, origin, variable, stdin)?))
        });
        match read {
            Ok((field, secret)) => secrets.set(field, secret),
            Err(problem) => problems.push(problem),
        }
    }
    none_or_all(secrets, problems)
}

/// Reads one secret from where an argument says: `env:VARIABLE`, `file:PATH` or `-`. `subject` is what it is for.
pub(crate) fn read_one(
    subject: &str,
    origin: &str,
    variable: &dyn Fn(&str) -> Option<OsString>,
    stdin: &mut dyn Read,
) -> Result<Secret, Problem> {
    let origin = parse_origin(origin).ok_or_else(|| Problem::about("usage-secret-origin", subject))?;
    fetch(subject, origin, variable, stdin)
}

/// Splits an argument. A mistaken one may hold the secret itself, so no problem repeats what follows the field.
fn parse(argument: &str) -> Result<(&str, Origin), Problem> {
    let Some((field, origin)) = argument.split_once('=') else {
        return Err(Problem::new("usage-secret-form"));
    };
    match parse_origin(origin) {
        Some(origin) => Ok((field, origin)),
        None if is_field(field) => Err(Problem::about("usage-secret-plain", field)),
        // A secret may hold an `=` itself, as Base64 does: what stands before it is then a part of the secret.
        None => Err(Problem::new("usage-secret-form")),
    }
}

fn parse_origin(origin: &str) -> Option<Origin> {
    match origin.split_once(':') {
        Some(("env", name)) if !name.is_empty() => Some(Origin::Variable(name.to_owned())),
        Some(("file", path)) if !path.is_empty() => Some(Origin::File(PathBuf::from(path))),
        None if origin == "-" => Some(Origin::StandardInput),
        _ => None,
    }
}

fn is_field(name: &str) -> bool {
    catalogue::all().iter().any(|kind| kind.field(name).is_some())
}

fn require_secret_field(source_type: &str, field: &str) -> Result<(), Problem> {
    match catalogue::find(source_type).and_then(|kind| kind.field(field)).map(|field| field.kind) {
        Some(FieldKind::Secret) => Ok(()),
        Some(_) => Err(Problem::about("field-no-secret", field)),
        None => Err(Problem::about("field-unknown", field)),
    }
}

fn fetch(
    field: &str,
    origin: Origin,
    variable: &dyn Fn(&str) -> Option<OsString>,
    stdin: &mut dyn Read,
) -> Result<Secret, Problem> {
    let text = match origin {
        Origin::Variable(name) => match variable(&name).map(OsString::into_string) {
            None => return Err(Problem::about("usage-secret-variable", name)),
            Some(Err(_)) => return Err(Problem::about("usage-secret-text", field)),
            Some(Ok(text)) => text,
        },
        Origin::File(path) => {
            let mut file = File::open(&path).map_err(|error| not_read(&path, &error))?;
            let bytes = at_most(&mut file).map_err(|error| not_read(&path, &error))?;
            without_line_end(field, bytes)?
        }
        Origin::StandardInput => {
            let bytes = at_most(stdin).map_err(|error| not_read(Path::new("stdin"), &error))?;
            without_line_end(field, bytes)?
        }
    };
    if text.is_empty() { Err(Problem::about("secret-empty", field)) } else { Ok(Secret::new(text)) }
}

/// Returns the text of a file that holds a secret, such as an identity file; `what` names it in a problem.
pub(crate) fn text_of_file(what: &str, path: &Path) -> Result<Secret, Problem> {
    fetch(what, Origin::File(path.to_owned()), &|_| None, &mut io::empty())
}

fn not_read(path: &Path, error: &io::Error) -> Problem {
    Problem::about("file-not-read", path.display().to_string()).detailed(error.to_string())
}

fn at_most(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn without_line_end(field: &str, bytes: Vec<u8>) -> Result<String, Problem> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Problem::about("usage-secret-large", field));
    }
    let mut text = String::from_utf8(bytes).map_err(|_| Problem::about("usage-secret-text", field))?;
    if text.ends_with('\n') {
        text.pop();
        if text.ends_with('\r') {
            text.pop();
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANARY: &str = "canary0123456789";

    fn read_with(arguments: &[&str], stdin: &[u8]) -> Result<Secrets, Vec<String>> {
        let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
        let variable = |name: &str| match name {
            "S" => Some(OsString::from(CANARY)),
            "EMPTY" => Some(OsString::new()),
            _ => None,
        };
        read(&arguments, "wechat", &variable, &mut &*stdin).map_err(|failure| match failure {
            Failure::Problems(problems) => {
                problems
                    .iter()
                    .for_each(|problem| assert!(!format!("{problem:?}").contains("canary"), "{problem:?}"));
                problems.into_iter().map(|problem| problem.code).collect()
            }
            Failure::Output(error) => panic!("{error}"),
        })
    }

    fn text_of(secrets: &Secrets) -> &str {
        // EXPOSE: a test looks at the secret that it made itself.
        secrets.get("consumer_secret").unwrap().expose()
    }

    #[test]
    fn a_secret_comes_from_the_environment_a_file_or_stdin_without_its_line_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("s:1");
        let argument = format!("consumer_secret=file:{}", path.display());
        for (content, expected) in
            [("abc\n", "abc"), ("abc\r\n", "abc"), (" abc \n\n", " abc \n"), ("abc", "abc")]
        {
            std::fs::write(&path, content).unwrap();
            assert_eq!(text_of(&read_with(&[&argument], b"").unwrap()), expected, "{content:?}");
            assert_eq!(
                text_of(&read_with(&["consumer_secret=-"], content.as_bytes()).unwrap()),
                expected,
                "{content:?}"
            );
        }
        assert_eq!(text_of(&read_with(&["consumer_secret=env:S"], b"").unwrap()), CANARY);
    }

    #[test]
    fn a_mistake_is_told_without_what_may_be_the_secret() {
        for (argument, code) in [
            (CANARY, "usage-secret-form"),
            ("canary0123456789==", "usage-secret-form"),
            ("canary=0123=456789", "usage-secret-form"),
            ("consumer_secret=canary0123456789", "usage-secret-plain"),
            ("consumer_secret=env:", "usage-secret-plain"),
            ("consumer_secret=canary:x", "usage-secret-plain"),
            ("consumer_secret=env:MISSING", "usage-secret-variable"),
            ("consumer_secret=env:EMPTY", "secret-empty"),
            ("consumer_secret=file:/nowhere/at/all", "file-not-read"),
            ("consumer_secret=-", "secret-empty"),
            ("consumer_key=env:S", "field-no-secret"),
            ("nonsense=env:S", "field-unknown"),
        ] {
            assert_eq!(read_with(&[argument], b"\n").err(), Some(vec![code.to_owned()]), "{argument}");
        }
        assert_eq!(
            read_with(&["consumer_secret=-", "consumer_secret=-"], b"").err(),
            Some(vec!["usage-secret-stdin-twice".to_owned()])
        );
        assert_eq!(
            read_with(&["consumer_secret=-"], &[0xff, 0xfe]).err(),
            Some(vec!["usage-secret-text".to_owned()])
        );
        assert_eq!(
            read_with(&["consumer_secret=-"], &vec![b'a'; 70_000]).err(),
            Some(vec!["usage-secret-large".to_owned()])
        );
    }

    #[test]
    fn all_mistakes_are_told_at_once() {
        let codes = read_with(&["consumer_secret=x", "nonsense=env:S"], b"").err().unwrap();
        assert_eq!(codes, ["usage-secret-plain", "field-unknown"]);
    }
}
