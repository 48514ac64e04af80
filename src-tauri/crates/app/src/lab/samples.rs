//! People to try mappings with: those of the simulators, and those of test logins that were kept.

use desk_login::StepName;
use desk_model::mapping::garble;
use desk_model::{Draft, Protocol};
use desk_simulator::provider::{Manner, Person};
use desk_simulator::{Profile, information, provider};
use serde_json::{Map, Value, json};

use super::views::LabSample;
use crate::desk::Desk;
use crate::problem::Problem;

/// So many test logins are offered, the newest first.
const MOST_RUNS: usize = 10;

/// The AppID of people who belong to no draft.
const SAMPLE_APPID: &str = "wx0000000000000001";

/// The people that a kind of source comes with.
pub(super) fn of_type(draft: &Draft) -> Vec<LabSample> {
    if let Some(manner) = Manner::parse(&draft.source_type) {
        let sample = |person: &Person| sample(person.id(), &provider::information(manner, *person));
        return Person::ALL.iter().map(sample).collect();
    }
    if draft.source_type == "wechat" {
        let appid = match draft.text("consumer_key") {
            "" => SAMPLE_APPID,
            appid => appid,
        };
        let sample = |profile: &Profile| {
            // authentik reads the answer as Latin-1, because WeChat does not say that it is UTF-8.
            let read = serde_json::from_str(&garble(&information(*profile, appid))).ok()?;
            Some(sample(profile.id(), &read))
        };
        return Profile::ALL.iter().filter_map(sample).collect();
    }
    let info = match draft.kind().map(|kind| kind.protocol) {
        Some(Protocol::Saml) => json!({
            "name_id": "alice@example.com",
            "attributes": {
                "urn:oid:0.9.2342.19200300.100.1.3": ["alice@example.com"],
                "urn:oid:2.16.840.1.113730.3.1.241": ["Alice Example"],
                "http://schemas.xmlsoap.org/claims/Group": ["staff"],
            },
        }),
        Some(Protocol::Ldap) => json!({
            "dn": "uid=alice,ou=people,dc=example,dc=com",
            "ldap": {
                "uid": "alice", "cn": "Alice Example", "mail": ["alice@example.com"],
                "memberOf": ["cn=staff,ou=groups,dc=example,dc=com"],
            },
        }),
        Some(Protocol::Kerberos) => json!({"principal": "alice@EXAMPLE.COM"}),
        Some(Protocol::Plex) => json!({
            "id": 1_000_001, "username": "alice", "title": "Alice Example", "email": "alice@example.com",
        }),
        Some(Protocol::Telegram) => json!({
            "id": 1_000_001, "username": "alice", "first_name": "Alice", "last_name": "Example",
            "photo_url": "https://t.me/i/userpic/320/alice.jpg",
        }),
        Some(Protocol::Scim) => json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "alice",
            "name": {"givenName": "Alice", "familyName": "Example"},
            "emails": [{"value": "alice@example.com", "primary": true}], "active": true,
        }),
        Some(Protocol::OAuth) | None => return Vec::new(),
    };
    vec![sample("alice", &info)]
}

fn sample(profile: &str, info: &Value) -> LabSample {
    LabSample {
        id: format!("profile-{profile}"),
        profile: Some(profile.to_owned()),
        at: None,
        info: indented(info),
        is_masked: false,
    }
}

fn indented(info: &Value) -> String {
    serde_json::to_string_pretty(info).unwrap_or_default()
}

impl Desk {
    /// The people of the test logins of a draft that were kept, as authentik saw them. Secrets were masked before
    /// anything was kept.
    pub(super) fn captured(&self, draft: &Draft) -> Result<Vec<LabSample>, Problem> {
        let mut samples: Vec<LabSample> = Vec::new();
        for mark in self.test_runs(&draft.id)? {
            // A run that a newer version wrote cannot be read; it is no reason not to offer the others.
            let Ok(run) = self.test_run(mark.id) else { continue };
            let Some((info, is_masked)) = information_of(&draft.source_type, &run.rehearsal.steps) else {
                continue;
            };
            let info = indented(&Value::Object(info));
            if samples.iter().any(|sample| sample.info == info) {
                continue;
            }
            samples.push(LabSample {
                id: format!("run-{}", mark.id),
                profile: None,
                at: Some(mark.at),
                info,
                is_masked,
            });
            if samples.len() == MOST_RUNS {
                break;
            }
        }
        Ok(samples)
    }
}

/// What the steps of a test login tell about the person, with the lists that were asked for after the profile, and
/// whether something in it was masked.
fn information_of(source_type: &str, steps: &[desk_login::Step]) -> Option<(Map<String, Value>, bool)> {
    let body = |name: StepName| {
        let step = steps.iter().find(|step| step.name == name)?;
        step.response.as_ref().filter(|response| (200..300).contains(&response.status))?.body.clone()
    };
    let read = |text: String| serde_json::from_str::<Value>(&text).ok();
    let userinfo = body(StepName::Userinfo)?;
    let is_masked = userinfo.contains(desk_model::request::MASK);
    let userinfo = if source_type == "wechat" { garble(&userinfo) } else { userinfo };
    let Value::Object(mut info) = read(userinfo)? else { return None };
    if info.contains_key("errcode") {
        return None;
    }
    for (name, key) in [(StepName::Emails, "emails"), (StepName::Groups, "raw_groups")] {
        if let Some(list) = body(name).and_then(read) {
            info.insert(key.to_owned(), list);
        }
    }
    Some((info, is_masked))
}
