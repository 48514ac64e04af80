//! Work that takes a while: the runtime, and the person's wish to stop.

use std::future::Future;

use desk_app::Problem;

/// Runs asynchronous work to its end.
pub(super) fn block_on<T>(work: impl Future<Output = T>) -> Result<T, Problem> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Problem::new("internal").detailed(error.to_string()))?;
    Ok(runtime.block_on(work))
}

/// Ends when the person presses Ctrl-C or the system asks the program to end.
pub(super) async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                () = ctrl_c() => {}
            }
            return;
        }
    }
    ctrl_c().await;
}

async fn ctrl_c() {
    // Where Ctrl-C cannot be heard, the program runs until it is ended from outside.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
