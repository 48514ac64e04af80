//! What a simulated WeChat login costs beside the simulator's own work: our share of it, next to a bare client that sends
//! the same requests to the same simulator.
//!
//! The simulator has a thread of its own, whose processor time the system tells (on Linux): that is how long it served,
//! parsing and writing of HTTP included. Nobody waits for anything else in an automatic login, so the rest of a login's
//! time is the client's and the system's.

#![expect(clippy::print_stdout, reason = "a measurement's output is the terminal")]

use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use desk_login::callback::{Listener, Pages};
use desk_login::{Endpoints, Outcome, Phone, Setup, Surroundings, rehearse};
use desk_model::{Draft, DraftId, Secret, request};
use desk_simulator::{Application, Options, Simulator, SimulatorSecret};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

use crate::Failure;

/// How many logins each client plays; the first of each is not counted.
const N_LOGINS: usize = 300;
const APPID: &str = "wx0000000000000001";
const SECRET: &str = "0123456789abcdef0123456789abcdef";
const CALLBACK: &str = "https://auth.example.com/source/oauth/callback/wechat/";
/// How many requests an automatic login sends, the simulated phone's and the callback included.
const N_REQUESTS: u64 = 9;

impl From<hyper::Error> for Failure {
    fn from(error: hyper::Error) -> Failure {
        Failure(error.to_string())
    }
}

/// Measures and prints.
pub(crate) fn measure() -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let platform = Platform::start()?;
    println!("\nA simulated WeChat login: {N_LOGINS} of them, each {N_REQUESTS} requests");
    println!("{:<40} {:>10} {:>10}", "median and 95th percentile", "", "");
    let mut shares = Vec::new();
    for (name, who) in
        [("our login", Who::Ours), ("a bare client", Who::Bare), ("a bare client once more", Who::Bare)]
    {
        let mut logins = Vec::with_capacity(N_LOGINS);
        for number in 0..=N_LOGINS {
            let one = runtime.block_on(login(&platform, who))?;
            if number > 0 {
                logins.push(one);
            }
        }
        let total = sorted(&logins, |one| one.total);
        line(&format!("{name}, altogether"), &total);
        if logins.iter().any(|one| one.served.is_none()) {
            println!("The system does not tell how long the simulator served.");
            shares.push(percentile(&total, 50));
            continue;
        }
        line("  of it the simulator", &sorted(&logins, |one| one.served.unwrap_or_default()));
        let share = sorted(&logins, |one| one.total.saturating_sub(one.served.unwrap_or_default()));
        line("  of it the client and the system", &share);
        shares.push(percentile(&share, 50));
    }
    if let [ours, bare, again] = shares.as_slice() {
        println!("{:<40} {:>10.2}", "our share beside the bare client's", ratio(*ours, *bare));
        println!(
            "{:<40} {:>10.2}  the noise of this run",
            "the bare client's beside itself",
            ratio(*again, *bare)
        );
    }
    Ok(())
}

/// Who logs in.
#[derive(Clone, Copy)]
enum Who {
    Ours,
    Bare,
}

/// How long a login took.
struct Login {
    total: Duration,
    /// How long the simulator's thread was at work meanwhile.
    served: Option<Duration>,
}

async fn login(platform: &Platform, who: Who) -> Result<Login, Failure> {
    match who {
        Who::Ours => {
            let pages = Pages { accepted: b"yes".to_vec(), refused: b"no".to_vec() };
            let listener =
                Listener::bind(&random(), pages).await.map_err(|error| Failure(error.to_string()))?;
            let base = platform.simulate(listener.base_url())?;
            let before = platform.served();
            let start = Instant::now();
            let setup = Setup::new(
                &draft()?,
                &Secret::new(SECRET.to_owned()),
                CALLBACK.to_owned(),
                Endpoints::at(&base),
            );
            let surroundings = Surroundings {
                listener,
                random: random(),
                elapsed: Arc::new(move || start.elapsed()),
                clock: Arc::new(|| 0),
                events: |_| {},
                cancel: CancellationToken::new(),
            };
            let transcript = rehearse(setup, Phone::Automatic, surroundings).await;
            let total = start.elapsed();
            if transcript.outcome != Outcome::Ok {
                return Err(Failure("the login did not work".to_owned()));
            }
            Ok(Login { total, served: platform.served_since(before) })
        }
        Who::Bare => {
            let listener = TcpListener::bind("127.0.0.1:0").await?;
            let callback = format!("http://{}", listener.local_addr()?);
            let base = platform.simulate(callback.clone())?;
            let before = platform.served();
            let start = Instant::now();
            bare(&base, &callback, &listener).await?;
            Ok(Login { total: start.elapsed(), served: platform.served_since(before) })
        }
    }
}

/// Sends the requests of an automatic login one after the other over one connection, and plays the callback.
async fn bare(base: &str, callback: &str, listener: &TcpListener) -> Result<(), Failure> {
    let mut connection = Connection::open(base).await?;
    let page = connection
        .get(&request::authorize_url(
            &format!("{base}/connect/qrconnect"),
            CALLBACK,
            "S",
            APPID,
            "snsapi_login",
        ))
        .await?;
    let uuid = between(&page, "/connect/qrcode/", "\"")?.to_owned();
    connection.get(&format!("{base}/connect/confirm?uuid={uuid}")).await?;
    let poll = format!("{base}/connect/l/qrconnect?uuid={uuid}");
    connection.get(&format!("{poll}&_=1")).await?;
    connection.post(&format!("{base}/connect/confirm?uuid={uuid}"), "action=allow").await?;
    connection.get(&format!("{poll}&last=404&_=2")).await?;
    let location = connection.get(&format!("{base}/__sim/sessions/{uuid}/location")).await?;
    let code = between(&location, "code=", "&")?;
    let arrive = async {
        let mut browser = Connection::open(callback).await?;
        browser.get(location.trim()).await
    };
    let (arrived, served) = tokio::join!(arrive, serve(listener));
    arrived?;
    served?;
    let url = request::token_url(&format!("{base}/sns/oauth2/access_token"), APPID, SECRET, code);
    let token = connection.get(&url).await?;
    let token: serde_json::Value =
        serde_json::from_str(&token).map_err(|error| Failure(error.to_string()))?;
    let text = |name: &str| token.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
    let url = request::userinfo_url(&format!("{base}/sns/userinfo"), text("access_token"), text("openid"));
    let profile = connection.get(&url).await?;
    between(&profile, "\"openid\":\"", "\"")?;
    if connection.n_sent + 1 != N_REQUESTS {
        return Err(Failure(format!("the bare client sent {} requests", connection.n_sent + 1)));
    }
    Ok(())
}

/// Takes one callback.
async fn serve(listener: &TcpListener) -> Result<(), Failure> {
    let (mut stream, _) = listener.accept().await?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && stream.read_buf(&mut head).await? > 0 {}
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").await?;
    Ok(())
}

/// One connection that is kept.
struct Connection {
    sender: http1::SendRequest<Full<Bytes>>,
    host: String,
    n_sent: u64,
}

impl Connection {
    async fn open(base: &str) -> Result<Connection, Failure> {
        let host = base.trim_start_matches("http://").split('/').next().unwrap_or_default().to_owned();
        let stream = TcpStream::connect(&host).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Connection { sender, host, n_sent: 0 })
    }

    async fn get(&mut self, url: &str) -> Result<String, Failure> {
        self.send("GET", url, "").await
    }

    async fn post(&mut self, url: &str, form: &'static str) -> Result<String, Failure> {
        self.send("POST", url, form).await
    }

    async fn send(&mut self, method: &str, url: &str, form: &'static str) -> Result<String, Failure> {
        let path = url.trim_start_matches("http://").trim_start_matches(&self.host);
        let request = hyper::Request::builder()
            .method(method)
            .uri(path)
            .header("Host", &self.host)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .body(Full::new(Bytes::from(form)))
            .map_err(|error| Failure(error.to_string()))?;
        self.n_sent += 1;
        let answer = self.sender.send_request(request).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        if !status.is_success() {
            return Err(Failure(format!("{path}: {status}")));
        }
        Ok(String::from_utf8_lossy(&body).into_owned())
    }
}

/// A simulator on a thread of its own.
struct Platform {
    start: mpsc::Sender<String>,
    started: mpsc::Receiver<Result<String, String>>,
    /// Where the system tells how long that thread was at work.
    schedule: Option<std::path::PathBuf>,
}

impl Platform {
    fn start() -> Result<Platform, Failure> {
        let (start, deliver_to) = mpsc::channel::<String>();
        let (tell, started) = mpsc::channel();
        let (tell_thread, thread) = mpsc::channel();
        std::thread::Builder::new().name("simulator".to_owned()).spawn(
            move || -> Result<(), Infallible> {
                let _ = tell_thread.send(std::fs::read_link("/proc/thread-self").ok());
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                let Ok(runtime) = runtime else { return Ok(()) };
                // It serves until the next one is wanted.
                let (ask, mut asked) = tokio::sync::mpsc::unbounded_channel();
                let forward =
                    move || deliver_to.into_iter().take_while(|next| ask.send(next.clone()).is_ok()).count();
                std::thread::spawn(forward);
                runtime.block_on(async {
                    let mut running: Option<Simulator> = None;
                    while let Some(deliver_to) = asked.recv().await {
                        if let Some(last) = running.take() {
                            last.stop().await;
                        }
                        let result = Simulator::start(options(deliver_to)).await;
                        let base = result.as_ref().map(Simulator::base_url).map_err(ToString::to_string);
                        running = result.ok();
                        if tell.send(base).is_err() {
                            break;
                        }
                    }
                });
                Ok(())
            },
        )?;
        let schedule = thread
            .recv()
            .ok()
            .flatten()
            .map(|link| std::path::Path::new("/proc").join(link).join("schedstat"));
        Ok(Platform { start, started, schedule })
    }

    /// Starts a new simulator that delivers callbacks to `deliver_to`. Returns its base URL.
    fn simulate(&self, deliver_to: String) -> Result<String, Failure> {
        let gone = || Failure("the simulator is gone".to_owned());
        self.start.send(deliver_to).map_err(|_| gone())?;
        self.started.recv().map_err(|_| gone())?.map_err(Failure)
    }

    /// Returns how long the thread has been at work.
    fn served(&self) -> Option<Duration> {
        let text = std::fs::read_to_string(self.schedule.as_ref()?).ok()?;
        text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
    }

    fn served_since(&self, before: Option<Duration>) -> Option<Duration> {
        Some(self.served()?.saturating_sub(before?))
    }
}

fn options(deliver_to: String) -> Options {
    let application = Application::new(APPID, SimulatorSecret::new(SECRET), "Example", "auth.example.com");
    let mut options = Options::new(application, Arc::new(|| 0), random());
    options.deliver_to = Some(deliver_to);
    options
}

/// Bytes that are foreseeable, which a measurement may be, and never twice the same.
fn random() -> desk_login::Random {
    static STATE: AtomicU64 = AtomicU64::new(1);
    Arc::new(|buffer: &mut [u8]| {
        for byte in buffer {
            let next = STATE.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            *byte = (next ^ (next >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9).to_be_bytes()[1];
        }
    })
}

fn draft() -> Result<Draft, Failure> {
    let invalid = |error: desk_model::FieldError| Failure(error.to_string());
    let mut draft = Draft::new(DraftId("1".to_owned()), "wechat", "WeChat", "wechat").map_err(invalid)?;
    draft.set("consumer_key", APPID).map_err(invalid)?;
    Ok(draft)
}

fn between<'text>(text: &'text str, before: &str, after: &str) -> Result<&'text str, Failure> {
    let found = text.split_once(before).and_then(|(_, rest)| rest.split_once(after));
    found.map(|(inner, _)| inner).ok_or_else(|| Failure(format!("there is no {before} in the answer")))
}

fn sorted(logins: &[Login], of: impl Fn(&Login) -> Duration) -> Vec<Duration> {
    let mut times: Vec<Duration> = logins.iter().map(of).collect();
    times.sort_unstable();
    times
}

fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).copied().unwrap_or_default()
}

fn line(name: &str, times: &[Duration]) {
    let milliseconds = |percent| format!("{:.2} ms", percentile(times, percent).as_secs_f64() * 1_000.0);
    println!("{name:<40} {:>10} {:>10}", milliseconds(50), milliseconds(95));
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}
