//! What is known by now and not yet kept: many together are kept in one transaction.

use std::collections::BTreeMap;

use tokio::time::Instant;

use super::flight::{How, Landed};
use crate::ids::{AnnouncementId, ChatId};
use crate::store::delivery::{self, Dealt, Fate, Outcome};
use crate::store::{Conn, StoreError};
use crate::transport::{Amended, Announced};

/// What became of calls that have ended.
#[derive(Clone, Default)]
pub(super) struct Records {
    dealt: BTreeMap<AnnouncementId, Vec<Dealt>>,
    corrected: BTreeMap<(AnnouncementId, (i64, bool)), Vec<ChatId>>,
    withdrawn: BTreeMap<AnnouncementId, Vec<ChatId>>,
    too_old: BTreeMap<AnnouncementId, Vec<ChatId>>,
    count: usize,
    since: Option<Instant>,
}

impl Records {
    /// How many.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// Since when the oldest waits.
    pub(super) fn since(&self) -> Option<Instant> {
        self.since
    }

    /// Adds one. What is to be tried again later needs no record, but of a message that was marked.
    pub(super) fn add(&mut self, landed: Landed) {
        let Landed { id, chat, how } = landed;
        match how {
            How::Sent(version, announced) => {
                let outcome = outcome(announced, version);
                self.dealt.entry(id).or_default().push(Dealt { chat, outcome });
            }
            How::Corrected(_, amended) | How::Withdrawn(amended) if amended.is_for_later() => return,
            How::Corrected(version, amended) => {
                // Of a message that is gone nobody reads the old text.
                let stays = !matches!(amended, Amended::Done | Amended::Gone);
                self.corrected.entry((id, (version, stays))).or_default().push(chat);
            }
            How::Withdrawn(Amended::Done | Amended::Gone) => self.withdrawn.entry(id).or_default().push(chat),
            How::Withdrawn(_) => self.too_old.entry(id).or_default().push(chat),
        }
        self.count += 1;
        self.since.get_or_insert_with(Instant::now);
    }

    /// Keeps all of them.
    pub(super) async fn keep(&self, c: &mut Conn) -> Result<(), StoreError> {
        for (id, dealt) in &self.dealt {
            delivery::record(c, *id, dealt).await?;
        }
        for ((id, version), chats) in &self.corrected {
            delivery::corrected(c, *id, *version, chats).await?;
        }
        for (fate, all) in [(Fate::Withdrawn, &self.withdrawn), (Fate::TooOld, &self.too_old)] {
            for (id, chats) in all {
                delivery::withdrawn(c, *id, fate, chats).await?;
            }
        }
        Ok(())
    }
}

fn outcome(announced: Announced, version: i64) -> Outcome {
    match announced {
        Announced::Sent(messages) => Outcome::Sent { version, messages },
        Announced::NotSent(_) => Outcome::Again,
        Announced::Blocked => Outcome::Blocked,
        Announced::Refused(_) => Outcome::Refused,
        Announced::Unknown(_) => Outcome::Unknown,
    }
}
