//! The provider itself, without HTTP: what it answers to whom.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use p256::ecdsa::VerifyingKey;
use serde_json::{Value, json};

use super::authorize::{self, Back, Refusal};
use super::document::{self, Reading, id_token_claims};
use super::errors::{TokenRefusal, UserRefusal};
use super::exchange;
use super::fault::{Breakage, Fault, Step};
use super::jwt::Jwt;
use super::keys::Keys;
use super::ledger::{ACCESS_TOKEN_SECONDS, Grant, Ledger, Login};
use super::manner::{ClientAuthentication, Document, IdToken, Manner, Pkce, Quirk, TokenAnswer};
use super::options::Options;
use super::person::Person;
use crate::parameters::Parameters;

/// A provider: its options, its keys and what it remembers.
pub(crate) struct Issuer {
    pub(crate) options: Options,
    pub(crate) base_url: String,
    pub(crate) keys: Option<Arc<Keys>>,
    /// With Apple's manner: what the key of the console signs.
    pub(crate) apple_key: Option<VerifyingKey>,
    fault: Mutex<Option<Fault>>,
    ledger: Mutex<Ledger>,
}

impl Issuer {
    pub(crate) fn new(
        options: Options,
        base_url: String,
        keys: Option<Arc<Keys>>,
        apple_key: Option<VerifyingKey>,
    ) -> Self {
        let fault = Mutex::new(options.fault);
        Self { options, base_url, keys, apple_key, fault, ledger: Mutex::default() }
    }

    pub(crate) fn manner(&self) -> &'static Manner {
        self.options.manner
    }

    pub(crate) fn fault(&self) -> Option<Fault> {
        *unpoisoned(&self.fault)
    }

    pub(crate) fn set_fault(&self, fault: Option<Fault>) {
        *unpoisoned(&self.fault) = fault;
    }

    /// How a step breaks down, if it does.
    pub(crate) fn breakage(&self, step: Step) -> Option<Breakage> {
        match self.fault() {
            Some(Fault::Broken(broken, how)) if broken == step => Some(how),
            _ => None,
        }
    }

    /// The client id of the requests: with Apple's manner only the first part of what authentik calls
    /// the consumer key.
    pub(crate) fn client_id(&self) -> &str {
        let whole = self.options.client.client_id.as_str();
        if self.apple_key.is_some() { whole.split(';').next().unwrap_or(whole) } else { whole }
    }

    /// What becomes of code challenges.
    pub(crate) fn pkce(&self) -> Pkce {
        self.options.pkce.unwrap_or(self.manner().pkce)
    }

    pub(crate) fn now(&self) -> i64 {
        (self.options.clock)()
    }

    pub(crate) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        unpoisoned(&self.ledger)
    }

    /// The issuer's identifier.
    pub(crate) fn issuer(&self) -> String {
        match self.manner().discovery {
            super::manner::Discovery::Document { issuer, .. } => format!("{}{issuer}", self.base_url),
            _ => self.base_url.clone(),
        }
    }

    /// The discovery document (OpenID Connect Discovery 1.0, section 3).
    pub(crate) fn discovery(&self) -> Value {
        let manner = self.manner();
        let at = |path: &str| json!(format!("{}{path}", self.base_url));
        let issuer = match self.fault() {
            Some(Fault::DiscoveryWrongIssuer) => "https://issuer.example.com".to_owned(),
            _ => self.issuer(),
        };
        let mut methods: Vec<&str> = manner.client_authentication.iter().map(|method| method.id()).collect();
        methods.dedup();
        let mut document = json!({
            "issuer": issuer,
            "authorization_endpoint": at(manner.authorize_path),
            "token_endpoint": at(manner.token_path),
            "userinfo_endpoint": manner.profile_path.map(at),
            "jwks_uri": manner.jwks_path().map(at),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query", "form_post"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [self.options.algorithm.id()],
            "scopes_supported": manner.scopes,
            "token_endpoint_auth_methods_supported": methods,
            "claims_parameter_supported": manner.has(Quirk::EmailByClaims),
            "code_challenge_methods_supported": match self.pkce() {
                Pkce::Ignored => json!(null),
                Pkce::Checked => json!(["plain", "S256"]),
                Pkce::RequiredS256 => json!(["S256"]),
            },
        });
        if let Value::Object(document) = &mut document {
            document.retain(|_, value| !value.is_null());
        }
        document
    }

    /// The key set.
    pub(crate) fn jwks(&self) -> Value {
        match (&self.keys, self.fault()) {
            (Some(keys), Some(Fault::JwksOtherKeys)) => keys.other_jwks(&self.options.random),
            (Some(keys), _) => keys.jwks(),
            (None, _) => json!({"keys": []}),
        }
    }

    /// Checks an authorize request and remembers it; its id is returned.
    pub(crate) fn open(&self, request: &Parameters) -> Result<String, Refusal> {
        let login = authorize::check(self, request)?;
        Ok(self.ledger().open(login, &self.options.random))
    }

    /// What a person decided about a waiting login: whom to log in as, or nobody. `None` if there is no
    /// such login.
    pub(crate) fn decide(&self, id: &str, person: Option<Person>) -> Option<Back> {
        let mut ledger = self.ledger();
        let login = ledger.take(id)?;
        let Some(person) = person else {
            return Some(self.bring_back(&login, &[("error", "access_denied")], None));
        };
        let code = ledger.issue(Arc::clone(&login), person, self.now(), &self.options.random);
        // EXPOSE: the code travels in the redirect, as OAuth has it.
        let code = code.expose();
        let parameters: &[(&str, &str)] = match self.fault() {
            Some(Fault::AuthorizeMissingCode) => &[],
            _ => &[("code", code)],
        };
        Some(self.bring_back(&login, parameters, Some(person)))
    }

    fn bring_back(&self, login: &Login, parameters: &[(&str, &str)], person: Option<Person>) -> Back {
        let mut parameters: Vec<(String, String)> =
            parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        if let Some(state) = &login.state {
            let state = match self.fault() {
                Some(Fault::AuthorizeWrongState) => "another-state".to_owned(),
                _ => state.clone(),
            };
            parameters.push(("state".to_owned(), state));
        }
        // Apple tells the name once, beside the code, and never in the ID token.
        if let Some(person) = person
            && self.manner().document == Document::Apple
            && login.scopes.iter().any(|scope| scope == "name")
        {
            let facts = person.facts();
            let name = json!({"firstName": facts.given_name, "lastName": facts.family_name});
            parameters.push(("user".to_owned(), json!({"name": name, "email": facts.email}).to_string()));
        }
        Back::new(self, &login.redirect_uri, login.form_post, parameters)
    }

    /// The token path.
    pub(crate) fn token(
        &self,
        authorization: Option<&str>,
        form: &Parameters,
    ) -> Result<Value, TokenRefusal> {
        exchange::token(self, authorization, form)
    }

    /// The answer to a client that has proved a code or a refresh token.
    pub(crate) fn token_answer(&self, grant: &Grant) -> Value {
        let manner = self.manner();
        let scopes = &grant.login.scopes;
        let joined = scopes.join(&manner.scope_separator.to_string());
        // EXPOSE: the answer to the client that has proved the code and who it is.
        let access_token = grant.access_token.expose();
        if manner.token_answer == TokenAnswer::AuthedUser {
            let mut user = json!({
                "id": format!("U{}", grant.person.facts().number), "scope": joined,
                "access_token": access_token, "token_type": manner.token_type,
            });
            if let (Some(Fault::TokenMissingAccessToken), Value::Object(user)) = (self.fault(), &mut user) {
                user.remove("access_token");
            }
            return json!({
                "ok": true, "app_id": "A0SIMULATE", "authed_user": user,
                "team": {"id": "T0SIMULATE", "name": "Example"}, "enterprise": null,
                "is_enterprise_install": false,
            });
        }
        let mut answer = serde_json::Map::new();
        if self.fault() != Some(Fault::TokenMissingAccessToken) {
            answer.insert("access_token".into(), json!(access_token));
        }
        answer.insert("token_type".into(), json!(manner.token_type));
        answer.insert("expires_in".into(), json!(ACCESS_TOKEN_SECONDS));
        if let Some(token) = &grant.refresh_token {
            // EXPOSE: as above.
            answer.insert("refresh_token".into(), json!(token.expose()));
        }
        let scope =
            if manner.token_answer == TokenAnswer::ScopeArray { json!(scopes) } else { json!(joined) };
        answer.insert("scope".into(), scope);
        let issues = match manner.id_token {
            IdToken::Never => false,
            IdToken::WithOpenid => scopes.iter().any(|scope| scope == "openid"),
            IdToken::Always => true,
        };
        if issues
            && self.fault() != Some(Fault::IdTokenMissing)
            && let Some(keys) = &self.keys
        {
            answer.insert("id_token".into(), json!(self.id_token(keys, grant)));
        }
        Value::Object(answer)
    }

    /// OpenID Connect Core, section 2.
    fn id_token(&self, keys: &Keys, grant: &Grant) -> String {
        let (fault, now) = (self.fault(), self.now().div_euclid(1_000));
        let issuer = match fault {
            Some(Fault::IdTokenWrongIssuer) => "https://issuer.example.com".to_owned(),
            _ => self.issuer(),
        };
        let audience =
            if fault == Some(Fault::IdTokenWrongAudience) { "another-client" } else { self.client_id() };
        let issued = if fault == Some(Fault::IdTokenExpired) { now - 7_200 } else { now };
        let nonce = match fault {
            Some(Fault::IdTokenWrongNonce) => Some("another-nonce"),
            _ => grant.login.nonce.as_deref(),
        };
        let mut claims = serde_json::Map::new();
        claims.insert("iss".into(), json!(issuer));
        claims.insert("aud".into(), json!(audience));
        claims.insert("exp".into(), json!(issued + ACCESS_TOKEN_SECONDS));
        claims.insert("iat".into(), json!(issued));
        claims.insert("auth_time".into(), json!(issued));
        if let Some(nonce) = nonce {
            claims.insert("nonce".into(), json!(nonce));
        }
        let nothing = Parameters::parse("");
        claims.extend(id_token_claims(self.manner().document, &self.reading(grant, &nothing)));
        let claims = Value::Object(claims);
        match fault {
            Some(Fault::IdTokenUnsigned) => {
                Jwt::print(&json!({"alg": "none", "typ": "JWT"}), &claims, |_| Vec::new())
            }
            Some(Fault::IdTokenWrongSignature) => {
                let right = keys.sign(self.options.algorithm, &claims);
                let other = keys.sign(self.options.algorithm, &json!({"sub": "somebody-else"}));
                let signed = right.rsplit_once('.').map_or("", |(signed, _)| signed);
                let signature = other.rsplit_once('.').map_or("", |(_, signature)| signature);
                format!("{signed}.{signature}")
            }
            _ => keys.sign(self.options.algorithm, &claims),
        }
    }

    /// A document about the user whose token came.
    pub(crate) fn document(
        &self,
        document: Document,
        token: Option<&str>,
        query: &Parameters,
    ) -> Result<Value, UserRefusal> {
        let token = token.ok_or(UserRefusal::NoToken)?;
        let ledger = self.ledger();
        let grant = ledger.grant(token, self.now()).ok_or(UserRefusal::InvalidToken)?;
        let openid = matches!(document, Document::Claims | Document::GitlabUserinfo | Document::Twitch);
        let allowed = !openid || grant.login.scopes.iter().any(|scope| scope == "openid");
        match self.fault() {
            Some(Fault::UserinfoInvalidToken) => Err(UserRefusal::InvalidToken),
            Some(Fault::UserinfoInsufficientScope) => Err(UserRefusal::InsufficientScope),
            _ if !allowed => Err(UserRefusal::InsufficientScope),
            _ => Ok(document::document(document, &self.reading(grant, query))),
        }
    }

    fn reading<'reading>(
        &'reading self,
        grant: &'reading Grant,
        query: &'reading Parameters,
    ) -> Reading<'reading> {
        Reading {
            person: grant.person,
            scopes: &grant.login.scopes,
            claims: grant.login.claims.as_deref(),
            query,
            issuer: &self.base_url,
            client_id: self.client_id(),
            now: self.now().div_euclid(1_000),
            fault: self.fault(),
        }
    }

    /// Whether clients may come without a secret.
    pub(crate) fn is_public(&self) -> bool {
        self.options.client.secret.is_none()
            && self.manner().client_authentication.contains(&ClientAuthentication::Public)
    }
}

/// The value, even if a thread panicked while it held the lock: each change is complete in itself.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
