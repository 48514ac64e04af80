//! B: the callback (`authentik/sources/oauth/views/callback.py`; WeChat's: `sources/oauth/types/wechat.py`).

use serde_json::{Map, Value};

use super::course::{Course, Stop};
use crate::prediction::words;
use crate::{Callback, Level, Page, Person, Step};

/// Reads what came back. All failures but the crashes end on the login page, with a message that begins with
/// "Authentication failed:".
///
/// **B1** The state is missing or wrong.
///
/// **B2** There is no code: the provider's `error_description`, else its `error`, else a sentence of authentik's own.
/// WeChat's client looks for nothing but the code.
///
/// **B3** The token endpoint refuses. A body that is no JSON is a crash.
///
/// **B4** The token answer has an `error`: that text.
///
/// **B5** The profile is empty or refused. WeChat's client does not catch an endpoint that it cannot reach: a crash.
///
/// **B6** There is no user id.
///
/// **C2** A property mapping raised: an event, and a crash (`authentik/core/sources/mapper.py`).
pub(super) fn read<'v>(course: &mut Course<'_>, callback: &'v Callback) -> Result<&'v Person, Stop> {
    let is_wechat = course.source.is_wechat();
    let (step, reason) = match callback {
        Callback::Person(person) => return Ok(person),
        Callback::WrongState => (Step::B1, words::STATE),
        Callback::NoCode { .. } if is_wechat => (Step::B2, words::TOKEN),
        Callback::NoCode { error_description, error } => {
            let reason = error_description.as_deref().or(error.as_deref());
            (Step::B2, reason.unwrap_or(words::NO_TOKEN))
        }
        Callback::TokenRefused => (Step::B3, words::TOKEN),
        Callback::TokenNotJson => return Err(Stop::failed(Step::B3, Page::ServerError, None)),
        Callback::TokenError(error) => (Step::B4, error.as_str()),
        Callback::ProfileUnreachable if is_wechat => {
            return Err(Stop::failed(Step::B5, Page::ServerError, None));
        }
        Callback::ProfileRefused | Callback::ProfileUnreachable => (Step::B5, words::PROFILE),
        Callback::NoIdentifier => (Step::B6, words::IDENTIFIER),
        Callback::MappingRaised { mapping } => {
            let message = format!("Failed to evaluate property mapping: '{mapping}'");
            course.event("configuration_error", &message, &[("mapping", mapping)]);
            course.log(Level::Warning, "Mapping failed to evaluate", &[("mapping", mapping)]);
            return Err(Stop::failed(Step::C2, Page::ServerError, None));
        }
    };
    course.log(Level::Warning, "Authentication Failure", &[("reason", reason)]);
    Err(Stop::failed(step, Page::LoginPage, Some(&words::authentication_failed(reason))))
}

/// **B6** for WeChat: `info["unionid"]` if the key is there, whatever its value, else `openid`.
///
/// `None` is authentik's "Could not determine id.". An empty `unionid` gives an empty identifier, which goes on.
pub fn wechat_identifier(info: &Map<String, Value>) -> Option<&Value> {
    let identifier = info.get("unionid").or_else(|| info.get("openid"))?;
    (!identifier.is_null()).then_some(identifier)
}
