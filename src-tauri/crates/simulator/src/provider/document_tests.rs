use super::*;
use crate::provider::manner::Manner;

/// The document of a manner about a person who granted everything that authentik asks for.
fn read(manner: &str, person: Person, fault: Option<Fault>) -> Value {
    let manner = Manner::parse(manner).unwrap();
    let scopes: Vec<String> = manner.scopes.iter().map(|scope| (*scope).to_owned()).collect();
    let reading = Reading {
        person,
        scopes: &scopes,
        claims: Some(r#"{"userinfo": {"email": null, "preferred_username": null}}"#),
        query: &Parameters::parse(manner.profile_query),
        issuer: "http://127.0.0.1:5000",
        client_id: "CLIENT",
        now: 1_700_000_000,
        fault,
    };
    document(manner.document, &reading)
}

/// What authentik reads of each document (`types/*.py`): identifier, user name, address, name.
const READ: &[(&str, [&str; 4])] = &[
    ("apple", ["/sub", "", "/email", ""]),
    ("azuread", ["/id", "/userPrincipalName", "/mail", "/displayName"]),
    ("discord", ["/id", "/username", "/email", "/username"]),
    ("entraid", ["/id", "/userPrincipalName", "/mail", "/displayName"]),
    ("facebook", ["/id", "/name", "/email", "/name"]),
    ("github", ["/id", "/login", "/email", "/name"]),
    ("gitlab", ["/sub", "/preferred_username", "/email", "/name"]),
    ("google", ["/id", "", "/email", "/name"]),
    ("mailcow", ["/id", "/full_name", "/email", "/full_name"]),
    ("okta", ["/sub", "/nickname", "/email", "/name"]),
    ("openidconnect", ["/sub", "/nickname", "/email", "/name"]),
    (
        "patreon",
        ["/data/id", "/data/attributes/vanity", "/data/attributes/email", "/data/attributes/full_name"],
    ),
    ("reddit", ["/id", "/name", "", "/name"]),
    ("slack", ["/sub", "/name", "/email", "/name"]),
    ("twitch", ["/sub", "/preferred_username", "/email", "/preferred_username"]),
    ("twitter", ["/data/id", "/data/username", "", "/data/name"]),
];

#[test]
fn each_document_has_what_authentik_reads_of_it() {
    assert_eq!(READ.len(), Manner::all().len());
    for (manner, pointers) in READ {
        let value = read(manner, Person::Alice, None);
        for pointer in pointers.iter().filter(|pointer| !pointer.is_empty()) {
            let found =
                value.pointer(pointer).unwrap_or_else(|| panic!("{manner} has no {pointer}: {value}"));
            assert!(!found.is_null(), "{manner} {pointer}");
        }
    }
}

#[test]
fn a_missing_identifier_or_address_is_missing_in_every_document() {
    for (manner, [id, _, email, _]) in READ {
        let value = read(manner, Person::Alice, Some(Fault::MissingId));
        assert!(value.pointer(id).is_none(), "{manner}: {value}");
        assert!(value.pointer(email).is_some());
        let value = read(manner, Person::Alice, Some(Fault::MissingEmail));
        assert!(email.is_empty() || value.pointer(email).is_none(), "{manner}: {value}");
        assert!(value.pointer(id).is_some());
    }
}

#[test]
fn everybody_has_an_identifier_of_their_own_at_every_provider() {
    for (manner, [id, ..]) in READ {
        let mut seen = std::collections::BTreeSet::new();
        for person in Person::ALL {
            // A mailbox is its address, so without one there is nobody.
            let value = read(manner, *person, None);
            assert!(seen.insert(value.pointer(id).unwrap().to_string()), "{manner} {}", person.id());
        }
    }
}

#[test]
fn gitlabs_userinfo_has_no_id_and_its_user_document_has() {
    assert!(read("gitlab", Person::Alice, None).get("id").is_none());
    let scopes = ["read_user".to_owned()];
    let query = Parameters::parse("");
    let reading = Reading {
        person: Person::Alice,
        scopes: &scopes,
        claims: None,
        query: &query,
        issuer: "",
        client_id: "",
        now: 0,
        fault: None,
    };
    assert_eq!(document(Document::GitlabUser, &reading)["id"], 1_000_001);
}

#[test]
fn scopes_that_were_not_granted_bring_nothing() {
    let query = Parameters::parse("fields=id,name,email");
    for form in [
        Document::Claims,
        Document::Discord,
        Document::Facebook,
        Document::Google,
        Document::Slack,
        Document::Twitch,
        Document::Apple,
    ] {
        let reading = Reading {
            person: Person::Alice,
            scopes: &[],
            claims: Some(r#"{"userinfo":{"email":null}}"#),
            query: &query,
            issuer: "",
            client_id: "",
            now: 0,
            fault: None,
        };
        assert!(document(form, &reading).get("email").is_none(), "{form:?}");
    }
}

#[test]
fn a_private_address_is_only_in_githubs_list() {
    assert!(read("github", Person::PrivateEmail, None)["email"].is_null());
    let scopes = ["user:email".to_owned()];
    let query = Parameters::parse("");
    let mut reading = Reading {
        person: Person::PrivateEmail,
        scopes: &scopes,
        claims: None,
        query: &query,
        issuer: "",
        client_id: "",
        now: 0,
        fault: None,
    };
    let list = document(Document::GithubEmails, &reading);
    assert_eq!(list[1]["email"], "carol@example.com");
    assert_eq!(list[1]["primary"], true);
    reading.scopes = &[];
    assert_eq!(document(Document::GithubEmails, &reading), json!([]));
}
