//! The numbers of questions. A question's buttons carry its number before it is stored, so numbers are set aside in
//! the database by the thousand; those left over at the end are never used.

use tokio::sync::Mutex;

use crate::ids::QuestionId;
use crate::store::{Store, StoreError, question};

/// Numbers set aside at once.
const AHEAD: i64 = 1000;

/// The numbers set aside and not used yet.
#[derive(Default)]
pub(super) struct Numbers(Mutex<Range>);

#[derive(Default)]
struct Range {
    used: i64,
    last: i64,
}

impl Numbers {
    /// A number that no other question has.
    pub(super) async fn next(&self, store: &Store) -> Result<QuestionId, StoreError> {
        let mut range = self.0.lock().await;
        if range.used == range.last {
            let last = store.write(|c| Box::pin(question::reserve(c, AHEAD))).await?;
            *range = Range { used: last.0 - AHEAD, last: last.0 };
        }
        range.used += 1;
        Ok(QuestionId(range.used))
    }
}
