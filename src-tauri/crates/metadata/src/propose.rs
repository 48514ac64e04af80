//! What a draft would get from metadata, and why.

use desk_model::{Draft, Field, FieldKind, FieldValue, Protocol};
use url::Url;

use crate::discovery::Provider;
use crate::saml::{Binding, Endpoint, IdentityProvider};
use crate::{Certificate, Metadata};

/// What a draft would get from metadata.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposals {
    /// The fields that would change, in the order of the form.
    pub changes: Vec<Proposal>,
    /// The fields that have the proposed value already, by API name.
    pub same: Vec<String>,
    /// What the metadata says beyond the form's fields.
    pub notes: Vec<Note>,
}

/// One field that would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The field's API name.
    pub field: String,
    /// The value that it would have.
    pub value: FieldValue,
    /// Where the value is from.
    pub why: Why,
    /// Whether most people want it. What is not advised is only taken when it is asked for.
    pub is_advised: bool,
}

/// Where a proposed value is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The document says so.
    Said,
    /// The document says so, but this type reads its users from the provider's own API
    /// (`authentik/sources/oauth/types/*.py`).
    OwnProfile,
    /// From the issuer, by OpenID Connect Discovery 1.0, section 4. authentik fetches it at each save and every three
    /// hours, and writes what it finds over the URLs.
    WellKnown,
    /// The provider takes S256.
    PkceS256,
    /// The provider does not say that it takes S256. Without an explicit value authentik may store garbage
    /// (authentik issue 21665).
    PkceNone,
    /// How the provider lets a client prove who it is.
    Authentication,
    /// The binding of the URL that was chosen.
    Binding,
    /// The identity provider does not offer the format that the draft has.
    NameId,
    /// The certificate that was chosen, by the name that it gets in the blueprint.
    Certificate,
}

/// What metadata says that no field holds, or that authentik cannot do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The provider takes neither `client_secret_basic` nor `client_secret_post`; authentik knows no other way.
    NoSecretAuthentication,
    /// The provider does not answer with a code, the only way that authentik knows.
    NoCode,
    /// Scopes that the type asks for by default and that the provider does not list.
    ScopesMissing(Vec<String>),
    /// The identity provider insists on signed requests, so `signing_kp` must name a pair with a private key.
    WantsSignedRequests,
    /// No login URL is for a browser.
    NoSingleSignOn,
    /// None of the name formats is one that authentik asks for.
    NoKnownNameId,
    /// Some certificates could not be read.
    UnreadableCertificates(usize),
    /// There are several certificates, and a source verifies with one.
    SeveralCertificates(usize),
    /// There is no certificate to verify with.
    NoCertificate,
    /// What stands where a URL should is none that a browser or server can open.
    NotAUrl(String),
}

/// The draft's kind has no fields for this sort of metadata.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no fields for this metadata")]
pub struct WrongKind;

/// Says what a draft would get. `provider` is the place of the identity provider, `certificate` that of the certificate
/// that the source shall verify with; both count from 0, and OpenID metadata needs neither.
pub fn propose(
    draft: &Draft,
    metadata: &Metadata,
    provider: usize,
    certificate: Option<usize>,
) -> Result<Proposals, WrongKind> {
    let kind = draft.kind().ok_or(WrongKind)?;
    let mut proposing = Proposing { draft, proposals: Proposals::default() };
    match metadata {
        Metadata::OpenId(provider) if kind.field("oidc_well_known_url").is_some() => {
            proposing.openid(provider)
        }
        Metadata::Saml(providers) if kind.protocol == Protocol::Saml => {
            let provider = providers.get(provider).ok_or(WrongKind)?;
            proposing.saml(provider, certificate);
        }
        _ => return Err(WrongKind),
    }
    let mut proposals = proposing.proposals;
    let place = |name: &str| kind.fields.iter().position(|field| field.name == name);
    proposals.changes.sort_by_key(|change| place(&change.field));
    Ok(proposals)
}

/// Returns the name under which a blueprint makes the certificate that a source verifies with. It has the last day of
/// validity in it, so that the next certificate does not overwrite this one.
pub fn certificate_name(draft: &Draft, certificate: &Certificate) -> String {
    format!("{}-signing-{}", draft.slug, certificate.last_day)
}

struct Proposing<'a> {
    draft: &'a Draft,
    proposals: Proposals,
}

impl Proposing<'_> {
    fn openid(&mut self, provider: &Provider) {
        let source_type = self.draft.source_type.as_str();
        let has_own_profile = !matches!(source_type, "openidconnect" | "okta");
        self.url("authorization_url", &provider.authorization_endpoint, Why::Said, true);
        if let Some(url) = &provider.token_endpoint {
            self.url("access_token_url", url, Why::Said, true);
        }
        if let Some(url) = &provider.userinfo_endpoint {
            let why = if has_own_profile { Why::OwnProfile } else { Why::Said };
            self.url("profile_url", url, why, !has_own_profile);
        }
        // Entra's issuer for all tenants has a placeholder in it.
        if !provider.issuer.contains('{') {
            let well_known =
                format!("{}/.well-known/openid-configuration", provider.issuer.trim_end_matches('/'));
            self.url("oidc_well_known_url", &well_known, Why::WellKnown, false);
        }
        if let Some(url) = &provider.jwks_uri {
            self.url("oidc_jwks_url", url, Why::Said, true);
        }
        let takes_s256 = provider.code_challenge_methods.iter().any(|method| method == "S256");
        let (pkce, why) = if takes_s256 { ("S256", Why::PkceS256) } else { ("none", Why::PkceNone) };
        self.text("pkce", pkce, why, true);
        self.authentication(provider);
        if !provider.response_types.iter().any(|answer| answer == "code") {
            self.proposals.notes.push(Note::NoCode);
        }
        self.scopes(provider);
    }

    fn authentication(&mut self, provider: &Provider) {
        let takes = |name: &str| provider.token_endpoint_auth_methods.iter().any(|method| method == name);
        let method = if takes("client_secret_basic") {
            "basic_auth"
        } else if takes("client_secret_post") {
            "post_body"
        } else {
            self.proposals.notes.push(Note::NoSecretAuthentication);
            return;
        };
        self.text("authorization_code_auth_method", method, Why::Authentication, true);
    }

    /// The default scopes are those of `authentik/sources/oauth/types/oidc.py` and `okta.py`.
    fn scopes(&mut self, provider: &Provider) {
        let has_these = matches!(self.draft.source_type.as_str(), "openidconnect" | "okta");
        if !has_these || provider.scopes.is_empty() {
            return;
        }
        let is_missing = |scope: &&str| !provider.scopes.iter().any(|known| known == scope);
        let missing: Vec<String> =
            ["openid", "email", "profile"].into_iter().filter(is_missing).map(str::to_owned).collect();
        if !missing.is_empty() {
            self.proposals.notes.push(Note::ScopesMissing(missing));
        }
    }

    fn saml(&mut self, provider: &IdentityProvider, certificate: Option<usize>) {
        match preferred(&provider.single_sign_on) {
            Some(endpoint) => {
                self.url("sso_url", &endpoint.location, Why::Said, true);
                let binding = match endpoint.binding {
                    Binding::Redirect => "REDIRECT",
                    // Both post; this one needs no click of the person's.
                    Binding::Post => "POST_AUTO",
                };
                let is_post_already =
                    endpoint.binding == Binding::Post && self.draft.text("binding_type") == "POST";
                let binding = if is_post_already { "POST" } else { binding };
                self.text("binding_type", binding, Why::Binding, true);
            }
            None => self.proposals.notes.push(Note::NoSingleSignOn),
        }
        if let Some(endpoint) = preferred(&provider.single_logout) {
            self.url("slo_url", &endpoint.location, Why::Said, true);
        }
        self.name_id(&provider.name_id_formats);
        if provider.wants_signed_requests && self.draft.text("signing_kp").is_empty() {
            self.proposals.notes.push(Note::WantsSignedRequests);
        }
        match (provider.certificates.len(), certificate.and_then(|place| provider.certificates.get(place))) {
            (0, _) => self.proposals.notes.push(Note::NoCertificate),
            (n_certificates, chosen) => {
                if n_certificates > 1 {
                    self.proposals.notes.push(Note::SeveralCertificates(n_certificates));
                }
                if let Some(chosen) = chosen {
                    let name = certificate_name(self.draft, chosen);
                    self.text("verification_kp", &name, Why::Certificate, true);
                }
            }
        }
        if provider.n_unreadable_certificates > 0 {
            self.proposals.notes.push(Note::UnreadableCertificates(provider.n_unreadable_certificates));
        }
    }

    fn name_id(&mut self, formats: &[String]) {
        const ANY: &str = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
        let present = self.draft.text("name_id_policy");
        if formats.is_empty() || formats.iter().any(|format| format == present || format == ANY) {
            return;
        }
        let known = self.field("name_id_policy").map(|field| field.kind.choices()).unwrap_or_default();
        match formats.iter().find(|format| known.contains(&format.as_str())).cloned() {
            Some(format) => self.text("name_id_policy", &format, Why::NameId, true),
            None => self.proposals.notes.push(Note::NoKnownNameId),
        }
    }

    fn field(&self, name: &str) -> Option<&'static Field> {
        self.draft.kind()?.field(name)
    }

    fn url(&mut self, name: &str, url: &str, why: Why, is_advised: bool) {
        let is_url =
            Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.has_host());
        if is_url {
            self.text(name, url, why, is_advised);
        } else if self.field(name).is_some() {
            self.proposals.notes.push(Note::NotAUrl(name.to_owned()));
        }
    }

    /// Proposes a text for a field, if the kind has it in the version that the draft is for.
    fn text(&mut self, name: &str, text: &str, why: Why, is_advised: bool) {
        let Some(field) = self.field(name) else { return };
        let is_choice = |choices: &[&str]| choices.is_empty() || choices.contains(&text);
        if !field.versions.contains(self.draft.deployment.target) || !is_choice(field.kind.choices()) {
            return;
        }
        debug_assert!(!matches!(field.kind, FieldKind::Secret | FieldKind::Mappings));
        let value = FieldValue::Text(text.to_owned());
        if self.draft.values.get(name) == Some(&value) {
            self.proposals.same.push(name.to_owned());
        } else {
            self.proposals.changes.push(Proposal { field: name.to_owned(), value, why, is_advised });
        }
    }
}

/// authentik redirects unless it is told otherwise; a form is for those that take nothing else.
fn preferred(endpoints: &[Endpoint]) -> Option<&Endpoint> {
    let of = |binding| endpoints.iter().find(|endpoint| endpoint.binding == binding);
    of(Binding::Redirect).or_else(|| of(Binding::Post))
}
