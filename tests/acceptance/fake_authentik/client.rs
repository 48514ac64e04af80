//! A client that hides nothing: one connection for each request, and what came over it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use desk_fake_authentik::{FakeAuthentik, Who};
use serde_json::{Value, json};

/// An answer.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    /// Header names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answered {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the body as JSON; a text if it is none.
    pub(crate) fn value(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| json!(self.body))
    }
}

/// Sends a request and returns all that comes back until the connection ends. An error is a reset.
pub(crate) fn raw(
    fake: &FakeAuthentik,
    method: &str,
    path: &str,
    headers: &str,
    body: &[u8],
) -> std::io::Result<Vec<u8>> {
    let authority = fake.url().strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(authority).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let head = format!(
        "{method} {path} HTTP/1.1\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), body].concat())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Sends a request that is answered in full.
pub(crate) fn send(fake: &FakeAuthentik, method: &str, path: &str, headers: &str, body: &[u8]) -> Answered {
    let text = String::from_utf8(raw(fake, method, path, headers, body).unwrap()).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines.map(|line| line.split_once(": ").unwrap());
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Answered { status, headers, body: body.to_owned() }
}

/// Returns the headers of an admin who sends JSON.
pub(crate) fn admin_headers(fake: &FakeAuthentik) -> String {
    format!("authorization: Bearer {}\r\ncontent-type: application/json\r\n", fake.token(Who::Admin))
}

/// Sends an admin's request.
pub(crate) fn admin(fake: &FakeAuthentik, method: &str, path: &str, body: &Value) -> Answered {
    send(fake, method, path, &admin_headers(fake), body.to_string().as_bytes())
}

/// Imports a blueprint as an admin.
pub(crate) fn import(fake: &FakeAuthentik, blueprint: &str) -> Answered {
    let (headers, body) = import_request(fake, blueprint);
    send(fake, "POST", "/api/v3/managed/blueprints/import/", &headers, body.as_bytes())
}

/// Returns headers and body of an admin's import.
pub(crate) fn import_request(fake: &FakeAuthentik, blueprint: &str) -> (String, String) {
    let headers = format!(
        "authorization: Bearer {}\r\ncontent-type: multipart/form-data; boundary=BOUNDARY\r\n",
        fake.token(Who::Admin)
    );
    let body = format!(
        "--BOUNDARY\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.yaml\"\r\n\
         Content-Type: application/yaml\r\n\r\n{blueprint}\r\n--BOUNDARY--\r\n"
    );
    (headers, body)
}

/// A WeChat source as a request has it.
pub(crate) fn wechat(slug: &str) -> Value {
    json!({
        "name": "WeChat",
        "slug": slug,
        "provider_type": "wechat",
        "consumer_key": "wx0123456789abcdef",
        "consumer_secret": "0123456789abcdef0123456789abcdef",
    })
}
