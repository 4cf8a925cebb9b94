//! Browsing: the lists of departments, and the card of one entry. Buttons change the card they stand on.

use search::Lang;

use super::{Done, Outcome, seen};
use crate::answer::Reply;
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::EntryId;
use crate::view::{Card, Toast};

/// `/departments`
pub(in crate::bot) async fn departments(services: Services, visit: Visit) -> Outcome {
    seen(&services, &visit).await?;
    to_departments(services, visit.clone(), visit.lang).await
}

/// `/former`
pub(in crate::bot) async fn formers(services: Services, visit: Visit) -> Outcome {
    seen(&services, &visit).await?;
    to_formers(services, visit.clone(), visit.lang).await
}

/// The list of departments.
pub(in crate::bot) async fn to_departments(services: Services, visit: Visit, lang: Lang) -> Outcome {
    let card = services.view.departments(lang, &services.answerer.departments());
    services.replace(&visit, &card).await?;
    Ok(Done::Quiet)
}

/// The list of former departments.
pub(in crate::bot) async fn to_formers(services: Services, visit: Visit, lang: Lang) -> Outcome {
    let card = services.view.formers(lang, &services.answerer.formers());
    services.replace(&visit, &card).await?;
    Ok(Done::Quiet)
}

/// The card of an entry, in place.
pub(in crate::bot) async fn open(services: Services, visit: Visit, (lang, entry): (Lang, EntryId)) -> Outcome {
    let Some(card) = card(&services, lang, &entry) else { return Ok(Done::Told(lang, Toast::OutOfDate)) };
    services.replace(&visit, &card).await?;
    Ok(Done::Quiet)
}

/// The card of a department, below the answer that named it.
pub(in crate::bot) async fn more(services: Services, visit: Visit, (lang, entry): (Lang, EntryId)) -> Outcome {
    let Some(card) = card(&services, lang, &entry) else { return Ok(Done::Told(lang, Toast::OutOfDate)) };
    services.reply(&visit, &card).await?;
    Ok(Done::Quiet)
}

/// The entry's card, if there is such an entry and it can be shown.
pub(super) fn card(services: &Services, lang: Lang, entry: &EntryId) -> Option<Card> {
    match services.answerer.about(entry, lang)?.reply {
        Reply::Answer(answer) => Some(services.view.entry_card(lang, &answer)),
        Reply::Decline(decline) if decline.on_hold.is_some() => Some(services.view.decline(lang, &decline, None)),
        Reply::Ask(_) | Reply::Decline(_) | Reply::Smalltalk(_) => None,
    }
}
