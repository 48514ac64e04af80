//! What authentik will publish and send for a draft, before any server knows it.

use desk_model::callback::AuthentikHost;
use desk_model::console;
use desk_model::request::{self, ExactRequest};
use desk_model::{Draft, DraftId, SourceType};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::desk::Desk;
use crate::pictures;
use crate::problem::Problem;
use crate::views::Offers;

/// The preview of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct PreviewView {
    /// The callback URL, with its slash; `None`: the kind has none.
    pub callback_url: Option<String>,
    /// authentik's bare host, where the provider's console takes that for the callback: 授权回调域. `None`: it does not.
    pub callback_domain: Option<String>,
    /// Whether authentik's host is unknown and a placeholder stands in.
    pub host_is_placeholder: bool,
    /// The URL that the browser is sent to; `None` for a protocol other than OAuth.
    pub authorize_url: Option<String>,
    /// What the provider is called; empty for a protocol other than OAuth.
    pub provider: String,
    /// The requests, in order; what only a login knows stands in braces. None for a protocol other than OAuth.
    pub requests: Vec<ExactRequest>,
    /// A QR code that shows the size and look only. It holds a sentence, never a live login. `None`: the kind has none.
    pub qr_svg: Option<String>,
    /// authentik's login page with the button on it.
    pub login_page_svg: String,
}

impl Desk {
    /// Returns the preview of a stored draft. `host` stands in for the draft's own; `dark` draws a dark login page.
    pub fn preview(&self, id: &DraftId, host: Option<&str>, dark: bool) -> Result<PreviewView, Problem> {
        let stored = self.with_store(|store| store.get(id))?;
        self.preview_of(&stored.draft, host, dark)
    }

    /// Returns the preview of a draft.
    pub fn preview_of(&self, draft: &Draft, host: Option<&str>, dark: bool) -> Result<PreviewView, Problem> {
        let kind = known_kind(draft)?;
        let offers = Offers::of(kind);
        if !offers.login_button {
            return Err(Problem::about("preview-nothing", &kind.name));
        }
        let (host, host_is_placeholder) = host_of(draft, host)?;
        let callback_url = host.callback_url(&draft.slug);
        let requests = request::preview(draft, &callback_url);
        let inert = || desk_messages::text(self.locale(), desk_messages::id::PICTURE_INERT_QR, &[]);
        Ok(PreviewView {
            callback_domain: console::wants_host(kind.id).then(|| host.domain().to_owned()),
            callback_url: offers.callback.then_some(callback_url),
            host_is_placeholder,
            authorize_url: requests.first().map(|request| request.url.clone()),
            provider: kind.provider.map(|provider| provider.name.to_owned()).unwrap_or_default(),
            requests,
            qr_svg: (kind.id == "wechat").then(|| pictures::qr(&inert())),
            login_page_svg: pictures::login_page(self.locale(), draft, dark),
        })
    }
}

/// Returns the kind of a draft.
pub(crate) fn known_kind(draft: &Draft) -> Result<&'static SourceType, Problem> {
    draft.kind().ok_or_else(|| Problem::about("type-unknown", &draft.source_type))
}

/// Returns the host to work with and whether it is the placeholder: the one given, else the draft's.
pub(crate) fn host_of(draft: &Draft, given: Option<&str>) -> Result<(AuthentikHost, bool), Problem> {
    let text = given.unwrap_or(&draft.deployment.authentik_host);
    match AuthentikHost::parse(text) {
        Ok(host) => Ok((host, false)),
        Err(_) if given.is_none() && text.trim().is_empty() => {
            AuthentikHost::placeholder().map(|host| (host, true)).ok_or_else(|| Problem::new("internal"))
        }
        Err(_) => Err(Problem::about("host-invalid", text)),
    }
}
