//! The real commands over HTTP on 127.0.0.1.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path as UrlPath, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use desk_app::Desk;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets};
use tauri::webview::InvokeRequest;
use tauri::{WebviewWindow, WebviewWindowBuilder};

/// A running bridge.
pub struct Bridge {
    address: SocketAddr,
    router: Router,
    listener: tokio::net::TcpListener,
    // The mock application must outlive the window that takes the calls.
    _application: tauri::App<MockRuntime>,
}

/// Why there is no bridge.
#[derive(Debug)]
pub enum BridgeError {
    /// The mock window could not be made.
    Window(tauri::Error),
    /// No port could be had.
    Listen(std::io::Error),
}

#[derive(Clone)]
struct Shared {
    window: WebviewWindow<MockRuntime>,
    ui: PathBuf,
    policy: String,
}

impl Bridge {
    /// Makes a bridge to a desk that serves the built web UI from a folder, with the window's own content security policy.
    pub async fn new(desk: Arc<Desk>, ui: &Path) -> Result<Bridge, BridgeError> {
        let application = source_desk_desktop::with_commands(mock_builder(), desk)
            .build(mock_context(noop_assets()))
            .map_err(BridgeError::Window)?;
        let window = WebviewWindowBuilder::new(&application, "main", tauri::WebviewUrl::default())
            .build()
            .map_err(BridgeError::Window)?;
        let listener =
            tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(BridgeError::Listen)?;
        let address = listener.local_addr().map_err(BridgeError::Listen)?;
        let shared = Shared { window, ui: ui.to_owned(), policy: policy() };
        let router = Router::new()
            .route("/__ipc/{command}", post(call))
            .route("/", get(index))
            .route("/{*path}", get(file))
            .layer(DefaultBodyLimit::max(4 * 1024 * 1024))
            .with_state(shared);
        Ok(Bridge { address, router, listener, _application: application })
    }

    /// Returns the base URL: `http://127.0.0.1:PORT`.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Serves until the program ends.
    pub async fn serve(self) -> std::io::Result<()> {
        axum::serve(self.listener, self.router).await
    }
}

/// Returns the window's policy, with the one difference that commands go to the page's own origin here.
fn policy() -> String {
    let config: serde_json::Value =
        serde_json::from_str(include_str!("../../../src-tauri/tauri.conf.json")).unwrap_or_default();
    let policy = config["app"]["security"]["csp"].as_str().unwrap_or_default();
    policy.replace("connect-src ipc: http://ipc.localhost", "connect-src 'self'")
}

async fn call(State(shared): State<Shared>, UrlPath(command): UrlPath<String>, body: Bytes) -> Response {
    let Ok(arguments) = serde_json::from_slice::<serde_json::Value>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let Ok(url) = "tauri://localhost".parse() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let request = InvokeRequest {
        cmd: command,
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url,
        body: InvokeBody::Json(arguments),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    // The mock runtime answers on this very thread, so a command that waits must not hold up the others.
    let answered = tokio::task::spawn_blocking(move || get_ipc_response(&shared.window, request)).await;
    let (status, value) = match answered {
        Ok(Ok(body)) => (StatusCode::OK, body.deserialize::<serde_json::Value>().unwrap_or_default()),
        Ok(Err(problem)) => (StatusCode::UNPROCESSABLE_ENTITY, problem),
        Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    (status, [(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

async fn index(state: State<Shared>) -> Response {
    send(&state, "index.html").await
}

async fn file(state: State<Shared>, UrlPath(path): UrlPath<String>) -> Response {
    send(&state, &path).await
}

async fn send(shared: &Shared, path: &str) -> Response {
    if path.split('/').any(|part| part.is_empty() || part.starts_with('.')) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(bytes) = tokio::fs::read(shared.ui.join(path)).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let content_type = match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "json" => "application/json",
        _ => "application/octet-stream",
    };
    (
        [
            (header::CONTENT_TYPE, content_type.to_owned()),
            (header::CONTENT_SECURITY_POLICY, shared.policy.clone()),
        ],
        bytes,
    )
        .into_response()
}
