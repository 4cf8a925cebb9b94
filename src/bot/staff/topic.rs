//! A question's topic in the staff group: made, given its card, drawn anew, made once more when somebody deleted it.

use search::{Lang, Query};
use teloxide::payloads::{CloseForumTopic, CreateForumTopic, DeleteForumTopic, ReopenForumTopic};
use teloxide::types::{MessageId, Recipient, ThreadId};

use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::bot::visit::default_lang;
use crate::desk::Group;
use crate::ids::{ChatId, TicketId};
use crate::knowledge::live::Snapshot;
use crate::store::ticket::{self, Ticket};
use crate::transport::{Refusal, SendError};
use crate::view::{Card, Note, TicketCard};

/// How many of the words that decided are named on a card.
const WORDS: usize = 3;

/// The chat as the Bot API names it.
pub(in crate::bot) fn chat(id: ChatId) -> Recipient {
    Recipient::Id(teloxide::types::ChatId(id.0))
}

/// A topic as the Bot API names it.
pub(in crate::bot) fn thread(topic: i64) -> ThreadId {
    ThreadId(MessageId(i32::try_from(topic).unwrap_or_default()))
}

impl Services {
    /// Sees to it that the question has a topic with its card; the ticket as it is then. Done again after a crash, it
    /// goes on where it stopped; only a topic that was being made at that moment may stand there twice.
    pub(in crate::bot) async fn shown(&self, group: Group, id: TicketId) -> Result<Option<Ticket>, Failure> {
        let Some(mut known) = self.ticket(id).await? else { return Ok(None) };
        let moved = known.topic != 0 && known.group != group.chat;
        if known.topic == 0 || moved {
            self.make_topic(group, &known).await?;
            let Some(made) = self.ticket(id).await? else { return Ok(None) };
            known = made;
        }
        if known.card != 0 {
            return Ok(Some(known));
        }
        match self.put_card(group, &known, moved).await {
            Err(Failure::Desk(SendError::Refused(Refusal::TopicGone))) => self.shown_anew(group, &known).await,
            put => put.map(Some),
        }
    }

    /// Its topic is gone: another one, which says so.
    pub(in crate::bot) async fn shown_anew(&self, group: Group, gone: &Ticket) -> Result<Option<Ticket>, Failure> {
        self.make_topic(group, gone).await?;
        match self.ticket(gone.id).await? {
            Some(known) => self.put_card(group, &known, true).await.map(Some),
            None => Ok(None),
        }
    }

    /// Sends the card into the topic; the ticket as it is then.
    async fn put_card(&self, group: Group, known: &Ticket, moved: bool) -> Result<Ticket, Failure> {
        let card = self.card(group, known, moved).await?;
        let sent = i64::from(self.tell_in(group.chat, Some(known.topic), &card).await.map_err(Failure::Desk)?.0);
        let id = known.id;
        self.store.write(move |c| Box::pin(ticket::set_card(c, id, sent))).await?;
        Ok(Ticket { card: sent, ..known.clone() })
    }

    async fn make_topic(&self, group: Group, known: &Ticket) -> Result<(), Failure> {
        let make = CreateForumTopic::new(chat(group.chat), self.view.topic_name(known));
        let topic = self.sender.send(group.chat, &make).await.map_err(Failure::Desk)?;
        let (id, place, instead) = (known.id, (group.chat, i64::from(topic.thread_id.0.0)), known.topic);
        let is_set = self.store.write(move |c| Box::pin(ticket::set_topic(c, id, place, instead))).await?;
        if !is_set {
            // Another one was made at the same moment.
            let spare = DeleteForumTopic::new(chat(group.chat), topic.thread_id);
            if let Err(error) = self.sender.call(&spare).await {
                log::warn!(ticket = id.0; "a topic too many was not deleted: {error}");
            }
        }
        Ok(())
    }

    /// The ticket with this number.
    pub(in crate::bot) async fn ticket(&self, id: TicketId) -> Result<Option<Ticket>, Failure> {
        Ok(ticket::get(&mut self.store.read().await?, id).await?)
    }

    async fn card(&self, group: Group, known: &Ticket, moved: bool) -> Result<Card, Failure> {
        let all = ticket::of_chat(&mut self.store.read().await?, known.chat).await?;
        let earlier: Vec<TicketId> = all.iter().map(|ticket| ticket.id).filter(|id| id.0 < known.id.0).collect();
        let snapshot = self.answerer.snapshot();
        let entry = known.entry.as_ref().and_then(|id| snapshot.knowledge.entry(id));
        let entry = entry.map(|entry| &**entry);
        let why = why(&snapshot, known);
        let card = TicketCard { ticket: known, entry, why: &why, earlier: &earlier, moved };
        Ok(self.view.ticket_card(self.lang_of_staff(group), card))
    }

    /// Draws the card as the question is now. That it cannot be changed any more is no failure.
    pub(in crate::bot) async fn redraw(&self, group: Group, id: TicketId) -> Result<(), Failure> {
        let found = self.ticket(id).await?.filter(|known| known.card != 0 && known.group == group.chat);
        let Some(known) = found else { return Ok(()) };
        let card = self.card(group, &known, false).await?;
        self.swap(group.chat, known.card, &card).await
    }

    /// A note in a question's topic.
    pub(in crate::bot) async fn note(&self, group: Group, known: &Ticket, note: &Note) -> Result<(), Failure> {
        self.post(group, known, &self.view.note(self.lang_of_staff(group), note)).await
    }

    /// The receipt of a message that staff wrote about this question; those that are alike can be answered with it too.
    pub(in crate::bot) async fn receipt(
        &self,
        group: Group,
        known: &Ticket,
        note: &Note,
        message: i64,
        alike: &[TicketId],
    ) -> Result<(), Failure> {
        let card = self.view.receipt(self.lang_of_staff(group), note, (known.id, message), alike);
        self.post(group, known, &card).await
    }

    /// Sends a card into a question's topic. That it is gone, or not there yet, is no failure: nobody is there to read it.
    async fn post(&self, group: Group, known: &Ticket, card: &Card) -> Result<(), Failure> {
        let topic = Some(known.topic).filter(|topic| *topic != 0 && known.group == group.chat);
        if topic.is_none() {
            return Ok(());
        }
        match self.tell_in(group.chat, topic, card).await {
            Ok(_) | Err(SendError::Refused(Refusal::TopicGone)) => Ok(()),
            Err(error) => Err(Failure::Desk(error)),
        }
    }

    /// What is spoken in the staff group.
    pub(in crate::bot) fn lang_of_staff(&self, group: Group) -> Lang {
        group.lang.unwrap_or_else(|| default_lang(self))
    }

    /// What the resident of a question is spoken to in.
    pub(super) fn lang_of_resident(&self, known: &Ticket) -> Lang {
        known.lang.unwrap_or_else(|| default_lang(self))
    }

    /// Deletes the topic with all that stands in it. That it is gone already, or the bot may not, is no failure: there
    /// is nothing more that could be done.
    pub(in crate::bot) async fn delete_topic(&self, known: &Ticket) -> Result<(), Failure> {
        if known.topic == 0 {
            return Ok(());
        }
        match self.sender.call(&DeleteForumTopic::new(chat(known.group), thread(known.topic))).await {
            Ok(_) => Ok(()),
            Err(SendError::Refused(why)) => {
                log::warn!(ticket = known.id.0; "a topic was not deleted: {why}");
                Ok(())
            }
            Err(SendError::Blocked) => Ok(()),
            Err(error) => Err(Failure::Desk(error)),
        }
    }

    /// Closes or opens the topic itself. Whoever did so by hand before us is no failure.
    pub(in crate::bot) async fn set_topic_open(&self, known: &Ticket, open: bool) -> Result<(), Failure> {
        let (group, topic) = (chat(known.group), thread(known.topic));
        let set = match open {
            true => self.sender.call(&ReopenForumTopic::new(group, topic)).await.map(drop),
            false => self.sender.call(&CloseForumTopic::new(group, topic)).await.map(drop),
        };
        match set {
            Ok(()) | Err(SendError::Refused(_)) => Ok(()),
            Err(error) => Err(Failure::Desk(error)),
        }
    }
}

/// The words that decided what the bot made of a question, as far as that can be told from its text.
fn why(at: &Snapshot, known: &Ticket) -> Vec<String> {
    let label = match (known.outcome.as_str(), &known.entry) {
        ("answer", Some(entry)) => entry.as_str(),
        ("decline", _) => search::NONE_OF_OURS,
        _ => return Vec::new(),
    };
    let explained = at.index.explain(&Query { text: &known.text, ..Query::default() });
    let spoke = explained.labels.into_iter().find(|other| other.id == label).map(|label| label.words);
    let words = spoke.unwrap_or_default().into_iter().filter(|(_, share)| *share > 0.0);
    words.take(WORDS).map(|(word, _)| word).collect()
}
