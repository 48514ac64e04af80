//! A started simulator and a client of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use desk_simulator::{Application, Options, Simulator, SimulatorSecret};
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Method, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub const APPID: &str = "wx0000000000000001";
pub const SECRET: &str = "00000000000000000000000000000001";
pub const PAGE: &str = "/connect/qrconnect?appid=wx0000000000000001&scope=snsapi_login&state=S\
                        &redirect_uri=https%3A%2F%2Fauthentik.example.com%2Fcb&response_type=code";

pub fn options() -> Options {
    let application =
        Application::new(APPID, SimulatorSecret::new(SECRET), "Example", "authentik.example.com");
    let next = AtomicU32::new(1);
    let mut options = Options::new(
        application,
        Arc::new(|| 0x6874_c752 * 1_000),
        Arc::new(move |buffer| {
            for chunk in buffer.chunks_mut(4) {
                let mixed = next.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b1);
                chunk.copy_from_slice(&mixed.to_le_bytes()[..chunk.len()]);
            }
        }),
    );
    options.hold = Duration::ZERO;
    options
}

pub async fn start(change: impl FnOnce(&mut Options)) -> (Simulator, Wire) {
    let mut options = options();
    change(&mut options);
    let simulator = Simulator::start(options).await.unwrap();
    let client = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let wire = Wire { base: simulator.base_url(), client };
    (simulator, wire)
}

pub struct Wire {
    pub base: String,
    pub client: Client,
}

impl Wire {
    pub async fn send(&self, method: Method, path: &str, form: Option<&str>) -> reqwest::Response {
        let mut request = self.client.request(method, format!("{}{path}", self.base));
        if let Some(form) = form {
            request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
            request = request.body(form.to_owned());
        }
        request.send().await.unwrap()
    }

    pub async fn text(&self, path: &str) -> String {
        self.send(Method::GET, path, None).await.text().await.unwrap()
    }

    pub async fn post(&self, path: &str) -> StatusCode {
        self.send(Method::POST, path, None).await.status()
    }

    /// Opens a QR page and takes its uuid the way clients do.
    pub async fn open(&self) -> String {
        let page = self.text(PAGE).await;
        let after = page.split_once("src=\"/connect/qrcode/").unwrap().1;
        after.split_once('"').unwrap().0.to_owned()
    }

    pub async fn poll(&self, uuid: &str, last: &str) -> String {
        self.text(&format!("/connect/l/qrconnect?uuid={uuid}{last}&_=1")).await
    }

    /// A login up to its code, by the control routes.
    pub async fn code(&self) -> String {
        let uuid = self.open().await;
        assert_eq!(self.post(&format!("/__sim/sessions/{uuid}/scan")).await, StatusCode::OK);
        assert_eq!(self.post(&format!("/__sim/sessions/{uuid}/allow")).await, StatusCode::OK);
        let frame = self.poll(&uuid, "&last=404").await;
        let frame = frame.strip_prefix("window.wx_errcode=405;window.wx_code='").unwrap();
        frame.strip_suffix("';").unwrap().to_owned()
    }

    /// Sends bytes as they are and reads until the other side closes.
    pub async fn raw(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.authority()).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub fn authority(&self) -> &str {
        self.base.strip_prefix("http://").unwrap()
    }
}
