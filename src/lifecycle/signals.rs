//! SIGTERM, Ctrl-C and a terminal that closes: the first asks for an orderly stop, the second ends at once.

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
    /// None: whoever started it has it ignored, as `nohup` does.
    hangup: Option<tokio::signal::unix::Signal>,
}

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Signals> {
        use tokio::signal::unix::{SignalKind, signal};
        let hangup = if is_hangup_ignored() { None } else { Some(signal(SignalKind::hangup())?) };
        Ok(Signals { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())?, hangup })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
            () = hung_up(&mut self.hangup) => {}
        }
    }
}

#[cfg(unix)]
async fn hung_up(signal: &mut Option<tokio::signal::unix::Signal>) {
    match signal {
        Some(signal) => drop(signal.recv().await),
        None => std::future::pending().await,
    }
}

/// Listening would end the ignoring, so it is asked before. Linux tells by a mask in which the lowest bit is SIGHUP;
/// elsewhere it counts as not ignored.
#[cfg(unix)]
fn is_hangup_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & 1 == 1)
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
