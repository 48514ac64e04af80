//! What a provider says about a person, without a login.

use serde_json::{Value, json};

use super::document::{Reading, document};
use super::manner::{Document, Manner};
use super::person::Person;
use crate::parameters::Parameters;

/// What authentik gets to know about a person who granted every scope that is known: the profile, and under the names
/// that authentik's own code has for them the lists that it asks for after it (`raw_groups` of Microsoft Graph;
/// `emails` of GitHub, which authentik keeps in no such place).
pub fn information(manner: &Manner, person: Person) -> Value {
    let scopes: Vec<String> = manner.scopes.iter().map(|scope| (*scope).to_owned()).collect();
    let reading = Reading {
        person,
        scopes: &scopes,
        claims: Some(r#"{"userinfo": {"email": null, "preferred_username": null}}"#),
        query: &Parameters::parse(manner.profile_query),
        issuer: "https://provider.example.com",
        client_id: "CLIENT",
        now: 1_767_225_600,
        fault: None,
    };
    let mut information = document(manner.document, &reading);
    let further = [(Document::GithubEmails, "emails"), (Document::GraphGroups, "raw_groups")];
    for (form, key) in further {
        if manner.further.iter().any(|(_, has)| *has == form)
            && let Value::Object(members) = &mut information
        {
            members.insert(key.to_owned(), document(form, &reading));
        }
    }
    if information.is_null() { json!({}) } else { information }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_has_information_at_every_provider() {
        for manner in Manner::all() {
            for person in Person::ALL {
                let information = information(manner, *person);
                assert!(information.as_object().is_some_and(|members| !members.is_empty()), "{}", manner.id);
            }
        }
        let github = information(Manner::parse("github").unwrap(), Person::PrivateEmail);
        assert_eq!(github["email"], Value::Null);
        assert!(github["emails"].is_array());
        assert!(
            information(Manner::parse("entraid").unwrap(), Person::Alice)["raw_groups"]["value"].is_array()
        );
    }
}
