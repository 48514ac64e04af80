//! The bodies of `/sns/…`, byte for byte: compact JSON, WeChat's own order of keys, `/` written `\/`,
//! raw UTF-8, and raw control characters inside a string (clients such as wechatpy parse WeChat's
//! answers with `strict=False` for that reason). Hence no JSON library writes them.

use crate::options::{Random, SimulatorSecret};
use crate::profile::Profile;
use crate::random::{alphanumeric, number};

/// An error of the API. The texts are the recorded ones where a recording exists; 41004, 40002, 41003,
/// 41009, 42001 and 42002 are worded after WeChat's table of return codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ApiError {
    SystemBusy,
    InvalidCredential,
    InvalidGrantType,
    InvalidOpenId,
    InvalidAppId,
    InvalidCode,
    InvalidRefreshToken,
    InvalidAppSecret,
    CodeUsed,
    AccessTokenMissing,
    AppIdMissing,
    RefreshTokenMissing,
    AppSecretMissing,
    CodeMissing,
    OpenIdMissing,
    AccessTokenExpired,
    RefreshTokenExpired,
    TooFrequent,
    Unauthorized,
}

impl ApiError {
    /// `errcode`, and `errmsg` before its mark.
    pub(crate) fn parts(self) -> (i32, &'static str) {
        match self {
            Self::SystemBusy => (-1, "system error"),
            Self::InvalidCredential => (40001, "invalid credential, access_token is invalid or not latest"),
            Self::InvalidGrantType => (40002, "invalid grant_type"),
            Self::InvalidOpenId => (40003, "invalid openid"),
            Self::InvalidAppId => (40013, "invalid appid"),
            Self::InvalidCode => (40029, "invalid code"),
            Self::InvalidRefreshToken => (40030, "invalid refresh_token"),
            Self::InvalidAppSecret => (40125, "invalid appsecret"),
            Self::CodeUsed => (40163, "code been used"),
            Self::AccessTokenMissing => (41001, "access_token missing"),
            Self::AppIdMissing => (41002, "appid missing"),
            Self::RefreshTokenMissing => (41003, "refresh_token missing"),
            Self::AppSecretMissing => (41004, "appsecret missing"),
            Self::CodeMissing => (41008, "missing code"),
            Self::OpenIdMissing => (41009, "missing openid"),
            Self::AccessTokenExpired => (42001, "access_token expired"),
            Self::RefreshTokenExpired => (42002, "refresh_token expired"),
            Self::TooFrequent => (45011, "api minute-quota reach limit, must slower, retry next minute"),
            Self::Unauthorized => (48001, "api unauthorized"),
        }
    }
}

/// What a token call or a refresh answers.
pub(crate) struct TokenAnswer {
    pub(crate) access_token: SimulatorSecret,
    pub(crate) refresh_token: SimulatorSecret,
    pub(crate) openid: String,
    /// Absent after a refresh, and for a person without one.
    pub(crate) unionid: Option<String>,
}

impl TokenAnswer {
    /// The answer's body. There is no `errcode` and no `token_type`: clients test for them.
    pub(crate) fn body(&self) -> String {
        let mut body = Object::new();
        // EXPOSE: the answer to the client that has proved the code and the AppSecret.
        body.text("access_token", self.access_token.expose());
        body.number("expires_in", crate::tokens::ACCESS_TOKEN_SECONDS);
        // EXPOSE: as above.
        body.text("refresh_token", self.refresh_token.expose());
        body.text("openid", &self.openid);
        body.text("scope", "snsapi_login");
        if let Some(unionid) = &self.unionid {
            body.text("unionid", unionid);
        }
        body.close()
    }
}

/// The body of a userinfo answer.
pub(crate) fn userinfo(profile: Profile, appid: &str, lang: Option<&str>) -> String {
    let region = profile.region(lang);
    let mut body = Object::new();
    body.text("openid", &profile.openid(appid));
    body.text("nickname", &profile.nickname());
    body.number("sex", region.sex.into());
    body.text("language", region.language);
    body.text("city", region.city);
    body.text("province", region.province);
    body.text("country", region.country);
    body.text("headimgurl", profile.headimgurl());
    body.raw("privilege", "[]");
    if let Some(unionid) = profile.unionid() {
        body.text("unionid", &unionid);
    }
    body.close()
}

/// The body of an error. `seconds` is the clock, in seconds since the epoch: the first group of a `rid`.
pub(crate) fn error(error: ApiError, seconds: i64, legacy_hints: bool, random: &Random) -> String {
    let (errcode, text) = error.parts();
    let mark = if legacy_hints {
        let (head, tail) = (alphanumeric(random, 6), alphanumeric(random, 4));
        format!("hints: [ req_id: {head}{:04}{tail} ]", seconds.rem_euclid(10_000))
    } else {
        format!("rid: {:08x}-{:08x}-{:08x}", seconds & 0xffff_ffff, number(random), number(random))
    };
    let mut body = Object::new();
    body.number("errcode", errcode.into());
    body.text("errmsg", &format!("{text}, {mark}"));
    body.close()
}

/// The body of a token that is still good; the only success with an `errcode`.
pub(crate) fn ok() -> String {
    r#"{"errcode":0,"errmsg":"ok"}"#.to_owned()
}

/// Writes one compact JSON object.
struct Object(String);

impl Object {
    fn new() -> Self {
        Self("{".to_owned())
    }

    fn raw(&mut self, key: &str, value: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push('"');
        self.0.push_str(key);
        self.0.push_str("\":");
        self.0.push_str(value);
    }

    fn number(&mut self, key: &str, value: i64) {
        self.raw(key, &value.to_string());
    }

    fn text(&mut self, key: &str, value: &str) {
        let mut quoted = String::with_capacity(value.len() + 2);
        quoted.push('"');
        for character in value.chars() {
            if matches!(character, '"' | '\\' | '/') {
                quoted.push('\\');
            }
            quoted.push(character);
        }
        quoted.push('"');
        self.raw(key, &quoted);
    }

    fn close(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    const APPID: &str = "wx0000000000000001";

    fn sevens() -> Random {
        Arc::new(|buffer: &mut [u8]| buffer.fill(7))
    }

    #[test]
    fn a_token_answer_has_the_recorded_keys_in_the_recorded_order() {
        let mut answer = TokenAnswer {
            access_token: SimulatorSecret::new("55_a"),
            refresh_token: SimulatorSecret::new("55_r"),
            openid: "oOpen".to_owned(),
            unionid: Some("oUnion".to_owned()),
        };
        assert_eq!(
            answer.body(),
            r#"{"access_token":"55_a","expires_in":7200,"refresh_token":"55_r","openid":"oOpen","scope":"snsapi_login","unionid":"oUnion"}"#
        );
        answer.unionid = None;
        assert!(answer.body().ends_with(r#""scope":"snsapi_login"}"#));
    }

    #[test]
    fn a_userinfo_answer_escapes_slashes_and_leaves_the_name_in_raw_utf_8() {
        let (openid, unionid) =
            (Profile::ChineseEmoji.openid(APPID), Profile::ChineseEmoji.unionid().unwrap_or_default());
        assert_eq!(
            userinfo(Profile::ChineseEmoji, APPID, Some("en")),
            format!(
                r#"{{"openid":"{openid}","nickname":"张三😀","sex":0,"language":"","city":"","province":"","country":"","headimgurl":"https:\/\/thirdwx.qlogo.cn\/mmopen\/vi_32\/SIM\/132","privilege":[],"unionid":"{unionid}"}}"#
            )
        );
    }

    #[test]
    fn profiles_change_only_what_they_are_for() {
        assert!(!userinfo(Profile::NoUnionid, APPID, None).contains("unionid"));
        assert!(userinfo(Profile::EmptyUnionid, APPID, None).ends_with(r#","unionid":""}"#));
        assert!(userinfo(Profile::EmptyAvatar, APPID, None).contains(r#""headimgurl":"","#));
        assert!(userinfo(Profile::ControlCharacters, APPID, None).contains("\"赵\u{1}六\u{8}\u{1f}\""));
        assert!(
            userinfo(Profile::WithRegion, APPID, Some("zh_CN"))
                .contains(r#""sex":1,"language":"zh_CN","city":"深圳","province":"广东","country":"中国""#)
        );
        assert!(userinfo(Profile::WithRegion, APPID, None).contains(r#""city":"Shenzhen""#));
    }

    #[test]
    fn every_answer_but_the_one_with_control_characters_is_strict_json() {
        for profile in Profile::ALL {
            let parsed = serde_json::from_str::<serde_json::Value>(&userinfo(*profile, APPID, Some("zh_TW")));
            assert_eq!(parsed.is_err(), *profile == Profile::ControlCharacters, "{}", profile.id());
            if let Ok(value) = parsed {
                assert_eq!(value["nickname"], profile.nickname());
            }
        }
    }

    #[test]
    fn the_first_group_of_a_rid_is_the_clock() {
        assert_eq!(
            error(ApiError::InvalidCode, 0x6874_c752, false, &sevens()),
            r#"{"errcode":40029,"errmsg":"invalid code, rid: 6874c752-07070707-07070707"}"#
        );
        assert_eq!(
            error(ApiError::SystemBusy, 1_699_990_205, true, &sevens()),
            r#"{"errcode":-1,"errmsg":"system error, hints: [ req_id: 33333302053333 ]"}"#
        );
    }
}
