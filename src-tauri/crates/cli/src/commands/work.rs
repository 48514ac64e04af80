//! Work that takes a while: the runtime, and the person's wish to stop.

use std::future::Future;

use desk_app::Problem;
use tokio_util::sync::CancellationToken;

/// Runs asynchronous work to its end.
pub(super) fn block_on<T>(work: impl Future<Output = T>) -> Result<T, Problem> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Problem::new("internal").detailed(error.to_string()))?;
    Ok(runtime.block_on(work))
}

/// Returns a token that is cancelled when the person interrupts, from this call on.
///
/// It must be called inside of a runtime.
pub(super) fn cancelled_by_interrupt() -> CancellationToken {
    let cancel = CancellationToken::new();
    let stop = cancel.clone();
    let interrupted = interrupted();
    tokio::spawn(async move {
        interrupted.await;
        stop.cancel();
    });
    cancel
}

/// Listens from this call on for Ctrl-C, and for the system's request to end. The future ends when either comes.
///
/// It must be called inside of a runtime.
#[cfg(unix)]
pub(super) fn interrupted() -> impl Future<Output = ()> + Send {
    use tokio::signal::unix::{SignalKind, signal};
    // The ears are opened here, not when somebody first waits: a signal that comes before would end the program.
    let [interrupt, terminate] = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    async move {
        tokio::select! {
            () = async { if let Ok(mut ear) = interrupt { ear.recv().await; } else { never().await } } => {}
            () = async { if let Ok(mut ear) = terminate { ear.recv().await; } else { never().await } } => {}
        }
    }
}

/// Listens from this call on for Ctrl-C. The future ends when it comes.
#[cfg(windows)]
pub(super) fn interrupted() -> impl Future<Output = ()> + Send {
    let ear = tokio::signal::windows::ctrl_c();
    async move {
        if let Ok(mut ear) = ear {
            ear.recv().await;
        } else {
            never().await;
        }
    }
}

/// Where no signal can be heard, the program runs until it is ended from outside.
async fn never() {
    std::future::pending::<()>().await;
}
