//! Linking a channel, and choosing one to announce in.

use search::Lang;

use crate::store::channel::Channel;
use crate::view::View;
use crate::view::card::{Card, ChannelAct};
use crate::view::rich::Rich;

/// What came of linking a channel, with its title where it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Linked {
    /// It is linked now.
    Done(String),
    /// It was before.
    Already(String),
    /// There is no channel of this name for the bot.
    NotFound,
    /// It is a group or a person.
    NoChannel,
    /// The bot is no administrator there.
    NoAdmin,
    /// The bot may not post there.
    NoPosting(String),
    /// They may not post there.
    NotYours,
}

/// The channels that somebody may link, and those that are linked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinkCard {
    /// They can be linked.
    pub open: Vec<Channel>,
    /// They are.
    pub linked: Vec<Channel>,
}

impl View {
    /// `/link` without a name.
    pub fn link_card(&self, lang: Lang, card: &LinkCard) -> Card {
        let bullet = |text: Rich, channel: &Channel| text.line(Rich::new(&format!("• {}", channel.title)));
        let linked = match card.linked.is_empty() {
            true => Rich::default(),
            false => self.say(lang, "link-linked", &[]).line(card.linked.iter().fold(Rich::default(), bullet)),
        };
        let open = if card.open.is_empty() { "link-none" } else { "link-choose" };
        let text = self
            .heading(lang, "link-title")
            .line(linked)
            .paragraph(self.say(lang, open, &[]))
            .paragraph(self.say(lang, "link-how", &[]));
        let button = |channel: &Channel| vec![self.channel_button(lang, ("btn-link", ChannelAct::Link), channel)];
        let away = |channel: &Channel| vec![self.channel_button(lang, ("btn-unlink", ChannelAct::Unlink), channel)];
        Card::text(text).with(card.open.iter().map(button).chain(card.linked.iter().map(away)).collect())
    }

    /// To an owner: this person has linked a channel.
    pub fn link_told(&self, lang: Lang, channel: &Channel, name: &str) -> Card {
        let text = self.say(lang, "link-told", &[("name", name), ("channel", &channel.title)]);
        let button = self.channel_button(lang, ("btn-unlink", ChannelAct::Unlink), channel);
        Card::text(text).with(vec![vec![button]])
    }

    /// It is unlinked; who may post there can take that back.
    pub fn unlinked(&self, lang: Lang, channel: &Channel, posts: bool) -> Card {
        let button = || vec![self.channel_button(lang, ("btn-link", ChannelAct::Link), channel)];
        let text = self.say(lang, "link-undone", &[("channel", &channel.title)]);
        Card::text(text).with(posts.then(button).into_iter().collect())
    }

    /// What came of it.
    pub fn linked(&self, lang: Lang, linked: &Linked) -> Card {
        let named = |id: &str, title: &str| self.say(lang, id, &[("channel", title)]);
        Card::text(match linked {
            Linked::Done(title) => named("link-done", title),
            Linked::Already(title) => named("link-already", title),
            Linked::NotFound => self.say(lang, "link-not-found", &[]),
            Linked::NoChannel => self.say(lang, "link-no-channel", &[]),
            Linked::NoAdmin => self.say(lang, "link-no-admin", &[]),
            Linked::NoPosting(title) => named("link-no-posting", title),
            Linked::NotYours => self.say(lang, "link-not-yours", &[]),
        })
    }

    /// The bot was made an administrator of a channel by this person.
    pub fn link_offer(&self, lang: Lang, channel: &Channel) -> Card {
        let button = self.channel_button(lang, ("btn-link", ChannelAct::Link), channel);
        Card::text(self.say(lang, "link-offer", &[("channel", &channel.title)])).with(vec![vec![button]])
    }

    /// They may post in no linked channel.
    pub fn announce_nobody(&self, lang: Lang) -> Card {
        Card::text(self.say(lang, "ann-who-may", &[]))
    }

    /// In which channel?
    pub fn announce_where(&self, lang: Lang, channels: &[Channel]) -> Card {
        let button = |channel: &Channel| vec![self.channel_button(lang, ("btn-ann-in", ChannelAct::Announce), channel)];
        Card::text(self.say(lang, "ann-where", &[])).with(channels.iter().map(button).collect())
    }
}
