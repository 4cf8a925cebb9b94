//! What happens between the sandbox and the bot, told to somebody who looks on, moment by moment and in order. The log
//! of calls tells what was called; this tells also when a call came in, and when an update was taken for good.

use std::time::SystemTime;

use serde_json::Value;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Seen {
    /// An update waits for the bot from now on.
    Queued {
        /// Its number.
        update: i64,
        /// The chat it is from.
        chat: i64,
    },
    /// The bot has taken an update: its webhook said 200, or a later `getUpdates` confirmed it.
    Taken {
        /// Its number.
        update: i64,
    },
    /// A call came in; nothing is done yet.
    Called {
        /// Its number among the calls.
        number: u64,
        /// The method as the table spells it.
        method: String,
        /// The parameters.
        params: Value,
        /// Whether a fault holds it up.
        held: bool,
    },
    /// A call was carried out or refused; its response is still on its way.
    Answered {
        /// Its number among the calls.
        number: u64,
        /// Whether it was carried out.
        done: bool,
    },
}

/// Whoever looks on, with the moment of each thing.
pub type Onlooker = UnboundedReceiver<(SystemTime, Seen)>;

/// Tells the onlooker, if there is one.
#[derive(Debug, Default)]
pub(crate) struct Witness {
    tell: Option<UnboundedSender<(SystemTime, Seen)>>,
    calls: u64,
}

impl Witness {
    /// From now on everything is told to this one.
    pub(crate) fn watched(&mut self) -> Onlooker {
        let (tell, told) = unbounded_channel();
        self.tell = Some(tell);
        told
    }

    /// Numbers a call that came in.
    pub(crate) fn called(&mut self, method: &str, held: bool, params: impl FnOnce() -> Value) -> u64 {
        self.calls += 1;
        let number = self.calls;
        if self.tell.is_some() {
            self.tell(Seen::Called { number, method: method.to_owned(), params: params(), held });
        }
        number
    }

    pub(crate) fn tell(&self, seen: Seen) {
        if let Some(tell) = &self.tell {
            // Nobody listens any more.
            let _ = tell.send((SystemTime::now(), seen));
        }
    }
}
