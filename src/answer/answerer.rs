//! Puts an answer together: asks the index, then gathers from the knowledge all that the reply shows.

use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;
use search::{Candidate, Lang, Manner, Outcome, Query, Understanding};

use super::mask;
use super::{Answer, Answered, Asking, Decline, Reply, year};
use crate::ids::{EntryId, Kind};
use crate::knowledge::entry::Entry;
use crate::knowledge::live::{Live, Snapshot};
use crate::knowledge::succession::{self, Then};

/// Other candidates offered beside an answer at most.
const OTHERS: usize = 2;

/// Below this likelihood another candidate is not worth a button.
const WORTH_OFFERING: f64 = 0.03;

/// Answers questions from the knowledge in force.
#[derive(Clone)]
pub struct Answerer {
    live: Live,
}

/// An answer and how the question was understood: what the command line shows beyond the reply.
pub struct Understood {
    /// What is said.
    pub answered: Answered,
    /// What the index made of the text.
    pub understanding: Understanding,
    /// The knowledge it was answered from.
    pub snapshot: Arc<Snapshot>,
}

impl Answerer {
    /// Over this knowledge.
    pub fn new(live: Live) -> Answerer {
        Answerer { live }
    }

    /// Where the knowledge comes from.
    pub fn live(&self) -> &Live {
        &self.live
    }

    /// The knowledge in force, for one reply.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.live.snapshot()
    }

    /// What is said to a question.
    pub fn answer(&self, asking: &Asking<'_>) -> Answered {
        self.understand(asking).answered
    }

    /// What is said to a question, and why.
    pub fn understand(&self, asking: &Asking<'_>) -> Understood {
        let snapshot = self.live.snapshot();
        let after = asking.after.as_ref().map(EntryId::as_str);
        let text = mask::without_numbers(asking.text);
        let understanding = snapshot.index.ask(&Query { text: &text, hint: asking.hint, after });
        let understanding = snapshot.with_fresh(&text, understanding);
        let answered = Desk { at: &snapshot, asking, got: &understanding }.answered();
        Understood { answered, understanding, snapshot }
    }

    /// What is said of an entry, as a button or a list asks for it; none when there is no such entry (any more).
    pub fn about(&self, id: &EntryId, lang: Lang) -> Option<Answered> {
        let snapshot = self.live.snapshot();
        let entry = snapshot.knowledge.entry(id).or_else(|| successor_of_same_name(&snapshot, id))?;
        let reply = match entry.kind() {
            _ if snapshot.on_hold.contains(&entry.id) => Reply::Decline(on_hold(entry)),
            Kind::Smalltalk => Reply::Smalltalk(Arc::clone(entry)),
            Kind::Decoy => Reply::Decline(decline(Arc::clone(entry))),
            _ => Reply::Answer(Box::new(compose(&snapshot, entry))),
        };
        Some(Answered { lang, reply, others: Vec::new(), confidence: 1.0 })
    }

    /// The departments of today, for browsing.
    pub fn departments(&self) -> Vec<Arc<Entry>> {
        self.live.snapshot().knowledge.of_kind(Kind::Department).cloned().collect()
    }

    /// The abolished departments, for browsing.
    pub fn formers(&self) -> Vec<Arc<Entry>> {
        self.live.snapshot().knowledge.of_kind(Kind::Former).cloned().collect()
    }
}

/// A button may name a department that a later reform made a former one.
fn successor_of_same_name<'a>(at: &'a Snapshot, id: &EntryId) -> Option<&'a Arc<Entry>> {
    let id = (id.kind() == Kind::Department).then(|| EntryId::new(Kind::Former, id.bare()).ok())??;
    at.knowledge.entry(&id)
}

/// Staff are checking what would be said.
fn on_hold(entry: &Arc<Entry>) -> Decline {
    Decline { matter: None, emergency: false, oddity: None, on_hold: Some(Arc::clone(entry)) }
}

fn decline(matter: Arc<Entry>) -> Decline {
    Decline { emergency: matter.emergency, matter: Some(matter), oddity: None, on_hold: None }
}

/// All that the answer about an entry shows, without what only a question brings.
fn compose(at: &Snapshot, entry: &Arc<Entry>) -> Answer {
    let knowledge = &at.knowledge;
    let department = match entry.kind() {
        Kind::Department => None,
        _ => succession::today(knowledge, &entry.id),
    };
    let former = match entry.kind() {
        Kind::Topic => entry.former.iter().filter_map(|id| knowledge.entry(id).cloned()).collect(),
        Kind::Department | Kind::Former => succession::merged_into(knowledge, &entry.id),
        _ => Vec::new(),
    };
    let belongs =
        |topic: &&Arc<Entry>| succession::today(knowledge, &topic.id).is_some_and(|today| today.id == entry.id);
    let topics = match entry.kind() {
        Kind::Department => knowledge.of_kind(Kind::Topic).filter(belongs).cloned().collect(),
        _ => Vec::new(),
    };
    Answer {
        source: knowledge.sources.get(&entry.source).cloned(),
        entry: Arc::clone(entry),
        department,
        former,
        topics,
        complaint: false,
        as_of: None,
        also: Vec::new(),
    }
}

/// One question on its way to an answer.
struct Desk<'a> {
    at: &'a Snapshot,
    asking: &'a Asking<'a>,
    got: &'a Understanding,
}

impl Desk<'_> {
    fn answered(&self) -> Answered {
        let best = self.got.best.as_ref().and_then(|best| self.entry(&best.id));
        let held = |id: &Option<String>| id.as_ref().and_then(|id| self.entry(id)).filter(|it| self.is_held(it));
        let reply = match (self.got.outcome, best) {
            (Outcome::Answer, Some(entry)) if self.is_held(&entry) => Reply::Decline(on_hold(&entry)),
            (Outcome::Answer, Some(entry)) => Reply::Answer(Box::new(self.answer(&entry))),
            (Outcome::Ask, _) => Reply::Ask(self.entries(&self.got.candidates, self.got.options)),
            (Outcome::Smalltalk, _) => match self.got.smalltalk.as_ref().and_then(|id| self.entry(id)) {
                Some(entry) if self.is_held(&entry) => Reply::Decline(on_hold(&entry)),
                Some(entry) => Reply::Smalltalk(entry),
                None => Reply::Decline(self.decline()),
            },
            (Outcome::Answer | Outcome::Decline, _) => match held(&self.got.matter) {
                Some(matter) if !matter.emergency => Reply::Decline(on_hold(&matter)),
                _ => Reply::Decline(self.decline()),
            },
        };
        let others = self.others(&reply);
        Answered { lang: self.lang(), reply, others, confidence: self.got.confidence }
    }

    fn is_held(&self, entry: &Entry) -> bool {
        self.at.on_hold.contains(&entry.id)
    }

    /// What else it might be about. Who was answered wrongly finds the right one here, however sure the answer was;
    /// beside a decline only what is likely enough stands.
    fn others(&self, reply: &Reply) -> Vec<Arc<Entry>> {
        let (shown, floor) = match reply {
            Reply::Answer(answer) => (Some(answer.entry.id.as_str()), 0.0),
            Reply::Decline(_) if !self.got.urgent => (None, WORTH_OFFERING),
            Reply::Ask(_) | Reply::Decline(_) | Reply::Smalltalk(_) => return Vec::new(),
        };
        let others = self.got.candidates.iter().filter(|other| Some(other.id.as_str()) != shown);
        others.filter(|other| other.score >= floor).take(OTHERS).filter_map(|other| self.entry(&other.id)).collect()
    }

    /// The language of the question when that is clear, else the one chosen, else the likelier guess; a text without
    /// letters says nothing, and the pack's own language is left.
    fn lang(&self) -> Lang {
        let guess = self.got.lang;
        let likelier = if self.got.oddity.is_none() { guess.lang } else { self.at.knowledge.info.lang() };
        if guess.sure { guess.lang } else { self.asking.hint.unwrap_or(likelier) }
    }

    fn answer(&self, entry: &Arc<Entry>) -> Answer {
        let mut answer = compose(self.at, entry);
        let asks = self.got.manner == Manner::Asks;
        answer.complaint = !asks && entry.kind() != Kind::Fact;
        // Who tells of a grievance dates what happened, not the department.
        if let Some(year) = year::named(self.asking.text).filter(|_| asks) {
            self.put_in_time(&mut answer, year);
        }
        let also = self.got.also_asked.iter().filter_map(|also| self.entry(&also.id));
        answer.also = also.map(|also| (Arc::clone(&also), succession::today(&self.at.knowledge, &also.id))).collect();
        answer
    }

    fn put_in_time(&self, answer: &mut Answer, year: i32) {
        let day = i16::try_from(year).ok().and_then(|year| Date::new(year, 1, 1).ok());
        let Some(day) = day else { return };
        answer.former = match succession::as_of(&self.at.knowledge, &answer.entry, day) {
            Some(Then::Former(former)) => former,
            Some(Then::Unknown) => Vec::new(),
            Some(Then::Successor) | None => return,
        };
        answer.as_of = Some(year);
    }

    fn decline(&self) -> Decline {
        let matter = self.got.matter.as_ref().and_then(|id| self.entry(id)).map(decline);
        let matter = matter.unwrap_or(Decline { matter: None, emergency: false, oddity: None, on_hold: None });
        Decline { oddity: self.got.oddity, ..matter }
    }

    fn entries(&self, candidates: &[Candidate], most: usize) -> Vec<Arc<Entry>> {
        candidates.iter().take(most).filter_map(|candidate| self.entry(&candidate.id)).collect()
    }

    fn entry(&self, id: &str) -> Option<Arc<Entry>> {
        EntryId::from_str(id).ok().and_then(|id| self.at.knowledge.entry(&id).cloned())
    }
}
