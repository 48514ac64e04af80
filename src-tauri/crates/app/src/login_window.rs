//! A window with nothing but a provider's page, and what it may do.
//!
//! The page is a stranger's. The window has no permission of the program's, keeps nothing, and goes to no place of which
//! [`judge`] does not approve: above all not to authentik's callback URL, whose address is the end of the login.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use desk_login::{Landings, NotTheLanding};
use desk_model::Secret;
use url::{Host, Url};

use crate::desk::lock;
use crate::operation::{Operation, OperationEvent};

/// A page to open in a window of its own.
pub struct LoginPage {
    /// Its address, at the provider.
    pub url: Url,
    /// Where the web view may put what it must write. Its folder is deleted when the window is gone.
    pub data_folder: PathBuf,
    /// The proxy that the person chose for this program, without a password.
    pub proxy: Option<Url>,
    /// The words on the window's own menu for closing it.
    pub close: String,
    /// Who decides and hears.
    pub visitor: Arc<dyn Visitor>,
}

/// Decides what a login window may do, and hears what it does. Every call comes from the window's own thread.
pub trait Visitor: Send + Sync {
    /// Whether the window may go to an address. It is asked before a request leaves.
    fn may_go(&self, address: &Url) -> bool;
    /// The window shows a page of this address now.
    fn shows(&self, address: &Url);
    /// The page wanted something that no login window gives.
    fn wanted(&self, what: Wanted);
    /// The window is gone.
    fn closed(&self);
}

/// What no login window gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A further window.
    NewWindow,
    /// A file on this computer.
    Download,
    /// A camera, a microphone, a place, notifications.
    Permission,
}

/// A window that is open.
pub trait LoginWindow: Send + Sync {
    /// Closes it.
    fn close(&self);
}

/// What becomes of a step that the window wants to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// It may.
    Go,
    /// It would land on the callback URL: it is stopped, and the address is the end of the login.
    Land,
    /// It is stopped; `note-CODE` says why.
    Stop(&'static str),
}

/// Decides on an address. `page` is the provider's page with which the login began.
fn judge(address: &Url, callback: &Url, page: &Url) -> Verdict {
    match address.scheme() {
        "about" if matches!(address.path(), "blank" | "srcdoc") => return Verdict::Go,
        "http" | "https" => {}
        _ => return Verdict::Stop("window-scheme"),
    }
    // Whatever the scheme: a provider that sends it to http instead of https has sent the code all the same.
    if address.host() == callback.host() && address.path() == callback.path() {
        return Verdict::Land;
    }
    let is_at = |other: &Url| address.host() == other.host() && address.port() == other.port();
    // authentik knows nothing of this login and is left alone, unless it is the provider as well.
    if is_at(callback) && !is_at(page) {
        return Verdict::Stop("window-authentik");
    }
    let is_private = address.scheme() == "https" || is_loopback(address);
    if is_private || (page.scheme() == "http" && is_at(page)) {
        Verdict::Go
    } else {
        Verdict::Stop("window-insecure")
    }
}

fn is_loopback(address: &Url) -> bool {
    match address.host() {
        Some(Host::Ipv4(host)) => host.is_loopback(),
        Some(Host::Ipv6(host)) => host.is_loopback(),
        Some(Host::Domain(host)) => host == "localhost",
        None => false,
    }
}

/// Watches the window of one test login.
pub(crate) struct Watch {
    callback: Url,
    page: Url,
    landings: Landings,
    operation: Arc<Operation>,
    runtime: tokio::runtime::Handle,
    window: Mutex<Option<Box<dyn LoginWindow>>>,
    told: Mutex<Told>,
}

#[derive(Default)]
struct Told {
    warnings: BTreeSet<&'static str>,
    origin: String,
    n_origins: usize,
}

/// A page that leads from origin to origin without end is not followed by the main window any further.
const MOST_ORIGINS: usize = 100;

impl Watch {
    /// Watches for a login. Called inside of the runtime that the login runs in.
    pub(crate) fn new(callback: Url, page: Url, landings: Landings, operation: &Arc<Operation>) -> Watch {
        Watch {
            callback,
            page,
            landings,
            operation: Arc::clone(operation),
            runtime: tokio::runtime::Handle::current(),
            window: Mutex::default(),
            told: Mutex::default(),
        }
    }

    /// Takes the window, to close it when the login is over.
    pub(crate) fn take(&self, window: Box<dyn LoginWindow>) {
        *lock(&self.window) = Some(window);
    }

    /// Closes the window, if there is one.
    pub(crate) fn close(&self) {
        let window = lock(&self.window).take();
        if let Some(window) = window {
            window.close();
        }
    }

    /// The origin of the page that was shown last.
    pub(crate) fn last_origin(&self) -> String {
        lock(&self.told).origin.clone()
    }

    fn warn(&self, code: &'static str) {
        // A page may try a thousand times; the person is told once.
        if lock(&self.told).warnings.insert(code) {
            self.operation.tell(OperationEvent::Warning { code: code.to_owned() });
        }
    }

    fn land(&self, address: &Url) {
        let landings = self.landings.clone();
        let address = Secret::new(address.to_string());
        let operation = Arc::clone(&self.operation);
        self.runtime.spawn(async move {
            let code = match landings.paste(address).await {
                // The second of two callbacks finds nobody who waits, and means nothing.
                Ok(()) | Err(NotTheLanding::Late) => return,
                Err(NotTheLanding::WrongState) => "window-wrong-state",
                Err(NotTheLanding::Nothing) => "window-nothing",
                Err(_) => "window-not-read",
            };
            operation.tell(OperationEvent::Warning { code: code.to_owned() });
        });
    }
}

impl Visitor for Watch {
    fn may_go(&self, address: &Url) -> bool {
        match judge(address, &self.callback, &self.page) {
            Verdict::Go => return true,
            Verdict::Land => self.land(address),
            Verdict::Stop(code) => self.warn(code),
        }
        false
    }

    fn shows(&self, address: &Url) {
        let origin = address.origin().ascii_serialization();
        let mut told = lock(&self.told);
        if told.origin != origin && told.n_origins < MOST_ORIGINS {
            told.n_origins += 1;
            told.origin.clone_from(&origin);
            self.operation.tell(OperationEvent::Shows { origin });
        }
    }

    fn wanted(&self, what: Wanted) {
        self.warn(match what {
            Wanted::NewWindow => "window-new-window",
            Wanted::Download => "window-download",
            Wanted::Permission => "window-permission",
        });
    }

    fn closed(&self) {
        self.landings.end("window-closed");
    }
}

#[cfg(test)]
mod tests {
    use desk_login::landings;

    use super::*;

    const CALLBACK: &str = "https://auth.example.com/source/oauth/callback/x/";
    const PAGE: &str = "https://id.example.net/authorize?client_id=1";

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn a_window_goes_on_at_the_provider_and_lands_without_going_there() {
        for (address, verdict) in [
            ("https://id.example.net/login", Verdict::Go),
            ("https://elsewhere.example/consent", Verdict::Go),
            ("about:blank", Verdict::Go),
            ("about:srcdoc", Verdict::Go),
            ("http://127.0.0.1:8080/login", Verdict::Go),
            ("http://localhost/login", Verdict::Go),
            ("https://auth.example.com/source/oauth/callback/x/?code=C&state=S", Verdict::Land),
            ("http://auth.example.com/source/oauth/callback/x/?code=C&state=S", Verdict::Land),
            ("https://AUTH.example.com:443/source/oauth/callback/x/?error=access_denied", Verdict::Land),
            ("https://auth.example.com/source/oauth/callback/x", Verdict::Stop("window-authentik")),
            ("https://auth.example.com/if/flow/", Verdict::Stop("window-authentik")),
            ("http://id.example.net/login", Verdict::Stop("window-insecure")),
            ("http://localhost.example/login", Verdict::Stop("window-insecure")),
            ("file:///etc/passwd", Verdict::Stop("window-scheme")),
            ("tauri://localhost/index.html", Verdict::Stop("window-scheme")),
            ("data:text/html,x", Verdict::Stop("window-scheme")),
            ("javascript:alert(1)", Verdict::Stop("window-scheme")),
            ("blob:https://id.example.net/1", Verdict::Stop("window-scheme")),
            ("about:config", Verdict::Stop("window-scheme")),
            ("weixin://dl/business", Verdict::Stop("window-scheme")),
        ] {
            assert_eq!(judge(&url(address), &url(CALLBACK), &url(PAGE)), verdict, "{address}");
        }
    }

    #[test]
    fn a_provider_without_tls_may_be_tested_and_one_on_authentiks_own_host_too() {
        let page = url("http://id.lan:8080/authorize");
        assert_eq!(judge(&url("http://id.lan:8080/login"), &url(CALLBACK), &page), Verdict::Go);
        assert_eq!(
            judge(&url("http://other.lan/login"), &url(CALLBACK), &page),
            Verdict::Stop("window-insecure")
        );
        let page = url("https://auth.example.com/application/o/authorize/");
        assert_eq!(judge(&url("https://auth.example.com/if/flow/x/"), &url(CALLBACK), &page), Verdict::Go);
        assert_eq!(judge(&url(CALLBACK), &url(CALLBACK), &page), Verdict::Land);
    }

    #[tokio::test]
    async fn a_page_that_tries_a_thousand_times_is_told_of_once() {
        let (landings, _landed) = landings();
        let operation = Arc::new(Operation::default());
        let watch = Watch::new(url(CALLBACK), url(PAGE), landings, &operation);
        for n in 0..1000 {
            assert!(!watch.may_go(&url("file:///etc/passwd")));
            watch.wanted(Wanted::NewWindow);
            watch.shows(&url(&format!("https://{n}.example/")));
        }
        let (events, _, _) = operation.since(0);
        let n_shown = events.iter().filter(|event| matches!(event, OperationEvent::Shows { .. })).count();
        assert_eq!((events.len(), n_shown), (MOST_ORIGINS + 2, MOST_ORIGINS));
    }
}
