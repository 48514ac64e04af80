//! A fake authentik to try the product with: the first line on standard output is its URL and its tokens, as JSON. Each
//! line on standard input is a command (`FakeAuthentik::command`), which is answered with a line. It ends with its
//! standard input, so no test can leave it behind.

use std::io::Write as _;
use std::process::ExitCode;

use desk_fake_authentik::{FakeAuthentik, Who};

fn main() -> ExitCode {
    let fake = FakeAuthentik::start();
    let tokens = serde_json::json!({
        "admin": fake.token(Who::Admin),
        "plain": fake.token(Who::Plain),
        "viewer": fake.token(Who::Viewer),
        "editor": fake.token(Who::Editor),
        "delegate": fake.token(Who::Delegate),
    });
    let mut output = std::io::stdout();
    let mut say = |line: &serde_json::Value| writeln!(output, "{line}").and_then(|()| output.flush());
    if say(&serde_json::json!({"url": fake.url(), "tokens": tokens})).is_err() {
        return ExitCode::FAILURE;
    }
    for line in std::io::stdin().lines() {
        let Ok(line) = line else { return ExitCode::FAILURE };
        if say(&fake.command(&line)).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
