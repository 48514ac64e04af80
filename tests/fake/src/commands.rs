//! The test's hand from another process: one command a line, as JSON, to the program `fake-authentik`.

use serde_json::{Map, Value, json};

use super::{FakeAuthentik, Fault, Point};

impl FakeAuthentik {
    /// Does what a line of JSON says, and returns the answer: `{"ok": …}` or `{"error": …}`.
    ///
    /// Commands, by their `do`: `script` with `faults` (`"pass"`, `"reset_before"`, `"reset_after"`, `"half_answer"`,
    /// `"hang"`, `"server_error_after"`, `{"answer": {"status", "headers", "body"}}`, `{"redirect": {"status", "to"}}`,
    /// `{"raw": text}`), `die_after` with `requests` and `point` (`"before_commit"`, `"after_commit"`), `come_back`,
    /// `set_version` with `version`, `set_people` with `users`, `connections` and `group_connections`, `set_online` with `online`, `set_file` with `path` and `text`, `set_environment`
    /// with `name` and `value`, `change` with `kind`, `key` and `fields`, `objects`, `requests`, `forget_requests`,
    /// `invalid_writes`.
    pub fn command(&self, line: &str) -> Value {
        match serde_json::from_str::<Value>(line).map_err(|error| error.to_string()) {
            Ok(command) => match self.done(&command) {
                Some(answer) => json!({"ok": answer}),
                None => json!({"error": format!("not understood: {command}")}),
            },
            Err(error) => json!({"error": error}),
        }
    }

    fn done(&self, command: &Value) -> Option<Value> {
        let text = |name: &str| command[name].as_str();
        match text("do")? {
            "script" => {
                let faults: Option<Vec<Fault>> = command["faults"].as_array()?.iter().map(fault).collect();
                self.script(faults?);
            }
            "die_after" => {
                let point = match text("point")? {
                    "before_commit" => Point::BeforeCommit,
                    "after_commit" => Point::AfterCommit,
                    _ => return None,
                };
                self.die_after(usize::try_from(command["requests"].as_u64()?).ok()?, point);
            }
            "come_back" => self.come_back(),
            "set_version" => self.set_version(text("version")?),
            "set_people" => {
                let list = |name: &str| command[name].as_array().cloned().unwrap_or_default();
                self.set_people(list("users"), list("connections"), list("group_connections"));
            }
            "set_online" => self.set_online(command["online"].as_bool()?),
            "set_file" => self.set_file(text("path")?, text("text")?),
            "set_environment" => self.set_environment(text("name")?, text("value")?),
            "change" => {
                let fields = command["fields"].as_object()?.clone();
                let change = |object: &mut Map<String, Value>| object.extend(fields);
                return Some(json!(self.change(text("kind")?, text("key")?, change)));
            }
            "objects" => return Some(self.objects()),
            "requests" => {
                let shown = |received: super::Received| {
                    json!({
                        "method": received.method,
                        "path": received.path,
                        "query": received.query,
                        "authorization": received.authorization,
                        "body": received.body,
                    })
                };
                return Some(self.requests().into_iter().map(shown).collect());
            }
            "forget_requests" => self.forget_requests(),
            "invalid_writes" => return Some(json!(self.invalid_writes())),
            _ => return None,
        }
        Some(Value::Null)
    }
}

fn fault(value: &Value) -> Option<Fault> {
    if let Some(name) = value.as_str() {
        return match name {
            "pass" => Some(Fault::Pass),
            "reset_before" => Some(Fault::ResetBefore),
            "reset_after" => Some(Fault::ResetAfter),
            "half_answer" => Some(Fault::HalfAnswer),
            "hang" => Some(Fault::Hang),
            "server_error_after" => Some(Fault::ServerErrorAfter),
            _ => None,
        };
    }
    let (name, details) = value.as_object()?.iter().next()?;
    let status = || u16::try_from(details["status"].as_u64()?).ok();
    match name.as_str() {
        "answer" => {
            let pair = |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_owned()));
            let headers = details["headers"].as_object().into_iter().flatten().map(pair);
            Some(Fault::Answer {
                status: status()?,
                headers: headers.collect::<Option<_>>()?,
                body: details["body"].as_str()?.to_owned(),
            })
        }
        "redirect" => Some(Fault::Redirect { status: status()?, to: details["to"].as_str()?.to_owned() }),
        "raw" => Some(Fault::Raw(details.as_str()?.as_bytes().to_vec())),
        _ => None,
    }
}
