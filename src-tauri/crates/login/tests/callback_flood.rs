//! A good callback comes through whatever else knocks at the listener, and nothing is left of any of it.
//!
//! The clock stands still while it runs, so no slow client is ever cut off: what lets the good one in is room alone. In a
//! program of its own, because it counts the open files of its process.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use desk_login::callback::{Callback, CallbackError, Listener, Pages, Refusal, Way};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// How many logins are played, each at a listener of its own, because a listener takes one callback.
const N_LOGINS: usize = 20;
/// How many clients that send something useless come to each login: two thousand to all of them.
const N_JUNK: usize = 100;
/// How many clients that never finish are there during each login.
const N_SLOW: usize = 200;
/// How many useless clients are there at once.
const N_AT_ONCE: usize = 20;
/// When the clock is let go, should anything be stuck behind the slow clients: the test then fails and does not hang.
const STUCK: Duration = Duration::from_secs(60);

const PATH: &str = "/source/oauth/callback/wechat/";
const STATE: &str = "kR4bYxw0rYyBq2c6ZkqYf0u8xw3Zs1o5m7n9p1q3r5t";

/// Where a listener is found.
struct Place {
    address: String,
    target: String,
}

impl Place {
    fn good(&self) -> String {
        format!("GET {} HTTP/1.1\r\nHost: {}\r\n\r\n", self.target, self.address)
    }

    /// What a client sends that is not the callback; `None`: it only connects.
    fn junk(&self, number: usize) -> Option<Vec<u8>> {
        let (address, target) = (&self.address, &self.target);
        let own = format!("Host: {address}\r\n\r\n");
        let text = match number % 10 {
            0 => return None,
            1 => format!("GET {PATH}?code=X&state={STATE} HTTP/1.1\r\n{own}"),
            2 => format!("GET {target}x HTTP/1.1\r\n{own}"),
            3 => format!("GET {target} HTTP/1.1\r\nHost: evil.test\r\n\r\n"),
            4 => format!("POST {target} HTTP/1.1\r\nContent-Length: 9\r\n{own}code=X&st"),
            5 => {
                let garbage = (0..=255).cycle().skip(number).take(3_000);
                return Some(garbage.chain(*b"\r\n\r\n").collect());
            }
            6 => format!("GET {target} HTTP/1.1\r\nHost: {}", &address[..address.len() / 2]),
            7 => format!("GET {target} HTTP/1.1\r\nOrigin: https://evil.test\r\n{own}"),
            8 => format!("GET {target} HTTP/1.1\r\nX: {}\r\n{own}", "x".repeat(9_000)),
            _ => format!("GET {target}&state={STATE} HTTP/1.1\r\n{own}"),
        };
        Some(text.into_bytes())
    }
}

/// Sends and reads until the listener hangs up. What breaks the connection off is its own answer.
async fn knock(address: String, bytes: Option<Vec<u8>>) -> Vec<u8> {
    let mut answer = Vec::new();
    let Ok(mut stream) = TcpStream::connect(&address).await else { return answer };
    if let Some(bytes) = bytes {
        let _ = stream.write_all(&bytes).await;
        let _ = stream.shutdown().await;
        let _ = stream.read_to_end(&mut answer).await;
    }
    answer
}

fn is_accepted(answer: &[u8]) -> bool {
    answer.starts_with(b"HTTP/1.1 200 ")
}

fn n_open_files() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

async fn login() -> Vec<Refusal> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let random: desk_login::Random =
        Arc::new(|bytes: &mut [u8]| bytes.fill(NEXT.fetch_add(1, Ordering::Relaxed).to_le_bytes()[0]));
    let pages = Pages { accepted: b"yes".to_vec(), refused: b"no".to_vec() };
    let listener = Listener::bind(&random, pages).await.unwrap();
    let base = listener.base_url();
    let (address, prefix) = base.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let target = format!("/{prefix}{PATH}?code=C0DE&state={STATE}");
    let place = Place { address: address.to_owned(), target };
    let refusals = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&refusals);
    let waiting: tokio::task::JoinHandle<Result<Callback, CallbackError>> = tokio::spawn(async move {
        let never = CancellationToken::new();
        listener.wait(PATH, STATE, Way::Query, |refusal| told.lock().unwrap().push(refusal), &never).await
    });

    // A third is silent, a third dribbles, a third stops right before the end of what would be the callback.
    let mut slow = Vec::new();
    for number in 0..N_SLOW {
        let mut stream = TcpStream::connect(&place.address).await.unwrap();
        let nearly = place.good();
        let nearly = nearly.as_bytes();
        match number % 3 {
            0 => {}
            1 => stream.write_all(&nearly[..1]).await.unwrap(),
            _ => stream.write_all(&nearly[..nearly.len() - 1]).await.unwrap(),
        }
        slow.push(stream);
    }
    let mut junk: JoinSet<Vec<u8>> = JoinSet::new();
    for number in 0..N_JUNK {
        if junk.len() == N_AT_ONCE {
            assert!(!is_accepted(&junk.join_next().await.unwrap().unwrap()));
        }
        junk.spawn(knock(place.address.clone(), place.junk(number)));
    }
    while let Some(answer) = junk.join_next().await {
        assert!(!is_accepted(&answer.unwrap()));
    }
    for (at, stream) in slow.iter_mut().enumerate().filter(|(number, _)| number % 3 == 1) {
        stream.write_all(&place.good().as_bytes()[1..=1 + at % 20]).await.unwrap();
    }
    assert!(!waiting.is_finished(), "nothing of all this is a callback");

    let answer = knock(place.address.clone(), Some(place.good().into_bytes())).await;
    assert!(is_accepted(&answer), "{}", String::from_utf8_lossy(&answer));
    let callback = waiting.await.unwrap().unwrap();
    assert_eq!(callback.code.expose(), "C0DE"); // EXPOSE: a test's own value.
    assert!(TcpStream::connect(&place.address).await.is_err(), "the same once more finds nobody");
    drop(slow);
    // What the listener still served ends with its task, when the task's turn comes.
    tokio::task::yield_now().await;
    let refusals = refusals.lock().unwrap();
    refusals.clone()
}

#[tokio::test(start_paused = true)]
async fn every_good_callback_comes_through_two_thousand_useless_clients_and_two_hundred_slow_ones() {
    // A blocking task that runs keeps the clock from moving on by itself.
    let (over, is_over) = mpsc::channel::<()>();
    let clock = tokio::task::spawn_blocking(move || is_over.recv_timeout(STUCK).is_ok());
    let began = tokio::time::Instant::now();
    let mut n_before = None;
    for number in 0..N_LOGINS {
        let refusals = login().await;
        assert_eq!(
            began.elapsed(),
            Duration::ZERO,
            "login {number} had to wait until slow clients were cut off"
        );
        assert!(!refusals.contains(&Refusal::Slow));
        for expected in [
            Refusal::WrongPath,
            Refusal::WrongHost,
            Refusal::WrongMethod,
            Refusal::WrongOrigin,
            Refusal::Malformed,
            Refusal::TooLarge,
            Refusal::Duplicate,
        ] {
            assert!(refusals.contains(&expected), "{expected:?} of login {number}");
        }
        // What the first login opened for good, such as the runtime's own, is no leak.
        let n_open = n_open_files();
        assert_eq!(*n_before.get_or_insert(n_open), n_open, "login {number} left files open");
    }
    drop(over);
    let _ = clock.await.unwrap();
}
