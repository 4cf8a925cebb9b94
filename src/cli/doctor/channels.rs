//! The linked channels: whether the bot may still post in each of them.

use super::check::Check;
use crate::config::Config;
use crate::store::channel::Channel;
use crate::store::copy::examine;
use crate::transport::Sender;

const NAME: &str = "channels";

/// A line a linked channel. `sender`: none when there is no token, or Telegram was not reached.
pub(super) async fn checks(config: &Config, sender: Option<&Sender>) -> Vec<Check> {
    let seen = examine(config.database_url.expose()).await.ok().flatten();
    let linked: Vec<Channel> =
        seen.into_iter().flat_map(|seen| seen.channels).filter(|one| one.linked_by.0 != 0).collect();
    if linked.is_empty() {
        return vec![Check::not_set_up(NAME, "none is linked: who may post in a channel writes /link to the bot")];
    }
    let mut checks = Vec::new();
    for channel in &linked {
        checks.push(match sender {
            Some(sender) => check(channel, sender).await,
            None => Check::not_set_up(NAME, format!("{} is not asked about, for Telegram is not", channel.chat.0)),
        });
    }
    checks
}

async fn check(channel: &Channel, sender: &Sender) -> Check {
    let id = channel.chat.0;
    match sender.channel_rights(channel.chat).await {
        Ok(rights) if rights.post => Check::ok(NAME, format!("the bot may post in {id}")),
        Ok(_) => Check::failed(NAME, format!("the bot may not post in {id}: make it an administrator with that right")),
        Err(error) => Check::warning(NAME, format!("{id} could not be asked about ({error}): try again")),
    }
}
