//! JSON Web Tokens in their compact form (RFC 7519, RFC 7515): three parts of base64url, joined by dots.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// The largest token that is read, in bytes. Real ones have one or two thousand.
const LARGEST: usize = 16 * 1_024;

/// A token taken apart. Nothing about it has been checked.
pub(crate) struct Jwt {
    /// The header, an object.
    pub(crate) header: Value,
    /// The claims, an object.
    pub(crate) claims: Value,
    /// What was signed: the first two parts and the dot between them.
    pub(crate) signed: String,
    /// The signature; empty for `alg` `none`.
    pub(crate) signature: Vec<u8>,
}

impl Jwt {
    /// Takes a token apart. `None` if it is not three parts of strict base64url, the first two of them
    /// JSON objects.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text.len() > LARGEST {
            return None;
        }
        let (signed, signature) = text.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let object = |part: &str| {
            let value: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()?;
            value.is_object().then_some(value)
        };
        Some(Self {
            header: object(header)?,
            claims: object(claims)?,
            signed: signed.to_owned(),
            signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
        })
    }

    /// Puts a token together; `sign` makes the signature of the first two parts.
    pub(crate) fn print(header: &Value, claims: &Value, sign: impl FnOnce(&[u8]) -> Vec<u8>) -> String {
        let signed = format!("{}.{}", encode(header.to_string()), encode(claims.to_string()));
        let signature = encode(sign(signed.as_bytes()));
        format!("{signed}.{signature}")
    }
}

/// `bytes` in base64url without padding.
pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn the_example_of_rfc_7519_is_read() {
        let text = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let jwt = Jwt::parse(text).unwrap();
        assert_eq!(jwt.header["alg"], "HS256");
        assert_eq!(
            jwt.claims,
            json!({"iss": "joe", "exp": 1_300_819_380, "http://example.com/is_root": true})
        );
        assert_eq!(jwt.signature.len(), 32);
    }

    #[test]
    fn what_is_no_token_is_refused() {
        for text in [
            "",
            "a",
            "a.b",
            "..",
            "e30.e30",
            "W10.e30.",
            "e30.W10.",
            "e30.e30.a",
            "e30=.e30.",
            "e30.e 30.",
            "e30.e30.e30.e30",
        ] {
            assert!(Jwt::parse(text).is_none(), "{text}");
        }
        assert!(Jwt::parse("e30.e30.").is_some());
        assert!(Jwt::parse(&format!("e30.e30.{}", "A".repeat(LARGEST))).is_none());
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(
            sub in ".*", expires in any::<i64>(), signature in prop::collection::vec(any::<u8>(), 0..80)
        ) {
            let (header, claims) = (json!({"alg": "ES256", "kid": sub}), json!({"sub": sub, "exp": expires}));
            let text = Jwt::print(&header, &claims, |_| signature.clone());
            let jwt = Jwt::parse(&text).unwrap();
            prop_assert_eq!(jwt.header, header);
            prop_assert_eq!(jwt.claims, claims);
            prop_assert_eq!(&jwt.signature, &signature);
            prop_assert_eq!(text.find(&jwt.signed), Some(0));
        }
    }
}
