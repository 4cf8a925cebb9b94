//! A build without the sandbox: a token must be given.

use std::net::SocketAddr;

use crate::config::{Token, WrongSetting};
use crate::ids::ChatId;
use crate::store::channel::Channel;

/// There is none.
pub(super) enum Trial {}

impl Trial {
    pub(super) async fn start(_: SocketAddr) -> anyhow::Result<Trial> {
        Err(WrongSetting::no_token().into())
    }

    pub(super) fn api_url(&self) -> String {
        match *self {}
    }

    pub(super) fn token(&self) -> Token {
        match *self {}
    }

    pub(super) fn newsroom(&self) -> Channel {
        match *self {}
    }

    pub(super) fn office(&self) -> (ChatId, ChatId) {
        match *self {}
    }

    pub(super) fn banner(&self) -> String {
        match *self {}
    }
}
