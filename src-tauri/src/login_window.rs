//! A window that shows a provider's page and can do nothing else.
//!
//! Its label is in no capability, so the page has no command; it keeps nothing on the disk; where it may go is decided in
//! [`desk_app::Visitor`]. Its title and its menu bar show the origin of the page. Both are drawn by the window system and
//! not by the page, which cannot reach them. On macOS a window has no menu bar of its own, so there the title does it alone.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use desk_app::{LoginPage, LoginWindow, Visitor, Wanted};
use tauri::menu::{MenuBuilder, Submenu, SubmenuBuilder};
use tauri::webview::{DownloadEvent, NewWindowResponse, PermissionResponse};
use tauri::{
    AppHandle, Manager as _, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent, Wry,
};

use crate::MAIN_WINDOW;

/// The item of the window's menu that closes it.
const CLOSE: &str = "end-test-login";

/// Opens the page. `None`: the system refused, and the log says why.
pub(crate) fn open(app: &AppHandle, page: LoginPage) -> Option<Box<dyn LoginWindow>> {
    match build(app, page) {
        Ok(window) => Some(Box::new(Open { window })),
        Err(error) => {
            desk_app::log_window_failure(&error.to_string());
            None
        }
    }
}

/// Closes every login window.
pub(crate) fn close_all(app: &AppHandle) {
    for (label, window) in app.webview_windows() {
        if label != MAIN_WINDOW {
            // One that is gone already is what is wanted.
            let _ = window.destroy();
        }
    }
}

struct Open {
    window: WebviewWindow,
}

impl LoginWindow for Open {
    fn close(&self) {
        let _ = self.window.destroy();
    }
}

fn build(app: &AppHandle, page: LoginPage) -> tauri::Result<WebviewWindow> {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let label = format!("login-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let LoginPage { url, data_folder, proxy, close, visitor } = page;
    let origin = shown_origin(&url);
    let bar = SubmenuBuilder::new(app, &origin).text(CLOSE, close).build()?;
    let menu = MenuBuilder::new(app).item(&bar).build()?;
    let [goes, pops, downloads, asks, shows, ends] = [(); 6].map(|()| Arc::clone(&visitor));
    let mut builder = WebviewWindowBuilder::new(app, label, WebviewUrl::External(url))
        .title(origin)
        .menu(menu)
        .on_menu_event(|window, event| {
            if event.id() == CLOSE {
                let _ = window.destroy();
            }
        })
        .inner_size(980.0, 780.0)
        .min_inner_size(420.0, 480.0)
        .incognito(true)
        .devtools(false)
        .general_autofill_enabled(false)
        .disable_drag_drop_handler()
        .on_navigation(move |address| goes.may_go(address))
        .on_new_window(move |_, _| {
            pops.wanted(Wanted::NewWindow);
            NewWindowResponse::Deny
        })
        .on_download(move |_, event| {
            if matches!(event, DownloadEvent::Requested { .. }) {
                downloads.wanted(Wanted::Download);
            }
            false
        })
        .on_permission_request(move |_, _| {
            asks.wanted(Wanted::Permission);
            PermissionResponse::Deny
        })
        .on_page_load(move |window, payload| show_origin(&window, &bar, payload.url(), &*shows));
    // An incognito `WebView2` writes a folder all the same, and it must not be the main window's. On Linux and macOS nothing is
    // written; a folder of its own would bring a second web context there that does write.
    if cfg!(windows) {
        builder = builder.data_directory(data_folder);
    }
    if let Some(proxy) = proxy {
        builder = builder.proxy_url(proxy);
    }
    let window = builder.build()?;
    window.on_window_event(move |event| {
        if matches!(event, WindowEvent::Destroyed) {
            ends.closed();
        }
    });
    forbid_fullscreen(&window);
    Ok(window)
}

/// What the window says of the page that it shows now.
fn show_origin(window: &WebviewWindow, bar: &Submenu<Wry>, address: &Url, visitor: &dyn Visitor) {
    let origin = shown_origin(address);
    // A window that is closing has no title any more, and nobody who would read it.
    let _ = window.set_title(&origin);
    let _ = bar.set_text(&origin);
    visitor.shows(address);
}

/// Scheme, host and port; a page without a host shows its whole address.
fn shown_origin(address: &Url) -> String {
    let origin = address.origin();
    if origin.is_tuple() { origin.ascii_serialization() } else { address.to_string() }
}

/// A page that fills the screen can draw a window of its own, with any origin it likes.
#[cfg(target_os = "linux")]
fn forbid_fullscreen(window: &WebviewWindow) {
    use webkit2gtk::{SettingsExt as _, WebViewExt as _};
    // Only a window that is gone has no web view.
    let _ = window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_enable_fullscreen(false);
        }
    });
}

/// `WKWebView` gives no page the whole screen unless it is told to, and the `WebView2` of this program only its own window.
#[cfg(not(target_os = "linux"))]
fn forbid_fullscreen(_window: &WebviewWindow) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_shows_scheme_host_and_port_and_nothing_that_a_page_could_make_up() {
        for (address, shown) in [
            ("https://open.weixin.qq.com/connect/qrconnect?appid=1", "https://open.weixin.qq.com"),
            ("https://bank.example@evil.example/", "https://evil.example"),
            ("https://例え.example:8443/", "https://xn--r8jz45g.example:8443"),
            ("about:blank", "about:blank"),
        ] {
            assert_eq!(shown_origin(&Url::parse(address).unwrap()), shown);
        }
    }
}
