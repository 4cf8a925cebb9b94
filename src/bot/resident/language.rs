//! The language: shown, pressed, or typed as a word of its own. It stays until another is chosen.

use search::Lang;

use super::{Done, Outcome, seen};
use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::store::resident;
use crate::view::Toast;

/// `/language`, with or without a name after it.
pub(in crate::bot) async fn command(services: Services, visit: Visit, name: String) -> Outcome {
    if let Some(lang) = services.view.language_named(&name) {
        return typed(services, visit, lang).await;
    }
    seen(&services, &visit).await?;
    services.reply(&visit, &services.view.language(visit.lang)).await?;
    Ok(Done::Quiet)
}

/// A text that is a language's name and nothing else.
pub(in crate::bot) async fn typed(services: Services, visit: Visit, lang: Lang) -> Outcome {
    choose(&services, &visit, lang).await?;
    services.reply(&visit, &services.view.language_chosen(lang)).await?;
    Ok(Done::Quiet)
}

/// A button of the choice.
pub(in crate::bot) async fn pressed(services: Services, visit: Visit, lang: Lang) -> Outcome {
    choose(&services, &visit, lang).await?;
    services.replace(&visit, &services.view.language_chosen(lang)).await?;
    Ok(Done::Beside(lang, Toast::Language))
}

/// Keeps the choice.
pub(super) async fn choose(services: &Services, visit: &Visit, lang: Lang) -> Result<(), Failure> {
    let (chat, now) = (visit.chat, visit.now);
    let write = services.store.write(move |c| {
        Box::pin(async move {
            resident::seen(c, chat, now).await?;
            resident::set_lang(c, chat, lang).await
        })
    });
    Ok(write.await?)
}
