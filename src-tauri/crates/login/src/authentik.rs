//! What authentik's server does between the callback and the stored user, for a WeChat source.
//!
//! Source: authentik's `sources/oauth/types/wechat.py` (requests, errors, base properties),
//! `sources/oauth/views/callback.py` (messages), `sources/oauth/models.py` (user path) and
//! `stages/user_write/stage.py` (the list of sources in the attributes).

use desk_model::mapping::{PropertyMapping, repair};
use desk_model::{Secret, request};
use serde_json::{Map, Value, json};

use crate::body::{self, NotAnObject};
use crate::decode;
use crate::http::{Answer, Client, FetchError};
use crate::problem::{NO_IDENTIFIER, NO_PROFILE, NO_TOKEN, SERVER_ERROR, Stop};
use crate::recorder::Recorder;
use crate::setup::Setup;
use crate::transcript::{Request, StepName};

/// What the token endpoint gave.
pub(crate) struct Token {
    access_token: Option<Secret>,
    openid: Option<String>,
}

/// What the userinfo endpoint gave.
pub(crate) struct Profile {
    info: Map<String, Value>,
    garbled: bool,
}

/// The user that authentik would store.
#[derive(Debug)]
pub(crate) struct StoredUser {
    pub(crate) identifier: String,
    pub(crate) properties: Value,
    pub(crate) repaired_name: Option<String>,
}

/// Exchanges the code for an access token.
pub(crate) async fn token(
    client: &Client,
    setup: &Setup,
    code: &Secret,
    recorder: &Recorder<'_>,
) -> Result<Token, Stop> {
    let step = StepName::Token;
    // EXPOSE: authentik sends both in the query, and so does a test login.
    let url = request::token_url(&setup.endpoints.token, &setup.appid, setup.secret.expose(), code.expose());
    let request = get(url);
    recorder.sent(&request);
    let answer = client
        .ask(&request, setup.timeout, recorder)
        .await
        .map_err(|error| error.stop(step).seen_in_authentik(NO_TOKEN))?;
    let parsed = body::object(answer.content_type(), &answer.body);
    if let Ok(object) = &parsed {
        for name in ["access_token", "refresh_token"] {
            if let Some(Value::String(secret)) = object.get(name) {
                recorder.learn(secret);
                // The body is shown as UTF-8, and may spell the same bytes in another way than authentik reads them.
                recorder.learn(&repair(secret));
            }
        }
    }
    recorder.received(&answer.shown());
    check_status(step, &answer, NO_TOKEN)?;
    // A token answer that is no JSON is not caught anywhere in authentik: its server answers with an error page.
    let object = parsed.map_err(|why| not_an_object(step, why, SERVER_ERROR))?;
    check_errcode(step, &object, NO_TOKEN)?;
    if let Some(error) = object.get("error") {
        let message = as_text(error);
        return Err(Stop::failed(step, "oauth-error")
            .seen_in_authentik(&format!("Authentication failed: {message}"))
            .with_detail(message));
    }
    let text = |name: &str| object.get(name).filter(|value| !value.is_null()).map(as_text);
    Ok(Token { access_token: text("access_token").map(Secret::new), openid: text("openid") })
}

/// Asks who the user is.
pub(crate) async fn userinfo(
    client: &Client,
    setup: &Setup,
    token: &Token,
    recorder: &Recorder<'_>,
) -> Result<Profile, Stop> {
    let step = StepName::Userinfo;
    // EXPOSE: authentik sends the access token in the query, and so does a test login.
    let access_token = token.access_token.as_ref().map(Secret::expose);
    let openid = token.openid.as_deref();
    let mut url =
        request::userinfo_url(&setup.endpoints.userinfo, access_token.unwrap_or(""), openid.unwrap_or(""));
    // requests leaves parameters out whose value is None.
    for (name, absent) in [("access_token", access_token.is_none()), ("openid", openid.is_none())] {
        if absent {
            recorder.note("token-incomplete", vec![name.to_owned()]);
            url = url.replacen(&format!("{name}=&"), "", 1);
        }
    }
    let request = get(url);
    recorder.sent(&request);
    // Unlike the token's, this call stands outside of authentik's `try`: a broken connection is a server error.
    let answer = client.ask(&request, setup.timeout, recorder).await.map_err(|error| {
        let message = if error == FetchError::TooLarge { NO_PROFILE } else { SERVER_ERROR };
        error.stop(step).seen_in_authentik(message)
    })?;
    recorder.received(&answer.shown());
    check_status(step, &answer, NO_PROFILE)?;
    let info = body::object(answer.content_type(), &answer.body).map_err(|why| match why {
        NotAnObject::OtherJson => not_an_object(step, why, SERVER_ERROR),
        NotAnObject::NotJson | NotAnObject::ControlCharacter => not_an_object(step, why, NO_PROFILE),
    })?;
    check_errcode(step, &info, NO_PROFILE)?;
    Ok(Profile { info, garbled: body::garbles(answer.content_type()) })
}

/// Makes of a profile the user that authentik would store after a first login with its default flows.
pub(crate) fn stored_user(
    setup: &Setup,
    profile: &Profile,
    recorder: &Recorder<'_>,
) -> Result<StoredUser, Stop> {
    let info = &profile.info;
    // Python's `info.get("unionid", info.get("openid"))`: a unionid that is there counts even if it is empty or null.
    let identifier = match info.get("unionid").or_else(|| info.get("openid")) {
        Some(value) if !value.is_null() => as_text(value),
        _ => return Err(Stop::failed(StepName::Mapping, "no-identifier").seen_in_authentik(NO_IDENTIFIER)),
    };
    if identifier.is_empty() {
        recorder.note("identifier-empty", Vec::new());
    } else if !info.contains_key("unionid") {
        recorder.note("identifier-openid", Vec::new());
    }
    let nickname = info.get("nickname").filter(|value| !value.is_null()).map(as_text);
    let repaired = nickname.as_deref().map(repair).filter(|name| Some(name) != nickname.as_ref());
    let (repairs, others): (Vec<&PropertyMapping>, Vec<&PropertyMapping>) =
        setup.mappings.iter().partition(|mapping| is_our_repair(mapping));
    let name = match (&repaired, &nickname) {
        (Some(repaired), _) if !repairs.is_empty() => {
            recorder.note("nickname-repaired", repairs.iter().map(|mapping| mapping.name.clone()).collect());
            repaired.clone()
        }
        (Some(_), Some(garbled)) => {
            if profile.garbled {
                recorder.note("nickname-garbled", Vec::new());
            }
            garbled.clone()
        }
        (_, nickname) => nickname.clone().unwrap_or_default(),
    };
    if !others.is_empty() {
        recorder.note("mappings-not-evaluated", others.iter().map(|mapping| mapping.name.clone()).collect());
    }
    let path = user_path(&setup.user_path_template, &setup.slug, recorder);
    let get = |name: &str| info.get(name).cloned().unwrap_or(Value::Null);
    let properties = json!({
        "username": identifier,
        "name": name,
        "email": "",
        "path": path,
        "type": "external",
        "attributes": {
            "headimgurl": get("headimgurl"),
            "sex": get("sex"),
            "city": get("city"),
            "province": get("province"),
            "country": get("country"),
            "unionid": get("unionid"),
            "openid": get("openid"),
            "goauthentik.io/user/sources": [setup.source_name],
        },
    });
    Ok(StoredUser { identifier, properties, repaired_name: repaired })
}

/// Only the exact recipe is known to do what it says; any other mapping would have to be run.
fn is_our_repair(mapping: &PropertyMapping) -> bool {
    mapping.repairs_nickname()
        && mapping.expression.trim() == PropertyMapping::wechat_nickname_repair("").expression.trim()
}

/// Returns the path of a new user, and says so if the template cannot be filled in.
pub(crate) fn user_path(template: &str, slug: &str, recorder: &Recorder<'_>) -> String {
    filled(template, slug).unwrap_or_else(|| {
        recorder.note("user-path-unusable", vec![template.to_owned()]);
        "users".to_owned()
    })
}

/// Fills a user path template as Python's `template % {"slug": slug}` does; `None` where Python fails.
fn filled(template: &str, slug: &str) -> Option<String> {
    let mut path = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('%') {
        path.push_str(before);
        if let Some(after) = after.strip_prefix("(slug)s") {
            path.push_str(slug);
            rest = after;
        } else {
            path.push('%');
            rest = after.strip_prefix('%')?;
        }
    }
    path.push_str(rest);
    Some(path)
}

/// The headers that requests and authentik's session set. `Accept-Encoding` is left out on purpose, so that the
/// transcript shows the provider's own bytes.
pub(crate) fn get(url: String) -> Request {
    let headers = [("User-Agent", "authentik@2026.5.0"), ("Accept", "*/*"), ("Connection", "keep-alive")];
    Request {
        method: "GET".to_owned(),
        url,
        headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
        body: None,
    }
}

/// requests' `raise_for_status`. A redirect counts as an error here: a test login never leaves its endpoint.
fn check_status(step: StepName, answer: &Answer, message: &str) -> Result<(), Stop> {
    if answer.is_success() {
        return Ok(());
    }
    let code = if answer.status == 500 { "http-500" } else { "http-error" };
    Err(Stop::failed(step, code).seen_in_authentik(message).with_detail(format!("HTTP {}", answer.status)))
}

pub(crate) fn not_an_object(step: StepName, why: NotAnObject, message: &str) -> Stop {
    let code = match why {
        NotAnObject::NotJson | NotAnObject::OtherJson => "not-json",
        NotAnObject::ControlCharacter => "control-characters",
    };
    Stop::failed(step, code).seen_in_authentik(message)
}

/// authentik takes any answer with the key `errcode` for an error, whatever its value.
fn check_errcode(step: StepName, object: &Map<String, Value>, message: &str) -> Result<(), Stop> {
    let Some(errcode) = object.get("errcode") else { return Ok(()) };
    let errcode = as_text(errcode);
    let errmsg = repair(&object.get("errmsg").map(as_text).unwrap_or_default());
    let known = errcode.parse::<i32>().is_ok() && decode::by_code(&errcode).is_some();
    let stop = if known {
        Stop::failed(step, &errcode).with_detail(errmsg)
    } else {
        Stop::failed(step, "unknown-errcode").with_detail(format!("{errcode} {errmsg}"))
    };
    Err(stop.seen_in_authentik(message))
}

pub(crate) fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_path_is_filled_as_python_fills_it() {
        for (template, path) in [
            ("goauthentik.io/sources/%(slug)s", Some("goauthentik.io/sources/wechat")),
            ("users", Some("users")),
            ("a/%(slug)s/%(slug)s", Some("a/wechat/wechat")),
            ("100%%", Some("100%")),
            ("%(name)s", None),
            ("%s", None),
            ("50%", None),
        ] {
            assert_eq!(filled(template, "wechat").as_deref(), path, "{template}");
        }
    }
}
