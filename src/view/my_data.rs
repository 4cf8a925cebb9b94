//! All that is kept about somebody, as the file they get: JSON with readable keys.

use std::collections::BTreeMap;

use search::Lang;
use serde::Serialize;

use crate::announce::plan::Plan;
use crate::clock::Timestamp;
use crate::store::announcement;
use crate::store::person::{Asked, Held, Rated};
use crate::store::received::Received;
use crate::store::subscription::Subscription;
use crate::store::ticket::Ticket;
use crate::store::ticket_message::TicketMessage;

/// The file. Moments are ISO 8601 in UTC; what is absent is null.
#[derive(Serialize)]
pub(super) struct MyData<'a> {
    written_at: String,
    chat_number: i64,
    about_you: Option<AboutYou<'a>>,
    questions: Vec<Question<'a>>,
    /// What was passed on to staff and back.
    talks_with_staff: Vec<Talk<'a>>,
    subscriptions: Vec<Follows<'a>>,
    announcements_sent_to_you: Vec<Announcement<'a>>,
    announcements_you_made: Vec<Made>,
    /// Telegram's numbers of the last messages and presses, by which a repeated delivery is noticed.
    recent_updates: Vec<Update>,
}

#[derive(Serialize)]
struct AboutYou<'a> {
    chosen_language: Option<&'static str>,
    first_wrote_at: String,
    last_wrote_at: String,
    last_spoken_to_in: Option<&'static str>,
    wants_no_announcements: bool,
    blocked_the_bot: bool,
    talked_about_last: Option<&'a str>,
    talked_about_last_at: Option<String>,
}

#[derive(Serialize)]
struct Question<'a> {
    number: i64,
    update_number: i64,
    asked_at: String,
    language: Option<&'static str>,
    text: &'a str,
    outcome: &'a str,
    answered_with: Option<&'a str>,
    confidence: f64,
    your_ratings: Vec<Rating<'a>>,
}

#[derive(Serialize)]
struct Talk<'a> {
    number: i64,
    question: &'a str,
    opened_at: String,
    first_answered_at: Option<String>,
    closed_at: Option<String>,
    messages: Vec<Message<'a>>,
}

#[derive(Serialize)]
struct Message<'a> {
    by: &'static str,
    written_at: String,
    text: &'a str,
    withdrawn: bool,
}

#[derive(Serialize)]
struct Rating<'a> {
    of_answer: &'a str,
    useful: bool,
    what_was_wrong: Option<&'a str>,
    given_at: String,
}

#[derive(Serialize)]
struct Follows<'a> {
    /// An entry, or `city` for every notice.
    what: &'a str,
    followed_at: String,
}

#[derive(Serialize)]
struct Announcement<'a> {
    number: i64,
    language: Option<&'a str>,
    outcome: &'static str,
    message_number: Option<i64>,
}

#[derive(Serialize)]
struct Made {
    number: i64,
    begun_at: String,
    state: &'static str,
    /// By language.
    texts: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
struct Update {
    number: i64,
    received_at: String,
}

impl<'a> MyData<'a> {
    pub(super) fn of(held: &'a Held, now: Timestamp) -> MyData<'a> {
        let about_you = held.resident.as_ref().map(|resident| AboutYou {
            chosen_language: resident.lang.map(Lang::code),
            first_wrote_at: iso(resident.first_seen),
            last_wrote_at: iso(resident.last_seen),
            last_spoken_to_in: resident.spoken.map(Lang::code),
            wants_no_announcements: resident.notices_off,
            blocked_the_bot: resident.blocked,
            talked_about_last: resident.after.as_ref().map(|entry| entry.as_str()),
            talked_about_last_at: (resident.after_at.0 > 0).then(|| iso(resident.after_at)),
        });
        let ratings = |asked: &Asked| {
            let of_it = held.ratings.iter().filter(|rated| rated.question == asked.id);
            of_it.map(Rating::of).collect()
        };
        MyData {
            written_at: iso(now),
            chat_number: held.chat.0,
            about_you,
            questions: held.questions.iter().map(|asked| Question::of(asked, ratings(asked))).collect(),
            talks_with_staff: held.tickets.iter().map(|(ticket, messages)| Talk::of(ticket, messages)).collect(),
            subscriptions: held.following.iter().map(Follows::of).collect(),
            announcements_sent_to_you: held.announced.iter().map(Announcement::of).collect(),
            announcements_you_made: held.made.iter().map(Made::of).collect(),
            recent_updates: held
                .updates
                .iter()
                .map(|update| Update { number: update.update.0, received_at: iso(update.received) })
                .collect(),
        }
    }
}

impl<'a> Follows<'a> {
    fn of(one: &'a Subscription) -> Follows<'a> {
        Follows { what: one.aim.as_str(), followed_at: iso(one.since) }
    }
}

impl<'a> Announcement<'a> {
    fn of(one: &'a Received) -> Announcement<'a> {
        Announcement {
            number: one.announcement.0,
            language: Some(one.lang.as_str()).filter(|lang| !lang.is_empty()),
            outcome: match one.state {
                0 | 1 => "on its way",
                2 => "sent",
                3 => "the bot was blocked",
                4 => "refused by Telegram",
                6 => "withdrawn",
                7 => "too old to be withdrawn",
                _ => "unknown",
            },
            message_number: Some(one.message).filter(|message| *message != 0),
        }
    }
}

impl Made {
    fn of(one: &announcement::Announcement) -> Made {
        let texts = Plan::parse(&one.body).texts.into_iter().map(|(lang, content)| (lang.code(), content.text));
        Made { number: one.id.0, begun_at: iso(one.made), state: one.state.name(), texts: texts.collect() }
    }
}

impl<'a> Talk<'a> {
    fn of(ticket: &'a Ticket, messages: &'a [TicketMessage]) -> Talk<'a> {
        let moment = |at: Timestamp| (at.0 > 0).then(|| iso(at));
        let message = |message: &'a TicketMessage| Message {
            by: if message.from_staff { "staff" } else { "you" },
            written_at: iso(message.at),
            text: &message.text,
            withdrawn: message.withdrawn,
        };
        Talk {
            number: ticket.id.0,
            question: &ticket.text,
            opened_at: iso(ticket.opened),
            first_answered_at: moment(ticket.answered),
            closed_at: moment(ticket.closed),
            messages: messages.iter().map(message).collect(),
        }
    }
}

impl<'a> Question<'a> {
    fn of(asked: &'a Asked, your_ratings: Vec<Rating<'a>>) -> Question<'a> {
        Question {
            number: asked.id.0,
            update_number: asked.update.0,
            asked_at: iso(asked.asked),
            language: asked.lang.map(Lang::code),
            text: &asked.text,
            outcome: &asked.outcome,
            answered_with: asked.entry.as_ref().map(|entry| entry.as_str()),
            confidence: asked.confidence,
            your_ratings,
        }
    }
}

impl<'a> Rating<'a> {
    fn of(rated: &'a Rated) -> Rating<'a> {
        Rating {
            of_answer: rated.entry.as_str(),
            useful: rated.useful,
            what_was_wrong: Some(rated.reason.as_str()).filter(|reason| !reason.is_empty()),
            given_at: iso(rated.given),
        }
    }
}

/// `2026-11-25T08:30:00Z`.
fn iso(moment: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(moment.0).map(|moment| format!("{moment:.0}")).unwrap_or_default()
}
