//! The log of what the bot called, for tests and for people who wonder.

use std::collections::VecDeque;

use serde_json::Value;

use super::chat::bound;

/// Calls remembered.
const KEPT_CALLS: usize = 10_000;

/// One call of the Bot API.
#[derive(Debug, Clone)]
pub struct Call {
    /// The method as the table spells it, or as it was called when unknown.
    pub method: String,
    /// The parameters; files are told by name and size.
    pub params: Value,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It was carried out, with this result.
    Done(Value),
    /// It was refused.
    Refused {
        /// The `error_code`.
        code: u16,
        /// The description.
        description: String,
    },
    /// It was carried out, and the bot did not get the response.
    Lost(Value),
    /// A fault asked for by the test; nothing was done.
    Fault,
}

impl Call {
    /// The chat that the call is about.
    pub fn chat(&self) -> Option<i64> {
        self.params.get("chat_id").and_then(|id| id.as_i64().or_else(|| id.as_str()?.parse().ok()))
    }
}

/// The log.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    kept: VecDeque<Call>,
    /// All that ever were, the forgotten ones too.
    count: usize,
}

impl Calls {
    pub(crate) fn add(&mut self, call: Call) {
        self.count += 1;
        self.kept.push_back(call);
        bound(&mut self.kept, KEPT_CALLS);
    }

    /// The calls after the first `seen` ones, and how many there are by now.
    pub(crate) fn since(&self, seen: usize) -> (Vec<Call>, usize) {
        let known = self.kept.len().saturating_sub(self.count - seen.min(self.count));
        (self.kept.iter().skip(known).cloned().collect(), self.count)
    }

    pub(crate) fn clear(&mut self) {
        self.kept.clear();
    }
}
