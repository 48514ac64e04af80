//! A running `source-desk simulate`.

#![expect(clippy::expect_used, reason = "a test whose simulator does not run has nothing left to test")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use serde_json::Value;

use crate::TempHome;

/// A running simulator. It ends with the value.
pub struct Simulation {
    child: Child,
    /// What it said of itself when it began.
    pub facts: Value,
}

impl Simulation {
    /// Starts it with these arguments, and waits until it says where it is.
    pub fn start(home: &TempHome, arguments: &[&str]) -> Simulation {
        let mut command = home.source_desk();
        command.args(["--json", "simulate"]).args(arguments).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("its output is read here");
        BufReader::new(stdout).read_line(&mut line).expect("it says where it is");
        Simulation { child, facts: serde_json::from_str(&line).expect("it says so in JSON") }
    }

    /// Returns one of the facts, a text.
    pub fn fact(&self, name: &str) -> &str {
        self.facts[name].as_str().expect("the fact is a text")
    }

    /// Returns the head and body of what a GET of a URL gets.
    pub fn get(&self, url: &str) -> String {
        let path = url.split_once(self.authority()).map_or(url, |(_, path)| path);
        self.send("GET", path, "", "")
    }

    fn authority(&self) -> &str {
        self.fact("base_url").trim_start_matches("http://")
    }

    /// Sends a request and returns the whole answer. `headers` end with a line break each.
    pub fn send(&self, method: &str, path: &str, headers: &str, body: &str) -> String {
        let authority = self.authority();
        let mut stream = TcpStream::connect(authority).expect("the simulator listens");
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {authority}\r\n{headers}Connection: close\r\n\r\n{body}"
        );
        stream.write_all(request.as_bytes()).expect("the simulator reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("the simulator answers");
        answer
    }

    /// Asks the program to end, as a service manager does, and returns its exit code.
    #[cfg(unix)]
    pub fn terminate(mut self) -> Option<i32> {
        let sent = std::process::Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status()
            .expect("kill starts");
        assert!(sent.success());
        self.child.wait().expect("the program ends").code()
    }
}

impl Drop for Simulation {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
