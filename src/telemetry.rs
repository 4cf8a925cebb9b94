//! Log, metrics, and what keeps secrets out of both: every line is built whole and redacted before it is written, and a
//! panic is logged by its place, because its words may hold what somebody typed.

mod following;
mod line;
mod redact;

use std::io::Write;
use std::panic::{self, PanicHookInfo};
use std::sync::OnceLock;

use env_logger::Target;
use log::{Level, Log, Metadata, Record};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use crate::config::LogConfig;

pub use following::following;
pub use redact::{hide, redact};

/// Bounds of `qaida_reply_seconds`: from a millisecond to the half minute that is an outage.
const REPLY_SECONDS: [f64; 12] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

/// The parts of this program, which say nothing private at any level.
const OURS: [&str; 3] = ["qaida", "search", "sandbox"];
/// The most that others may say, whatever the filter: below this they repeat requests, rows and addresses.
const OTHERS: Level = Level::Info;
/// Who repeats whole updates even in warnings.
const MUTE: &str = "teloxide";

/// Starts the log and the panic hook. A second call changes nothing.
pub fn start(config: &LogConfig) {
    if start_log(config, Target::Stderr) {
        panic::set_hook(Box::new(log_panic));
    }
}

/// Starts the log alone, into this target. Whether it was the first to.
pub fn start_log(config: &LogConfig, target: Target) -> bool {
    let format = config.format;
    let mut builder = env_logger::Builder::new();
    builder.target(target).parse_filters(&config.filter).format(move |out, record| {
        let line = line::render(format, record);
        writeln!(out, "{}", redact(&line))
    });
    let logger = builder.build();
    let most = logger.filter();
    let first = log::set_boxed_logger(Box::new(Discreet(logger))).is_ok();
    if first {
        log::set_max_level(most);
    }
    first
}

/// A log that no filter can make repeat what people wrote.
struct Discreet(env_logger::Logger);

impl Log for Discreet {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        may_say(metadata.target(), metadata.level()) && self.0.enabled(metadata)
    }

    fn log(&self, record: &Record<'_>) {
        if may_say(record.target(), record.level()) {
            self.0.log(record);
        }
    }

    fn flush(&self) {
        self.0.flush();
    }
}

fn may_say(target: &str, level: Level) -> bool {
    let root = target.split("::").next().unwrap_or(target);
    OURS.contains(&root) || (level <= OTHERS && !root.starts_with(MUTE))
}

fn log_panic(panic: &PanicHookInfo<'_>) {
    // A panic with arguments (a failed index, a slice within a letter) repeats what it was about: private text.
    let words = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("(its words are not logged)");
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    log::error!("a panic at {place}: {words}");
}

/// The metrics of this process; the first call starts them.
pub fn metrics() -> PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE.get_or_init(recorder).clone()
}

fn recorder() -> PrometheusHandle {
    let reply = Matcher::Full("qaida_reply_seconds".to_owned());
    let builder = PrometheusBuilder::new().set_buckets_for_metric(reply, &REPLY_SECONDS);
    let recorder = builder.unwrap_or_default().build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() {
        log::warn!("another recorder of metrics is in place; /metrics stays empty");
    }
    describe();
    handle
}

fn describe() {
    metrics::describe_counter!("qaida_updates_total", "Updates taken in, by kind");
    metrics::describe_counter!("qaida_outcomes_total", "Questions answered, by outcome and language");
    metrics::describe_counter!("qaida_send_errors_total", "Calls of the Bot API that failed, by code");
    metrics::describe_counter!(
        "qaida_flooded_total",
        "Messages and presses left unanswered, their sender being too fast"
    );
    metrics::describe_counter!("qaida_handler_failures_total", "Updates whose handling failed, by what came of it");
    metrics::describe_gauge!("qaida_feedback", "Answers found useful or not useful, as it holds now");
    metrics::describe_gauge!("qaida_feedback_reasons", "Answers found not useful, by what was wrong");
    metrics::describe_gauge!("qaida_inbox_pending", "Updates stored and not handled yet");
    metrics::describe_histogram!("qaida_reply_seconds", "From storing an update to its being handled");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_say_little_and_one_says_nothing() {
        for target in ["qaida", "qaida::bot::handler", "sandbox::api", "search"] {
            assert!(may_say(target, Level::Trace), "{target}");
        }
        for target in ["sqlx::query", "hyper_util::client", "h2::codec", "rustls", "qaida_other", ""] {
            assert!(may_say(target, Level::Info) && !may_say(target, Level::Debug), "{target}");
        }
        assert!(!may_say("teloxide_core::types::update", Level::Error) && !may_say("teloxide", Level::Error));
    }
}
