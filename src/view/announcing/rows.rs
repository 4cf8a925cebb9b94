//! The buttons of an announcement's card.

use search::Lang;

use super::{AnnounceCard, Hush, Page};
use crate::announce::plan::{Ask, People};
use crate::ids::{EntryId, Kind};
use crate::store::announcement::State;
use crate::store::channel::Channel;
use crate::view::View;
use crate::view::card::{AnnounceAct, Button, ChannelAct, Choice, Press};
use crate::view::keyboard::tick;

impl View {
    pub(super) fn announce_rows(&self, lang: Lang, card: &AnnounceCard<'_>) -> Vec<Vec<Button>> {
        let act = |label: &str, act| self.button(lang, label, Press::Announce(act, card.row.id));
        match card.row.state {
            State::Draft if card.own && card.plan.texts.is_empty() => self.first_rows(lang, card),
            State::Draft => self.draft_page(lang, card),
            State::Scheduled if *card.page == Page::When => self.moment_rows(lang, card),
            State::Scheduled => {
                let change = vec![act("btn-ann-when", AnnounceAct::When), act("btn-ann-change", AnnounceAct::Change)];
                let change = if card.own { change } else { Vec::new() };
                vec![
                    change,
                    vec![act("btn-ann-preview", AnnounceAct::Preview)],
                    vec![act("btn-ann-cancel", AnnounceAct::Drop)],
                ]
            }
            State::Late => vec![
                vec![act("btn-ann-late-now", AnnounceAct::Now)],
                if card.own { vec![act("btn-ann-when", AnnounceAct::When)] } else { Vec::new() },
                vec![act("btn-ann-preview", AnnounceAct::Preview)],
                vec![act("btn-ann-cancel", AnnounceAct::Drop)],
            ],
            _ => Vec::new(),
        }
    }

    /// There is no text yet.
    fn first_rows(&self, lang: Lang, card: &AnnounceCard<'_>) -> Vec<Vec<Button>> {
        if matches!(card.page, Page::Channels(_)) {
            return self.draft_page(lang, card);
        }
        let act = |label: &str, act| self.button(lang, label, Press::Announce(act, card.row.id));
        let channel = card.several.then(|| act("btn-ann-channel", AnnounceAct::Channel));
        vec![channel.into_iter().collect(), vec![act("btn-ann-drop", AnnounceAct::Drop)]]
    }

    fn draft_page(&self, lang: Lang, card: &AnnounceCard<'_>) -> Vec<Vec<Button>> {
        let id = card.row.id;
        let back = vec![self.button(lang, "btn-back", Press::Announce(AnnounceAct::Back, id))];
        let mut rows = match card.page {
            Page::Main => return self.main_rows(lang, card),
            Page::Langs => self.lang_rows(lang, card),
            Page::Audience => self.audience_rows(lang, card),
            Page::Aims(options) => self.aim_rows(lang, card, options),
            Page::Link(options) => self.link_rows(lang, card, options),
            Page::When => return self.moment_rows(lang, card),
            Page::Channels(channels) => {
                channels.iter().map(|channel| vec![self.channel_choice(lang, card, channel)]).collect()
            }
            Page::Last => self.last_rows(lang, card),
        };
        rows.push(back);
        rows
    }

    fn main_rows(&self, lang: Lang, card: &AnnounceCard<'_>) -> Vec<Vec<Button>> {
        let act = |label: &str, act| self.button(lang, label, Press::Announce(act, card.row.id));
        let send = vec![act("btn-ann-send", AnnounceAct::Send)];
        if !card.own {
            return vec![vec![act("btn-ann-preview", AnnounceAct::Preview)], send];
        }
        if let Some(Ask::Links | Ask::Text(_)) = card.plan.asks {
            // Only what is asked for, or not to give it after all.
            return vec![vec![self.button(lang, "btn-back", Press::Announce(AnnounceAct::Back, card.row.id))]];
        }
        let mut more = vec![act("btn-ann-buttons", AnnounceAct::Buttons)];
        if card.several && card.plan.post.is_none() {
            more.push(act("btn-ann-channel", AnnounceAct::Channel));
        }
        vec![
            vec![act("btn-ann-lang", AnnounceAct::Lang), act("btn-ann-link", AnnounceAct::Link)],
            vec![act("btn-ann-audience", AnnounceAct::Audience), act("btn-ann-when", AnnounceAct::When)],
            more,
            vec![act("btn-ann-preview", AnnounceAct::Preview), act("btn-ann-test", AnnounceAct::Test)],
            send,
            vec![act("btn-ann-drop", AnnounceAct::Drop)],
        ]
    }

    fn lang_rows(&self, lang: Lang, card: &AnnounceCard<'_>) -> Vec<Vec<Button>> {
        let button = |spoken: Lang| {
            let label = self.lang_name(lang, spoken);
            let label = if card.plan.texts.contains_key(&spoken) { tick(&label) } else { label };
            Button::press(&label, Press::Announce(AnnounceAct::of(spoken), card.row.id))
        };
        let each = Lang::ALL.map(button);
        let strict = if card.plan.strict { "btn-ann-strict-no" } else { "btn-ann-strict-yes" };
        let mut rows = vec![each.to_vec()];
        if card.plan.texts.len() > 1 {
            let away = |spoken: &Lang| {
                // A short name: so the other button's label is no part of this one.
                let name = self.get(lang, &format!("ann-short-{}", spoken.code()));
                let label = self.fill(lang, "btn-ann-without", &[("language", &name)]);
                vec![Button::press(&label, Press::AnnounceTo(card.row.id, Choice::Without(*spoken)))]
            };
            rows.extend(card.plan.texts.keys().map(away));
        }
        rows.push(vec![self.button(lang, strict, Press::Announce(AnnounceAct::Strict, card.row.id))]);
        rows
    }

    fn audience_rows(&self, lang: Lang, card: &AnnounceCard<'_>) -> Vec<Vec<Button>> {
        let audience = &card.plan.audience;
        let choice = |id: &str, act, chosen: bool| {
            let label = self.get(lang, id);
            let label = if chosen { tick(&label) } else { label };
            vec![Button::press(&label, Press::Announce(act, card.row.id))]
        };
        let people = audience.people;
        let mut rows = vec![
            choice("btn-ann-audience-channel", AnnounceAct::AudienceChannel, people == People::Nobody),
            choice("btn-ann-audience-followers", AnnounceAct::AudienceFollowers, people == People::Followers),
            choice("btn-ann-audience-all", AnnounceAct::AudienceAll, people == People::All),
        ];
        if people != People::Nobody && card.plan.post.is_none() {
            let id = if audience.channel { "btn-ann-in-channel-no" } else { "btn-ann-in-channel-yes" };
            rows.push(choice(id, AnnounceAct::InChannel, false));
        }
        if people == People::Followers {
            rows.push(choice("btn-ann-aims", AnnounceAct::Aims, false));
        }
        if people != People::Nobody {
            let only = audience.lang.map_or_else(|| self.get(lang, "ann-any-lang"), |only| self.lang_name(lang, only));
            let label = self.fill(lang, "btn-ann-only-lang", &[("language", &only)]);
            rows.push(vec![Button::press(&label, Press::Announce(AnnounceAct::OnlyLang, card.row.id))]);
        }
        rows
    }

    /// What was chosen, ticked, what was looked for, and the departments.
    fn aim_rows(&self, lang: Lang, card: &AnnounceCard<'_>, options: &[EntryId]) -> Vec<Vec<Button>> {
        let chosen = &card.plan.audience.aims;
        let departments: Vec<EntryId> =
            card.knowledge.of_kind(Kind::Department).map(|entry| entry.id.clone()).collect();
        let mut all: Vec<&EntryId> = Vec::new();
        for id in chosen.iter().chain(options).chain(&departments) {
            if !all.contains(&id) {
                all.push(id);
            }
        }
        let button = |id: &&EntryId| {
            let name = self.entry_name(lang, card, id);
            let label = if chosen.contains(id) { tick(&name) } else { name };
            vec![Button::press(&label, Press::AnnounceTo(card.row.id, Choice::Aim((*id).clone())))]
        };
        all.iter().map(button).collect()
    }

    fn link_rows(&self, lang: Lang, card: &AnnounceCard<'_>, options: &[EntryId]) -> Vec<Vec<Button>> {
        let button = |id: &EntryId| {
            let press = Press::AnnounceTo(card.row.id, Choice::Entry(id.clone()));
            vec![Button::press(&self.entry_name(lang, card, id), press)]
        };
        let mut rows: Vec<Vec<Button>> = options.iter().map(button).collect();
        if card.plan.entry.is_some() {
            rows.push(vec![self.button(lang, "btn-ann-unlink", Press::Announce(AnnounceAct::Unlink, card.row.id))]);
        }
        rows
    }

    fn moment_rows(&self, lang: Lang, card: &AnnounceCard<'_>) -> Vec<Vec<Button>> {
        let act = |label: &str, act| self.button(lang, label, Press::Announce(act, card.row.id));
        let now = card.row.state == State::Draft && card.plan.due.is_some();
        let now = now.then(|| act("btn-ann-now", AnnounceAct::Now));
        vec![now.into_iter().collect(), vec![act("btn-back", AnnounceAct::Back)]]
    }

    fn last_rows(&self, lang: Lang, card: &AnnounceCard<'_>) -> Vec<Vec<Button>> {
        let act = |label: &str, act| self.button(lang, label, Press::Announce(act, card.row.id));
        let hush = match card.quiet {
            Some(Hush::Held(..)) if card.own => vec![act("btn-ann-loud-yes", AnnounceAct::Loud)],
            Some(Hush::Loud(_)) if card.own => vec![act("btn-ann-loud-no", AnnounceAct::Loud)],
            _ => Vec::new(),
        };
        vec![vec![act("btn-ann-send", AnnounceAct::SendNow)], hush]
    }

    fn channel_choice(&self, lang: Lang, card: &AnnounceCard<'_>, channel: &Channel) -> Button {
        let label = self.channel_label(lang, "btn-ann-in", channel);
        let label = if channel.chat == card.row.channel { tick(&label) } else { label };
        Button::press(&label, Press::AnnounceTo(card.row.id, Choice::Channel(channel.chat)))
    }

    /// A button that names a channel, in quotes: so no name is a part of another button's label.
    pub(super) fn channel_label(&self, lang: Lang, id: &str, channel: &Channel) -> String {
        self.fill(lang, id, &[("channel", &format!("«{}»", channel.title))])
    }

    pub(super) fn channel_button(&self, lang: Lang, (id, act): (&str, ChannelAct), channel: &Channel) -> Button {
        Button::press(&self.channel_label(lang, id, channel), Press::Channel(act, channel.chat))
    }
}
