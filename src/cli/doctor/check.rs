//! One check: how it went, what was seen, and what to do about it.

use std::fmt;

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// As it should be.
    Ok,
    /// It works, but somebody should look.
    Warning,
    /// It does not work.
    Failed,
    /// Nothing to check yet.
    NotSetUp,
}

/// A line of the report.
#[derive(Clone, Debug)]
pub(super) struct Check {
    name: &'static str,
    pub(super) state: State,
    said: String,
}

impl Check {
    pub(super) fn ok(name: &'static str, said: impl Into<String>) -> Check {
        Check { name, state: State::Ok, said: said.into() }
    }

    /// What is odd, a colon, and what to do.
    pub(super) fn warning(name: &'static str, said: impl Into<String>) -> Check {
        Check { name, state: State::Warning, said: said.into() }
    }

    /// What is wrong, a colon, and what to do.
    pub(super) fn failed(name: &'static str, said: impl Into<String>) -> Check {
        Check { name, state: State::Failed, said: said.into() }
    }

    pub(super) fn not_set_up(name: &'static str, said: impl Into<String>) -> Check {
        Check { name, state: State::NotSetUp, said: said.into() }
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self.state {
            State::Ok => "ok",
            State::Warning => "warning",
            State::Failed => "FAILED",
            State::NotSetUp => "-",
        };
        // A line is a line, whatever a server wrote into what it said.
        write!(f, "{state:<8} {:<13} {}", self.name, self.said.replace(['\n', '\r'], " "))
    }
}
