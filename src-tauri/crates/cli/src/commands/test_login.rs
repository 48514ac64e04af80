//! `test-login`.

use std::io::BufRead as _;

use desk_app::messages::id;
use desk_app::{Landings, OperationEvent, Outcome, TestLoginRoute, TestRunPlace, landings, paste, words};
use tokio::sync::mpsc;

use super::work::{block_on, cancelled_by_interrupt};
use super::{lend_secrets, rehearse, report};
use crate::arguments::{Route, TestLogin};
use crate::documents::RehearsalDocument;
use crate::failure::{DONE, Ended, FINDINGS};
use crate::passphrase;
use crate::program::Program;
use crate::terminal::Output;

/// The port that a browser comes back to when none is asked for.
const LOOPBACK_PORT: u16 = 33418;

/// Tests a login at the real provider. The exit code is 1 unless it went well.
pub(super) fn test_login(program: &Program, arguments: &TestLogin) -> Ended {
    let output = program.output;
    let draft = program.desk.find_draft(&arguments.slug)?.draft;
    if !lend_secrets(program, &draft, &arguments.secret)? {
        let given = passphrase::from_variable(passphrase::PASSPHRASE)?;
        program.desk.open_vault(given.as_ref())?;
    }
    if arguments.allow_private {
        program.desk.allow_private_addresses();
    }
    let result = block_on(async {
        let cancel = cancelled_by_interrupt();
        let tell = |event: OperationEvent| hear(output, arguments.route, &event);
        match arguments.route {
            Route::Browser => {
                let route = TestLoginRoute::Browser { port: arguments.port.unwrap_or(LOOPBACK_PORT) };
                program.desk.test_login(&draft, route, tell, cancel).await
            }
            Route::Hosts => {
                let route = TestLoginRoute::Hosts { host: arguments.host.clone(), port: arguments.port };
                program.desk.test_login(&draft, route, tell, cancel).await
            }
            Route::Paste => {
                let (landings, landed) = landings();
                let reading = tokio::spawn(read_addresses(output, landings));
                let route = TestLoginRoute::Paste { host: arguments.host.clone(), landed };
                let result = program.desk.test_login(&draft, route, tell, cancel).await;
                reading.abort();
                result
            }
        }
    })??;
    rehearse::keep(program, &draft, TestRunPlace::Real, &result);
    if output.json {
        output.document(&RehearsalDocument::of(output.locale, &result))?;
    } else {
        report::print(output, &result)?;
    }
    Ok(if result.outcome == Outcome::Ok { DONE } else { FINDINGS })
}

/// Tells which page to open. It is said even to who wants quiet: without it nothing can go on.
fn hear(output: Output, route: Route, event: &OperationEvent) {
    if let OperationEvent::Warning { code } = event {
        output.complain(&output.text_of(&format!("note-{code}")));
    }
    if let OperationEvent::Page { authorize_url, callback_url } = event {
        if matches!(route, Route::Browser) {
            // Without it the provider refuses, and says so on a page of its own only.
            output.complain(&output.text(id::CLI_TEST_LOGIN_REGISTER, &[]));
            output.complain(callback_url);
        }
        output.complain(&output.text(id::CLI_TEST_LOGIN_OPEN, &[]));
        output.complain(authorize_url);
        match route {
            Route::Browser => {}
            Route::Paste => {
                output.complain(&output.text(id::CLI_TEST_LOGIN_PASTE, &[("callback", callback_url)]));
            }
            Route::Hosts => {
                output.complain(&output.text(id::CLI_TEST_LOGIN_HOSTS, &[("callback", callback_url)]));
            }
        }
    }
}

/// Gives each line of stdin to the login, until one is the right one. At the end of stdin nobody can paste any more.
async fn read_addresses(output: Output, landings: Landings) {
    let (sender, mut lines) = mpsc::channel(1);
    // A thread of its own: nothing can take a read of a terminal back, and the program may end meanwhile.
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines() {
            let Ok(line) = line else { break };
            if sender.blocking_send(line).is_err() {
                break;
            }
        }
    });
    while let Some(line) = lines.recv().await {
        if line.trim().is_empty() {
            continue;
        }
        match paste(&landings, line).await {
            Ok(()) => break,
            Err(problem) => output.complain(&words::problem(output.locale, &problem)),
        }
    }
}
