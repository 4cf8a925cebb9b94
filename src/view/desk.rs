//! What staff read in their group: the card of a question, short notes about what became of messages, and setting up.

use search::Lang;

use super::View;
use super::card::{Button, Card, DeskAct, Press};
use super::rich::{Rich, Style, clip};
use crate::ids::TicketId;
use crate::knowledge::entry::Entry;
use crate::store::ticket::Ticket;

/// The most UTF-16 units of a topic's name; Telegram takes 128 characters.
const TOPIC_UNITS: usize = 100;
/// Earlier questions named on a card.
const EARLIER: usize = 5;

/// What a card shows.
#[derive(Clone, Copy, Debug)]
pub struct TicketCard<'a> {
    /// The question.
    pub ticket: &'a Ticket,
    /// What the bot answered it with.
    pub entry: Option<&'a Entry>,
    /// The words that decided what the bot made of it.
    pub why: &'a [String],
    /// Other questions of the same resident.
    pub earlier: &'a [TicketId],
    /// Whether it had a topic before that is gone.
    pub moved: bool,
}

/// A short note in a topic.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// The message reached the resident; who takes care of the question, when that is somebody else.
    Delivered(Option<String>),
    /// It reached them, perhaps twice.
    Twice,
    /// A resident's message may stand here twice.
    CameTwice,
    /// The resident has blocked the bot.
    Blocked,
    /// Telegram does not take it.
    Failed,
    /// The question is closed.
    ClosedTopic,
    /// Somebody takes care of it.
    Claimed(String),
    /// Somebody closed it.
    Closed(String),
    /// Somebody closed it as spam.
    ClosedSpam(String),
    /// Somebody opened it again.
    Reopened(String),
    /// The resident did.
    ReopenedByResident,
    /// It cannot be opened, for this other one is.
    OtherOpen(TicketId),
    /// The resident may not write for a day.
    Muted,
    /// The resident asks this as well.
    Asks(String),
    /// The resident went back to the bot.
    Left,
    /// The resident is back.
    Returned,
    /// It was answered together with this other question.
    AlsoAnswered(TicketId),
    /// The resident waits, for so long.
    Waits(String),
    /// A message was withdrawn.
    Unsent,
    /// How to withdraw one.
    UnsendWhat,
    /// It cannot be withdrawn any more.
    UnsendLate,
}

/// What came of `/setup`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setup {
    /// It is the staff group.
    Done,
    /// It was.
    Already,
    /// This has to be changed first.
    Missing(Vec<Lack>),
    /// They are no owner.
    NotOwner,
    /// Nobody knows who they are.
    Anonymous,
    /// The settings name another group.
    Elsewhere,
}

/// What a group lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Topics.
    Forum,
    /// The bot is no administrator.
    Admin,
    /// It may not manage topics.
    Topics,
    /// It may not delete messages.
    Delete,
}

impl View {
    /// The name of a question's topic.
    pub fn topic_name(&self, ticket: &Ticket) -> String {
        let text = ticket.text.split_whitespace().collect::<Vec<_>>().join(" ");
        clip(format!("{} · {text}", ticket.id.0).trim_end_matches(" · "), TOPIC_UNITS)
    }

    /// The card of a question.
    pub fn ticket_card(&self, lang: Lang, card: TicketCard<'_>) -> Card {
        let ticket = card.ticket;
        let number = ticket.id.0.to_string();
        let question = match ticket.text.trim() {
            "" => self.say(lang, "card-empty", &[]),
            text => Rich::default().wrapped(Style::Quote, Rich::new(text)),
        };
        let language = ticket.lang.map(|spoken| self.get(lang, &format!("btn-lang-{}", spoken.code())));
        let language = language.map(|name| self.say(lang, "card-language", &[("language", &name)]));
        let moved = if card.moved { self.say(lang, "card-moved", &[]) } else { Rich::default() };
        let claimed = match ticket.claimed.1.as_str() {
            "" => Rich::default(),
            name => self.say(lang, "card-claimed", &[("name", name)]),
        };
        let closed = if ticket.open { Rich::default() } else { self.say(lang, "card-closed", &[]) };
        let text = Rich::default()
            .bold(&self.fill(lang, "card-title", &[("number", &number)]))
            .paragraph(moved)
            .paragraph(question)
            .paragraph(self.thought(lang, ticket, card.entry))
            .line(self.why(lang, card.why))
            .line(language.unwrap_or_default())
            .line(self.earlier(lang, card.earlier))
            .line(claimed)
            .line(closed);
        let act = |id, act| self.button(lang, id, Press::Desk(act, ticket.id));
        let rows = match ticket.open {
            true => vec![
                vec![act("btn-claim", DeskAct::Claim), act("btn-close", DeskAct::Close)],
                vec![act("btn-mute", DeskAct::Mute), act("btn-spam", DeskAct::Spam)],
            ],
            false => vec![vec![act("btn-reopen-ticket", DeskAct::Reopen)]],
        };
        Card::text(text).with(rows)
    }

    fn thought(&self, lang: Lang, ticket: &Ticket, entry: Option<&Entry>) -> Rich {
        match (ticket.outcome.as_str(), entry) {
            ("answer", Some(entry)) => {
                let percent = format!("{:.0}", ticket.confidence * 100.0);
                self.say(lang, "card-answered", &[("percent", &percent), ("entry", entry.name(lang))])
            }
            ("ask", _) => self.say(lang, "card-asked", &[]),
            ("", _) => self.say(lang, "card-unasked", &[]),
            _ => self.say(lang, "card-declined", &[]),
        }
    }

    fn why(&self, lang: Lang, words: &[String]) -> Rich {
        match words {
            [] => Rich::default(),
            words => self.say(lang, "card-why", &[("words", &words.join(", "))]),
        }
    }

    fn earlier(&self, lang: Lang, earlier: &[TicketId]) -> Rich {
        if earlier.is_empty() {
            return Rich::default();
        }
        let last = earlier.iter().rev().take(EARLIER).map(|id| id.0.to_string());
        self.say(lang, "card-earlier", &[("list", &last.collect::<Vec<_>>().join(", "))])
    }

    /// A note.
    pub fn note(&self, lang: Lang, note: &Note) -> Card {
        let say = |id| self.say(lang, id, &[]);
        let by = |id, name: &str| self.say(lang, id, &[("name", name)]);
        Card::text(match note {
            Note::Delivered(None) => say("note-delivered"),
            Note::Delivered(Some(name)) => say("note-delivered").line(by("note-taken-by", name)),
            Note::Twice => say("note-twice"),
            Note::CameTwice => say("note-came-twice"),
            Note::Blocked => say("note-blocked"),
            Note::Failed => say("note-failed"),
            Note::ClosedTopic => say("note-closed-topic"),
            Note::Claimed(name) => by("note-claimed", name),
            Note::Closed(name) => by("note-closed", name),
            Note::ClosedSpam(name) => by("note-closed-spam", name),
            Note::Reopened(name) => by("note-reopened", name),
            Note::ReopenedByResident => say("note-reopened-resident"),
            Note::OtherOpen(id) => self.say(lang, "note-other-open", &[("number", &id.0.to_string())]),
            Note::Muted => say("note-muted"),
            Note::Asks(text) => say("note-asks").line(Rich::default().wrapped(Style::Quote, Rich::new(text))),
            Note::Left => say("note-left"),
            Note::Returned => say("note-returned"),
            Note::AlsoAnswered(id) => self.say(lang, "note-also", &[("number", &id.0.to_string())]),
            Note::Waits(time) => self.say(lang, "note-waits", &[("time", time)]),
            Note::Unsent => say("note-unsent"),
            Note::UnsendWhat => say("note-unsend-what"),
            Note::UnsendLate => say("note-unsend-late"),
        })
    }

    /// The receipt of a message, which can go to those who asked the same, too, and become knowledge.
    pub fn receipt(&self, lang: Lang, note: &Note, (id, message): (TicketId, i64), alike: &[TicketId]) -> Card {
        let list = alike.iter().map(|id| id.0.to_string()).collect::<Vec<_>>().join(", ");
        let label = self.fill(lang, "btn-also-to", &[("list", &list)]);
        let button = (!alike.is_empty()).then(|| Button::press(&label, Press::AlsoTo(id, message)));
        let delivered = matches!(note, Note::Delivered(_) | Note::Twice);
        let promote = delivered.then(|| self.button(lang, "btn-promote", Press::Promote(id, message)));
        self.note(lang, note).with(vec![button.into_iter().collect(), promote.into_iter().collect()])
    }

    /// Who did something, when they are an anonymous administrator.
    pub fn anonymous(&self, lang: Lang) -> String {
        self.get(lang, "note-anonymous")
    }

    /// What came of `/setup`.
    pub fn setup(&self, lang: Lang, setup: &Setup) -> Card {
        let say = |id| self.say(lang, id, &[]);
        Card::text(match setup {
            Setup::Done => say("setup-done").paragraph(say("setup-how")),
            Setup::Already => say("setup-here-already"),
            Setup::Missing(lacks) => lacks.iter().fold(say("setup-missing"), |text, lack| {
                text.line(say(match lack {
                    Lack::Forum => "setup-no-forum",
                    Lack::Admin => "setup-no-admin",
                    Lack::Topics => "setup-no-topics",
                    Lack::Delete => "setup-no-delete",
                }))
            }),
            Setup::NotOwner => say("setup-not-owner"),
            Setup::Anonymous => say("setup-anonymous"),
            Setup::Elsewhere => say("setup-elsewhere"),
        })
    }
}
