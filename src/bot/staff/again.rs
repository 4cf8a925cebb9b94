//! What a worker does for the desk: what did not get through the first time.

use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::desk::Group;
use crate::ids::TicketId;
use crate::store::ticket_message::Passing;

/// It did not get through this time either. The text goes to the log: nothing private is in it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unreached(String);

impl From<Failure> for Unreached {
    fn from(failure: Failure) -> Unreached {
        Unreached(failure.to_string())
    }
}

impl Services {
    /// Shows staff a question that they could not be shown.
    ///
    /// # Errors
    /// When it still cannot be shown.
    pub async fn show_again(&self, group: Group, id: TicketId) -> Result<(), Unreached> {
        self.shown(group, id).await?;
        Ok(())
    }

    /// Passes a resident's message on that did not get through, or may have.
    ///
    /// # Errors
    /// When it still does not get through.
    pub async fn pass_again(&self, group: Group, id: TicketId, message: i64) -> Result<(), Unreached> {
        if let Some(known) = self.ticket(id).await? {
            self.pass_to_staff(group, &known, message, None, Passing::InFlight).await?;
        }
        Ok(())
    }
}
