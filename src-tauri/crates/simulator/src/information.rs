//! What a provider says about a person, without a login.

use crate::answers;
use crate::profile::Profile;

/// The body of the userinfo answer that authentik gets for a person: UTF-8, in English names of places, because
/// authentik asks for `lang=en`. One person has a raw control character in it, which makes it no JSON.
pub fn information(profile: Profile, appid: &str) -> String {
    answers::userinfo(profile, appid, Some("en"))
}
