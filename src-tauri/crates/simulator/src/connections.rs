//! A listener that serves a bounded number of connections and drops them all at once when stopped.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Sleep, sleep};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

/// How long a connection may take for the head of its first request, and after an answer for that of the
/// next one: without an end, slow or silent clients would keep every place.
const FIRST_HEAD: Duration = Duration::from_secs(5);
const NEXT_HEAD: Duration = Duration::from_secs(60);
/// The largest head of a request, in bytes. A callback with long tokens has about two thousand.
const LARGEST_HEAD: usize = 16 * 1_024;

/// Accepts a connection only when fewer than the bound are open.
pub(crate) struct BoundedListener {
    listener: TcpListener,
    places: Arc<Semaphore>,
    stop: CancellationToken,
}

impl BoundedListener {
    /// Serves at most `bound` connections of `listener` at a time, until `stop`.
    pub(crate) fn new(listener: TcpListener, bound: usize, stop: CancellationToken) -> Self {
        Self { listener, places: Arc::new(Semaphore::new(bound)), stop }
    }
}

impl Listener for BoundedListener {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        loop {
            // The semaphore is never closed; were it, nothing would be accepted any more.
            let Ok(place) = self.places.clone().acquire_owned().await else {
                return std::future::pending().await;
            };
            if let Ok((stream, address)) = self.listener.accept().await {
                // Answers are small and written at once; waiting to fill a packet only delays them.
                let _ = stream.set_nodelay(true);
                let stopped = Box::pin(self.stop.clone().cancelled_owned());
                return (Connection { stream, stopped, head: Head::new(), _place: place }, address);
            }
            // Out of file handles, most likely; a short rest keeps this from spinning.
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn local_addr(&self) -> Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// One connection. It fails as soon as the simulator is stopped, whatever it is waiting for, and when the
/// head of a request is too long in coming or too large. It gives its place back when it is dropped.
pub(crate) struct Connection {
    stream: TcpStream,
    stopped: Pin<Box<WaitForCancellationFutureOwned>>,
    head: Head,
    _place: OwnedSemaphorePermit,
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        if self.stopped.as_mut().poll(context).is_ready() {
            return Poll::Ready(Err(Error::from(ErrorKind::ConnectionAborted)));
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(context, buffer);
        match read {
            Poll::Ready(Ok(())) if !self.head.take(&buffer.filled()[before..]) => {
                Poll::Ready(Err(Error::from(ErrorKind::InvalidData)))
            }
            Poll::Pending if self.head.is_late(context) => Poll::Ready(Err(Error::from(ErrorKind::TimedOut))),
            _ => read,
        }
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &[u8]) -> Poll<Result<usize>> {
        self.head.expect_next();
        Pin::new(&mut self.stream).poll_write(context, buffer)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// The head of the request that is being read.
struct Head {
    /// By when it has to be there. Nothing is awaited while a request is answered, however long a poll is
    /// held.
    deadline: Option<Pin<Box<Sleep>>>,
    /// How many of its bytes came.
    length: usize,
    /// How many of the four bytes of an empty line it ended with.
    matched: usize,
}

impl Head {
    fn new() -> Self {
        Self { deadline: Some(Box::pin(sleep(FIRST_HEAD))), length: 0, matched: 0 }
    }

    /// Takes bytes in. `false` if the head is too large. What comes behind the head is a body, which axum
    /// bounds, or the head of a request that came early.
    fn take(&mut self, bytes: &[u8]) -> bool {
        for byte in bytes {
            if self.deadline.is_none() {
                break;
            }
            self.length += 1;
            self.matched = match (byte, self.matched) {
                (b'\r', 0 | 2) | (b'\n', 1 | 3) => self.matched + 1,
                (b'\r', _) => 1,
                _ => 0,
            };
            if self.matched == 4 {
                self.deadline = None;
            }
        }
        self.length <= LARGEST_HEAD
    }

    /// Whether the deadline has passed.
    fn is_late(&mut self, context: &mut Context<'_>) -> bool {
        self.deadline.as_mut().is_some_and(|deadline| deadline.as_mut().poll(context).is_ready())
    }

    /// An answer is written: from now on the next head is awaited.
    fn expect_next(&mut self) {
        (self.length, self.matched) = (0, 0);
        self.deadline = Some(Box::pin(sleep(NEXT_HEAD)));
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;

    use super::*;

    #[tokio::test]
    async fn a_connection_takes_a_place_and_gives_it_back_and_ends_with_the_simulator() {
        let stop = CancellationToken::new();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut bounded = BoundedListener::new(listener, 2, stop.clone());
        let address = bounded.local_addr().unwrap();
        let _client = TcpStream::connect(address).await.unwrap();
        let (first, _) = bounded.accept().await;
        assert_eq!(bounded.places.available_permits(), 1);
        drop(first);
        assert_eq!(bounded.places.available_permits(), 2);

        let _other = TcpStream::connect(address).await.unwrap();
        let (mut second, _) = bounded.accept().await;
        let reading = tokio::spawn(async move { second.read_u8().await.map_err(|error| error.kind()) });
        stop.cancel();
        let end = tokio::time::timeout(Duration::from_secs(20), reading).await;
        assert_eq!(end.unwrap().unwrap(), Err(ErrorKind::ConnectionAborted));
    }

    #[tokio::test]
    async fn a_head_is_over_with_its_empty_line_and_awaited_again_after_an_answer() {
        let mut head = Head::new();
        for (bytes, is_awaited) in [
            (&b"GET / HTTP/1.1\r\n"[..], true),
            (b"Host: a\r\n\rb\r", true),
            (b"\n\r", true),
            (b"\nbody", false),
        ] {
            assert!(head.take(bytes));
            assert_eq!(head.deadline.is_some(), is_awaited, "{bytes:?}");
        }
        assert!(head.take(&[b'a'; 2 * LARGEST_HEAD]), "a body is bounded elsewhere");
        head.expect_next();
        assert!(head.deadline.is_some());
        assert!(head.take(&[b'a'; LARGEST_HEAD]));
        assert!(!head.take(b"a"));
    }

    #[tokio::test]
    async fn a_head_that_does_not_come_ends_its_connection() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut bounded = BoundedListener::new(listener, 1, CancellationToken::new());
        let _client = TcpStream::connect(bounded.local_addr().unwrap()).await.unwrap();
        let (mut connection, _) = bounded.accept().await;
        // The time is up at once, so that nobody has to wait for it.
        connection.head.deadline = Some(Box::pin(sleep(Duration::ZERO)));
        let end = connection.read_u8().await.map_err(|error| error.kind());
        assert_eq!(end, Err(ErrorKind::TimedOut));
    }
}
