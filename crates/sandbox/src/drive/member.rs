//! Somebody in a group: verbs for what they do there.

use anyhow::{Context, anyhow};

use super::{
    actor::Pressed,
    group::Group,
    line::ChatLine,
    waiting::{answered, newest_button, patience},
};
use crate::world::{World, chat::Chat, incoming::Sent, message::Author, played::played};

/// Icons of the topics that people make.
const ICON_COLOUR: i64 = 7_322_096;

/// Somebody in a group; cheap to clone.
#[derive(Debug, Clone)]
pub struct Member {
    pub(super) group: Group,
    pub(super) person: i64,
    pub(super) anonymous: bool,
}

impl Member {
    /// The person's id.
    pub fn id(&self) -> i64 {
        self.person
    }

    /// The same person writing as anonymous administrator; of an administrator, this is then told too.
    pub fn anonymous(&self) -> Member {
        self.group.change(|world, id| {
            let group = world.chats.get(&id).and_then(Chat::group);
            if let Some(hidden) = group.map(|group| group.standing(self.person).hidden(true)) {
                world.stand(id, self.person, self.person, hidden);
            }
        });
        Member { anonymous: true, ..self.clone() }
    }

    /// Writes into a topic, or into General; the id of the message, or 0 where they cannot write.
    pub async fn says(&self, topic: Option<i64>, text: impl Into<String>) -> i64 {
        self.send(Sent { text: text.into(), thread: topic, ..Sent::default() })
    }

    /// Replies to a message, in its topic.
    pub async fn replies(&self, message_id: i64, text: impl Into<String>) -> i64 {
        self.send(Sent { text: text.into(), reply_to: Some(message_id), ..Sent::default() })
    }

    /// Sends a picture.
    pub async fn sends_photo(&self, topic: Option<i64>, caption: &str) -> i64 {
        self.sends(topic, "photo", "", caption)
    }

    /// Sends a file.
    pub async fn sends_document(&self, topic: Option<i64>, name: &str, caption: &str) -> i64 {
        self.sends(topic, "document", name, caption)
    }

    /// Sends a voice message.
    pub async fn sends_voice(&self, topic: Option<i64>) -> i64 {
        self.sends(topic, "voice", "", "")
    }

    fn sends(&self, topic: Option<i64>, kind: &'static str, name: &str, caption: &str) -> i64 {
        self.send(Sent { text: caption.to_owned(), media: Some(played(kind, name)), thread: topic, ..Sent::default() })
    }

    fn send(&self, sent: Sent) -> i64 {
        self.group.change(|world, id| world.say(id, self.author(), sent)).unwrap_or_default()
    }

    /// Edits an own message.
    pub async fn edits(&self, message_id: i64, text: &str) -> anyhow::Result<()> {
        let done = self.group.change(|world, id| world.edit(id, self.author(), message_id, text));
        if done { Ok(()) } else { Err(anyhow!("there is no message {message_id} of their own to edit")) }
    }

    /// Sets their reaction to a message, or takes it back.
    pub async fn reacts(&self, message_id: i64, emoji: Option<&str>) {
        self.group.change(|world, id| world.react(id, (self.person, self.author()), message_id, emoji));
    }

    /// Presses the newest button with this label (or one that begins so) in a topic, waiting for it to appear, and
    /// then for the bot to answer the press.
    pub async fn presses(&self, topic: Option<i64>, label: &str) -> anyhow::Result<Pressed> {
        let shared = &self.group.shared;
        let find = || newest_button(&self.group.lines(topic), label);
        let found = shared.eventually(patience(shared), find).await;
        let (message_id, data) = found.ok_or_else(|| self.group.failed(&format!("no button [{label}]"), topic))?;
        self.presses_data(message_id, &data).await.with_context(|| format!("pressing [{label}]"))
    }

    /// Sends any data as if a button had it, as a forged client can, and waits for the answer. The message need not
    /// exist.
    pub async fn presses_data(&self, message_id: i64, data: &str) -> anyhow::Result<Pressed> {
        let query = self.group.change(|world, id| world.press(id, self.person, message_id, data));
        let query = query.ok_or_else(|| anyhow!("this group is not in the sandbox"))?;
        let seen = answered(&self.group.shared, &query).await;
        seen.ok_or_else(|| self.group.failed("the press was never answered", self.topic_of(message_id)))
    }

    fn topic_of(&self, message_id: i64) -> Option<i64> {
        self.group.shared.read(|world| world.chats.get(&world.present(self.group.first))?.message(message_id)?.thread)
    }

    /// Makes a topic; its id, or 0 where there are none.
    pub async fn opens_topic(&self, name: &str) -> i64 {
        let made = self.group.change(|world, id| world.create_topic(id, self.author(), name, ICON_COLOUR));
        made.unwrap_or_default()
    }

    /// Closes a topic, or opens it again.
    pub async fn closes_topic(&self, topic: i64, closed: bool) {
        self.group.change(|world, id| world.close_topic(id, self.author(), topic, closed));
    }

    /// A message as this person sees it, in whatever topic it is.
    pub fn sees_message(&self, message_id: i64) -> Option<ChatLine> {
        let look = |world: &World| {
            let chat = world.chats.get(&world.present(self.group.first))?;
            Some(ChatLine::of(world, chat.message(message_id)?))
        };
        self.group.shared.read(look)
    }

    /// The command menu as this person sees it in the group, as `(command, description)`.
    pub fn menu(&self) -> Vec<(String, String)> {
        self.group.shared.read(|world| world.menu_of(self.person, world.present(self.group.first)))
    }

    fn author(&self) -> Author {
        if self.anonymous { Author::Anonymous } else { Author::Person(self.person) }
    }
}
