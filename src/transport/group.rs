//! What a group lets the bot do.

use teloxide::payloads::{GetChat, GetChatMember, GetMe};
use teloxide::types::{ChatFullInfo, ChatFullInfoKind, ChatFullInfoPublicKind, ChatMemberKind, Recipient};

use super::refusal::SendError;
use super::sender::Sender;
use crate::ids::ChatId;

/// What a group has, and what the bot may do in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupRights {
    /// It has topics.
    pub forum: bool,
    /// The bot is an administrator.
    pub admin: bool,
    /// It may manage topics.
    pub topics: bool,
    /// It may delete messages.
    pub delete: bool,
}

impl Sender {
    /// Asks what a group has, and what the bot may do in it.
    ///
    /// # Errors
    /// When Telegram could not be asked, or the bot is not in the group.
    pub async fn group_rights(&self, group: ChatId) -> Result<GroupRights, SendError> {
        let group = Recipient::Id(teloxide::types::ChatId(group.0));
        let me = self.call(&GetMe::new()).await?.user.id;
        let member = self.call(&GetChatMember::new(group.clone(), me)).await?;
        let forum = is_forum(&self.call(&GetChat::new(group)).await?);
        Ok(match member.kind {
            ChatMemberKind::Administrator(rights) => {
                GroupRights { forum, admin: true, topics: rights.can_manage_topics, delete: rights.can_delete_messages }
            }
            _ => GroupRights { forum, admin: false, topics: false, delete: false },
        })
    }
}

fn is_forum(chat: &ChatFullInfo) -> bool {
    let ChatFullInfoKind::Public(public) = &chat.kind else { return false };
    matches!(&public.kind, ChatFullInfoPublicKind::Supergroup(group) if group.is_forum)
}
