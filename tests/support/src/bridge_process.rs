//! The HTTP bridge as a process of its own, as a test calls it.

#![expect(clippy::expect_used, reason = "a test whose bridge does not answer has nothing left to test")]

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::TempHome;

/// Longer than any command takes, so that a test ends even if an answer never comes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running `desk-bridge`. It ends with the value.
pub struct BridgeProcess {
    child: Child,
    address: SocketAddr,
}

impl BridgeProcess {
    /// Starts a bridge to the data folder of `home`. What it writes to standard error goes to the file `bridge.log`
    /// in the folder of `home`; its save dialog chooses `saved.yaml` there.
    pub fn start(home: &TempHome) -> BridgeProcess {
        let log = File::create(home.path("bridge.log")).expect("a file in a temporary folder");
        let mut child = home
            .program("desk-bridge")
            .args([home.data(), home.path("no-web-ui"), "en".into(), home.path("saved.yaml")])
            .env("RUST_LOG", "trace")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the bridge starts");
        let mut line = String::new();
        let output = child.stdout.take().expect("the bridge's output");
        BufReader::new(output).read_line(&mut line).expect("the bridge's first line");
        let address = line.trim().strip_prefix("http://").and_then(|address| address.parse().ok());
        BridgeProcess { child, address: address.expect("the bridge's address") }
    }

    /// Calls a command: its result, or the problem that it answers.
    ///
    /// # Errors
    /// What the web view would get as a rejection.
    pub fn call(&self, command: &str, arguments: &Value) -> Result<Value, Value> {
        let body = arguments.to_string();
        let mut stream = TcpStream::connect(self.address).expect("the bridge listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
        let head = format!(
            "POST /__ipc/{command} HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.address,
            body.len()
        );
        stream.write_all(format!("{head}{body}").as_bytes()).expect("the bridge reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("the bridge answers");
        let (head, body) = answer.split_once("\r\n\r\n").expect("an HTTP answer");
        let value = serde_json::from_str(body).expect("a JSON answer");
        if head.starts_with("HTTP/1.1 200 ") { Ok(value) } else { Err(value) }
    }

    /// Makes a draft and returns its view.
    pub fn create(&self, name: &str, slug: &str) -> Value {
        let arguments = json!({ "sourceType": "wechat", "name": name, "slug": slug });
        self.call("create_draft", &arguments).expect("a draft")
    }
}

impl Drop for BridgeProcess {
    fn drop(&mut self) {
        // It has either ended by itself or is ended here; a test has no use for the difference.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
