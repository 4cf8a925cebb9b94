//! One round of the exchange with Telegram: what came in is stored, what was handled is marked with all that is to be
//! kept of it, and what is to be handled next is handed out, for many chats in one commit. What is kept of an update
//! and its mark are thus stored together or not at all.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::db::Conn;
use super::error::StoreError;
use super::inbox::{self, Incoming, Pending};
use super::lane;
use super::question::{self, NewQuestion};
use super::resident::{self, Resident};
use crate::clock::Timestamp;
use crate::ids::{ChatId, UpdateId};

/// An update that was handled; its lane is given back.
#[derive(Clone, Debug)]
pub struct Finished {
    /// Its number.
    pub update: UpdateId,
    /// Its chat.
    pub chat: ChatId,
    /// Under which name its lane was leased.
    pub by: Arc<str>,
    /// The question it was.
    pub asked: Option<NewQuestion>,
}

/// What a round is to do.
#[derive(Clone, Debug)]
pub struct Round {
    /// What came in.
    pub incoming: Vec<Incoming>,
    /// What was handled: at most one update of a chat.
    pub finished: Vec<Finished>,
    /// Lanes to give back with nothing handled, and under which name they were leased.
    pub returned: Vec<(ChatId, Arc<str>)>,
    /// Who leases.
    pub by: Arc<str>,
    /// Now.
    pub now: Timestamp,
    /// Until when to lease.
    pub until: Timestamp,
    /// Whether the leases held are to be held until then too.
    pub renew: bool,
    /// How many chats can be taken.
    pub room: i64,
}

/// An update to be handled: its lane is leased.
#[derive(Clone, Debug)]
pub struct Leased {
    /// The update.
    pub update: Pending,
    /// What is known of its chat.
    pub resident: Option<Resident>,
}

/// Does all of it.
///
/// # Errors
/// When the database fails; then nothing of it is done.
pub async fn round(c: &mut Conn, round: &Round) -> Result<Vec<Leased>, StoreError> {
    if round.renew {
        lane::renew_all(c, &round.by, round.until).await?;
    }
    inbox::insert(c, &round.incoming).await?;
    finish(c, round).await?;
    if round.room < 1 {
        return Ok(Vec::new());
    }
    let chats = lane::lease(c, &round.by, round.now, round.until, round.room).await?;
    if chats.is_empty() {
        return Ok(Vec::new());
    }
    let residents = resident::get_all(c, &chats).await?;
    let mut residents: HashMap<ChatId, Resident> = residents.into_iter().map(|known| (known.chat, known)).collect();
    let updates = inbox::next(c, &chats).await?;
    let found: HashSet<ChatId> = updates.iter().map(|update| update.chat).collect();
    lane::clear(c, chats.into_iter().filter(|chat| !found.contains(chat)).collect(), round.now).await?;
    let with_resident = |update: Pending| Leased { resident: residents.remove(&update.chat), update };
    Ok(updates.into_iter().map(with_resident).collect())
}

async fn finish(c: &mut Conn, round: &Round) -> Result<(), StoreError> {
    if round.finished.is_empty() && round.returned.is_empty() {
        return Ok(());
    }
    // In one order everywhere, so that two replicas do not wait for each other; and each chat once.
    let asked: BTreeMap<ChatId, &NewQuestion> =
        round.finished.iter().filter_map(|finished| Some((finished.chat, finished.asked.as_ref()?))).collect();
    question::record(c, &asked.into_values().collect::<Vec<_>>()).await?;
    let updates: Vec<UpdateId> = round.finished.iter().map(|finished| finished.update).collect();
    inbox::done(c, &updates, round.now).await?;
    // One name, but for the moments after it changed.
    let mut leased: BTreeMap<&str, Vec<ChatId>> = BTreeMap::new();
    for finished in &round.finished {
        leased.entry(&finished.by).or_default().push(finished.chat);
    }
    for (chat, by) in &round.returned {
        leased.entry(by).or_default().push(*chat);
    }
    for (by, chats) in leased {
        lane::release(c, &chats, by, round.now).await?;
    }
    Ok(())
}
