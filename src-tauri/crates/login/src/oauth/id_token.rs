//! JSON Web Tokens: ID tokens, read and checked as authentik does it with PyJWT, and Apple's client secret.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::{Signer as _, Verifier as _};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use p256::pkcs8::DecodePrivateKey as _;
use rsa::BoxedUint;
use serde_json::{Map, Value, json};
use sha2::Sha256;

/// The largest token that is read, in bytes. Real ones have one or two thousand.
const LARGEST: usize = 64 * 1_024;
/// How long authentik lets Apple's client secret live, in seconds: 180 days (`types/apple.py`).
const APPLE_SECONDS: i64 = 86_400 * 180;

/// Why an ID token is not good. Its `code` is a key of the decoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotGood {
    /// It is no token at all.
    Malformed,
    /// No key of the set signed it.
    Signature,
    /// It is for another client.
    Audience,
    /// It is too old.
    Expired,
}

impl NotGood {
    pub(super) fn code(self) -> &'static str {
        match self {
            NotGood::Malformed => "jwt-malformed",
            NotGood::Signature => "jwt-signature",
            NotGood::Audience => "jwt-audience",
            NotGood::Expired => "jwt-expired",
        }
    }
}

/// A token taken apart. Nothing about it has been checked.
pub(super) struct Jwt {
    header: Map<String, Value>,
    /// What it says.
    pub(super) claims: Map<String, Value>,
    signed: String,
    signature: Vec<u8>,
}

impl Jwt {
    /// Takes a token apart: three parts of base64url, the first two of them JSON objects (RFC 7515, RFC 7519).
    pub(super) fn parse(text: &str) -> Result<Jwt, NotGood> {
        let parse = || {
            if text.len() > LARGEST {
                return None;
            }
            let (signed, signature) = text.rsplit_once('.')?;
            let (header, claims) = signed.split_once('.')?;
            let object = |part: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok();
            Some(Jwt {
                header: object(header)?,
                claims: object(claims)?,
                signed: signed.to_owned(),
                signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
            })
        };
        parse().ok_or(NotGood::Malformed)
    }

    /// Checks signature, audience and lifetime, in PyJWT's order. `now` is in seconds since the epoch.
    pub(super) fn check(&self, keys: &Value, client_id: &str, now: i64) -> Result<(), NotGood> {
        let named = self.header.get("kid");
        let known = keys.get("keys").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let key = known
            .iter()
            .find(|key| named.is_some() && key.get("kid") == named)
            .or_else(|| known.first().filter(|_| named.is_none()));
        if !key.is_some_and(|key| self.is_signed_by(key)) {
            return Err(NotGood::Signature);
        }
        // A number may have a fraction (RFC 7519, section 2).
        let expires =
            self.claims.get("exp").and_then(|exp| exp.as_i64().or(exp.as_f64().map(|exp| exp as i64)));
        if expires.is_some_and(|expires| expires <= now) {
            return Err(NotGood::Expired);
        }
        let is_ours = match self.claims.get("aud") {
            Some(Value::Array(several)) => several.iter().any(|one| one == client_id),
            Some(one) => one == client_id,
            None => false,
        };
        if is_ours { Ok(()) } else { Err(NotGood::Audience) }
    }

    /// Whether this key of a set (RFC 7517) signed it: RSA for RS256, P-256 for ES256; nothing else is taken.
    fn is_signed_by(&self, key: &Value) -> bool {
        let bytes = |name: &str| {
            key.get(name).and_then(Value::as_str).and_then(|text| URL_SAFE_NO_PAD.decode(text).ok())
        };
        let verify = || match self.header.get("alg")?.as_str()? {
            "RS256" => {
                let (n, e) = (bytes("n")?, bytes("e")?);
                let key = rsa::PublicKey::new(
                    BoxedUint::from_be_slice_vartime(&n),
                    BoxedUint::from_be_slice_vartime(&e),
                )
                .ok()?;
                key.pkcs1v15_verify::<Sha256>(self.signed.as_bytes(), &self.signature).ok()
            }
            "ES256" => {
                let point = [vec![4], bytes("x")?, bytes("y")?].concat();
                let key = VerifyingKey::from_sec1_bytes(&point).ok()?;
                key.verify(self.signed.as_bytes(), &Signature::from_slice(&self.signature).ok()?).ok()
            }
            _ => None,
        };
        verify().is_some()
    }
}

/// Why authentik cannot make Apple's client secret. Its `code` is a key of the decoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoAppleSecret {
    /// The consumer key has not three parts.
    ConsumerKey,
    /// The consumer secret is no P-256 key in PKCS #8.
    Key,
}

impl NoAppleSecret {
    pub(super) fn code(self) -> &'static str {
        match self {
            NoAppleSecret::ConsumerKey => "apple-consumer-key",
            NoAppleSecret::Key => "apple-private-key",
        }
    }
}

/// Makes Apple's client secret of a consumer key `services id;team id;key id` and the text of a `.p8` file, as authentik
/// does (`types/apple.py`). `now` is in seconds since the epoch.
pub(super) fn apple_secret(consumer_key: &str, pem: &str, now: i64) -> Result<String, NoAppleSecret> {
    let parts: Vec<&str> = consumer_key.split(';').map(str::trim).collect();
    let [services_id, team_id, key_id, ..] = parts.as_slice() else { return Err(NoAppleSecret::ConsumerKey) };
    let key = p256::SecretKey::from_pkcs8_pem(pem.trim()).map_err(|_| NoAppleSecret::Key)?;
    let header = json!({"alg": "ES256", "kid": key_id, "typ": "JWT"});
    let claims = json!({
        "iss": team_id, "iat": now, "exp": now + APPLE_SECONDS, "aud": "https://appleid.apple.com",
        "sub": services_id,
    });
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(&header), part(&claims));
    let signature: Signature = SigningKey::from(key).sign(signed.as_bytes());
    Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes())))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_token_is_malformed() {
        for text in ["", "a", "a.b", "..", "e30.e30", "W10.e30.", "e30.W10.", "e30.e30.a", "e30.e30.e30.e30"]
        {
            assert_eq!(Jwt::parse(text).err(), Some(NotGood::Malformed), "{text}");
        }
        assert!(Jwt::parse("e30.e30.").is_ok());
    }

    #[test]
    fn an_apple_secret_needs_three_parts_and_a_key() {
        assert_eq!(apple_secret("com.example", "", 0).err(), Some(NoAppleSecret::ConsumerKey));
        assert_eq!(apple_secret("a;b;c", "not a key", 0).err(), Some(NoAppleSecret::Key));
    }

    #[test]
    fn an_unsigned_token_and_an_unknown_algorithm_are_refused() {
        for header in [r#"{"alg":"none"}"#, r#"{"alg":"HS256"}"#, "{}"] {
            let text = format!("{}.e30.", URL_SAFE_NO_PAD.encode(header));
            let keys = json!({"keys": [{"kty": "oct", "k": ""}]});
            let checked = Jwt::parse(&text).ok().unwrap().check(&keys, "", 0);
            assert_eq!(checked, Err(NotGood::Signature), "{header}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in "[A-Za-z0-9._-]{0,200}", keys in "\\PC{0,40}") {
            if let Ok(jwt) = Jwt::parse(&text) {
                let keys = json!({"keys": [{"kid": keys, "n": keys, "e": keys, "x": keys, "y": keys}]});
                prop_assert!(jwt.check(&keys, "client", 0).is_err());
            }
        }
    }
}
