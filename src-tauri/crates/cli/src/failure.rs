//! Why a command ends without its result.

use std::io;

use desk_app::{Locale, Problem, ProblemKind, messages, words};

/// Everything is done.
pub(crate) const DONE: u8 = 0;
/// There are findings.
pub(crate) const FINDINGS: u8 = 1;
/// The call was wrong.
pub(crate) const USAGE: u8 = 2;
/// A host cannot be reached, or a server refuses.
pub(crate) const UNREACHABLE: u8 = 3;
/// We are wrong.
pub(crate) const BUG: u8 = 4;

/// Why a command ends without its result.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Problems to tell, at least one.
    Problems(Vec<Problem>),
    /// Stdout takes no more. A reader that went away, as `head` does, is no mistake.
    Output(io::Error),
}

/// What a command gives: its exit code, or why there is no result.
pub(crate) type Ended = Result<u8, Failure>;

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Failure {
        Failure::Problems(vec![problem])
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

/// Gives the value, or all problems at once.
pub(crate) fn none_or_all<T>(value: T, problems: Vec<Problem>) -> Result<T, Failure> {
    if problems.is_empty() { Ok(value) } else { Err(Failure::Problems(problems)) }
}

/// Returns what to do about a problem: in this program's own words `cli-fix-CODE` where there are some.
pub(crate) fn fix(locale: Locale, problem: &Problem) -> String {
    let [subject, detail] =
        [&problem.subject, &problem.detail].map(|text| text.as_deref().unwrap_or_default());
    let arguments = problem.arguments.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let own = messages::find(
        locale,
        &format!("cli-fix-{}", problem.code),
        arguments.chain([("subject", subject), ("detail", detail)]),
    );
    own.unwrap_or_else(|| words::problem_fix(locale, problem))
}

/// Returns the exit code of a problem.
pub(crate) fn exit_code(problem: &Problem) -> u8 {
    // The codes of this program are all about how it was called.
    if problem.code.starts_with("usage-") {
        return USAGE;
    }
    match problem.severity() {
        ProblemKind::Usage => USAGE,
        ProblemKind::Finding => FINDINGS,
        ProblemKind::Server => UNREACHABLE,
        ProblemKind::Bug => BUG,
    }
}
