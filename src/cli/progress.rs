//! A line on the terminal that says how far a long piece of work is, and figures as people read them.

use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often the line changes.
const EVERY: Duration = Duration::from_millis(200);

/// A line that is written over and over. Where no terminal is, nothing is written.
pub(super) struct Progress {
    shown: bool,
    terminal: bool,
    begun: Instant,
    last: Instant,
}

impl Progress {
    pub(super) fn start() -> Progress {
        let now = Instant::now();
        Progress { shown: false, terminal: std::io::stderr().is_terminal(), begun: now, last: now }
    }

    /// So many rows have been moved.
    pub(super) fn rows(&mut self, rows: u64) {
        if self.terminal && self.last.elapsed() >= EVERY {
            (self.last, self.shown) = (Instant::now(), true);
            // A terminal that is gone is no reason to stop.
            let _ = write!(std::io::stderr(), "\r{} rows …", grouped(rows));
        }
    }

    /// So many of all parts are done.
    pub(super) fn parts(&mut self, done: usize, all: usize) {
        if self.terminal {
            self.shown = true;
            let _ = write!(std::io::stderr(), "\r{done} of {all} parts …");
        }
    }

    /// Takes the line away; how long it all took.
    pub(super) fn end(self) -> Duration {
        if self.shown {
            let _ = write!(std::io::stderr(), "\r{:40}\r", "");
        }
        self.begun.elapsed()
    }
}

/// `1 234 567`
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

/// `12.3 MB`
pub(super) fn size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 3] = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    match UNITS.iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) => format!("{:.1} {name}", bytes as f64 / *unit as f64),
        None => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_can_be_read() {
        assert_eq!([0, 999, 1000, 1234567].map(grouped), ["0", "999", "1 000", "1 234 567"]);
        assert_eq!([12, 1500, 2_340_000].map(size), ["12 bytes", "1.5 kB", "2.3 MB"]);
    }
}
