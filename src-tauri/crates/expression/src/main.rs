//! `source-desk-expression`: evaluates property mappings, one request a line, inside a cage that it locks behind itself.

mod worker;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use desk_expression::inside::{self, Locks, PROGRAM};

/// How much stack the interpreter may use: Python's own limit of nested calls must be reached before.
const STACK: usize = 128 * 1024 * 1024;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // A thread with a large stack has to be started before the cage is locked, which allows no more of them.
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || run(&arguments));
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        Ok(Ok(Err(error))) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::FAILURE,
    }
}

fn run(arguments: &[String]) -> io::Result<()> {
    let usage =
        || io::Error::new(io::ErrorKind::InvalidInput, "source-desk evaluates mappings with this program");
    let (locks, python) = arguments.split_at_checked(2).ok_or_else(usage)?;
    inside::lock(Locks::from_arguments(locks).ok_or_else(usage)?, !python.is_empty())?;
    match python {
        [] => worker::answer_all(&mut io::stdin().lock(), &mut io::stdout()),
        [python] => Err(inside::run_python(Path::new(python), &format!("{PROGRAM}\nserve()\n"))),
        _ => Err(usage()),
    }
}
