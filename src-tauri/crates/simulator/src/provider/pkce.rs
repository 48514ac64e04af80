//! Proof Key for Code Exchange (RFC 7636).

use sha2::{Digest as _, Sha256};

use super::jwt::encode;
use super::manner::Pkce;
use crate::parameters::Parameters;

/// What a verifier has to fit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Challenge {
    /// It has to be this text.
    Plain(String),
    /// Its SHA-256 in base64url has to be this text.
    S256(String),
}

impl Challenge {
    /// The challenge of an authorize request.
    ///
    /// # Errors
    /// A description for `invalid_request`.
    pub(crate) fn of(request: &Parameters, rule: Pkce, public: bool) -> Result<Option<Self>, &'static str> {
        if rule == Pkce::Ignored && !public {
            return Ok(None);
        }
        let strict = public || rule == Pkce::RequiredS256;
        let Some(challenge) = request.get("code_challenge") else {
            return match (strict, request.get("code_challenge_method")) {
                (true, _) => Err("code_challenge is required"),
                (false, Some(_)) => Err("code_challenge_method without code_challenge"),
                (false, None) => Ok(None),
            };
        };
        if !is_allowed(challenge) {
            return Err("code_challenge has to be 43 to 128 unreserved characters");
        }
        match request.get("code_challenge_method") {
            Some("S256") => Ok(Some(Self::S256(challenge.to_owned()))),
            None | Some("plain") if !strict => Ok(Some(Self::Plain(challenge.to_owned()))),
            _ => Err("code_challenge_method is not supported"),
        }
    }

    /// Whether `verifier` fits.
    pub(crate) fn fits(&self, verifier: &str) -> bool {
        is_allowed(verifier)
            && match self {
                Self::Plain(challenge) => verifier == challenge,
                Self::S256(challenge) => encode(Sha256::digest(verifier)) == *challenge,
            }
    }
}

/// Section 4.1: 43 to 128 characters of `A-Z a-z 0-9 - . _ ~`.
fn is_allowed(text: &str) -> bool {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    (43..=128).contains(&text.len()) && text.bytes().all(unreserved)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn of(query: &str, rule: Pkce, public: bool) -> Result<Option<Challenge>, &'static str> {
        Challenge::of(&Parameters::parse(query), rule, public)
    }

    #[test]
    fn the_example_of_the_rfc_fits() {
        let query = format!("code_challenge={CHALLENGE}&code_challenge_method=S256");
        let challenge = of(&query, Pkce::Checked, false).unwrap().unwrap();
        assert!(challenge.fits(VERIFIER));
        assert!(!challenge.fits(CHALLENGE));
        assert!(!challenge.fits(""));
        let plain = of(&format!("code_challenge={VERIFIER}"), Pkce::Checked, false).unwrap().unwrap();
        assert_eq!(plain, Challenge::Plain(VERIFIER.to_owned()));
        assert!(plain.fits(VERIFIER) && !plain.fits(CHALLENGE));
    }

    #[test]
    fn what_is_asked_for_depends_on_the_rule() {
        let plain = format!("code_challenge={VERIFIER}&code_challenge_method=plain");
        assert_eq!(of(&plain, Pkce::Ignored, false), Ok(None));
        assert!(of(&plain, Pkce::RequiredS256, false).is_err());
        assert!(of(&plain, Pkce::Checked, true).is_err());
        assert_eq!(of("", Pkce::Checked, false), Ok(None));
        assert!(of("", Pkce::RequiredS256, false).is_err());
        assert!(of("", Pkce::Ignored, true).is_err());
        assert!(of("code_challenge_method=S256", Pkce::Checked, false).is_err());
        assert!(of("code_challenge=short&code_challenge_method=S256", Pkce::Checked, false).is_err());
        // What authentik sends when it stored the list of a discovery document as a text.
        let broken =
            format!("code_challenge={VERIFIER}&code_challenge_method=%5B%27plain%27%2C+%27S256%27%5D");
        assert!(of(&broken, Pkce::Checked, false).is_err());
    }

    proptest! {
        #[test]
        fn only_the_verifier_itself_fits(verifier in "[A-Za-z0-9._~-]{43,128}", other in "[A-Za-z0-9._~-]{43,128}") {
            let hashed = Challenge::S256(encode(Sha256::digest(&verifier)));
            prop_assert!(hashed.fits(&verifier));
            prop_assert_eq!(hashed.fits(&other), verifier == other);
        }
    }
}
