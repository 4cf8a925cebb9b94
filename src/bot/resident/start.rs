//! The start, help, and what this bot is.

use search::Lang;

use super::announced;
use super::browse::card;
use super::language::choose;
use super::{Done, Outcome, seen};
use crate::bot::deeplink;
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::ids::Kind;
use crate::store::owner::{self, Opened, OwnerCode};
use crate::view::{Notice, Origin, Toast};

/// `/start`, alone or with the code of an entry to be shown, or the number of an announcement to ask about.
pub(in crate::bot) async fn start(services: Services, visit: Visit, payload: String) -> Outcome {
    if let Some(code) = OwnerCode::find(&payload) {
        return become_owner(services, visit, code).await;
    }
    seen(&services, &visit).await?;
    if let Some(id) = deeplink::announcement(&payload)
        && let Some(card) = announced::opened(&services, &visit, id).await?
    {
        services.reply(&visit, &card).await?;
        return Ok(Done::Quiet);
    }
    let entry = deeplink::entries(&payload).find_map(|id| card(&services, visit.lang, &id));
    let greeting = || services.view.start(visit.lang, visit.chosen, &services.answerer.snapshot().knowledge.info);
    services.reply(&visit, &entry.unwrap_or_else(greeting)).await?;
    Ok(Done::Quiet)
}

/// The code of an owner link, after `/start` or pasted: it is no question, and goes nowhere but here.
pub(in crate::bot) async fn become_owner(services: Services, visit: Visit, code: OwnerCode) -> Outcome {
    seen(&services, &visit).await?;
    let (who, now) = ((visit.chat, visit.update), visit.now);
    if services.owners.contains(&visit.chat) {
        services.reply(&visit, &services.view.notice(visit.lang, Notice::OwnerAlready)).await?;
        return Ok(Done::Quiet);
    }
    let opening =
        services.store.write(move |c| Box::pin(async move { owner::open_link(c, &code, who, now).await })).await?;
    let notice = match opening {
        Opened::New => Notice::OwnerNew,
        Opened::Already => Notice::OwnerAlready,
        Opened::Over => Notice::OwnerLinkOver,
    };
    services.reply(&visit, &services.view.notice(visit.lang, notice)).await?;
    Ok(Done::Quiet)
}

/// A language button of the start: the greeting changes to it.
pub(in crate::bot) async fn start_in(services: Services, visit: Visit, lang: Lang) -> Outcome {
    choose(&services, &visit, lang).await?;
    let card = services.view.start(lang, Some(lang), &services.answerer.snapshot().knowledge.info);
    services.replace(&visit, &card).await?;
    Ok(Done::Beside(lang, Toast::Language))
}

/// `/help`
pub(in crate::bot) async fn help(services: Services, visit: Visit) -> Outcome {
    seen(&services, &visit).await?;
    services.reply(&visit, &services.view.help(visit.lang)).await?;
    Ok(Done::Quiet)
}

/// `/about`: the source named is the one that the departments are known from.
pub(in crate::bot) async fn about(services: Services, visit: Visit) -> Outcome {
    seen(&services, &visit).await?;
    let days = services.policies().await?.retention_days;
    let snapshot = services.answerer.snapshot();
    let knowledge = &snapshot.knowledge;
    let source = knowledge.of_kind(Kind::Department).find_map(|department| knowledge.sources.get(&department.source));
    let card = services.view.about_bot(visit.lang, Origin { info: &knowledge.info, source, days });
    services.reply(&visit, &card).await?;
    Ok(Done::Quiet)
}
