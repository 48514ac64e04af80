//! One connection that is kept for the next request to the same place.
//!
//! A push of hundreds of objects would otherwise pay for a look-up, a TCP connection and TLS with each of them. Only one is
//! kept, only for whoever asked for it, and only for a moment: a server that closes an idle connection just as a request goes
//! out leaves open whether the request arrived.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;

use crate::client::{MAX_HEAD, Task, of_exchange};
use crate::dial::{BoxedStream, Target, Trace};
use crate::error::NetworkError;

/// So long a connection may have been idle. Web servers keep them for five seconds and more.
const LONGEST_IDLE: Duration = Duration::from_secs(2);

/// The place of the connection that is kept, if any is.
pub(crate) type Kept = Arc<Mutex<Option<Connection>>>;

/// A connection over which nothing is under way.
pub(crate) struct Connection {
    target: Target,
    sender: http1::SendRequest<Full<Bytes>>,
    /// It reads and writes, and ends with the connection.
    _task: Task,
    /// What was seen when it was opened.
    seen: Trace,
    used: Duration,
}

/// What became of a request over a connection.
pub(crate) enum Sent {
    /// It is answered: the head is here, the body is under way.
    Answered(hyper::Response<Incoming>),
    /// The connection was closed before any of it was written: it can be sent over another.
    Unsent(Box<hyper::Request<Full<Bytes>>>),
    /// It may have arrived.
    Broken(NetworkError),
}

impl Connection {
    /// Speaks HTTP over an open stream.
    pub(crate) async fn open(
        stream: BoxedStream,
        target: Target,
        seen: &Trace,
    ) -> Result<Connection, NetworkError> {
        let handshake = http1::Builder::new().max_buf_size(MAX_HEAD).handshake(TokioIo::new(stream)).await;
        let (sender, connection) = handshake.map_err(|error| of_exchange(&error))?;
        let task = Task::spawn(async move { drop(connection.await) });
        let seen = Trace { milliseconds: Vec::new(), ..seen.clone() };
        Ok(Connection { target, sender, _task: task, seen, used: Duration::ZERO })
    }

    /// Takes the connection that is kept, if it leads to the target and was used a moment ago; any other is closed.
    pub(crate) fn take(kept: &Kept, target: &Target, now: Duration) -> Option<Connection> {
        let connection = kept.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        let is_fresh = now.saturating_sub(connection.used) <= LONGEST_IDLE;
        (connection.target == *target && is_fresh && !connection.sender.is_closed()).then_some(connection)
    }

    /// Keeps the connection, whose last answer has been read to its end.
    pub(crate) fn keep(mut self, kept: &Kept, now: Duration) {
        self.used = now;
        *kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(self);
    }

    /// Returns what was seen when the connection was opened; no stage took any time.
    pub(crate) fn seen(&self) -> Trace {
        self.seen.clone()
    }

    /// Sends a request.
    pub(crate) async fn send(&mut self, request: hyper::Request<Full<Bytes>>) -> Sent {
        if self.sender.ready().await.is_err() {
            return Sent::Unsent(Box::new(request));
        }
        match self.sender.try_send_request(request).await {
            Ok(response) => Sent::Answered(response),
            Err(mut error) => match error.take_message() {
                Some(request) => Sent::Unsent(Box::new(request)),
                None => Sent::Broken(of_exchange(error.error())),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;

    use super::*;
    use crate::{
        Limits, Outgoing, OutwardClient, PrivateHosts, ProxySettings, Surroundings, TrustedCertificates,
    };

    const ANSWER: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    /// Answers what it gets with one text after the other, and says on which connection each request came. An empty answer
    /// closes the connection.
    async fn server(answers: &'static [&'static str]) -> (String, tokio::task::JoinHandle<Vec<usize>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move {
            let mut came_on = Vec::new();
            let mut answers = answers.iter();
            for number in 0.. {
                if answers.len() == 0 {
                    break;
                }
                let (mut stream, _) = listener.accept().await.unwrap();
                let mut head = [0; 4096];
                while stream.read(&mut head).await.is_ok_and(|n_bytes| n_bytes > 0) {
                    came_on.push(number);
                    let Some(answer) = answers.next() else { break };
                    stream.write_all(answer.as_bytes()).await.unwrap();
                    if answer.is_empty() || answers.len() == 0 || answer.contains("close") {
                        break;
                    }
                }
            }
            came_on
        });
        (url, serving)
    }

    fn client(clock: &Arc<AtomicU64>) -> OutwardClient {
        let clock = clock.clone();
        let surroundings = Surroundings {
            proxies: ProxySettings::default(),
            trusted: TrustedCertificates::system(Vec::new()),
            private_hosts: PrivateHosts::All,
            resolver: crate::system_resolver(),
            now: Arc::new(|| 0),
            elapsed: Arc::new(move || Duration::from_millis(clock.load(Ordering::Relaxed))),
        };
        OutwardClient::new(surroundings, Limits::default())
    }

    async fn get(client: &OutwardClient, url: &str) -> Result<u16, NetworkError> {
        let request = Outgoing { method: "POST", url, headers: &[], body: b"x" };
        client.send(&request).await.answer.map(|answer| answer.status)
    }

    #[tokio::test]
    async fn requests_to_one_server_share_a_connection_if_they_were_asked_to() {
        let clock = Arc::default();
        let (url, serving) = server(&[ANSWER; 3]).await;
        let kept = client(&clock).keeping_its_connection();
        let patient = kept.with_limits(Limits { total: Duration::from_secs(60), ..Limits::default() });
        for client in [&kept, &patient, &kept] {
            assert_eq!(get(client, &url).await, Ok(200));
        }
        assert_eq!(serving.await.unwrap(), [0, 0, 0]);
        let (url, serving) = server(&[ANSWER; 2]).await;
        let each = client(&clock);
        for _ in 0..2 {
            assert_eq!(get(&each, &url).await, Ok(200));
        }
        assert_eq!(serving.await.unwrap(), [0, 1]);
    }

    #[tokio::test]
    async fn a_connection_that_was_idle_for_long_is_not_used_again() {
        let clock: Arc<AtomicU64> = Arc::default();
        let (url, serving) = server(&[ANSWER; 3]).await;
        let kept = client(&clock).keeping_its_connection();
        for now in [0, 2_000, 4_001] {
            clock.store(now, Ordering::Relaxed);
            assert_eq!(get(&kept, &url).await, Ok(200));
        }
        assert_eq!(serving.await.unwrap(), [0, 0, 1]);
    }

    #[tokio::test]
    async fn a_request_that_the_kept_connection_did_not_take_goes_over_another_and_arrives_once() {
        const LAST: &str = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";
        let (url, serving) = server(&[LAST, ANSWER]).await;
        let kept = client(&Arc::default()).keeping_its_connection();
        for _ in 0..2 {
            assert_eq!(get(&kept, &url).await, Ok(200));
        }
        assert_eq!(serving.await.unwrap(), [0, 1]);
    }

    #[tokio::test]
    async fn what_may_have_arrived_is_not_sent_again() {
        let (url, serving) = server(&[ANSWER, "", ANSWER]).await;
        let kept = client(&Arc::default()).keeping_its_connection();
        assert_eq!(get(&kept, &url).await, Ok(200));
        assert_eq!(get(&kept, &url).await, Err(NetworkError::Reset));
        assert_eq!(get(&kept, &url).await, Ok(200));
        assert_eq!(serving.await.unwrap(), [0, 0, 1]);
    }

    #[tokio::test]
    async fn a_connection_leads_to_its_own_server_only() {
        let (one, serving_one) = server(&[ANSWER; 2]).await;
        let (other, serving_other) = server(&[ANSWER]).await;
        let kept = client(&Arc::default()).keeping_its_connection();
        for url in [&one, &other, &one] {
            assert_eq!(get(&kept, url).await, Ok(200));
        }
        assert_eq!(serving_one.await.unwrap(), [0, 1]);
        assert_eq!(serving_other.await.unwrap(), [0]);
    }
}
