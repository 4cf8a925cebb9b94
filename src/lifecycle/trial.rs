//! A start without a token: the sandbox plays Telegram on this machine.

use std::net::SocketAddr;

use anyhow::Context;
use sandbox::{Options, Sandbox};

use crate::config::Token;
use crate::ids::ChatId;
use crate::store::channel::Channel;

/// A running sandbox. It ends when this is dropped.
pub(super) struct Trial(Sandbox);

impl Trial {
    pub(super) async fn start(listen: SocketAddr) -> anyhow::Result<Trial> {
        let started = Sandbox::start(Options::for_people(listen)).await;
        started.map(Trial).context("no token was given, so the sandbox starts; another address: QAIDA_SANDBOX_LISTEN")
    }

    pub(super) fn api_url(&self) -> String {
        self.0.api_url()
    }

    pub(super) fn token(&self) -> Token {
        Token::new(self.0.token())
    }

    /// Who owns the bot there, and the staff group: the desk is open from the start.
    pub(super) fn office(&self) -> (ChatId, ChatId) {
        let group = sandbox::staff_group();
        (ChatId(group.owner), ChatId(group.id))
    }

    /// The channel of the city, as linked by its admin: announcements can be made from the start.
    pub(super) fn newsroom(&self) -> Channel {
        let channel = sandbox::city_channel();
        Channel {
            chat: ChatId(channel.id),
            title: channel.title,
            username: channel.username.unwrap_or_default(),
            added_by: ChatId(channel.owner),
            linked_by: ChatId(channel.owner),
            gone: false,
        }
    }

    /// What whoever started it wants to know.
    pub(super) fn banner(&self) -> String {
        format!(
            "\n  qaida runs with its sandbox: nothing leaves this machine.\n  Chat with it:  {}\n  \
             Stop it:       Ctrl-C\n  Go live:       QAIDA_TOKEN=<token from @BotFather> qaida\n",
            self.0.page_url()
        )
    }
}
