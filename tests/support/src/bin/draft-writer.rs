//! Makes and changes drafts until it is killed: `draft-writer HOME SEED`.
//!
//! Each line on standard output, `SLUG REVISION`, acknowledges one draft that was saved. The draft's name holds both
//! as well ([`desk_test_support::written_name`]), so a reader can tell a lost or torn draft from a whole one.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use desk_app::{Desk, Locale, Problem};
use desk_test_support::{TestHost, written_name};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(home), Some(seed)) = (arguments.first(), arguments.get(1).and_then(|seed| seed.parse().ok()))
    else {
        return ExitCode::from(2);
    };
    let host = TestHost::new(PathBuf::from(home), Locale::En).seeded(seed);
    match write_on(&Desk::new(Arc::new(host)), seed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // Nobody reads it but the person who looks for the reason of a red test.
            let _ = writeln!(std::io::stderr(), "{problem:?}");
            ExitCode::FAILURE
        }
    }
}

/// Writes on until nobody listens any more.
fn write_on(desk: &Desk, seed: u64) -> Result<(), Problem> {
    for number in 0_u32.. {
        let slug = format!("w{seed}-{number}");
        let mut view = desk.insert_draft(&desk.new_draft("wechat", &written_name(&slug, 1), &slug)?)?;
        for _ in 0..number % 4 {
            if !acknowledge(&slug, view.revision) {
                return Ok(());
            }
            let mut draft = view.draft;
            draft.name = written_name(&slug, view.revision + 1);
            view = desk.save_draft(&draft, view.revision)?;
        }
        if !acknowledge(&slug, view.revision) {
            return Ok(());
        }
    }
    Ok(())
}

fn acknowledge(slug: &str, revision: u32) -> bool {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{slug} {revision}").and_then(|()| output.flush()).is_ok()
}
