//! A draft filled from what a provider publishes.
#![cfg(test)]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use desk_app::messages::find;
use desk_app::{
    CertificateState, Desk, ExportFormat, ExportRequest, ImportFile, Locale, MetadataDocument, PrefillPlace,
    SecretStyle, Version,
};
use desk_test_support::TestHost;

const CERTIFICATE: &str = include_str!("../../src-tauri/crates/metadata/tests/fixtures/certificate.txt");

fn desk(folder: &Path) -> Desk {
    let host = TestHost::new(folder.join("home"), Locale::En).opening_from(folder.to_path_buf());
    Desk::new(Arc::new(host))
}

fn saml() -> String {
    format!(
        r#"<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com">
<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<KeyDescriptor><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>{CERTIFICATE}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example.com/sso"/>
</IDPSSODescriptor></EntityDescriptor>"#
    )
}

#[test]
fn nothing_is_filled_before_the_person_has_chosen_and_then_only_what_was_chosen() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("metadata.xml"), saml()).unwrap();
    let desk = desk(folder.path());
    let before = desk.create_draft("saml", "Example", "example").unwrap();
    let id = &before.draft.id;
    let view = desk.choose_metadata(id).unwrap().unwrap();
    assert_eq!(desk.show_draft(id).unwrap(), before);
    assert_eq!(view.certificates[0].state, CertificateState::Valid);
    assert_eq!(view.certificates[0].not_after, "2036-01-01T00:00:00Z");
    let mut choice = view.advised();
    assert_eq!(choice.fields, ["sso_url", "verification_kp"]);
    choice.fields.retain(|field| field == "sso_url");
    let after = desk.prefill(id, &view.reading, &choice).unwrap().draft;
    assert_eq!(after.text("sso_url"), "https://idp.example.com/sso");
    assert!(after.text("verification_kp").is_empty() && after.kept.is_empty());
    choice.fields = vec!["slo_url".to_owned()];
    assert_eq!(desk.prefill(id, &view.reading, &choice).unwrap_err().code, "metadata-not-proposed");
    assert_eq!(desk.prefill(id, "other", &choice).unwrap_err().code, "metadata-gone");
    let place = PrefillPlace { provider: 0, certificate: None };
    let again = desk.view_metadata(id, &view.reading, place).unwrap();
    assert!(again.changes.is_empty() && again.same.contains(&"sso_url".to_owned()), "{again:?}");
}

#[test]
fn the_certificate_travels_with_the_blueprint_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("metadata.xml"), saml()).unwrap();
    let desk = desk(folder.path());
    let id = desk.create_draft("saml", "Example", "example").unwrap().draft.id;
    let view = desk.choose_metadata(&id).unwrap().unwrap();
    let filled = desk.prefill(&id, &view.reading, &view.advised()).unwrap().draft;
    assert_eq!(filled.text("verification_kp"), "example-signing-2036-01-01");
    let request = ExportRequest {
        format: ExportFormat::Blueprint,
        secrets: SecretStyle::File,
        login_page: None,
        source_stage: None,
        target: None,
    };
    let text = desk.export_blueprint(std::slice::from_ref(&id), &request).unwrap().text;
    let [pair, source] = ["authentik_crypto.certificatekeypair\n", "samlsource"].map(|part| text.find(part));
    assert!(pair.unwrap() < source.unwrap(), "{text}");
    assert!(text.contains("-----BEGIN CERTIFICATE-----"), "{text}");
    desk.delete_draft(&id).unwrap();
    let file = ImportFile { name: "a.yaml".to_owned(), text: Ok(text) };
    let preview = desk.read_imports(vec![file], Version::default()).unwrap();
    let result = desk.import(&preview.reading, &[]).unwrap();
    assert_eq!(result.skipped, []);
    let back = desk.find_draft("example").unwrap().draft;
    assert_eq!((&back.values, &back.kept.before), (&filled.values, &filled.kept.before));
}

#[test]
fn every_reason_and_note_has_words_in_every_language() {
    let source = include_str!("../../src-tauri/crates/app/src/prefill/views.rs");
    let mut n_found = 0;
    for line in source.lines() {
        let (prefix, rest) = match (line.trim().strip_prefix("Why::"), line.trim().strip_prefix("Note::")) {
            (Some(rest), _) => ("prefill-why-", rest),
            (_, Some(rest)) => ("prefill-note-", rest),
            _ => continue,
        };
        let Some(code) = rest.split('"').nth(1) else { continue };
        for locale in Locale::ALL {
            assert!(find(locale, &format!("{prefix}{code}"), []).is_some(), "{prefix}{code}");
        }
        n_found += 1;
    }
    assert!(n_found >= 15, "{n_found}");
    for state in [CertificateState::Valid, CertificateState::NotYet, CertificateState::Expired] {
        assert!(find(Locale::En, &format!("certificate-{}", state.id()), []).is_some());
    }
}

#[test]
fn a_document_that_is_none_is_told_with_its_place() {
    let read = |text: &str| {
        let file = ImportFile { name: "a.xml".to_owned(), text: Ok(text.to_owned()) };
        MetadataDocument::read(file).err().unwrap()
    };
    let problem = read("<a>\n<b></a>");
    assert_eq!((problem.code.as_str(), problem.arguments["line"].as_str()), ("metadata-malformed", "2"));
    assert_eq!(read("<!DOCTYPE a><a/>").code, "metadata-document-type");
    assert_eq!(read("x").code, "metadata-not-one");
}
