//! One fake, and the requests that it gets.

use desk_fake_authentik::{FakeAuthentik, Who};
use serde_json::Value;

use crate::client::{admin, send};
use crate::compare;
use crate::exchange::Exchange;

/// The replaying of all recordings against one fake.
pub(crate) struct Replay {
    pub(crate) fake: FakeAuthentik,
    /// Keys: as recorded and as the fake made them.
    keys: Vec<(String, String)>,
}

impl Replay {
    pub(crate) fn start() -> Replay {
        let fake = FakeAuthentik::start();
        // The recorded server reached nobody.
        fake.set_online(false);
        fake.set_file("/srv/wechat-secret.txt", "secret-from-file\n");
        Replay { fake, keys: Vec::new() }
    }

    /// Sends an admin's request that was not recorded, and returns the answer's body.
    pub(crate) fn admin(&self, method: &str, path: &str, body: &Value) -> Value {
        let answered = admin(&self.fake, method, path, body);
        assert!(answered.status < 300, "{method} {path}: {} {}", answered.status, answered.body);
        answered.value()
    }

    /// Notes that a recorded key is another one here.
    pub(crate) fn learn(&mut self, recorded: &str, ours: &str) {
        self.keys.push((recorded.to_owned(), ours.to_owned()));
    }

    /// Returns a text with the recorded keys replaced by the fake's.
    pub(crate) fn ours(&self, text: &str) -> String {
        self.keys.iter().fold(text.to_owned(), |text, (recorded, ours)| text.replace(recorded, ours))
    }

    /// Returns a text with the fake's keys replaced by the recorded ones.
    fn recorded(&self, text: &str) -> String {
        let bare = |key: &str| key.replace('-', "");
        self.keys.iter().fold(text.to_owned(), |text, (recorded, ours)| {
            text.replace(ours, recorded).replace(&bare(ours), &bare(recorded))
        })
    }

    /// Makes a recorded request again, and returns how the answer differs.
    pub(crate) fn exchange(&mut self, exchange: &Exchange) -> Vec<String> {
        let mut path = self.ours(&exchange.path);
        let pairs = exchange.query.as_object().unwrap();
        if !pairs.is_empty() {
            let mut query = url::form_urlencoded::Serializer::new(String::new());
            for (key, value) in pairs {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                query.append_pair(key, &self.ours(&text));
            }
            path = format!("{path}?{}", query.finish());
        }
        let (headers, body) = self.request(exchange);
        let mut answered = send(&self.fake, &exchange.method, &path, &headers, &body);
        if let (Some(recorded), Some(ours)) =
            (exchange.response["body"]["pk"].as_str(), answered.value()["pk"].as_str())
            && answered.status == 201
            && recorded != ours
        {
            self.learn(recorded, ours);
        }
        answered.body = self.recorded(&answered.body);
        let mut differences = compare::answers(exchange, &answered);
        differences.extend(compare::database(exchange, &self.fake.objects()));
        let label = format!("{:03}-{}", exchange.number, exchange.name);
        differences.iter().map(|difference| format!("{label}: {difference}")).collect()
    }

    fn request(&self, exchange: &Exchange) -> (String, Vec<u8>) {
        let mut headers = String::new();
        let mut push = |name: &str, value: &str| headers.push_str(&format!("{name}: {value}\r\n"));
        let admin = self.fake.token(Who::Admin);
        match (exchange.auth.as_str(), exchange.headers["authorization"].as_str()) {
            (_, Some("<Token …>")) => push("authorization", &format!("Token {admin}")),
            (_, Some("<bearer …>")) => push("authorization", &format!("bearer {admin}")),
            (_, Some("<Bearer …>")) => push("authorization", &format!("Bearer  {admin}")),
            (_, Some(text)) => push("authorization", text),
            ("admin", None) => push("authorization", &format!("Bearer {admin}")),
            ("plain", None) => push("authorization", &format!("Bearer {}", self.fake.token(Who::Plain))),
            ("viewer", None) => push("authorization", &format!("Bearer {}", self.fake.token(Who::Viewer))),
            ("editor", None) => push("authorization", &format!("Bearer {}", self.fake.token(Who::Editor))),
            ("other", None) => push("authorization", "Bearer nosuchtoken"),
            _ => {}
        }
        push("host", exchange.headers["host"].as_str().unwrap_or("127.0.0.1:9000"));
        if let Some(scheme) = exchange.headers["x-forwarded-proto"].as_str() {
            push("x-forwarded-proto", scheme);
        }
        let content_type = exchange.headers["content-type"].as_str();
        let body = match &exchange.body {
            Value::Null => Vec::new(),
            // Bytes that are no UTF-8 were recorded as replacement characters.
            Value::String(text) if text.contains('\u{FFFD}') => b"{\"name\": \"\xFF\xFE\"}".to_vec(),
            Value::String(text) => text.as_bytes().to_vec(),
            value if value.get("multipart").is_some() => {
                push("content-type", "multipart/form-data; boundary=BOUNDARY");
                return (headers, self.ours(&multipart(&value["multipart"])).into_bytes());
            }
            value if content_type == Some("application/x-www-form-urlencoded") => {
                let _ = value;
                b"name=x".to_vec()
            }
            value => self.ours(&value.to_string()).into_bytes(),
        };
        if let Some(content_type) = content_type {
            push("content-type", content_type);
        }
        (headers, body)
    }
}

fn multipart(parts: &Value) -> String {
    let mut body = String::new();
    for (name, part) in parts.as_object().unwrap() {
        body.push_str("--BOUNDARY\r\ncontent-disposition: form-data; name=\"");
        body.push_str(name);
        body.push('"');
        if let Some(filename) = part["filename"].as_str() {
            let kind = part["content_type"].as_str().unwrap_or("application/yaml");
            body.push_str(&format!("; filename=\"{filename}\"\r\ncontent-type: {kind}"));
        }
        let content = part["content"].as_str().or_else(|| part.as_str()).unwrap_or_default();
        body.push_str(&format!("\r\n\r\n{content}\r\n"));
    }
    body.push_str("--BOUNDARY--\r\n");
    body
}
