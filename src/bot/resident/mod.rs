//! What the bot does for residents, one file a noun. Handlers take the services, the visit, and what the tree found in
//! the update; they return what is left to be said to a press.

mod announced;
pub(super) mod ask;
pub(super) mod browse;
pub(super) mod feedback;
pub(super) mod follow;
pub(super) mod human;
pub(super) mod knowledge;
pub(super) mod language;
pub(super) mod misc;
pub(super) mod options;
pub(super) mod privacy;
pub(super) mod start;
pub(super) mod verify;

use search::Lang;

use super::failure::Failure;
use super::services::Services;
use super::visit::Visit;
use crate::store::question::NewQuestion;
use crate::store::resident;
use crate::view::Toast;

/// What a handler leaves to be said: over the press, or as a message to those who typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Done {
    /// Nothing.
    Quiet,
    /// Nothing; this question was answered and is to be kept.
    Asked(Box<NewQuestion>),
    /// This line.
    Told(Lang, Toast),
    /// This line, but over a press only: the card says it too.
    Beside(Lang, Toast),
}

/// What every handler returns.
pub(super) type Outcome = Result<Done, Failure>;

/// Notes that this person wrote, and, as long as they were told nothing, in which language menus speak to them.
async fn seen(services: &Services, visit: &Visit) -> Result<(), Failure> {
    let (chat, now, lang) = (visit.chat, visit.now, visit.lang);
    let write = services.store.write(move |c| {
        Box::pin(async move {
            resident::seen(c, chat, now).await?;
            resident::spoken_first(c, chat, lang).await
        })
    });
    Ok(write.await?)
}
