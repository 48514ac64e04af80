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
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

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
                return (Connection { stream, stopped, _place: place }, address);
            }
            // Out of file handles, most likely; a short rest keeps this from spinning.
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn local_addr(&self) -> Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// One connection. It fails as soon as the simulator is stopped, whatever it is waiting for, and gives
/// its place back when it is dropped.
pub(crate) struct Connection {
    stream: TcpStream,
    stopped: Pin<Box<WaitForCancellationFutureOwned>>,
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
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &[u8]) -> Poll<Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, buffer)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
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
}
