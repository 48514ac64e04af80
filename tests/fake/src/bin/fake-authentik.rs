//! A fake authentik to try the product with: the first line on standard output is its URL and its tokens, as JSON. Each
//! line on standard input is a command (`FakeAuthentik::command`), which is answered with a line. It ends with its
//! standard input, so no test can leave it behind.

use std::io::Write as _;
use std::process::ExitCode;

use desk_fake_authentik::{FakeAuthentik, Presented, TlsFront, Who};
use serde_json::{Value, json};

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
    let mut front = None;
    for line in std::io::stdin().lines() {
        let Ok(line) = line else { return ExitCode::FAILURE };
        let answer = front_command(&line, &fake, &mut front).unwrap_or_else(|| fake.command(&line));
        if say(&answer).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Does the command `present`, with `names`, which presents another certificate that signs itself; the first one starts TLS
/// before the server. `None`: it is another command.
fn front_command(line: &str, fake: &FakeAuthentik, front: &mut Option<TlsFront>) -> Option<Value> {
    let command: Value =
        serde_json::from_str(line).ok().filter(|command: &Value| command["do"] == "present")?;
    let names = command["names"].as_array()?.iter().filter_map(|name| name.as_str().map(str::to_owned));
    let presented = Presented { names: names.collect(), ..Presented::default() };
    if let Some(front) = front.as_ref() {
        front.present(&presented);
    }
    let front = front.get_or_insert_with(|| TlsFront::start(fake.url(), &presented));
    Some(json!({"ok": {"url": front.url(), "fingerprint": front.fingerprint()}}))
}
