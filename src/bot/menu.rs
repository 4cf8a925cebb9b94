//! What Telegram shows of the bot outside of chats: commands and descriptions, in each language, set at every start.

use search::Lang;
use teloxide::payloads::{
    SetMyCommands, SetMyCommandsSetters, SetMyDescription, SetMyDescriptionSetters, SetMyShortDescription,
    SetMyShortDescriptionSetters,
};
use teloxide::types::{BotCommand, BotCommandScope, Recipient};

use crate::ids::ChatId;
use crate::transport::{SendError, Sender};
use crate::view::{Menu, View};

/// Sets commands and descriptions. People whose Telegram speaks another language get those of `default`.
///
/// # Errors
/// When Telegram did not take one of them.
pub async fn publish(sender: &Sender, view: &View, default: Lang) -> Result<(), SendError> {
    publish_in(sender, &view.menu(default), None).await?;
    for lang in Lang::ALL {
        publish_in(sender, &view.menu(lang), Some(lang.code())).await?;
    }
    Ok(())
}

/// Sets the commands of the staff group.
///
/// # Errors
/// When Telegram did not take them.
pub async fn publish_for_staff(sender: &Sender, view: &View, group: ChatId, lang: Lang) -> Result<(), SendError> {
    let commands: Vec<_> = view.staff_commands(lang).iter().map(|c| BotCommand::new(c.name, &c.description)).collect();
    let scope = BotCommandScope::Chat { chat_id: Recipient::Id(teloxide::types::ChatId(group.0)) };
    sender.call(&SetMyCommands::new(commands).scope(scope)).await.map(drop)
}

/// Sets the commands of somebody who may post in a linked channel, in their own chat.
///
/// # Errors
/// When Telegram did not take them.
pub async fn publish_for_admin(sender: &Sender, view: &View, person: ChatId, lang: Lang) -> Result<(), SendError> {
    let commands: Vec<_> = view.admin_commands(lang).iter().map(|c| BotCommand::new(c.name, &c.description)).collect();
    let scope = BotCommandScope::Chat { chat_id: Recipient::Id(teloxide::types::ChatId(person.0)) };
    sender.call(&SetMyCommands::new(commands).scope(scope)).await.map(drop)
}

async fn publish_in(sender: &Sender, menu: &Menu, code: Option<&str>) -> Result<(), SendError> {
    let commands: Vec<_> = menu.commands.iter().map(|c| BotCommand::new(c.name, &c.description)).collect();
    for scope in [BotCommandScope::Default, BotCommandScope::AllPrivateChats] {
        let set = SetMyCommands::new(commands.clone()).scope(scope);
        sender.call(&in_lang(set, code, SetMyCommands::language_code)).await?;
    }
    let description = SetMyDescription::new().description(&menu.description);
    sender.call(&in_lang(description, code, SetMyDescription::language_code)).await?;
    let short = SetMyShortDescription::new().short_description(&menu.short_description);
    sender.call(&in_lang(short, code, SetMyShortDescription::language_code)).await?;
    Ok(())
}

fn in_lang<P>(payload: P, code: Option<&str>, set: impl FnOnce(P, String) -> P) -> P {
    match code {
        Some(code) => set(payload, code.to_owned()),
        None => payload,
    }
}
