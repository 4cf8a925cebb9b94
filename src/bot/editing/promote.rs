//! From an answer of staff, or a question that had none, to a draft. What a resident wrote, and their name, never gets
//! into it.

use teloxide::payloads::GetChat;

use super::{Outcome, Side, draft, find};
use crate::answer::STRUCK;
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::bot::staff::topic::chat;
use crate::desk::draft::{Draft, LONGEST, quotes};
use crate::ids::{ChatId, QuestionId, TicketId};
use crate::store::ticket::Ticket;
use crate::store::ticket_message::TicketMessage;
use crate::store::{draft as drafts, question};
use crate::transport::SendError;
use crate::view::Toast;

/// The button of a receipt: this answer is to become knowledge.
pub(in crate::bot) async fn promote(services: &Services, side: &Side, (id, message): (TicketId, i64)) -> Outcome {
    let Some(known) = services.ticket(id).await?.filter(|known| known.group == side.chat) else {
        return Ok(Some(Toast::OutOfDate));
    };
    let begun = drafts::of_message(&mut services.store.read().await?, id, message).await?;
    if let Some(begun) = begun.filter(|begun| begun.chat == side.chat) {
        draft::show(services, side, begun.id).await?;
        return Ok(None);
    }
    let messages = services.messages(&known).await?;
    let Some(sent) = messages.iter().find(|sent| sent.from_staff && sent.message == message && !sent.withdrawn) else {
        return Ok(Some(Toast::OutOfDate));
    };
    let at = services.answerer.snapshot();
    let guess = at.index.language(&sent.text);
    let lang = known.lang.filter(|_| !guess.sure).unwrap_or(guess.lang);
    let fits = !sent.text.contains(STRUCK) && sent.text.chars().count() <= LONGEST;
    let fits = fits && !repeats(services, &known, &messages, &sent.text).await?;
    let text = if fits { sent.text.as_str() } else { "" };
    let options = find::guessed(&at, &known.text);
    let draft = Draft { asks_source: true, ..draft::answer(lang, text, &options) };
    draft::begin(services, side, draft, (id, message)).await?;
    Ok((!fits).then_some(Toast::Quotes))
}

/// Whether a text repeats what the resident of this question wrote, or names them.
pub(super) async fn quotes_resident(services: &Services, id: TicketId, text: &str) -> Result<bool, Failure> {
    let Some(known) = services.ticket(id).await? else { return Ok(false) };
    let messages = services.messages(&known).await?;
    repeats(services, &known, &messages, text).await
}

/// A line of the digest: this question had no answer.
pub(super) async fn gap(services: &Services, side: &Side, id: QuestionId) -> Outcome {
    let Some(asked) = question::get(&mut services.store.read().await?, id).await? else {
        return Ok(Some(Toast::OutOfDate));
    };
    let at = services.answerer.snapshot();
    let options = find::guessed(&at, &asked.text);
    let lang = asked.lang.unwrap_or(side.lang);
    draft::begin(services, side, draft::answer(lang, "", &options), (TicketId(0), 0)).await
}

/// Whether what staff wrote repeats what its resident wrote, or names them.
async fn repeats(services: &Services, known: &Ticket, messages: &[TicketMessage], text: &str) -> Result<bool, Failure> {
    let said = messages.iter().filter(|message| !message.from_staff).map(|message| message.text.as_str());
    // Who cannot be asked about is taken to be named.
    let Some(names) = services.names_of(known.chat).await? else { return Ok(true) };
    Ok(quotes(text, &names, said.chain([known.text.as_str()])))
}

impl Services {
    /// What a person is called in Telegram, if it tells. It is asked for the moment, never kept for residents.
    pub(in crate::bot) async fn names_of(&self, person: ChatId) -> Result<Option<Vec<String>>, Failure> {
        match self.sender.call(&GetChat::new(chat(person))).await {
            Ok(found) => {
                Ok(Some([found.first_name(), found.last_name()].into_iter().flatten().map(str::to_owned).collect()))
            }
            Err(SendError::Refused(_) | SendError::Blocked) => Ok(None),
            Err(error) => Err(Failure::Desk(error)),
        }
    }
}
