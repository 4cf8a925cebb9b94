//! Faults on demand: what goes wrong with the next calls of a method.

use std::time::Duration;

/// What goes wrong with a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// 429 with `retry_after` in seconds.
    TooManyRequests {
        /// Seconds the bot is told to wait.
        retry_after: u64,
    },
    /// 500, and nothing is done.
    ServerError,
    /// An error of the Bot API with this code and description, and nothing is done.
    Refused {
        /// The HTTP status and `error_code`.
        code: u16,
        /// The whole description, such as `Forbidden: user is deactivated`.
        description: String,
    },
    /// This status with this body, whatever it is, and nothing is done.
    Answer {
        /// The HTTP status.
        status: u16,
        /// The body, sent as it is.
        body: String,
    },
    /// The connection is dropped and nothing is done.
    Close,
    /// The call is carried out, then the connection is dropped: the bot cannot know.
    LostResponse,
    /// The call is carried out, and 200 comes with something that is no JSON.
    Garbage,
    /// The call is carried out after this time.
    Delay(Duration),
    /// The call is carried out at once, and its response comes after this time.
    LateResponse(Duration),
}

impl Fault {
    /// Whether the bot waits for the call.
    pub(crate) fn holds(&self) -> bool {
        matches!(self, Fault::Delay(_) | Fault::LateResponse(_))
    }
}

/// Faults that wait for their call.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Waiting>);

#[derive(Debug)]
struct Waiting {
    method: String,
    chat: Option<i64>,
    times: usize,
    fault: Fault,
}

impl Faults {
    pub(crate) fn add(&mut self, method: &str, chat: Option<i64>, times: usize, fault: Fault) {
        self.0.push(Waiting { method: method.to_owned(), chat, times, fault });
    }

    /// The fault for this call, oldest first; it is used up.
    pub(crate) fn take(&mut self, method: &str, chat: Option<i64>) -> Option<Fault> {
        let at = self.0.iter().position(|waiting| {
            (waiting.method == "*" || waiting.method.eq_ignore_ascii_case(method))
                && (waiting.chat.is_none() || waiting.chat == chat)
        })?;
        let waiting = self.0.get_mut(at)?;
        let fault = waiting.fault.clone();
        waiting.times = waiting.times.saturating_sub(1);
        if waiting.times == 0 {
            self.0.remove(at);
        }
        Some(fault)
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}
