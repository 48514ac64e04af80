//! The documents about a person, each in its provider's form.

use serde_json::{Map, Value, json};

use super::fault::Fault;
use super::manner::Document;
use super::person::Person;
use crate::parameters::Parameters;

/// Who is read about, and what for.
pub(crate) struct Reading<'reading> {
    pub(crate) person: Person,
    /// The granted scopes.
    pub(crate) scopes: &'reading [String],
    /// The value of the `claims` parameter of the authorize request.
    pub(crate) claims: Option<&'reading str>,
    /// The query of the request for the document.
    pub(crate) query: &'reading Parameters,
    pub(crate) issuer: &'reading str,
    pub(crate) client_id: &'reading str,
    /// Seconds since the epoch.
    pub(crate) now: i64,
    pub(crate) fault: Option<Fault>,
}

/// The names under which the documents have an identifier, and those under which they have an address.
const IDENTIFIERS: [&str; 2] = ["id", "sub"];
const ADDRESSES: [&str; 5] = ["email", "mail", "otherMails", "email_verified", "verified_email"];

/// The document, with the faults of this step.
pub(crate) fn document(document: Document, reading: &Reading<'_>) -> Value {
    let mut value = written(document, reading);
    // A list is about addresses or groups, not about the person.
    match (reading.fault, &mut value) {
        (Some(Fault::MissingId), Value::Object(object)) => without(object, &IDENTIFIERS),
        (Some(Fault::MissingEmail), Value::Object(object)) => without(object, &ADDRESSES),
        (Some(Fault::MissingEmail), Value::Array(list)) => list.clear(),
        (Some(Fault::UserinfoOtherSubject), Value::Object(object)) => {
            let name = if object.contains_key("sub") { "sub" } else { "id" };
            if let Some(subject) = object.get_mut(name) {
                *subject = json!("sim-somebody-else");
            }
        }
        _ => {}
    }
    value
}

/// Takes fields out of a document, and out of the `data` that Patreon and X put around it.
pub(crate) fn without(object: &mut Map<String, Value>, names: &[&str]) {
    object.retain(|name, _| !names.contains(&name.as_str()));
    for inner in ["data", "attributes"] {
        if let Some(Value::Object(inner)) = object.get_mut(inner) {
            without(inner, names);
        }
    }
}

/// The claims about the person that go into an ID token.
pub(crate) fn id_token_claims(document: Document, reading: &Reading<'_>) -> Map<String, Value> {
    let subject = reading.person.facts().subject();
    let mut claims = match document {
        Document::Apple => apple(reading),
        Document::Claims | Document::GitlabUserinfo => claims(reading),
        Document::Twitch => object(json!({"sub": subject})),
        // Google has the same number in both; Microsoft's `sub` is another for each application.
        Document::Google => object(json!({"sub": reading.person.facts().number.to_string()})),
        _ => object(json!({"sub": subject, "oid": reading.person.facts().uuid()})),
    };
    match reading.fault {
        Some(Fault::MissingId) => without(&mut claims, &IDENTIFIERS),
        Some(Fault::MissingEmail) => without(&mut claims, &ADDRESSES),
        _ => {}
    }
    claims
}

fn written(document: Document, reading: &Reading<'_>) -> Value {
    let facts = reading.person.facts();
    let number = facts.number.to_string();
    match document {
        Document::Apple => Value::Object(apple(reading)),
        Document::Claims => Value::Object(claims(reading)),
        Document::GitlabUserinfo => {
            let mut claims = claims(reading);
            claims.insert("sub".into(), json!(number));
            Value::Object(claims)
        }
        Document::Graph => json!({
            "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users/$entity",
            "businessPhones": [], "displayName": facts.name, "givenName": facts.given_name,
            "jobTitle": null, "mail": facts.email, "mobilePhone": null, "officeLocation": null,
            "preferredLanguage": null, "surname": facts.family_name,
            "userPrincipalName": format!("{}@example.onmicrosoft.com", facts.username_or_number()),
            "id": facts.uuid(),
        }),
        Document::GraphGroups => json!({
            "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#directoryObjects",
            "value": [{
                "@odata.type": "#microsoft.graph.group",
                "id": "00000000-0000-4000-8000-0000000000aa", "displayName": "Everyone",
            }],
        }),
        Document::Discord => {
            let mut user = object(json!({
                "id": format!("8035111022{number}"), "username": facts.username_or_number(),
                "discriminator": "0", "global_name": facts.name, "avatar": null, "flags": 0,
                "locale": "en-US",
            }));
            if granted(reading, "email") {
                user.insert("email".into(), json!(facts.email));
                user.insert("verified".into(), json!(facts.email_verified));
            }
            Value::Object(user)
        }
        Document::Facebook => facebook(reading),
        Document::Github => json!({
            "login": facts.username_or_number(), "id": facts.number,
            "node_id": format!("U_sim{number}"), "avatar_url": "", "type": "User", "site_admin": false,
            "name": facts.name, "company": null,
            "email": facts.email.filter(|_| !facts.email_private),
        }),
        Document::GithubEmails => match facts.email {
            Some(email) if granted(reading, "user:email") || granted(reading, "user") => json!([
                {"email": "old@example.com", "primary": false, "verified": true, "visibility": null},
                {
                    "email": email, "primary": true, "verified": facts.email_verified,
                    "visibility": if facts.email_private { "private" } else { "public" },
                },
            ]),
            _ => json!([]),
        },
        Document::GitlabUser => json!({
            "id": facts.number, "username": facts.username_or_number(), "name": facts.name,
            "state": "active", "avatar_url": null, "email": facts.email,
        }),
        Document::Google => {
            let mut user = object(json!({"id": number}));
            if granted(reading, "email") {
                user.insert("email".into(), json!(facts.email));
                user.insert("verified_email".into(), json!(facts.email_verified));
            }
            if granted(reading, "profile") {
                user.insert("name".into(), json!(facts.name));
                user.insert("given_name".into(), json!(facts.given_name));
                user.insert("family_name".into(), json!(facts.family_name));
                user.insert("picture".into(), json!(""));
            }
            user.retain(|_, value| !value.is_null());
            Value::Object(user)
        }
        Document::Mailcow => {
            let mailbox = facts.email.unwrap_or("mailbox@example.com");
            json!({
                "success": true, "username": mailbox, "id": mailbox, "identifier": mailbox,
                "email": facts.email, "full_name": facts.name, "displayName": facts.name,
                "created": "2024-01-01 00:00:00", "modified": "2024-01-01 00:00:00", "active": 1,
            })
        }
        Document::Patreon => json!({
            "data": {
                "attributes": {
                    "email": facts.email.filter(|_| granted(reading, "identity[email]")),
                    "first_name": facts.given_name, "last_name": facts.family_name,
                    "full_name": facts.name, "vanity": facts.username,
                    "is_email_verified": facts.email_verified,
                },
                "id": number, "type": "user",
            },
            "links": {"self": format!("https://www.patreon.com/api/user/{number}")},
        }),
        Document::Reddit => json!({
            "id": format!("sim{number}"), "name": facts.username_or_number(), "created_utc": 1_600_000_000,
            "icon_img": "", "has_verified_email": facts.email_verified, "link_karma": 1,
        }),
        Document::Slack => slack(reading),
        Document::Twitch => Value::Object(twitch(reading)),
        Document::Twitter => json!({
            "data": {
                "id": number, "name": facts.name.unwrap_or_default(), "username": facts.username_or_number(),
            },
        }),
    }
}

/// Apple tells the address and nothing else; the name comes once, with the callback.
fn apple(reading: &Reading<'_>) -> Map<String, Value> {
    let facts = reading.person.facts();
    let sub = format!("{:06}.{:032x}.{:04}", 1, facts.number, facts.number % 10_000);
    let mut claims = object(json!({"sub": sub, "nonce_supported": true}));
    if granted(reading, "email")
        && let Some(email) = facts.email
    {
        claims.insert("email".into(), json!(email));
        claims.insert("email_verified".into(), json!(facts.email_verified));
        claims.insert("is_private_email".into(), json!(facts.email_private));
    }
    claims
}

/// OpenID Connect Core, section 5.4: which scope brings which claims. Claims without a value are absent.
fn claims(reading: &Reading<'_>) -> Map<String, Value> {
    let facts = reading.person.facts();
    let mut claims = object(json!({"sub": facts.subject()}));
    if granted(reading, "profile") {
        claims.insert("name".into(), json!(facts.name));
        claims.insert("given_name".into(), json!(facts.given_name));
        claims.insert("family_name".into(), json!(facts.family_name));
        claims.insert("nickname".into(), json!(facts.username));
        claims.insert("preferred_username".into(), json!(facts.username));
        claims.insert("groups".into(), json!(["Everyone", "staff"]));
    }
    if granted(reading, "email") && facts.email.is_some() {
        claims.insert("email".into(), json!(facts.email));
        claims.insert("email_verified".into(), json!(facts.email_verified));
    }
    claims.retain(|_, value| !value.is_null());
    claims
}

/// Facebook tells the fields that `fields` names, in that order, and `id` always.
fn facebook(reading: &Reading<'_>) -> Value {
    let facts = reading.person.facts();
    let mut user = Map::new();
    for field in reading.query.get("fields").unwrap_or("id,name").split(',') {
        let value = match field {
            "name" => json!(facts.name.unwrap_or_default()),
            "first_name" => json!(facts.given_name),
            "last_name" => json!(facts.family_name),
            "email" if granted(reading, "email") => json!(facts.email),
            _ => continue,
        };
        if !value.is_null() {
            user.insert(field.to_owned(), value);
        }
    }
    user.insert("id".into(), json!(format!("1020{}", facts.number)));
    Value::Object(user)
}

fn slack(reading: &Reading<'_>) -> Value {
    let facts = reading.person.facts();
    let user = format!("U{}", facts.number);
    let mut value = object(json!({
        "ok": true, "sub": user, "https://slack.com/user_id": user, "https://slack.com/team_id": "T0SIMULATE",
    }));
    if granted(reading, "email") && facts.email.is_some() {
        value.insert("email".into(), json!(facts.email));
        value.insert("email_verified".into(), json!(facts.email_verified));
    }
    if granted(reading, "profile") {
        value.insert(
            "name".into(),
            json!(facts.name.map_or_else(|| facts.username_or_number(), str::to_owned)),
        );
        value.insert("given_name".into(), json!(facts.given_name));
        value.insert("family_name".into(), json!(facts.family_name));
        value.insert("locale".into(), json!("en-US"));
        value.insert("https://slack.com/team_name".into(), json!("Example"));
    }
    value.retain(|_, value| !value.is_null());
    Value::Object(value)
}

/// Twitch tells what the `claims` parameter asked for under `userinfo`, and the address only with the
/// scope `user:read:email`.
fn twitch(reading: &Reading<'_>) -> Map<String, Value> {
    let facts = reading.person.facts();
    let asked: Value = reading.claims.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let asked = |claim: &str| asked["userinfo"].get(claim).is_some();
    let mut value = object(json!({
        "aud": reading.client_id, "exp": reading.now + 900, "iat": reading.now, "iss": reading.issuer,
        "sub": facts.subject(),
    }));
    if granted(reading, "user:read:email") && facts.email.is_some() {
        if asked("email") {
            value.insert("email".into(), json!(facts.email));
        }
        if asked("email_verified") {
            value.insert("email_verified".into(), json!(facts.email_verified));
        }
    }
    if asked("preferred_username") {
        value.insert("preferred_username".into(), json!(facts.username_or_number()));
    }
    value
}

fn granted(reading: &Reading<'_>, scope: &str) -> bool {
    reading.scopes.iter().any(|granted| granted == scope)
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

#[cfg(test)]
#[path = "document_tests.rs"]
mod tests;
