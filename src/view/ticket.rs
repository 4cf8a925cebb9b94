//! What a resident is told about the question that staff answer.

use std::time::Duration;

use search::Lang;

use super::View;
use super::card::{Button, Card, Press};
use super::rich::Rich;
use crate::ids::{EntryId, TicketId};

/// What there is to tell.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// There is no staff group.
    Nobody,
    /// They may write their question now.
    Write,
    /// It was passed on; the first answer usually takes so long, where that is known.
    Opened(TicketId, Option<Duration>),
    /// It is kept, and will be passed on.
    Delayed,
    /// They went back to the bot.
    Left,
    /// What they write goes to staff again.
    Back,
    /// Staff closed it.
    Closed(TicketId),
    /// It is open again.
    Reopened,
    /// It was closed too long ago to be opened again.
    ReopenLate,
    /// They are muted.
    Muted,
    /// A message was passed on; the bot has an answer too.
    BotKnows(EntryId),
    /// A message could not be passed on.
    Lost,
}

impl View {
    /// The card that tells it.
    pub fn ticket(&self, lang: Lang, told: &Told) -> Card {
        let say = |id| Card::text(self.say(lang, id, &[]));
        let leave = || vec![vec![self.button(lang, "btn-leave-ticket", Press::LeaveTicket(lang))]];
        match told {
            Told::Nobody => say("human-nobody"),
            Told::Write => say("human-write").with(leave()),
            Told::Opened(id, usually) => self.opened(lang, *id, *usually).with(leave()),
            Told::Delayed => say("ticket-delayed"),
            Told::Left => say("ticket-left").with(vec![vec![self.to_ticket(lang)]]),
            Told::Back => say("ticket-back").with(leave()),
            Told::Closed(id) => {
                say("ticket-closed").with(vec![vec![self.button(lang, "btn-reopen", Press::Reopen(*id))]])
            }
            Told::Reopened => say("ticket-reopened").with(leave()),
            Told::ReopenLate => say("ticket-reopen-late"),
            Told::Muted => say("ticket-muted"),
            Told::BotKnows(entry) => {
                let open = Press::Open(lang, entry.clone());
                say("ticket-bot-knows").with(vec![vec![self.button(lang, "btn-bot-answer", open)]])
            }
            Told::Lost => say("ticket-lost"),
        }
    }

    /// "Write to the staff again".
    pub fn to_ticket(&self, lang: Lang) -> Button {
        self.button(lang, "btn-to-ticket", Press::BackToTicket(lang))
    }

    fn opened(&self, lang: Lang, id: TicketId, usually: Option<Duration>) -> Card {
        let usually = usually.map(|wait| {
            let time = self.duration(lang, wait);
            self.say(lang, "ticket-usually", &[("time", &time)])
        });
        let text = Rich::default()
            .bold(&self.get(lang, "ticket-opened"))
            .line(self.say(lang, "ticket-number", &[("number", &id.0.to_string())]))
            .paragraph(self.say(lang, "ticket-how", &[]))
            .paragraph(usually.unwrap_or_default());
        Card::text(text)
    }

    /// A time as people say it: minutes up to an hour and a half, hours up to two days, then days.
    pub fn duration(&self, lang: Lang, time: Duration) -> String {
        let minutes = i64::try_from(time.as_secs().div_ceil(60)).unwrap_or(i64::MAX).max(1);
        let (id, count) = match minutes {
            ..=90 => ("time-minutes", minutes),
            91..=2880 => ("time-hours", (minutes + 30) / 60),
            _ => ("time-days", (minutes + 720) / 1440),
        };
        self.texts.count(lang, id, ("count", count))
    }
}
