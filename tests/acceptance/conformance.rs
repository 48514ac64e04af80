//! The simulator is WeChat to a client that Source Desk did not write.
#![cfg(test)]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

use desk_simulator::Profile;
use desk_test_support::{Python, TempHome};
use serde_json::{Value, json};

/// A running `source-desk simulate`. It ends with the value.
struct Simulation {
    child: Child,
    facts: Value,
}

impl Simulation {
    fn start(home: &TempHome, arguments: &[&str]) -> Simulation {
        let mut command = home.source_desk();
        command.args(["--json", "simulate"]).args(arguments).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Simulation { child, facts: serde_json::from_str(&line).unwrap() }
    }

    fn fact(&self, name: &str) -> &str {
        self.facts[name].as_str().unwrap()
    }

    /// Asks the program to end, as a service manager does, and returns its exit code.
    #[cfg(unix)]
    fn terminate(mut self) -> Option<i32> {
        let sent = std::process::Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Simulation {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn wechatpy_completes_a_login() {
    let Some(python) = Python::find() else { return };
    let home = TempHome::new();
    for profile in [Profile::default(), Profile::NoUnionid, Profile::WithRegion] {
        let simulation = Simulation::start(&home, &["--profile", profile.id()]);
        let ended = python.run("wechatpy_login.py", |command| {
            command.args([
                "--base-url",
                simulation.fact("base_url"),
                "--callback-domain",
                simulation.fact("callback_domain"),
            ]);
            command.args(["--appid", simulation.fact("appid"), "--nickname", &profile.nickname()]);
            command.env("WECHAT_SECRET", simulation.fact("secret"));
        });
        let user = ended.with_code(0).json();
        assert_eq!(user["openid"], json!(profile.openid(simulation.fact("appid"))));
        assert_eq!(user["unionid"], json!(profile.unionid()));
    }
}

#[cfg(unix)]
#[test]
fn a_simulator_that_is_asked_to_end_ends_with_exit_code_0() {
    let home = TempHome::new();
    for _ in 0..5 {
        let simulation = Simulation::start(&home, &[]);
        assert!(simulation.fact("base_url").starts_with("http://127.0.0.1:"));
        assert_eq!(simulation.terminate(), Some(0));
    }
}
