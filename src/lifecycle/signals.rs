//! SIGTERM and Ctrl-C: the first asks for an orderly stop, the second ends at once.

use tokio_util::sync::CancellationToken;

/// The exit code of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// Listens; the token is cancelled by the first signal.
///
/// # Errors
/// When the system does not let signals be heard.
pub(super) fn listen() -> std::io::Result<CancellationToken> {
    let told = CancellationToken::new();
    let mut signals = Signals::new()?;
    let tell = told.clone();
    tokio::spawn(async move {
        signals.next().await;
        tell.cancel();
        signals.next().await;
        log::warn!("told to stop a second time: ending at once");
        std::process::exit(INTERRUPTED);
    });
    Ok(told)
}

#[cfg(unix)]
struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Signals> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Signals { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> std::io::Result<Signals> {
        Ok(Signals)
    }

    async fn next(&mut self) {
        // Where there is no Ctrl-C to be heard, the program ends as its system ends programs.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
