//! The token path: who the client is, and what it exchanges (RFC 6749, sections 2.3, 4.1.3 and 6).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::errors::TokenRefusal;
use super::fault::{Fault, TokenError};
use super::issuer::Issuer;
use super::jwt::Jwt;
use super::keys::is_signed_by;
use super::ledger::{Code, Found};
use super::manner::{ClientAuthentication, Pkce};
use crate::parameters::Parameters;

/// Apple's longest lifetime of a client secret, in seconds: six months.
const LONGEST_APPLE_TOKEN: i64 = 15_777_000;

/// Answers a call of the token path.
pub(crate) fn token(
    issuer: &Issuer,
    authorization: Option<&str>,
    form: &Parameters,
) -> Result<Value, TokenRefusal> {
    let fault = |error: TokenError| {
        let asked = issuer.fault() == Some(Fault::TokenError(error));
        if asked { Err(TokenRefusal::new(error, "as the simulator was told")) } else { Ok(()) }
    };
    if form.any_twice_but(None) {
        return Err(TokenRefusal::new(TokenError::InvalidRequest, "a parameter came more than once"));
    }
    fault(TokenError::InvalidRequest)?;
    authenticate(issuer, authorization, form)?;
    fault(TokenError::InvalidClient)?;
    let grant_type = form
        .get("grant_type")
        .ok_or_else(|| TokenRefusal::new(TokenError::InvalidRequest, "grant_type is missing"))?;
    fault(TokenError::UnauthorizedClient)?;
    fault(TokenError::UnsupportedGrantType)?;
    fault(TokenError::InvalidScope)?;
    let now = issuer.now();
    let mut ledger = issuer.ledger();
    let grant = match grant_type {
        "authorization_code" => {
            let code = form
                .get("code")
                .ok_or_else(|| TokenRefusal::new(TokenError::InvalidRequest, "code is missing"))?;
            fault(TokenError::InvalidGrant)?;
            match ledger.find(code, now) {
                Found::Good(issued) => fits(issuer, issued, form)?,
                Found::Unknown => {
                    return Err(TokenRefusal::new(
                        TokenError::InvalidGrant,
                        "the code is not known or has expired",
                    ));
                }
                Found::Used => {
                    ledger.revoke(code);
                    return Err(TokenRefusal::new(TokenError::InvalidGrant, "the code has been used"));
                }
            }
            ledger.exchange(code, now, &issuer.options.random)
        }
        "refresh_token" => {
            let token = form
                .get("refresh_token")
                .ok_or_else(|| TokenRefusal::new(TokenError::InvalidRequest, "refresh_token is missing"))?;
            fault(TokenError::InvalidGrant)?;
            ledger.refresh(token, now, &issuer.options.random)
        }
        _ => {
            let description = "only authorization_code and refresh_token are supported";
            return Err(TokenRefusal::new(TokenError::UnsupportedGrantType, description));
        }
    };
    let grant = grant.ok_or_else(|| TokenRefusal::new(TokenError::InvalidGrant, "the token is not known"))?;
    Ok(issuer.token_answer(grant))
}

/// Whether a good code is exchanged the way it was asked for.
fn fits(issuer: &Issuer, issued: &Code, form: &Parameters) -> Result<(), TokenRefusal> {
    let refuse = |description| Err(TokenRefusal::new(TokenError::InvalidGrant, description));
    if form.get("redirect_uri") != Some(issued.login.redirect_uri.as_str()) {
        return refuse("redirect_uri is not the one of the authorize request");
    }
    match (&issued.login.challenge, form.get("code_verifier")) {
        (None, None) => Ok(()),
        (None, Some(_)) if issuer.pkce() == Pkce::Ignored => Ok(()),
        // RFC 9700, section 2.1.1: else an attacker could take the challenge out of the request.
        (None, Some(_)) => refuse("code_verifier without a code_challenge"),
        (Some(_), None) => refuse("code_verifier is missing"),
        (Some(challenge), Some(verifier)) if challenge.fits(verifier) => Ok(()),
        (Some(_), Some(_)) => refuse("code_verifier does not fit the code_challenge"),
    }
}

/// Who the client is: its id and secret in a header or in the form, never in both.
fn authenticate(issuer: &Issuer, authorization: Option<&str>, form: &Parameters) -> Result<(), TokenRefusal> {
    let unknown = |description| Err(TokenRefusal::new(TokenError::InvalidClient, description));
    let (id, in_form) = (issuer.client_id(), form.get("client_secret"));
    let methods = issuer.manner().client_authentication;
    if let Some(authorization) = authorization {
        if in_form.is_some() {
            let description = "the client proves who it is in two ways";
            return Err(TokenRefusal::new(TokenError::InvalidRequest, description));
        }
        if !methods.contains(&ClientAuthentication::Basic) {
            return unknown("this provider does not take the secret in a header");
        }
        let Some((user, password)) = basic(authorization) else {
            return unknown("the Authorization header is not Basic");
        };
        let secret = issuer.options.client.secret.as_ref();
        // RFC 6749 wants both encoded as in a form; many clients, authentik's among them, do not.
        let right = |user: &str, password: &str| user == id && secret.is_some_and(|known| known.is(password));
        let same = form.get("client_id").is_none_or(|named| named == id);
        let decoded = (decode(&user), decode(&password));
        return if same && (right(&user, &password) || right(&decoded.0, &decoded.1)) {
            Ok(())
        } else {
            unknown("the client id or the secret is wrong")
        };
    }
    if form.get("client_id") != Some(id) {
        return unknown("the client id is wrong or missing");
    }
    let Some(secret) = in_form else {
        return if issuer.is_public() { Ok(()) } else { unknown("the client secret is missing") };
    };
    if methods.contains(&ClientAuthentication::AppleToken) {
        return if apple(issuer, secret) { Ok(()) } else { unknown("the client secret is not a good token") };
    }
    if !methods.contains(&ClientAuthentication::Post) {
        return unknown("this provider does not take the secret in the form");
    }
    let right = issuer.options.client.secret.as_ref().is_some_and(|known| known.is(secret));
    if right { Ok(()) } else { unknown("the client secret is wrong") }
}

/// User and password of a `Basic` header (RFC 7617).
fn basic(header: &str) -> Option<(String, String)> {
    let (scheme, value) = header.split_once(' ')?;
    let text = String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()?;
    let (user, password) = text.split_once(':')?;
    scheme.eq_ignore_ascii_case("basic").then(|| (user.to_owned(), password.to_owned()))
}

/// `text` decoded once as the value of a form.
fn decode(text: &str) -> String {
    Parameters::parse(&format!("v={}", text.replace('&', "%26"))).get("v").unwrap_or_default().to_owned()
}

/// Whether `secret` is a token as Apple wants it: for this services id, of this team, signed with ES256
/// by the key of the console, good now and for six months at most (Creating a client secret, Sign in
/// with Apple REST API).
fn apple(issuer: &Issuer, secret: &str) -> bool {
    let (Some(key), Some(jwt)) = (&issuer.apple_key, Jwt::parse(secret)) else { return false };
    let mut parts = issuer.options.client.client_id.split(';').skip(1);
    let (team, key_id) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let now = issuer.now().div_euclid(1_000);
    let (claims, header) = (&jwt.claims, &jwt.header);
    let (issued, expires) = (claims["iat"].as_i64().unwrap_or(now), claims["exp"].as_i64().unwrap_or(0));
    let audience = claims["aud"].as_str().unwrap_or_default();
    header["alg"] == "ES256"
        && header["kid"] == key_id
        && claims["iss"] == team
        && claims["sub"] == issuer.client_id()
        && (audience == "https://appleid.apple.com" || audience == issuer.base_url)
        && now < expires
        && expires.saturating_sub(issued) <= LONGEST_APPLE_TOKEN
        && is_signed_by(key, &jwt)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_basic_header_is_read_as_it_was_written(user in "[^:]{0,20}", password in ".{0,40}") {
            let header = format!("Basic {}", STANDARD.encode(format!("{user}:{password}")));
            prop_assert_eq!(basic(&header), Some((user, password)));
        }

        #[test]
        fn a_form_encoded_secret_is_decoded(secret in ".{0,40}") {
            let encoded: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
            prop_assert_eq!(decode(&encoded), secret);
        }
    }

    #[test]
    fn what_is_no_basic_header_is_refused() {
        for header in ["", "Basic", "Basic !", "Bearer YTpi", "Basic YQ=="] {
            assert_eq!(basic(header), None, "{header}");
        }
        assert_eq!(basic("bAsIc YTpi"), Some(("a".to_owned(), "b".to_owned())));
    }
}
