//! A provider that a login window can be sent to, and a server where authentik would be. Both count what reaches them.

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use url::Url;

/// What the provider's page does with the person who comes to log in. `CALLBACK` stands for the callback URL with code and
/// state, `BARE` for the one without.
#[derive(Clone)]
pub enum Page {
    /// Answers with this status and the callback URL as its location.
    Redirect(u16),
    /// Shows this document.
    Html(&'static str),
}

/// The provider and the registered server.
pub struct Servers {
    pub provider: SocketAddr,
    pub registered: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    page: Mutex<Page>,
    seen: Mutex<Vec<String>>,
    reached: Mutex<Vec<String>>,
    reports: Mutex<VecDeque<String>>,
    gate: Notify,
}

impl Servers {
    pub async fn start() -> Servers {
        let shared = Arc::new(Shared {
            page: Mutex::new(Page::Redirect(302)),
            seen: Mutex::default(),
            reached: Mutex::default(),
            reports: Mutex::default(),
            gate: Notify::new(),
        });
        let provider = serve(Router::new().fallback(answer).with_state(Arc::clone(&shared))).await;
        let registered = serve(Router::new().fallback(reached).with_state(Arc::clone(&shared))).await;
        Servers { provider, registered, shared }
    }

    /// Decides what the next person finds.
    pub fn set(&self, page: Page) {
        *self.shared.page.lock().unwrap() = page;
    }

    /// Every request that reached the server where authentik would be.
    pub fn reached(&self) -> Vec<String> {
        self.shared.reached.lock().unwrap().clone()
    }

    /// Every request that reached the provider: method and path.
    pub fn seen(&self) -> Vec<String> {
        self.shared.seen.lock().unwrap().clone()
    }

    /// What a page reported, if it did.
    pub fn report(&self) -> Option<String> {
        self.shared.reports.lock().unwrap().pop_front()
    }

    /// Lets a page that waits at the gate go on.
    pub fn open_gate(&self) {
        self.shared.gate.notify_one();
    }
}

async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn reached(State(shared): State<Arc<Shared>>, request: Request) -> StatusCode {
    shared.reached.lock().unwrap().push(format!("{} {}", request.method(), request.uri()));
    StatusCode::OK
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    shared.seen.lock().unwrap().push(format!("{} {path}", request.method()));
    let json = |text: &'static str| ([(header::CONTENT_TYPE, "application/json")], text).into_response();
    match path.as_str() {
        "/authorize" => login_page(&shared, &request),
        "/token" => json(r#"{"access_token":"t0ken-of-a-test","token_type":"Bearer"}"#),
        "/userinfo" => json(r#"{"sub":"42","nickname":"carol","name":"卡萝","email":"carol@example.com"}"#),
        "/gate" => {
            shared.gate.notified().await;
            StatusCode::NO_CONTENT.into_response()
        }
        "/report" => {
            let body =
                axum::body::to_bytes(request.into_body(), 1 << 20).await.unwrap_or_else(|_| Bytes::new());
            shared.reports.lock().unwrap().push_back(String::from_utf8_lossy(&body).into_owned());
            StatusCode::NO_CONTENT.into_response()
        }
        "/file" => ([(header::CONTENT_DISPOSITION, "attachment; filename=\"x.exe\"")], "MZ").into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

fn login_page(shared: &Shared, request: &Request) -> Response {
    let url = Url::parse("http://provider").unwrap().join(&request.uri().to_string()).unwrap();
    let parameter = |wanted: &str| {
        url.query_pairs().find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned()).unwrap()
    };
    let (bare, state) = (parameter("redirect_uri"), parameter("state"));
    let callback = format!("{bare}?code=C0DE&state={state}");
    match shared.page.lock().unwrap().clone() {
        Page::Redirect(status) => {
            (StatusCode::from_u16(status).unwrap(), [(header::LOCATION, callback)]).into_response()
        }
        Page::Html(document) => {
            let document =
                document.replace("CALLBACK", &callback).replace("BARE", &bare).replace("STATE", &state);
            ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], document).into_response()
        }
    }
}
