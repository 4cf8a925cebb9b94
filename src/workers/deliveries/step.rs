//! One transaction of the work: it renews the lease, and without the lease nothing of it is done; keeps what has become
//! known; and takes the next thing up.

use std::sync::Arc;

use super::LEASE;
use super::records::Records;
use crate::clock::Timestamp;
use crate::ids::{AnnouncementId, ChatId};
use crate::store::announcement::{self, State};
use crate::store::announcement_text::{self, NewText};
use crate::store::delivery::{self, Claimed, Reach};
use crate::store::{Conn, StoreError, lease};

/// A transaction to be made.
#[derive(Clone)]
pub(super) struct Step {
    pub(super) me: String,
    pub(super) records: Arc<Records>,
    pub(super) act: Act,
    pub(super) now: Timestamp,
}

/// What is taken up.
#[derive(Clone)]
pub(super) enum Act {
    /// Nothing more.
    Nothing,
    /// The next slice of recipients after this one is written down; after the last one it goes out, and what it says is kept.
    Freeze(AnnouncementId, Arc<Reach>, ChatId, Arc<[NewText]>),
    /// Up to so many deliveries after this recipient are handed out.
    Claim(AnnouncementId, ChatId, i64),
    /// Everybody was dealt with.
    Finish(AnnouncementId),
    /// It stands still, for this reason.
    Pause(AnnouncementId, &'static str),
    /// What a correction says is kept.
    Keep(Arc<[NewText]>),
    /// Everything is corrected.
    Corrected(AnnouncementId),
    /// Everything is withdrawn.
    Withdrawn(AnnouncementId),
    /// The lease is given back. What is still handed out was never sent; or, if that is doubtful, may have been.
    End {
        /// Whether it is.
        doubtful: bool,
    },
}

/// What came of it.
pub(super) enum Done {
    /// The lease is another's: nothing was done.
    Lost,
    /// It was done.
    Yes,
    /// It was not: the announcement does not stand as it did.
    Changed,
    /// Up to here the recipients are written down.
    Frozen(ChatId),
    /// These are to be sent now.
    Claimed(Vec<Claimed>),
}

impl Step {
    /// Makes it.
    pub(super) async fn make(self, c: &mut Conn) -> Result<Done, StoreError> {
        if !lease::renew(c, LEASE, &self.me).await? {
            return Ok(Done::Lost);
        }
        self.records.keep(c).await?;
        let done = match self.act {
            Act::Nothing => true,
            Act::Freeze(id, reach, after, texts) => return freeze(c, id, &reach, after, &texts).await,
            Act::Claim(id, after, limit) => return claim(c, id, after, limit).await,
            Act::Finish(id) => delivery::finish(c, id, self.now).await?,
            Act::Pause(id, problem) => {
                let paused = announcement::turn(c, id, State::Sending, State::Paused).await?;
                if paused {
                    announcement::set_problem(c, id, problem).await?;
                }
                paused
            }
            Act::Keep(texts) => {
                keep(c, &texts).await?;
                true
            }
            Act::Corrected(id) => delivery::all_corrected(c, id).await?,
            Act::Withdrawn(id) => announcement::turn(c, id, State::Withdrawing, State::Withdrawn).await?,
            Act::End { doubtful } => {
                match doubtful {
                    true => delivery::crashed(c).await?,
                    false => delivery::put_back(c).await?,
                };
                lease::release(c, LEASE, &self.me).await?;
                true
            }
        };
        Ok(if done { Done::Yes } else { Done::Changed })
    }
}

async fn freeze(
    c: &mut Conn,
    id: AnnouncementId,
    reach: &Reach,
    after: ChatId,
    texts: &[NewText],
) -> Result<Done, StoreError> {
    if let Some(border) = delivery::freeze(c, id, reach, after, delivery::SLICE).await? {
        return Ok(Done::Frozen(border));
    }
    if announcement::turn(c, id, State::Freezing, State::Sending).await? {
        keep(c, texts).await?;
    }
    Ok(Done::Changed)
}

/// Whoever pauses or stops it is heard here, before anything more goes out.
async fn claim(c: &mut Conn, id: AnnouncementId, after: ChatId, limit: i64) -> Result<Done, StoreError> {
    let standing = delivery::standing(c, id).await?;
    if standing.is_none_or(|standing| standing.state != State::Sending) {
        return Ok(Done::Changed);
    }
    Ok(Done::Claimed(delivery::claim(c, id, after, limit).await?))
}

async fn keep(c: &mut Conn, texts: &[NewText]) -> Result<(), StoreError> {
    for text in texts {
        announcement_text::add(c, text).await?;
    }
    Ok(())
}
