//! Codes and tokens: what was issued to whom, until when, and in which order a request is checked.
//! Pure: the present and the randomness come in.

use std::collections::VecDeque;

use crate::answers::{ApiError, TokenAnswer};
use crate::options::{Application, Random, SimulatorSecret};
use crate::parameters::Parameters;
use crate::random::{alphanumeric, base64url};
use crate::{Fault, Profile};

/// Lifetime of an access token, in seconds.
pub(crate) const ACCESS_TOKEN_SECONDS: i64 = 7_200;
/// Lifetime of a code, in milliseconds: ten minutes.
const CODE_LIFETIME: i64 = 600_000;
/// Lifetime of a refresh token, in milliseconds: thirty days, and a refresh does not prolong it.
const REFRESH_LIFETIME: i64 = 30 * 24 * 3_600_000;
/// How many codes and how many tokens are remembered; beyond that the oldest goes first.
const REMEMBERED: usize = 1_024;

/// All codes and tokens of one application.
#[derive(Default)]
pub(crate) struct Ledger {
    codes: VecDeque<IssuedCode>,
    grants: VecDeque<Grant>,
}

struct IssuedCode {
    code: SimulatorSecret,
    profile: Profile,
    issued_at: i64,
    used: bool,
}

struct Grant {
    access_token: SimulatorSecret,
    access_expires_at: i64,
    refresh_token: SimulatorSecret,
    refresh_expires_at: i64,
    profile: Profile,
}

/// A code as WeChat makes it: 32 characters of `0-9A-Za-z`.
pub(crate) fn fresh_code(random: &Random) -> SimulatorSecret {
    SimulatorSecret::new(alphanumeric(random, 32))
}

impl Ledger {
    /// Remembers a code that a person has just confirmed.
    pub(crate) fn issue(&mut self, code: SimulatorSecret, profile: Profile, now: i64) {
        forget_oldest(&mut self.codes);
        self.codes.push_back(IssuedCode { code, profile, issued_at: now, used: false });
    }

    /// `/sns/oauth2/access_token`. The order appid, code, secret is WeChat's; the rest of the order is
    /// chosen. A wrong secret does not consume the code: what WeChat does is not recorded.
    pub(crate) fn exchange(
        &mut self,
        application: &Application,
        fault: Option<Fault>,
        request: &Parameters,
        now: i64,
        random: &Random,
    ) -> Result<TokenAnswer, ApiError> {
        let appid = request.get("appid").ok_or(ApiError::AppIdMissing)?;
        let secret = request.get("secret").ok_or(ApiError::AppSecretMissing)?;
        let code = request.get("code").ok_or(ApiError::CodeMissing)?;
        refuse_if(request.get("grant_type") != Some("authorization_code"), ApiError::InvalidGrantType)?;
        refuse_if(appid != application.appid || fault == Some(Fault::InvalidAppId), ApiError::InvalidAppId)?;
        refuse_if(fault == Some(Fault::TooFrequent), ApiError::TooFrequent)?;
        refuse_if(fault == Some(Fault::SystemBusy), ApiError::SystemBusy)?;
        let issued = self.codes.iter_mut().find(|issued| issued.code.is(code));
        let issued = issued
            .filter(|issued| now.saturating_sub(issued.issued_at) <= CODE_LIFETIME)
            .filter(|_| fault != Some(Fault::InvalidCode))
            .ok_or(ApiError::InvalidCode)?;
        refuse_if(issued.used || fault == Some(Fault::CodeUsed), ApiError::CodeUsed)?;
        let right = application.secret.is(secret) && fault != Some(Fault::InvalidAppSecret);
        refuse_if(!right, ApiError::InvalidAppSecret)?;
        issued.used = true;

        let profile = issued.profile;
        let grant = Grant {
            access_token: fresh_token(random),
            access_expires_at: now.saturating_add(ACCESS_TOKEN_SECONDS * 1_000),
            refresh_token: fresh_token(random),
            refresh_expires_at: now.saturating_add(REFRESH_LIFETIME),
            profile,
        };
        let answer = grant.answer(application, profile.unionid());
        forget_oldest(&mut self.grants);
        self.grants.push_back(grant);
        Ok(answer)
    }

    /// `/sns/oauth2/refresh_token`: a token that is still good is prolonged, an expired one replaced.
    pub(crate) fn refresh(
        &mut self,
        application: &Application,
        request: &Parameters,
        now: i64,
        random: &Random,
    ) -> Result<TokenAnswer, ApiError> {
        let appid = request.get("appid").ok_or(ApiError::AppIdMissing)?;
        let token = request.get("refresh_token").ok_or(ApiError::RefreshTokenMissing)?;
        refuse_if(request.get("grant_type") != Some("refresh_token"), ApiError::InvalidGrantType)?;
        refuse_if(appid != application.appid, ApiError::InvalidAppId)?;
        let grant = self.grants.iter_mut().find(|grant| grant.refresh_token.is(token));
        let grant = grant.ok_or(ApiError::InvalidRefreshToken)?;
        refuse_if(now >= grant.refresh_expires_at, ApiError::RefreshTokenExpired)?;
        if now >= grant.access_expires_at {
            grant.access_token = fresh_token(random);
        }
        grant.access_expires_at = now.saturating_add(ACCESS_TOKEN_SECONDS * 1_000);
        Ok(grant.answer(application, None))
    }

    /// `/sns/auth`: whom the token belongs to, if it is good and of this openid.
    pub(crate) fn check(
        &self,
        application: &Application,
        request: &Parameters,
        now: i64,
        lenient_openid: bool,
    ) -> Result<Profile, ApiError> {
        let (profile, openid_is_right) = self.check_token(application, request, None, now, lenient_openid)?;
        refuse_if(!openid_is_right, ApiError::InvalidOpenId)?;
        Ok(profile)
    }

    /// `/sns/userinfo`: as [`check`](Self::check), with the faults of this call in their places. Since
    /// snsapi_login is the only scope that can be granted, 48001 comes only as a fault.
    pub(crate) fn user(
        &self,
        application: &Application,
        fault: Option<Fault>,
        request: &Parameters,
        now: i64,
        lenient_openid: bool,
    ) -> Result<Profile, ApiError> {
        let (profile, openid_is_right) =
            self.check_token(application, request, fault, now, lenient_openid)?;
        refuse_if(!openid_is_right || fault == Some(Fault::InvalidOpenId), ApiError::InvalidOpenId)?;
        refuse_if(fault == Some(Fault::Unauthorized), ApiError::Unauthorized)?;
        Ok(profile)
    }

    /// Whom the token belongs to, and whether the openid is theirs.
    fn check_token(
        &self,
        application: &Application,
        request: &Parameters,
        fault: Option<Fault>,
        now: i64,
        lenient_openid: bool,
    ) -> Result<(Profile, bool), ApiError> {
        let token = request.get("access_token").ok_or(ApiError::AccessTokenMissing)?;
        let openid = request.get("openid");
        refuse_if(openid.is_none() && !lenient_openid, ApiError::OpenIdMissing)?;
        let grant = self.grants.iter().find(|grant| grant.access_token.is(token));
        let grant = grant.ok_or(ApiError::InvalidCredential)?;
        let expired = now >= grant.access_expires_at || fault == Some(Fault::AccessTokenExpired);
        refuse_if(expired, ApiError::AccessTokenExpired)?;
        let right = lenient_openid || openid == Some(grant.profile.openid(&application.appid).as_str());
        Ok((grant.profile, right))
    }
}

impl Grant {
    fn answer(&self, application: &Application, unionid: Option<String>) -> TokenAnswer {
        TokenAnswer {
            access_token: self.access_token.clone(),
            refresh_token: self.refresh_token.clone(),
            openid: self.profile.openid(&application.appid),
            unionid,
        }
    }
}

/// A token as WeChat makes it: two digits, `_` and 107 base64url characters.
fn fresh_token(random: &Random) -> SimulatorSecret {
    SimulatorSecret::new(format!("55_{}", base64url(random, 80)))
}

fn refuse_if(wrong: bool, error: ApiError) -> Result<(), ApiError> {
    if wrong { Err(error) } else { Ok(()) }
}

fn forget_oldest<T>(queue: &mut VecDeque<T>) {
    if queue.len() >= REMEMBERED {
        queue.pop_front();
    }
}

#[cfg(test)]
#[path = "tokens_tests.rs"]
mod tests;
