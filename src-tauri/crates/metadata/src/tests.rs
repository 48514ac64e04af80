//! Documents as providers publish them, and as nobody should.

use desk_model::{Draft, DraftId, FieldValue, Version};
use proptest::prelude::*;

use super::*;

const CERTIFICATE: &str = include_str!("../tests/fixtures/certificate.txt");

fn draft(source_type: &str) -> Draft {
    Draft::new(DraftId("1".to_owned()), source_type, "Example", "example").unwrap()
}

fn discovery(more: &str) -> String {
    format!(
        r#"{{"issuer": "https://idp.example.com/", "authorization_endpoint": "https://idp.example.com/authorize",
            "token_endpoint": "https://idp.example.com/token", "userinfo_endpoint": "https://idp.example.com/userinfo",
            "jwks_uri": "https://idp.example.com/jwks"{more}}}"#
    )
}

fn entity(more: &str) -> String {
    format!(
        r#"<?xml version="1.0"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="https://idp.example.com/metadata">
  <md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>
{CERTIFICATE}
    </ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    {more}
  </md:IDPSSODescriptor>
</md:EntityDescriptor>"#
    )
}

const SERVICES: &str = r#"
    <md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/slo"/>
    <md:NameIDFormat> urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress </md:NameIDFormat>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:SOAP" Location="https://idp.example.com/soap"/>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/post"/>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example.com/sso?a=1&amp;b=2"/>"#;

fn changes(draft: &Draft, text: &str, certificate: Option<usize>) -> Vec<(String, String, bool)> {
    let proposals = propose(draft, &read(text).unwrap(), 0, certificate).unwrap();
    proposals
        .changes
        .into_iter()
        .map(|change| (change.field, change.value.to_string(), change.is_advised))
        .collect()
}

fn row(field: &str, value: &str, is_advised: bool) -> (String, String, bool) {
    (field.to_owned(), value.to_owned(), is_advised)
}

#[test]
fn a_discovery_document_fills_the_urls_and_pkce_and_leaves_the_well_known_url_to_the_person() {
    let text = discovery(r#", "code_challenge_methods_supported": ["plain", "S256"]"#);
    assert_eq!(
        changes(&draft("openidconnect"), &text, None),
        [
            row("authorization_url", "https://idp.example.com/authorize", true),
            row("access_token_url", "https://idp.example.com/token", true),
            row("profile_url", "https://idp.example.com/userinfo", true),
            row("oidc_well_known_url", "https://idp.example.com/.well-known/openid-configuration", false),
            row("oidc_jwks_url", "https://idp.example.com/jwks", true),
            row("pkce", "S256", true),
        ]
    );
}

#[test]
fn pkce_is_said_even_if_the_provider_is_silent_about_it() {
    let proposals = propose(&draft("openidconnect"), &read(&discovery("")).unwrap(), 0, None).unwrap();
    assert!(proposals.same.contains(&"pkce".to_owned()), "{proposals:?}");
    let mut other = draft("openidconnect");
    other.set("pkce", "S256").unwrap();
    let plain = discovery(r#", "code_challenge_methods_supported": ["plain"]"#);
    assert!(changes(&other, &plain, None).contains(&row("pkce", "none", true)));
}

#[test]
fn a_type_with_an_api_of_its_own_keeps_its_profile_url_unless_it_is_asked_for() {
    for source_type in ["entraid", "gitlab", "github"] {
        let found = changes(&draft(source_type), &discovery(""), None);
        assert!(
            found.contains(&row("profile_url", "https://idp.example.com/userinfo", false)),
            "{source_type}: {found:?}"
        );
    }
}

#[test]
fn how_the_client_proves_who_it_is_follows_the_provider() {
    let with = |methods: &str| {
        discovery(&format!(
            r#", "token_endpoint_auth_methods_supported": {methods}, "scopes_supported": ["openid"]"#
        ))
    };
    let proposals =
        |methods: &str| propose(&draft("openidconnect"), &read(&with(methods)).unwrap(), 0, None).unwrap();
    let post = proposals(r#"["private_key_jwt", "client_secret_post"]"#);
    let change = post.changes.iter().find(|change| change.field == "authorization_code_auth_method").unwrap();
    assert_eq!(change.value, FieldValue::Text("post_body".to_owned()));
    assert_eq!(post.notes, [Note::ScopesMissing(vec!["email".to_owned(), "profile".to_owned()])]);
    assert!(proposals(r#"["private_key_jwt"]"#).notes.contains(&Note::NoSecretAuthentication));
}

#[test]
fn what_is_no_web_address_is_never_proposed() {
    let text = discovery("").replace("https://idp.example.com/token", "javascript:alert(1)");
    let proposals = propose(&draft("openidconnect"), &read(&text).unwrap(), 0, None).unwrap();
    assert!(!proposals.changes.iter().any(|change| change.field == "access_token_url"));
    assert_eq!(proposals.notes, [Note::NotAUrl("access_token_url".to_owned())]);
}

#[test]
fn saml_metadata_fills_urls_binding_name_format_and_the_certificate() {
    let found = changes(&draft("saml"), &entity(SERVICES), Some(0));
    assert_eq!(
        found,
        [
            row("sso_url", "https://idp.example.com/sso?a=1&b=2", true),
            row("slo_url", "https://idp.example.com/slo", true),
            row("verification_kp", "example-signing-2036-01-01", true),
            row("name_id_policy", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress", true),
        ]
    );
    let proposals = propose(&draft("saml"), &read(&entity(SERVICES)).unwrap(), 0, None).unwrap();
    assert_eq!(proposals.notes, [Note::WantsSignedRequests]);
    assert_eq!(proposals.same, ["binding_type"]);
}

#[test]
fn a_provider_that_only_takes_forms_gets_a_form() {
    let only = SERVICES.replace("bindings:HTTP-Redirect", "bindings:HTTP-Artifact");
    let found = changes(&draft("saml"), &entity(&only), None);
    assert!(found.contains(&row("sso_url", "https://idp.example.com/post", true)));
    assert!(found.contains(&row("binding_type", "POST_AUTO", true)));
}

#[test]
fn a_certificate_is_shown_with_its_owner_and_its_days_and_stands_once() {
    let key = entity("")
        .split_once("<md:KeyDescriptor")
        .unwrap()
        .1
        .split_once("</md:KeyDescriptor>")
        .unwrap()
        .0
        .to_owned();
    let more = format!(
        "<md:KeyDescriptor{key}</md:KeyDescriptor><md:KeyDescriptor{}</md:KeyDescriptor>",
        key.replace(CERTIFICATE, "bm90IG9uZQ==")
    );
    let Metadata::Saml(providers) = read(&entity(&more)).unwrap() else { panic!("SAML") };
    let [provider] = providers.as_slice() else { panic!("one") };
    let [certificate] = provider.certificates.as_slice() else { panic!("{:?}", provider.certificates) };
    assert_eq!(certificate.subject, "CN=idp.example.com");
    assert_eq!((certificate.not_before, certificate.not_after), (1_767_225_600, 2_082_758_400));
    assert!(certificate.pem.starts_with("-----BEGIN CERTIFICATE-----\nMII"));
    assert!(certificate.pem.lines().all(|line| line.len() <= 64));
    assert_eq!(provider.n_unreadable_certificates, 1);
}

#[test]
fn of_a_federation_only_identity_providers_count_and_prefixes_do_not_matter() {
    let one =
        entity(SERVICES).split_once("?>").unwrap().1.replace("md:", "x:").replace("xmlns:md", "xmlns:x");
    let two = r#"<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="two"><IDPSSODescriptor/></EntityDescriptor>
        <EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="sp"><SPSSODescriptor/></EntityDescriptor>
        <EntityDescriptor xmlns="urn:example:other" entityID="not one"><IDPSSODescriptor/></EntityDescriptor>"#;
    let all = format!(
        r#"<m:EntitiesDescriptor xmlns:m="urn:oasis:names:tc:SAML:2.0:metadata"><m:EntitiesDescriptor>{one}</m:EntitiesDescriptor>{two}</m:EntitiesDescriptor>"#
    );
    let Metadata::Saml(providers) = read(&all).unwrap() else { panic!("SAML") };
    let ids: Vec<&str> = providers.iter().map(|provider| provider.entity_id.as_str()).collect();
    assert_eq!(ids, ["https://idp.example.com/metadata", "two"]);
}

#[test]
fn metadata_of_another_sort_is_refused_by_the_kind() {
    for (source_type, text) in [
        ("saml", discovery("")),
        ("openidconnect", entity("")),
        ("wechat", discovery("")),
        ("ldap", entity("")),
    ] {
        assert_eq!(
            propose(&draft(source_type), &read(&text).unwrap(), 0, None),
            Err(WrongKind),
            "{source_type}"
        );
    }
}

#[test]
fn what_an_older_version_lacks_is_not_proposed() {
    for version in Version::ALL {
        let mut draft = draft("openidconnect");
        draft.deployment.target = version;
        for change in propose(&draft, &read(&discovery("")).unwrap(), 0, None).unwrap().changes {
            assert!(draft.kind().unwrap().field(&change.field).unwrap().versions.contains(version));
        }
    }
}

#[test]
fn every_mistake_has_its_own_error() {
    let missing = |field| MetadataError::NotMetadata { why: NotMetadata::Field { field } };
    let not = |why| MetadataError::NotMetadata { why };
    for (text, expected) in [
        ("", not(NotMetadata::NeitherSort)),
        ("issuer: x", not(NotMetadata::NeitherSort)),
        ("{}", missing("issuer")),
        (r#"{"issuer": 1, "authorization_endpoint": ""}"#, missing("issuer")),
        (r#"{"issuer": "x", "authorization_endpoint": " "}"#, missing("authorization_endpoint")),
        ("{\n  \"issuer\": x}", MetadataError::Malformed { line: 2, column: 13 }),
        ("<html></html>", not(NotMetadata::NoEntity)),
        (
            r#"<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"><SPSSODescriptor/></EntityDescriptor>"#,
            not(NotMetadata::NoIdentityProvider),
        ),
        ("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", MetadataError::DocumentType),
    ] {
        assert_eq!(read(text), Err(expected), "{text}");
    }
    for text in ["<a>", "<a></b>", "<a/><b/>", "<a>&x;</a>", "<p:a/>", "<a b=c/>", "<a b='&x;'/>", "<", "<a"]
    {
        assert!(matches!(read(text), Err(MetadataError::Malformed { .. })), "{text}: {:?}", read(text));
    }
}

#[test]
fn hostile_documents_are_refused() {
    let laughs = format!(
        "<!DOCTYPE lolz [<!ENTITY lol \"lol\">{}]><lolz>&lol9;</lolz>",
        (1..10).map(|n| format!("<!ENTITY lol{n} \"&lol{};&lol{0};\">", n - 1)).collect::<String>()
    );
    assert_eq!(read(&laughs), Err(MetadataError::DocumentType));
    let large = format!("<a>{}</a>", "x".repeat(8 * 1024 * 1024));
    assert_eq!(read(&large), Err(MetadataError::TooLarge { limit: MOST_BYTES }));
    assert_eq!(read(&"<a>".repeat(100_000)), Err(MetadataError::TooDeep { limit: 32 }));
    let wide = format!("<a>{}</a>", "<b/>".repeat(200_000));
    assert_eq!(read(&wide), Err(MetadataError::TooLarge { limit: 100_000 }));
    let namespaces: String = (0..50_000).map(|n| format!(" xmlns:n{n}='u'")).collect();
    assert!(matches!(read(&format!("<a{namespaces}/>")), Err(MetadataError::Malformed { .. })));
    let attributes: String = (0..100_000).map(|n| format!(" a{n}='u'")).collect();
    assert_eq!(
        read(&format!("<a{attributes}/>")),
        Err(MetadataError::NotMetadata { why: NotMetadata::NoEntity })
    );
    let deep_json = format!("{{\"a\":{}", "[".repeat(100_000));
    assert!(matches!(read(&deep_json), Err(MetadataError::Malformed { .. })));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in ".{0,200}") {
        let _ = read(&text);
        let _ = read(&format!("<{text}"));
        let _ = read(&format!("{{{text}"));
    }

    #[test]
    fn no_part_of_a_document_makes_it_panic(start in 0_usize..2_000, length in 0_usize..400, other in "[<>/&;=\"'{}a ]{0,8}") {
        for whole in [entity(SERVICES), discovery("")] {
            let mut text: Vec<char> = whole.chars().collect();
            let start = start.min(text.len());
            let end = (start + length).min(text.len());
            text.splice(start..end, other.chars());
            let text: String = text.into_iter().collect();
            if let Ok(metadata) = read(&text) {
                for source_type in ["saml", "openidconnect"] {
                    let _ = propose(&draft(source_type), &metadata, 0, Some(0));
                }
            }
        }
    }
}
