//! What Telegram shows outside of the chat's messages: the list of commands and the bot's descriptions.

use search::Lang;

use super::View;

/// The commands of a resident's menu, in its order; each has a text `menu-…`.
const COMMANDS: [&str; 9] =
    ["departments", "former", "subscriptions", "language", "help", "about", "privacy", "mydata", "forget"];

/// The commands that channel admins have besides.
const ADMIN_COMMANDS: [&str; 3] = ["announce", "announcements", "link"];

/// The commands of staff, in a question's topic.
const STAFF_COMMANDS: [&str; 6] = ["claim", "close", "reopen", "unsend", "ready", "kb"];

/// A command and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Without the slash.
    pub name: &'static str,
    /// What it does, in a few words.
    pub description: String,
}

/// All of it in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu {
    /// The commands, in order.
    pub commands: Vec<Command>,
    /// Shown in an empty chat: at most 512 characters.
    pub description: String,
    /// Shown on the bot's profile: at most 120 characters.
    pub short_description: String,
}

impl View {
    /// The commands of the staff group.
    pub fn staff_commands(&self, lang: Lang) -> Vec<Command> {
        let command = |name| Command { name, description: self.get(lang, &format!("staff-menu-{name}")) };
        STAFF_COMMANDS.map(command).to_vec()
    }

    /// The commands of somebody who may post in a linked channel.
    pub fn admin_commands(&self, lang: Lang) -> Vec<Command> {
        let command = |name| Command { name, description: self.get(lang, &format!("menu-{name}")) };
        ADMIN_COMMANDS.into_iter().chain(COMMANDS).map(command).collect()
    }

    /// The menu in this language.
    pub fn menu(&self, lang: Lang) -> Menu {
        let command = |name| Command { name, description: self.get(lang, &format!("menu-{name}")) };
        Menu {
            commands: COMMANDS.map(command).to_vec(),
            description: self.get(lang, "bot-description"),
            short_description: self.get(lang, "bot-short-description"),
        }
    }
}
