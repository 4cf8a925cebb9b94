//! What a channel is and what may be done in it, as Telegram tells.

use serde::{Deserialize, Serialize};
use teloxide::payloads::{GetChatAdministrators, GetChatMember, GetMe};
use teloxide::requests::Payload;
use teloxide::types::{ChatMemberKind, Recipient};

use super::refusal::SendError;
use super::sender::Sender;
use crate::ids::ChatId;

/// A channel, or what was taken for one. Only what is needed: what Telegram adds to a chat does not matter here.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ChannelInfo {
    id: i64,
    #[serde(rename = "type")]
    kind: String,
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// Its public name, without the @; empty: it has none.
    #[serde(default)]
    pub username: String,
}

impl ChannelInfo {
    /// Its id.
    pub fn chat(&self) -> ChatId {
        ChatId(self.id)
    }

    /// Whether it is a channel and not a group or a person.
    pub fn is_channel(&self) -> bool {
        self.kind == "channel"
    }
}

/// What the bot may do in a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelRights {
    /// It is an administrator.
    pub admin: bool,
    /// It may post.
    pub post: bool,
}

#[derive(Serialize)]
struct GetChat {
    chat_id: String,
}

impl Payload for GetChat {
    type Output = ChannelInfo;
    const NAME: &'static str = "GetChat";
}

impl Sender {
    /// Asks what this chat is; `named` is an id, or a public name with its @.
    ///
    /// # Errors
    /// When Telegram could not be asked or tells nothing.
    pub async fn channel(&self, named: &str) -> Result<ChannelInfo, SendError> {
        self.call(&GetChat { chat_id: named.to_owned() }).await
    }

    /// Asks what the bot may do in a channel. Where it is not, it may nothing.
    ///
    /// # Errors
    /// When Telegram could not be asked.
    pub async fn channel_rights(&self, channel: ChatId) -> Result<ChannelRights, SendError> {
        let me = self.call(&GetMe::new()).await?.user.id;
        match self.call(&GetChatMember::new(recipient(channel), me)).await {
            Ok(member) => Ok(ChannelRights {
                admin: matches!(member.kind, ChatMemberKind::Administrator(_)),
                post: member.can_post_messages(),
            }),
            Err(SendError::Refused(_) | SendError::Blocked) => Ok(ChannelRights { admin: false, post: false }),
            Err(error) => Err(error),
        }
    }

    /// The people who may post in a channel. Where the bot is told nothing, there is nobody.
    ///
    /// # Errors
    /// When Telegram could not be asked.
    pub async fn posters(&self, channel: ChatId) -> Result<Vec<ChatId>, SendError> {
        match self.call(&GetChatAdministrators::new(recipient(channel))).await {
            Ok(all) => {
                let people = all.iter().filter(|one| one.can_post_messages() && !one.user.is_bot);
                Ok(people.filter_map(|one| i64::try_from(one.user.id.0).ok()).map(ChatId).collect())
            }
            Err(SendError::Refused(_) | SendError::Blocked) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }
}

fn recipient(channel: ChatId) -> Recipient {
    Recipient::Id(teloxide::types::ChatId(channel.0))
}
