//! A: entry (`authentik/sources/oauth/views/redirect.py`, `callback.py`).

use desk_model::Protocol;

use super::course::{Course, Stop};
use crate::{Page, Step};

/// **A1** A source that is switched off is a 404, on the way out and on the way back; so is a slug that nobody has.
///
/// **A2** Without an authorization URL there is an event `configuration_error` and a redirect to nowhere.
pub(super) fn enter(course: &mut Course<'_>) -> Result<(), Stop> {
    if !course.source.enabled {
        return Err(Stop::failed(Step::A1, Page::NotFound, None));
    }
    if course.source.protocol == Protocol::OAuth && !course.source.has_authorization_url {
        let source = course.source;
        course.event("configuration_error", "", &[("source", &source.name)]);
        return Err(Stop::failed(Step::A2, Page::BrokenRedirect, None));
    }
    Ok(())
}
