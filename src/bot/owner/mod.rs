//! What the bot does for its owners: those whom the settings of the server name, or a link made one.

pub(super) mod settings;

use super::services::Services;
use crate::ids::ChatId;
use crate::store::{StoreError, owner};

impl Services {
    /// Whether this person is an owner.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn is_owner(&self, person: ChatId) -> Result<bool, StoreError> {
        Ok(self.owners.contains(&person) || owner::is_owner(&mut self.store.read().await?, person).await?)
    }

    /// Everybody who is an owner.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn all_owners(&self) -> Result<Vec<ChatId>, StoreError> {
        let mut all = owner::all(&mut self.store.read().await?).await?;
        all.extend(self.owners.iter().filter(|owner| !all.contains(owner)).copied().collect::<Vec<_>>());
        Ok(all)
    }
}
