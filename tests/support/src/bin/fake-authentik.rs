//! A fake authentik to try the product with: the first line on standard output is its URL and its tokens, as JSON. It
//! ends with its standard input, so no test can leave it behind.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use desk_test_support::authentik::{FakeAuthentik, Who};

fn main() -> ExitCode {
    let fake = FakeAuthentik::start();
    let tokens = serde_json::json!({
        "admin": fake.token(Who::Admin),
        "plain": fake.token(Who::Plain),
        "viewer": fake.token(Who::Viewer),
        "editor": fake.token(Who::Editor),
    });
    let line = serde_json::json!({"url": fake.url(), "tokens": tokens});
    let mut output = std::io::stdout();
    if writeln!(output, "{line}").and_then(|()| output.flush()).is_err() {
        return ExitCode::FAILURE;
    }
    let mut rest = Vec::new();
    match std::io::stdin().read_to_end(&mut rest) {
        Ok(_) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
