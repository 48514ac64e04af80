//! The listener: takes requests, does what the script says with them, and answers.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, oneshot};

use super::Received;
use super::api;
use super::faults::{Fault, Point, Script};
use super::http::{Reply, Request, read_request};
use super::state::State;

/// How many connections are served at once.
const MOST_CONNECTIONS: usize = 256;
/// How many requests are remembered.
const MOST_REMEMBERED: usize = 20_000;
/// How long a connection may be idle or hang. It bounds what a test that went wrong leaves behind.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// What the thread of the server and the test share.
pub(crate) struct Shared {
    state: Mutex<State>,
    script: Mutex<Script>,
    received: Mutex<Vec<Received>>,
}

impl Shared {
    pub(crate) fn new() -> Shared {
        Shared {
            state: Mutex::new(State::fresh()),
            script: Mutex::new(Script::default()),
            received: Mutex::new(Vec::new()),
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        locked(&self.state)
    }

    pub(crate) fn script(&self) -> MutexGuard<'_, Script> {
        locked(&self.script)
    }

    pub(crate) fn received(&self) -> MutexGuard<'_, Vec<Received>> {
        locked(&self.received)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What becomes of a connection.
enum Action {
    Send(Vec<u8>),
    SendAndClose(Vec<u8>),
    Reset,
    Hang,
}

/// Serves until told to stop; says its address once it listens.
pub(crate) fn run(
    shared: Arc<Shared>,
    started: &std::sync::mpsc::Sender<SocketAddr>,
    stop: oneshot::Receiver<()>,
) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let _ = started.send(listener.local_addr()?);
        let permits = Arc::new(Semaphore::new(MOST_CONNECTIONS));
        let accept = async {
            loop {
                let Ok(permit) = permits.clone().acquire_owned().await else { return };
                let Ok((stream, _)) = listener.accept().await else { continue };
                let shared = shared.clone();
                tokio::spawn(async move {
                    serve(stream, &shared).await;
                    drop(permit);
                });
            }
        };
        tokio::select! {
            () = accept => {}
            _ = stop => {}
        }
        Ok(())
    })
}

async fn serve(mut stream: TcpStream, shared: &Shared) {
    let _ = stream.set_nodelay(true);
    let mut kept = Vec::new();
    loop {
        if shared.script().is_dead {
            return reset(stream);
        }
        let read = tokio::time::timeout(LONGEST_WAIT, read_request(&mut stream, &mut kept)).await;
        let Ok(Some(request)) = read else { return };
        let is_last = request.header("connection").is_some_and(|word| word.eq_ignore_ascii_case("close"));
        let pace = shared.script().pace;
        if !pace.is_zero() {
            tokio::time::sleep(pace).await;
        }
        match act(shared, &request) {
            Action::Send(bytes) => {
                if stream.write_all(&bytes).await.is_err() || is_last {
                    return;
                }
            }
            Action::SendAndClose(bytes) => {
                let _ = stream.write_all(&bytes).await;
                let _ = stream.shutdown().await;
                return;
            }
            Action::Reset => return reset(stream),
            Action::Hang => {
                let mut nothing = [0_u8; 64];
                let ends =
                    async { while stream.read(&mut nothing).await.is_ok_and(|n_bytes| n_bytes > 0) {} };
                let _ = tokio::time::timeout(LONGEST_WAIT, ends).await;
                return;
            }
        }
    }
}

/// Closes a connection so that the other side is told of a reset, not of an end.
fn reset(stream: TcpStream) {
    let _ = stream.set_zero_linger();
    drop(stream);
}

fn act(shared: &Shared, request: &Request) -> Action {
    let (fault, death) = {
        let mut script = shared.script();
        if script.is_dead {
            return Action::Reset;
        }
        if request.path.starts_with("/api/") { script.next() } else { (Fault::Pass, None) }
    };
    remember(shared, request);
    let has_body = request.method != "HEAD";
    let handled = || {
        let mut state = shared.state();
        // A crash changes nothing, so a request is handled on a copy first only where it is thrown away.
        api::handle(&mut state, request)
    };
    match (death, fault) {
        (Some(Point::BeforeCommit), _) => {
            let mut lost = shared.state().clone();
            let _ = api::handle(&mut lost, request);
            Action::Reset
        }
        (Some(Point::AfterCommit), _) => {
            let _ = handled();
            Action::Reset
        }
        (None, Fault::Pass) => Action::Send(handled().bytes(has_body)),
        (None, Fault::Answer { status, headers, body }) => {
            Action::Send(Reply { status, headers, body: body.into_bytes() }.bytes(has_body))
        }
        (None, Fault::ResetBefore) => Action::Reset,
        (None, Fault::ResetAfter) => {
            let _ = handled();
            Action::Reset
        }
        (None, Fault::HalfAnswer) => {
            let reply = handled();
            let mut bytes = reply.bytes(has_body);
            bytes.truncate(bytes.len() - reply.body.len().div_ceil(2));
            Action::SendAndClose(bytes)
        }
        (None, Fault::Hang) => Action::Hang,
        (None, Fault::ServerErrorAfter) => {
            let _ = handled();
            Action::Send(Reply::text(500, "text/plain", "Internal Server Error").bytes(has_body))
        }
        (None, Fault::Redirect { status, to }) => {
            Action::Send(Reply { status, ..Reply::default() }.with("location", &to).bytes(has_body))
        }
        (None, Fault::Raw(bytes)) => Action::SendAndClose(bytes),
    }
}

fn remember(shared: &Shared, request: &Request) {
    let mut received = shared.received();
    if received.len() < MOST_REMEMBERED {
        received.push(Received {
            method: request.method.clone(),
            path: request.path.clone(),
            query: request.query.clone(),
            authorization: request.header("authorization").map(str::to_owned),
            body: String::from_utf8_lossy(&request.body).into_owned(),
        });
    }
}
