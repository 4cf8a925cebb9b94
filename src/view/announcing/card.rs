//! The card of an announcement: what there is, what is missing, and what the next message gives.

use search::Lang;

use super::{AnnounceCard, Note, Page};
use crate::announce::content::{Content, Media};
use crate::announce::plan::{Ask, People};
use crate::ids::EntryId;
use crate::store::announcement::State;
use crate::store::channel::Channel;
use crate::view::View;
use crate::view::card::Card;
use crate::view::hours;
use crate::view::rich::{Rich, Style, clip};

/// The most UTF-16 units of a text on the card: three of them, and all else, must fit.
const SHOWN: usize = 300;

impl View {
    /// The card of an announcement.
    pub fn announce_card(&self, lang: Lang, card: AnnounceCard<'_>) -> Card {
        let text = self
            .announce_title(lang, &card)
            .line(self.announce_state(lang, &card))
            .paragraph(self.announce_texts(lang, &card))
            .paragraph(self.announce_rest(lang, &card))
            .paragraph(self.announce_step(lang, &card))
            .paragraph(card.note.map(|note| self.announce_note(lang, note)).unwrap_or_default());
        Card::text(text).with(self.announce_rows(lang, &card))
    }

    fn announce_title(&self, lang: Lang, card: &AnnounceCard<'_>) -> Rich {
        let (number, title) = (card.row.id.0.to_string(), channel_title(card.channel));
        Rich::default().bold(&self.fill(lang, "ann-title", &[("number", &number), ("channel", &title)]))
    }

    fn announce_state(&self, lang: Lang, card: &AnnounceCard<'_>) -> Rich {
        let due = card.row.due.map(|due| self.moment_in(lang, due, card.zone)).unwrap_or_default();
        let state = match card.row.state {
            State::Draft => Rich::default(),
            State::Scheduled => self.say(lang, "ann-scheduled", &[("time", &due)]),
            State::Late => self.say(lang, "ann-late", &[("time", &due)]),
            State::Dropped => self.say(lang, "ann-dropped", &[]),
            _ => Rich::default(),
        };
        let is_held = card.row.state == State::Scheduled && card.row.due.map(|due| due.0) != card.plan.due;
        let held = if is_held { self.say(lang, "ann-held", &[]) } else { Rich::default() };
        let second = match (card.row.state, card.row.approved_by) {
            (State::Draft, Some(_)) => self.say(lang, "ann-second", &[]),
            _ => Rich::default(),
        };
        let gone = match card.channel {
            Some(channel) if channel.is_linked() => Rich::default(),
            Some(channel) if !channel.gone => self.say(lang, "ann-unlinked", &[]),
            _ => self.say(lang, "ann-gone", &[]),
        };
        state.line(held).line(second).line(gone)
    }

    /// The texts there are, each with how much of its limit it takes.
    fn announce_texts(&self, lang: Lang, card: &AnnounceCard<'_>) -> Rich {
        let texts = card.plan.texts.iter().fold(Rich::default(), |all, (spoken, content)| {
            let quote = Rich::new(&clip(content.text.trim(), SHOWN));
            let shown = match content.text.trim().is_empty() {
                true => Rich::default(),
                false => Rich::default().wrapped(Style::Quote, quote),
            };
            all.paragraph(self.measured(lang, *spoken, content).line(shown))
        });
        let missing = Lang::ALL.into_iter().any(|spoken| !card.plan.texts.contains_key(&spoken));
        let others = match (card.plan.texts.is_empty() || !missing, card.plan.strict) {
            (true, _) => Rich::default(),
            (false, true) => self.say(lang, "ann-others-none", &[]),
            (false, false) => self.say(lang, "ann-others", &[]),
        };
        texts.line(others)
    }

    /// "Русский: 412 / 4096", with what stands above the text.
    fn measured(&self, lang: Lang, spoken: Lang, content: &Content) -> Rich {
        let name = self.lang_name(lang, spoken);
        let (units, most) = (content.units().to_string(), content.limit().to_string());
        let length = self.fill(lang, "ann-length", &[("language", &name), ("count", &units), ("most", &most)]);
        match &content.media[..] {
            [] => Rich::new(&length),
            [one] => Rich::new(&format!("{length} · {}", self.media_name(lang, one))),
            album => {
                let count = album.len().to_string();
                Rich::new(&format!("{length} · {}", self.fill(lang, "ann-album", &[("count", &count)])))
            }
        }
    }

    fn media_name(&self, lang: Lang, media: &Media) -> String {
        self.get(lang, &format!("ann-media-{}", media.kind.name()))
    }

    pub(super) fn lang_name(&self, lang: Lang, spoken: Lang) -> String {
        self.get(lang, &format!("btn-lang-{}", spoken.code()))
    }

    /// Topic, buttons, audience, moment.
    fn announce_rest(&self, lang: Lang, card: &AnnounceCard<'_>) -> Rich {
        if card.plan.texts.is_empty() {
            return Rich::default();
        }
        let about = match &card.plan.entry {
            Some(entry) => self.say(lang, "ann-about", &[("entry", &self.entry_name(lang, card, entry))]),
            None => self.say(lang, "ann-about-nothing", &[]),
        };
        let links = card.plan.links.iter().fold(Rich::default(), |all, link| {
            all.line(Rich::new(&clip(&format!("• {} – {}", link.label, link.url), SHOWN)))
        });
        let links = match card.plan.links.is_empty() {
            true => Rich::default(),
            false => self.say(lang, "ann-links", &[]).line(links),
        };
        let under_album = card.plan.texts.values().any(Content::is_album);
        let has_buttons = card.plan.entry.is_some() || !card.plan.links.is_empty();
        let album = if under_album && has_buttons { self.say(lang, "ann-no-buttons", &[]) } else { Rich::default() };
        let post = if card.plan.post.is_some() { self.say(lang, "ann-post", &[]) } else { Rich::default() };
        let what = about.line(links).line(album).line(post);
        match card.page {
            // The last step names the rest.
            Page::Last => what,
            _ => what.line(self.whom(lang, card)).line(self.when(lang, card)),
        }
    }

    /// "Кому: …", how many that is and how long it takes.
    pub(super) fn whom(&self, lang: Lang, card: &AnnounceCard<'_>) -> Rich {
        let audience = &card.plan.audience;
        let aims: Vec<String> = match &audience.aims[..] {
            [] => card.plan.entry.iter().map(|entry| self.entry_name(lang, card, entry)).collect(),
            aims => aims.iter().map(|aim| self.entry_name(lang, card, aim)).collect(),
        };
        let people = match (audience.people, &aims[..]) {
            (People::Nobody, _) => None,
            (People::All, _) => Some(self.get(lang, "ann-who-all")),
            (People::Followers, []) => Some(self.get(lang, "ann-who-followers")),
            (People::Followers, aims) => {
                let topics = aims.iter().map(|aim| format!("«{aim}»")).collect::<Vec<_>>().join(", ");
                Some(self.fill(lang, "ann-who-followers-of", &[("topics", &topics)]))
            }
        };
        let in_channel = audience.channel && card.plan.post.is_none();
        let channel = in_channel.then(|| self.get(lang, "ann-who-channel"));
        let parts: Vec<String> = channel.into_iter().chain(people).collect();
        let who = if parts.is_empty() { self.get(lang, "ann-who-nobody") } else { parts.join(", ") };
        let only = match audience.lang {
            Some(spoken) => self.say(lang, "ann-only", &[("language", &self.lang_name(lang, spoken))]),
            None => Rich::default(),
        };
        let (count, time) = (card.people.to_string(), self.lasts(lang, card.lasts));
        self.say(lang, "ann-whom", &[("who", &who)]).line(only).line(self.say(
            lang,
            "ann-people",
            &[("count", &count), ("time", &time)],
        ))
    }

    pub(super) fn when(&self, lang: Lang, card: &AnnounceCard<'_>) -> Rich {
        let due = card.row.due.filter(|_| card.row.state == State::Draft);
        match (due, card.row.state) {
            (Some(due), _) => self.say(lang, "ann-at", &[("time", &self.moment_in(lang, due, card.zone))]),
            (None, State::Draft) => self.say(lang, "ann-at-once", &[]),
            _ => Rich::default(),
        }
    }

    pub(super) fn entry_name(&self, lang: Lang, card: &AnnounceCard<'_>, id: &EntryId) -> String {
        card.knowledge.entry(id).map_or(id.as_str(), |entry| entry.name(lang)).to_owned()
    }

    /// What is to be done next: what the next message gives, what can be chosen, or the last step.
    fn announce_step(&self, lang: Lang, card: &AnnounceCard<'_>) -> Rich {
        if matches!(card.row.state, State::Draft) && *card.page == Page::Last {
            return self.last_step(lang, card);
        }
        let step = match (card.plan.asks.filter(|_| card.own), card.page) {
            (Some(Ask::Text(_)), _) if card.plan.texts.is_empty() => self.say(lang, "ann-give-text", &[]),
            (Some(Ask::Text(spoken)), _) => {
                self.say(lang, "ann-give-text-in", &[("language", &self.lang_name(lang, spoken))])
            }
            (Some(Ask::Links), _) => self.say(lang, "ann-give-links", &[]),
            (Some(Ask::Entry), _) => self.say(lang, "ann-give-entry", &[]),
            (Some(Ask::Aims), _) => self.say(lang, "ann-give-aims", &[]),
            (Some(Ask::When), _) => self.say(lang, "ann-give-when", &[]),
            (Some(Ask::Correction(_)) | None, _) => Rich::default(),
        };
        let step = if card.row.state == State::Late { self.say(lang, "ann-late-ask", &[]) } else { step };
        Rich::default().wrapped(Style::Italic, step)
    }

    /// What is said of what was just tried.
    fn announce_note(&self, lang: Lang, note: &Note) -> Rich {
        let say = |id: &str| self.say(lang, id, &[]);
        let count = |id: &str, count: usize| self.say(lang, id, &[("count", &count.to_string())]);
        let said = match note {
            Note::NotSendable => say("ann-not-sendable"),
            Note::TooLong(units, most) => {
                let (units, most) = (units.to_string(), most.to_string());
                self.say(lang, "ann-too-long", &[("count", &units), ("most", &most)])
            }
            Note::TextNeeded => say("ann-text-needed"),
            Note::BadLink(line) => self.say(lang, "ann-bad-link", &[("line", &clip(line, SHOWN))]),
            Note::TooManyLinks(most) => count("ann-too-many-links", *most),
            Note::NothingFound => say("ann-nothing-found"),
            Note::Past => say("ann-when-past"),
            Note::NoTime(Some(day)) => self.say(lang, "ann-when-no-time-of", &[("date", &self.date(lang, *day))]),
            Note::NoTime(None) => say("ann-when-no-time"),
            Note::TooFar => say("ann-when-too-far"),
            Note::Contradiction => say("ann-when-contradiction"),
            Note::NotUnderstood => say("ann-when-not-understood"),
            Note::NoText => say("ann-no-text"),
            Note::Nobody => say("ann-nobody"),
            Note::Missed => say("ann-missed"),
            Note::Changed => say("ann-changed"),
            Note::Reopened => say("ann-reopened"),
            Note::NotAllowed => say("ann-not-allowed"),
            Note::Refused => say("ann-refused"),
            Note::SecondAsked(admins) => count("ann-second-asked", *admins),
        };
        Rich::new("⚠ ").then(said)
    }

    /// "21:00–8:00".
    pub(super) fn quiet_span(span: crate::policy::HourSpan) -> String {
        hours::span(span)
    }
}

/// The channel's title; empty when it is not known any more.
pub(super) fn channel_title(channel: Option<&Channel>) -> String {
    channel.map(|channel| channel.title.clone()).unwrap_or_default()
}
