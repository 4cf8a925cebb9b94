//! What the runner hands updates to, and how a handler says what is to become of one.

use futures_util::future::BoxFuture;

use super::update::RawUpdate;
use crate::store::question::NewQuestion;

/// What is to be stored of an update, in the same commit as the mark that it was handled.
pub type Kept = Option<NewQuestion>;

/// Handling an update failed. The text goes to the log: nothing private may be in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandlerError {
    /// Telegram or the database was out of reach: worth trying for long.
    #[error("{0}")]
    Passing(String),
    /// Anything else: tried a few times only, for it holds up its chat.
    #[error("{0}")]
    Lasting(String),
}

/// Handles updates, one at a time in each chat. An update may come twice: at least once is what is promised.
pub trait Handler: Send + Sync + 'static {
    /// Handles one update, and says what is to be kept of it.
    fn handle(&self, update: RawUpdate) -> BoxFuture<'_, Result<Kept, HandlerError>>;

    /// An update failed for good and will not come again: say sorry, if somebody waits.
    fn give_up(&self, update: RawUpdate) -> BoxFuture<'_, ()>;
}
