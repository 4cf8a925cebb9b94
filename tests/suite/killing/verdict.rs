//! The verdict on a run: nothing lost, nothing doubled but what was in flight at a kill, and a database that is whole.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::evidence::Evidence;
use super::ledger::{Deed, Ledger, What};

/// How long before its process died an update may say that it was done, without that being on disk: the mark bears the
/// moment at which it was made, and is committed after it.
const COMMITTING: i64 = 250;

/// One life of the process.
pub struct Life {
    /// When it was started.
    pub begun: SystemTime,
    /// When it was killed; none for the last one.
    pub killed: Option<SystemTime>,
    /// When its first answering call came in; none when it was killed before.
    pub first_send: Option<SystemTime>,
}

/// What a run came to.
#[derive(Default)]
pub struct Report {
    pub kills: usize,
    /// Of them, in the middle of a call.
    pub in_calls: usize,
    /// Of them, before the process had sent anything.
    pub before_sending: usize,
    pub questions: usize,
    pub edits: usize,
    pub presses: usize,
    /// Taken from Telegram and never answered.
    pub lost: usize,
    /// Updates whose answer had begun and was not marked as done, over all kills, and at the worst one.
    pub in_flight: usize,
    pub most_in_flight: usize,
    /// Answers that people saw once more.
    pub doubles: usize,
    /// Of them, what was not in flight.
    pub beyond: usize,
    /// From the start of a process to its first answering call, sorted.
    pub first_sends: Vec<Duration>,
    /// Whatever is wrong, lost and doubled included.
    pub wrong: Vec<String>,
}

impl Report {
    /// Judges what was seen and what was kept.
    pub fn of(ledger: &Ledger, lives: &[Life], evidence: &Evidence) -> Report {
        let mut report = Report { kills: lives.len() - 1, ..Report::default() };
        let since = |life: &Life| life.first_send?.duration_since(life.begun).ok();
        report.before_sending = lives.iter().filter(|life| life.killed.is_some() && life.first_send.is_none()).count();
        report.first_sends = lives.iter().filter_map(since).collect();
        report.first_sends.sort();
        report.wrong.extend(ledger.strange.iter().map(|strange| format!("nobody asked for {strange}")));
        let mut in_flight = vec![0; report.kills];
        for (&update, deed) in &ledger.deeds {
            match deed.what {
                What::Ask(_) => report.questions += 1,
                What::Edit(_) => report.edits += 1,
                What::Press { .. } => report.presses += 1,
            }
            report.judge(update, deed, lives, evidence, &mut in_flight);
        }
        report.in_flight = in_flight.iter().sum();
        report.most_in_flight = in_flight.iter().copied().max().unwrap_or_default();
        report.check_database(ledger, evidence);
        report
    }

    fn judge(&mut self, update: i64, deed: &Deed, lives: &[Life], evidence: &Evidence, in_flight: &mut [usize]) {
        let what = format!("update {update} ({:?})", deed.what);
        if !deed.taken {
            self.wrong.push(format!("{what} was never taken"));
        }
        if !deed.is_answered() {
            self.lost += 1;
            self.wrong.push(format!("{what} was never answered"));
        }
        let done = match evidence.inbox.get(&update) {
            None => 0,
            Some((at, given_up)) => {
                if *given_up {
                    self.wrong.push(format!("{what} was given up"));
                }
                *at
            }
        };
        if done == 0 {
            self.wrong.push(format!("{what} is not marked as done"));
        }
        let Some(first) = deed.calls.first().map(|call| call.at) else { return };
        // A call counts for the life in which it was made: what a dead process left in its connection comes in before
        // the next one starts.
        let mut interrupted = 0;
        for (at_kill, lives) in in_flight.iter_mut().zip(lives.windows(2)) {
            let [life, next] = lives else { continue };
            if first < next.begun && life.killed.is_some_and(|killed| done + COMMITTING > millis(killed)) {
                *at_kill += 1;
                interrupted += 1;
            }
        }
        self.doubles += deed.doubles();
        if deed.calls.len() > 1 + interrupted {
            self.beyond += deed.calls.len() - 1 - interrupted;
            self.wrong.push(format!(
                "{what} was answered {} times, {interrupted} kills were between its first answer and its end",
                deed.calls.len()
            ));
        }
    }

    fn check_database(&mut self, ledger: &Ledger, evidence: &Evidence) {
        if evidence.integrity != "ok" {
            self.wrong.push(format!("the file is damaged: {}", evidence.integrity));
        }
        if evidence.waiting != 0 {
            self.wrong.push(format!("the lanes still count {} that wait", evidence.waiting));
        }
        for (update, deed) in &ledger.deeds {
            let expected = i64::from(!matches!(deed.what, What::Press { .. }));
            let made = evidence.questions.get(update).copied().unwrap_or_default();
            if made != expected {
                self.wrong.push(format!("update {update} ({:?}) made {made} questions", deed.what));
            }
        }
        let counted = (evidence.votes.useful, evidence.votes.not_useful);
        if counted != ledger.votes() {
            self.wrong.push(format!("(useful, not useful) is counted {counted:?}, said was {:?}", ledger.votes()));
        }
    }
}

fn millis(at: SystemTime) -> i64 {
    let since = at.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
