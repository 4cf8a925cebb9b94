//! What is kept about people: told, handed out, erased. None of this makes anybody known who was not.

use search::Lang;

use super::{Done, Failure, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::store::person::{self, Held};
use crate::transport::File;

/// `/privacy`
pub(in crate::bot) async fn privacy(services: Services, visit: Visit) -> Outcome {
    let days = services.policies().await?.retention_days;
    services.reply(&visit, &services.view.privacy(visit.lang, days)).await?;
    Ok(Done::Quiet)
}

/// `/mydata`
pub(in crate::bot) async fn my_data(services: Services, visit: Visit) -> Outcome {
    to_my_data(services, visit.clone(), visit.lang).await
}

/// Sends a file with all that is kept about them.
pub(in crate::bot) async fn to_my_data(services: Services, visit: Visit, lang: Lang) -> Outcome {
    let held = held(&services, &visit).await?;
    if held.is_nothing() {
        services.reply(&visit, &services.view.kept_nothing(lang)).await?;
        return Ok(Done::Quiet);
    }
    let data = services.view.my_data(lang, &held, visit.now);
    let file = File { name: data.name.to_owned(), mime: "application/json", bytes: data.json };
    services.sender.send_file(visit.chat, &file, &data.caption).await?;
    Ok(Done::Quiet)
}

/// `/forget`
pub(in crate::bot) async fn forget(services: Services, visit: Visit) -> Outcome {
    to_forget(services, visit.clone(), visit.lang).await
}

/// Shows what is kept about them in numbers, and asks whether to erase it.
pub(in crate::bot) async fn to_forget(services: Services, visit: Visit, lang: Lang) -> Outcome {
    let held = held(&services, &visit).await?;
    services.reply(&visit, &services.view.forget(lang, &held)).await?;
    Ok(Done::Quiet)
}

/// Erases it. Pressed again, or carried out again after a crash, it finds nothing and says the same.
pub(in crate::bot) async fn erase(services: Services, visit: Visit, lang: Lang) -> Outcome {
    let held = held(&services, &visit).await?;
    // The topics first: once the tickets are erased nobody knows which ones they were.
    for (ticket, _) in &held.tickets {
        services.delete_topic(ticket).await?;
    }
    services.store.write(move |c| Box::pin(async move { person::erase(c, &held).await })).await?;
    services.recent.forget(visit.chat);
    services.replace(&visit, &services.view.forgotten(lang, true)).await?;
    // The confirmation may have been remembered as the answer to what they typed.
    services.recent.forget(visit.chat);
    Ok(Done::Quiet)
}

/// Leaves it as it is.
pub(in crate::bot) async fn keep(services: Services, visit: Visit, lang: Lang) -> Outcome {
    services.replace(&visit, &services.view.forgotten(lang, false)).await?;
    Ok(Done::Quiet)
}

async fn held(services: &Services, visit: &Visit) -> Result<Held, Failure> {
    Ok(person::held(&mut services.store.read().await?, visit.chat).await?)
}
