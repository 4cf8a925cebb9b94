//! `/settings`: what the owner decides, shown, pressed and typed. Whoever presses or types is asked for anew.

use search::Lang;

use crate::bot::failure::Failure;
use crate::bot::resident::{Done, Outcome};
use crate::bot::services::Services;
use crate::bot::visit::Visit;
use crate::policy::{Decision, Form, Policies, Policy};
use crate::view::{Card, Setting, Toast};

/// `/settings`, alone, with the name of a policy, or with a value for it too.
pub(in crate::bot) async fn command(services: Services, visit: Visit, text: String) -> Outcome {
    let card = match services.is_owner(visit.chat).await? {
        true => typed(&services, &visit, &text).await?,
        false => services.view.settings_not_owner(visit.lang),
    };
    services.reply(&visit, &card).await?;
    Ok(Done::Quiet)
}

/// The card that answers what was typed.
async fn typed(services: &Services, visit: &Visit, text: &str) -> Result<Card, Failure> {
    let (name, value) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    if name.is_empty() {
        return shown(services, visit.lang, None).await;
    }
    let Some(policy) = Policy::named(name) else { return Ok(services.view.settings_unknown(visit.lang)) };
    if value.trim().is_empty() {
        return shown(services, visit.lang, Some(policy)).await;
    }
    match Decision::parse(policy, &services.view.typed_value(value)) {
        Ok(decision) => {
            decide(services, visit, decision).await?;
            shown(services, visit.lang, Some(policy)).await
        }
        Err(bad) => Ok(services.view.settings_bad(visit.lang, policy, bad)),
    }
}

/// A button of the card.
pub(in crate::bot) async fn pressed(services: Services, visit: Visit, (lang, setting): (Lang, Setting)) -> Outcome {
    if !services.is_owner(visit.chat).await? {
        return Ok(Done::Told(visit.lang, Toast::NotOwner));
    }
    let policy = match setting {
        Setting::All => None,
        Setting::One(policy) => Some(policy),
        Setting::Decide(decision) => {
            decide(&services, &visit, decision).await?;
            // What is only yes or no is changed on the card of all.
            Some(decision.policy()).filter(|policy| policy.form() != Form::YesNo)
        }
    };
    services.replace(&visit, &shown(&services, lang, policy).await?).await?;
    Ok(match setting {
        Setting::Decide(_) => Done::Beside(lang, Toast::Done),
        Setting::All | Setting::One(_) => Done::Quiet,
    })
}

async fn decide(services: &Services, visit: &Visit, decision: Decision) -> Result<(), Failure> {
    services.rulebook.decide(decision, visit.chat, &defaults(services)).await?;
    Ok(())
}

/// The card of one policy, or of all, as of now: another process may have changed them just before.
async fn shown(services: &Services, lang: Lang, policy: Option<Policy>) -> Result<Card, Failure> {
    let policies = services.rulebook.fresh(&defaults(services)).await?;
    Ok(match policy {
        Some(policy) => services.view.setting(lang, &policies, policy),
        None => services.view.settings(lang, &policies),
    })
}

fn defaults(services: &Services) -> Policies {
    services.answerer.snapshot().knowledge.info.policies.clone()
}
