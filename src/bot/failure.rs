//! What can go wrong in a handler, and the one place that says what becomes of it: whether the person is gone, nothing
//! is left to do, or trying again is worth it. The texts go to the log: nothing private is in them.

use crate::store::StoreError;
use crate::transport::{HandlerError, Refusal, SendError};

/// A handler could not do its work.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The database did not.
    #[error("the database: {0}")]
    Store(#[from] StoreError),
    /// The reply did not go out.
    #[error("sending: {0}")]
    Send(#[from] SendError),
    /// Something in or for the staff group did not go out: whoever wrote is not to be thought gone for it.
    #[error("the staff group: {0}")]
    Desk(SendError),
    /// Telegram did not say what was asked about a channel, or something for another of its admins did not go out.
    #[error("a channel: {0}")]
    Channel(SendError),
}

/// What becomes of an update that failed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The person cannot be reached or does not want to be: remember that, nothing is wrong.
    Blocked,
    /// Nothing to be done any more.
    Done,
    /// To be tried again.
    Again(HandlerError),
}

impl Failure {
    /// Judges it.
    pub(super) fn verdict(&self) -> Verdict {
        match self {
            Failure::Send(SendError::Blocked | SendError::Refused(Refusal::ChatNotFound)) => Verdict::Blocked,
            // It went out; only Telegram's receipt was of an unknown shape, and the sender has logged that.
            Failure::Send(SendError::Unreadable(_))
            | Failure::Desk(SendError::Unreadable(_))
            | Failure::Channel(SendError::Unreadable(_)) => Verdict::Done,
            Failure::Desk(SendError::Blocked | SendError::Refused(_) | SendError::Migrated(_))
            | Failure::Channel(SendError::Blocked | SendError::Refused(_) | SendError::Migrated(_)) => {
                Verdict::Again(HandlerError::Lasting(self.to_string()))
            }
            Failure::Send(SendError::Refused(_) | SendError::Migrated(_)) => {
                Verdict::Again(HandlerError::Lasting(self.to_string()))
            }
            Failure::Send(_) | Failure::Desk(_) | Failure::Channel(_) | Failure::Store(_) => {
                Verdict::Again(HandlerError::Passing(self.to_string()))
            }
        }
    }

    /// Whether it is a fault, and not just somebody who left.
    pub(super) fn is_fault(&self) -> bool {
        matches!(self.verdict(), Verdict::Again(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_is_tried_for_long_and_who_left_is_left_alone() {
        let verdict = |error: SendError| Failure::from(error).verdict();
        assert_eq!(verdict(SendError::Blocked), Verdict::Blocked);
        assert_eq!(verdict(SendError::Refused(Refusal::ChatNotFound)), Verdict::Blocked);
        assert_eq!(verdict(SendError::Unreadable("odd".into())), Verdict::Done);
        assert!(matches!(verdict(SendError::Flood), Verdict::Again(HandlerError::Passing(_))));
        let refused = SendError::Refused(Refusal::Other("Bad Request: can't parse".into()));
        assert!(matches!(verdict(refused), Verdict::Again(HandlerError::Lasting(_))));
    }
}
