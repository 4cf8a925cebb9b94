//! A person at their Telegram: verbs for what they do, and ways to wait for what they see.

use std::{fmt, sync::Arc, time::Duration};

use anyhow::{Context, anyhow};

use super::{
    line::{ChatLine, screen},
    sandbox::Running,
    waiting,
};
use crate::{
    shared::Shared,
    world::{World, incoming::Sent, message::Author},
};

/// A person in a private chat with the bot. Cheap to clone; clones are the same person.
#[derive(Clone)]
pub struct Actor {
    pub(super) shared: Arc<Shared>,
    pub(super) id: i64,
    /// The sandbox lives as long as anybody in it is held.
    pub(super) _alive: Arc<Running>,
}

impl fmt::Debug for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Actor({})", self.id)
    }
}

/// A file that the bot sent, as the person saves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What a press of a button brought besides messages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pressed {
    /// The text that flew by, if any.
    pub text: Option<String>,
    /// Whether it came as an alert that has to be closed.
    pub alert: bool,
}

impl Actor {
    /// The person's id, which is the id of the chat too.
    pub fn id(&self) -> i64 {
        self.id
    }

    /// Writes a message; its id.
    pub async fn says(&self, text: impl Into<String>) -> i64 {
        self.send(Sent { text: text.into(), ..Sent::default() })
    }

    /// Writes a message as a reply to another.
    pub async fn replies(&self, message_id: i64, text: impl Into<String>) -> i64 {
        self.send(Sent { text: text.into(), reply_to: Some(message_id), ..Sent::default() })
    }

    /// Presses START or opens a deep link; an empty payload is plain `/start`.
    pub async fn starts(&self, payload: &str) -> i64 {
        self.says(format!("/start {payload}").trim_end()).await
    }

    pub(super) fn send(&self, sent: Sent) -> i64 {
        // Nobody is ever removed from the world, so there is an id.
        self.shared.change(|world| world.say(self.id, self.author(), sent)).unwrap_or_default()
    }

    /// Edits an own message.
    pub async fn edits(&self, message_id: i64, text: &str) -> anyhow::Result<()> {
        let done = self.shared.change(|world| world.edit(self.id, self.author(), message_id, text));
        if done { Ok(()) } else { Err(anyhow!("there is no message {message_id} of their own to edit")) }
    }

    /// Sets their reaction to a message, or takes it back.
    pub async fn reacts(&self, message_id: i64, emoji: Option<&str>) {
        self.shared.change(|world| world.react(self.id, (self.id, self.author()), message_id, emoji));
    }

    pub(super) fn author(&self) -> Author {
        Author::Person(self.id)
    }

    /// Blocks the bot.
    pub async fn blocks(&self) {
        self.shared.change(|world| world.set_blocked(self.id, true));
    }

    /// Lets the bot back in.
    pub async fn unblocks(&self) {
        self.shared.change(|world| world.set_blocked(self.id, false));
    }

    /// Sets the language of their Telegram, as the next update will tell it.
    pub async fn switches_to(&self, language_code: Option<&str>) {
        let language = language_code.map(str::to_owned);
        self.shared.change(|world| {
            if let Some(person) = world.people.get_mut(&self.id) {
                person.language_code = language;
            }
        });
    }

    /// Presses the newest button with this label (or one that begins so), waiting for it to appear, and then for
    /// the bot to answer the press.
    pub async fn presses(&self, label: &str) -> anyhow::Result<Pressed> {
        let query = self.taps(label).await?;
        self.answered(&query).await.with_context(|| format!("pressing [{label}]"))
    }

    /// Presses a button without waiting for an answer; the id of the query.
    pub async fn taps(&self, label: &str) -> anyhow::Result<String> {
        let find = |world: &mut World| {
            let lines = ChatLine::all(world, world.chats.get(&self.id)?);
            waiting::newest_button(&lines, label)
        };
        let found = self.shared.within(self.patience(), find).await;
        let (message_id, data) = found.ok_or_else(|| self.failed(&format!("no button [{label}]")))?;
        self.query(message_id, &data)
    }

    /// Sends any data as if a button had it, as a forged client can, and waits for the answer. The message need
    /// not exist.
    pub async fn presses_data(&self, message_id: i64, data: &str) -> anyhow::Result<Pressed> {
        let query = self.query(message_id, data)?;
        self.answered(&query).await
    }

    fn query(&self, message_id: i64, data: &str) -> anyhow::Result<String> {
        let query = self.shared.change(|world| world.press(self.id, self.id, message_id, data));
        query.ok_or_else(|| anyhow!("this person is not in the sandbox"))
    }

    /// Waits until the bot has answered a press.
    pub async fn answered(&self, query: &str) -> anyhow::Result<Pressed> {
        let seen = waiting::answered(&self.shared, query).await;
        seen.ok_or_else(|| self.failed("the press was never answered"))
    }

    /// The chat as it is now.
    pub fn chat(&self) -> Vec<ChatLine> {
        self.shared.read(|world| {
            let chat = world.chats.get(&self.id);
            chat.map(|chat| ChatLine::all(world, chat)).unwrap_or_default()
        })
    }

    /// The chat as text, for snapshots.
    pub fn screen(&self) -> String {
        screen(&self.chat())
    }

    /// Saves the file that a message of the bot carries.
    pub fn downloads(&self, message_id: i64) -> anyhow::Result<Download> {
        let file = self.shared.read(|world| {
            let media = world.chats.get(&self.id)?.message(message_id)?.media.as_ref()?;
            let file = world.files.get(media.file.as_deref()?)?;
            Some(Download { name: file.name.clone(), bytes: file.bytes.to_vec() })
        });
        file.ok_or_else(|| self.failed(&format!("message {message_id} carries no file")))
    }

    /// The command menu as this person sees it, as `(command, description)`.
    pub fn menu(&self) -> Vec<(String, String)> {
        self.shared.read(|world| world.menu_of(self.id, self.id))
    }

    /// Waits for the next message or edit by the bot that was not yet taken. Taken in order, each once, as it
    /// was when it came.
    pub async fn next_message(&self) -> anyhow::Result<ChatLine> {
        let next = |world: &mut World| {
            let message = world.chats.get_mut(&self.id)?.news.pop_front()?;
            Some(ChatLine::of(world, &message))
        };
        let line = self.shared.within(self.patience(), next).await;
        line.ok_or_else(|| self.failed("the bot sent and edited nothing"))
    }

    /// How many messages and edits by the bot `next_message` has not taken yet.
    pub fn untaken(&self) -> usize {
        self.shared.read(|world| world.chats.get(&self.id).map_or(0, |chat| chat.news.len()))
    }

    /// Waits until the chat is as wanted.
    pub async fn sees(&self, wanted: impl Fn(&[ChatLine]) -> bool) -> anyhow::Result<()> {
        let seen = self.shared.eventually(self.patience(), || wanted(&self.chat()).then_some(())).await;
        seen.ok_or_else(|| self.failed("the chat did not become as wanted"))
    }

    /// Deletes everything in the chat without telling the bot, as a client can: for long tests that look at one
    /// step at a time.
    pub fn clears(&self) {
        self.shared.change(|world| {
            let revision = world.revision;
            let Some(chat) = world.chats.get_mut(&self.id) else { return };
            chat.delete_all(revision, |_| true);
            chat.news.clear();
        });
    }

    fn patience(&self) -> Duration {
        self.shared.options.patience
    }

    /// An error that shows what the person sees and what the bot was refused last.
    fn failed(&self, what: &str) -> anyhow::Error {
        waiting::failed(&self.shared, what, &self.screen())
    }
}
