//! The staff group: whether there is one, and whether the bot may do in it what the desk needs.

use super::check::Check;
use crate::config::Config;
use crate::ids::ChatId;
use crate::store::copy::examine;
use crate::transport::{GroupRights, SendError, Sender};

const NAME: &str = "staff group";

/// `sender`: none when there is no token, or Telegram was not reached.
pub(super) async fn check(config: &Config, sender: Option<&Sender>) -> Check {
    let Some(group) = group(config).await else {
        return Check::not_set_up(
            NAME,
            "not set up: an owner says /setup in a group with topics, the bot being its administrator",
        );
    };
    let Some(sender) = sender else {
        return Check::not_set_up(NAME, format!("{} is not asked about, for Telegram is not", group.0));
    };
    match sender.group_rights(group).await {
        Ok(rights) => judged(group, rights),
        Err(SendError::Blocked | SendError::Refused(_)) => {
            Check::failed(NAME, format!("the bot is not in the group {}: add it, and say /setup there again", group.0))
        }
        Err(error) => Check::warning(NAME, format!("{} could not be asked about ({error}): try again", group.0)),
    }
}

/// The one of the settings, else the one that the database remembers.
async fn group(config: &Config) -> Option<ChatId> {
    match config.staff_chat {
        Some(group) => Some(group),
        None => examine(config.database_url.expose()).await.ok().flatten()?.staff_chat,
    }
}

fn judged(group: ChatId, rights: GroupRights) -> Check {
    let wanted = [
        (rights.forum, "switch topics on in the group"),
        (rights.admin, "make the bot an administrator"),
        (rights.topics || !rights.admin, "let the bot manage topics"),
        (rights.delete || !rights.admin, "let the bot delete messages"),
    ];
    let missing: Vec<&str> = wanted.iter().filter(|(there, _)| !there).map(|(_, todo)| *todo).collect();
    match missing.is_empty() {
        true => Check::ok(NAME, format!("{} has topics, and the bot has the rights it needs", group.0)),
        false => Check::failed(NAME, format!("in {}: {}", group.0, missing.join("; "))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::State;
    use super::*;

    #[test]
    fn what_is_missing_is_named() {
        let all = GroupRights { forum: true, admin: true, topics: true, delete: true };
        assert_eq!(judged(ChatId(-100), all).state, State::Ok);
        let none = GroupRights { forum: false, admin: false, topics: false, delete: false };
        let told = judged(ChatId(-100), none).to_string();
        assert!(told.ends_with("in -100: switch topics on in the group; make the bot an administrator"), "{told}");
        let told = judged(ChatId(-100), GroupRights { topics: false, ..all }).to_string();
        assert!(told.ends_with("let the bot manage topics"), "{told}");
    }
}
