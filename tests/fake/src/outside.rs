//! The world outside the server: the documents of providers that authentik fetches while it validates a source.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// What the server gets from a URL.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Fetched {
    /// A JSON document.
    Json(Value),
    /// An answer with an error status and this body.
    Error(String),
    /// A good answer that is no JSON; authentik crashes on it.
    NotJson,
}

/// The documents that can be fetched.
#[derive(Debug, Clone)]
pub(crate) struct Outside {
    documents: BTreeMap<String, Fetched>,
    pub(crate) is_online: bool,
}

/// The stand-in for a provider that was beside the recorded server.
const STAND_IN: &str = "http://127.0.0.1:9555";

impl Default for Outside {
    fn default() -> Outside {
        let at = |path: &str| format!("{STAND_IN}{path}");
        let jwks = json!({"keys": [
            {"e": "AQAB", "n": "sXch", "alg": "RS256", "kid": "stub-1", "kty": "RSA", "use": "sig"}
        ]});
        let endpoints = json!({
            "issuer": STAND_IN,
            "authorization_endpoint": at("/authorize"),
            "token_endpoint": at("/token"),
            "userinfo_endpoint": at("/userinfo"),
            "jwks_uri": at("/jwks"),
        });
        let mut with_pkce = endpoints.clone();
        with_pkce["code_challenge_methods_supported"] = json!(["plain", "S256"]);
        let configuration = "/.well-known/openid-configuration";
        let documents = [
            (at(configuration), Fetched::Json(endpoints)),
            (at(&format!("/pkce{configuration}")), Fetched::Json(with_pkce)),
            (at(&format!("/noissuer{configuration}")), Fetched::Json(json!({"jwks_uri": at("/jwks")}))),
            (
                at(&format!("/ghlike{configuration}")),
                Fetched::Json(json!({"issuer": STAND_IN, "jwks_uri": at("/jwks")})),
            ),
            (at(&format!("/notjson{configuration}")), Fetched::NotJson),
            (at("/nothing"), Fetched::Error("not here".to_owned())),
            (at("/nojwks"), Fetched::Error("not here".to_owned())),
            (at("/jwks"), Fetched::Json(jwks)),
        ];
        Outside { documents: documents.into(), is_online: true }
    }
}

impl Outside {
    /// Fetches a document. An error is the text that authentik puts into its answer.
    pub(crate) fn fetch(&self, url: &str) -> Result<Fetched, String> {
        if let Some(fetched) = self.documents.get(url) {
            return Ok(fetched.clone());
        }
        let Ok(parsed) = url::Url::parse(url) else {
            return Err(format!("Invalid URL '{url}': No scheme supplied. Perhaps you meant https://{url}?"));
        };
        let host = parsed.host_str().unwrap_or_default();
        let is_loopback = host == "127.0.0.1" || host == "localhost";
        if self.is_online && !is_loopback {
            return Ok(Fetched::Json(provider_document(&parsed)));
        }
        let scheme = if parsed.scheme() == "https" { "HTTPS" } else { "HTTP" };
        let port = parsed.port_or_known_default().unwrap_or_default();
        let connection = format!("(host='{host}', port={port})");
        let reason = if is_loopback {
            format!(
                "NewConnectionError(\"{scheme}Connection{connection}: Failed to establish a new connection: \
                 [Errno 111] Connection refused\")"
            )
        } else {
            format!(
                "NameResolutionError(\"{scheme}Connection{connection}: Failed to resolve '{host}' \
                 ([Errno -2] Name or service not known)\")"
            )
        };
        let path = parsed.path();
        Err(format!(
            "{scheme}ConnectionPool{connection}: Max retries exceeded with url: {path} (Caused by {reason})"
        ))
    }
}

/// A document such as a provider has. GitHub's discovery document has an issuer and keys only (recorded).
fn provider_document(url: &url::Url) -> Value {
    if !url.path().contains("/.well-known/openid-configuration") {
        return json!({"keys": []});
    }
    let origin = url.origin().ascii_serialization();
    let mut document = json!({"issuer": origin, "jwks_uri": format!("{origin}/jwks")});
    if origin != "https://token.actions.githubusercontent.com" {
        document["authorization_endpoint"] = json!(format!("{origin}/authorize"));
        document["token_endpoint"] = json!(format!("{origin}/token"));
        document["userinfo_endpoint"] = json!(format!("{origin}/userinfo"));
        document["code_challenge_methods_supported"] = json!(["plain", "S256"]);
    }
    document
}
