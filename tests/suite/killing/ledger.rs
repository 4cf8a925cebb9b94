//! What people did, and what the bot was seen to do about each of it. An answer is told apart by its chat and its text,
//! for everybody asks in a chat of their own, and no two questions of one person have the same answer.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::SystemTime;

use sandbox::Seen;
use serde_json::Value;

/// One update that a person caused.
pub struct Deed {
    pub chat: i64,
    pub what: What,
    /// The bot said that it has it.
    pub taken: bool,
    /// The calls that answer it, as they came in.
    pub calls: Vec<Answering>,
}

/// What they did.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Asked the question of this number.
    Ask(usize),
    /// Made it this one.
    Edit(usize),
    /// Said whether the answer was useful.
    Press { query: String, useful: bool },
}

/// A call that answers somebody.
pub struct Answering {
    pub number: u64,
    pub at: SystemTime,
    /// It was carried out: the person has seen it.
    pub done: bool,
}

impl Deed {
    pub fn is_answered(&self) -> bool {
        self.calls.iter().any(|call| call.done)
    }

    /// How often the person has seen it answered, beyond the first time.
    pub fn doubles(&self) -> usize {
        self.calls.iter().filter(|call| call.done).count().saturating_sub(1)
    }
}

/// What a moment was for the ledger.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moment {
    /// An answering call came in.
    Called,
    /// This update was answered for the first time.
    Answered(i64),
    Other,
}

/// All of it.
#[derive(Default)]
pub struct Ledger {
    /// By number.
    pub deeds: BTreeMap<i64, Deed>,
    /// What the bot said that nobody asked for.
    pub strange: Vec<String>,
    /// Deeds without an answer.
    pub open: usize,
    /// The numbers of the questions by the texts of their answers.
    answers: HashMap<String, usize>,
    /// Done a moment ago, the update not seen yet.
    expected: HashMap<i64, VecDeque<What>>,
    of_chat: HashMap<i64, Vec<i64>>,
    of_query: HashMap<String, i64>,
    of_call: HashMap<u64, i64>,
}

impl Ledger {
    /// With the answers to all questions, in their order.
    pub fn new(answers: Vec<String>) -> Ledger {
        let count = answers.len();
        let answers: HashMap<_, _> = answers.into_iter().zip(0..).collect();
        assert_eq!(answers.len(), count, "two questions have the same answer");
        Ledger { answers, ..Ledger::default() }
    }

    /// Somebody does this now.
    pub fn expect(&mut self, chat: i64, what: What) {
        self.expected.entry(chat).or_default().push_back(what);
    }

    /// Notes what was seen.
    pub fn note(&mut self, at: SystemTime, seen: &Seen) -> Moment {
        match seen {
            Seen::Queued { update, chat } => self.queued(*update, *chat),
            Seen::Taken { update } => {
                if let Some(deed) = self.deeds.get_mut(update) {
                    deed.taken = true;
                }
            }
            Seen::Called { number, method, params, .. } => return self.called(at, *number, method, params),
            Seen::Answered { number, done } => return self.answered(*number, *done),
        }
        Moment::Other
    }

    fn queued(&mut self, update: i64, chat: i64) {
        let Some(what) = self.expected.get_mut(&chat).and_then(VecDeque::pop_front) else { return };
        if let What::Press { query, .. } = &what {
            self.of_query.insert(query.clone(), update);
        }
        self.of_chat.entry(chat).or_default().push(update);
        self.deeds.insert(update, Deed { chat, what, taken: false, calls: Vec::new() });
        self.open += 1;
    }

    fn called(&mut self, at: SystemTime, number: u64, method: &str, params: &Value) -> Moment {
        let text = |name: &str| params.get(name).and_then(Value::as_str).unwrap_or_default();
        let update = match method {
            "answerCallbackQuery" => self.of_query.get(text("callback_query_id")).copied(),
            "sendMessage" | "editMessageText" => {
                let chat = params.get("chat_id").and_then(Value::as_i64).unwrap_or_default();
                self.asked(chat, self.answers.get(text("text")).copied())
            }
            _ => return Moment::Other,
        };
        let Some(update) = update else {
            self.strange.push(format!("{method} {params}"));
            return Moment::Other;
        };
        self.of_call.insert(number, update);
        if let Some(deed) = self.deeds.get_mut(&update) {
            deed.calls.push(Answering { number, at, done: false });
        }
        Moment::Called
    }

    /// The update in which this was asked.
    fn asked(&self, chat: i64, question: Option<usize>) -> Option<i64> {
        let question = question?;
        let is_it = |update: &&i64| match self.deeds[*update].what {
            What::Ask(asked) | What::Edit(asked) => asked == question,
            What::Press { .. } => false,
        };
        self.of_chat.get(&chat)?.iter().find(is_it).copied()
    }

    fn answered(&mut self, number: u64, done: bool) -> Moment {
        let Some(update) = self.of_call.remove(&number).filter(|_| done) else { return Moment::Other };
        let Some(deed) = self.deeds.get_mut(&update) else { return Moment::Other };
        let first = !deed.is_answered();
        deed.calls.iter_mut().filter(|call| call.number == number).for_each(|call| call.done = true);
        if !first {
            return Moment::Other;
        }
        self.open -= 1;
        Moment::Answered(update)
    }

    /// The words on their answers that people said last: useful, not useful.
    pub fn votes(&self) -> (i64, i64) {
        let mut last = BTreeMap::new();
        for deed in self.deeds.values() {
            if let What::Press { useful, .. } = deed.what {
                last.insert(deed.chat, useful);
            }
        }
        let useful = last.values().filter(|useful| **useful).count() as i64;
        (useful, last.len() as i64 - useful)
    }
}
