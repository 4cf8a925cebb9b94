//! What a resident is told outside of answers: the start, help, what this bot is, the language, and a fitting sentence
//! for what it cannot read.

use search::Lang;

use super::View;
use super::card::{Button, Card, Press};
use super::rich::{Rich, Style};
use crate::knowledge::entry::{PackInfo, Source};

/// A sentence for a message that is no question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A voice or video message, or music.
    Voice,
    /// A sticker, an animation, dice, a game.
    Sticker,
    /// A place on the map.
    Location,
    /// Somebody's contact.
    Contact,
    /// A picture or film without a caption.
    Picture,
    /// A file without a caption.
    Document,
    /// Anything else.
    Other,
    /// A message that could not be read at all.
    Unreadable,
    /// A command that this bot has not.
    UnknownCommand,
    /// They write faster than they can be answered.
    TooFast,
    /// Something of ours failed.
    Failed,
    /// A link has just made them an owner.
    OwnerNew,
    /// They were an owner before.
    OwnerAlready,
    /// A link for owners that is used or too old.
    OwnerLinkOver,
}

impl Notice {
    /// Whether it is about a picture or another file: those can be replaced by editing.
    pub fn is_file(self) -> bool {
        matches!(self, Notice::Voice | Notice::Sticker | Notice::Picture | Notice::Document)
    }
}

/// A short line over the chat that answers the press of a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toast {
    /// Thanks for "useful".
    Useful,
    /// Thanks for "not useful", and the question what was wrong.
    NotUseful,
    /// Thanks for saying what was wrong, and what to do.
    Reason,
    /// The language is set.
    Language,
    /// The button belongs to something that is gone.
    OutOfDate,
    /// They follow it, and what will come of that.
    Followed,
    /// They do not follow it any more.
    Unfollowed,
    /// There are no other candidates.
    NoOthers,
    /// They are not of the staff group.
    NotStaff,
    /// Something is still missing.
    Missing,
    /// It is being found out what would change.
    Working,
    /// First somebody has to see what would change.
    WeighFirst,
    /// A second person has to press, too.
    SecondPerson,
    /// The entry has changed since the draft was begun.
    Changed,
    /// It is in force.
    Published,
    /// The answer repeats the resident: its text was left out of the draft.
    Quotes,
    /// They are no owner.
    NotOwner,
    /// They may not post in this channel.
    NotAdmin,
    /// It is done.
    Done,
    /// Another admin of the channel has to confirm it, too.
    SecondAdmin,
    /// The announcement stands still.
    AnnouncePaused,
    /// The announcement goes on.
    AnnounceResumed,
    /// The announcement is over.
    AnnounceStopped,
    /// The announcement is not as it was when the button was shown.
    AnnounceChanged,
    /// What was being corrected is corrected no further.
    CorrectionStopped,
    /// The announcement is pinned in its channel.
    AnnouncePinned,
    /// It could not be pinned.
    AnnounceNotPinned,
    /// Somebody has done that already.
    DoneAlready,
    /// They press faster than they can be answered.
    TooFast,
    /// Something of ours failed.
    Failed,
}

/// Where all that is known comes from.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// What the pack says of itself.
    pub info: &'a PackInfo,
    /// The text that the reform is known from.
    pub source: Option<&'a Source>,
    /// How many days questions are kept.
    pub days: i64,
}

impl View {
    /// The first message: what this is, three questions to begin with, and the choice of language, where the one
    /// `chosen` is ticked.
    pub fn start(&self, lang: Lang, chosen: Option<Lang>, info: &PackInfo) -> Card {
        let text = self
            .heading(lang, "start-greeting")
            .line(Rich::new(info.welcome.get(lang).trim()))
            .paragraph(self.say(lang, "start-how", &[]));
        Card::text(text).with(self.starters(lang, info)).with(vec![self.languages(chosen, Press::StartIn)])
    }

    /// How to use the bot, with its commands.
    pub fn help(&self, lang: Lang) -> Card {
        let commands = self.menu(lang).commands.into_iter().fold(Rich::default(), |text, command| {
            text.line(Rich::new(&format!("/{} – {}", command.name, command.description)))
        });
        let text = self.heading(lang, "help-title").line(self.say(lang, "help-ask", &[])).paragraph(commands);
        Card::text(text.paragraph(self.say(lang, "help-verify", &[])).paragraph(self.say(lang, "help-not", &[])))
    }

    /// What this bot is and is not, and where its knowledge comes from.
    pub fn about_bot(&self, lang: Lang, origin: Origin<'_>) -> Card {
        let written = origin.source.map(|source| self.about_source(lang, source)).unwrap_or_default();
        let kept = Rich::new(&self.texts.count(lang, "about-data", ("days", origin.days)));
        let text = self
            .heading(lang, "about-title")
            .line(Rich::new(origin.info.welcome.get(lang).trim()))
            .paragraph(self.say(lang, "about-unofficial", &[]))
            .paragraph(written)
            .paragraph(self.say(lang, "about-reading", &[]))
            .paragraph(self.say(lang, "about-cannot", &[]))
            .paragraph(kept);
        Card::text(text)
    }

    fn about_source(&self, lang: Lang, source: &Source) -> Rich {
        let age = self.say(lang, "about-age", &[("reform", source.announced_words.get(lang))]);
        let dated = !source.published.is_empty() || !matches!(source.since.as_str(), "" | "unknown");
        let undated = if dated { Rich::default() } else { self.say(lang, "about-undated", &[]) };
        self.say(lang, "about-source", &[])
            .line(Rich::default().wrapped(Style::Quote, self.source_line(lang, source)))
            .line(age)
            .line(undated)
    }

    /// The source's title, linked where there is an address, with publisher and date as far as they are known.
    pub(super) fn source_line(&self, lang: Lang, source: &Source) -> Rich {
        let known = [&source.outlet, &source.published].into_iter().filter(|part| !part.is_empty());
        let rest = known.fold(String::new(), |rest, part| format!("{rest}, {part}"));
        let title = self.fill(lang, "source-title", &[("title", &source.title)]);
        match source.url.is_empty() {
            true => Rich::new(&title),
            false => Rich::default().styled(Style::Link(source.url.clone()), &title),
        }
        .plain(&rest)
    }

    /// The choice of language; the present one is ticked.
    pub fn language(&self, lang: Lang) -> Card {
        Card::text(self.say(lang, "language-choose", &[])).with(vec![self.languages(Some(lang), Press::Language)])
    }

    /// Said once a language was chosen by typing or pressing.
    pub fn language_chosen(&self, lang: Lang) -> Card {
        Card::text(self.say(lang, "language-chosen", &[])).with(vec![self.languages(Some(lang), Press::Language)])
    }

    /// One sentence for what is no question.
    pub fn notice(&self, lang: Lang, notice: Notice) -> Card {
        let id = match notice {
            Notice::Voice => "notice-voice",
            Notice::Sticker => "notice-sticker",
            Notice::Location => "notice-location",
            Notice::Contact => "notice-contact",
            Notice::Picture => "notice-picture",
            Notice::Document => "notice-document",
            Notice::Other => "notice-other",
            Notice::Unreadable => "notice-unreadable",
            Notice::UnknownCommand => "notice-unknown-command",
            Notice::TooFast => "notice-too-fast",
            Notice::Failed => "notice-failed",
            Notice::OwnerNew => "owner-new",
            Notice::OwnerAlready => "owner-already",
            Notice::OwnerLinkOver => "owner-link-over",
        };
        Card::text(self.say(lang, id, &[]))
    }

    /// The line that answers a press: at most 200 characters.
    pub fn toast(&self, lang: Lang, toast: Toast) -> String {
        let id = match toast {
            Toast::Useful => "toast-useful",
            Toast::NotUseful => "toast-not-useful",
            Toast::Reason => "toast-reason",
            Toast::Language => "toast-language",
            Toast::OutOfDate => "toast-out-of-date",
            Toast::Followed => "toast-followed",
            Toast::Unfollowed => "toast-unfollowed",
            Toast::NoOthers => "toast-no-others",
            Toast::NotStaff => "toast-not-staff",
            Toast::Missing => "toast-missing",
            Toast::Working => "toast-working",
            Toast::WeighFirst => "toast-weigh-first",
            Toast::SecondPerson => "toast-second-person",
            Toast::Changed => "toast-changed",
            Toast::Published => "toast-published",
            Toast::Quotes => "toast-quotes",
            Toast::NotOwner => "toast-not-owner",
            Toast::NotAdmin => "toast-not-admin",
            Toast::Done => "toast-done",
            Toast::SecondAdmin => "toast-ann-second",
            Toast::AnnouncePaused => "toast-ann-paused",
            Toast::AnnounceResumed => "toast-ann-resumed",
            Toast::AnnounceStopped => "toast-ann-stopped",
            Toast::AnnounceChanged => "toast-ann-changed",
            Toast::CorrectionStopped => "toast-ann-correction-stopped",
            Toast::AnnouncePinned => "toast-ann-pinned",
            Toast::AnnounceNotPinned => "toast-ann-not-pinned",
            Toast::DoneAlready => "toast-ann-late",
            Toast::TooFast => "toast-too-fast",
            Toast::Failed => "toast-failed",
        };
        self.get(lang, id)
    }

    /// The same line as a message, for those who typed what a button says.
    pub fn said(&self, lang: Lang, toast: Toast) -> Card {
        Card::text(Rich::new(&self.toast(lang, toast)))
    }

    /// The pack's first questions as buttons.
    pub fn starters(&self, lang: Lang, info: &PackInfo) -> Vec<Vec<Button>> {
        let numbered = (0u8..).zip(info.starters.get(lang).iter().take(3));
        numbered.map(|(at, question)| vec![Button::press(question, Press::Starter(lang, at))]).collect()
    }

    /// The language that this text names and nothing else: "English", "по-русски" and the like, in any spelling.
    pub fn language_named(&self, text: &str) -> Option<Lang> {
        let named = search::fold(text);
        let names = [(Lang::Kk, "language-names-kk"), (Lang::Ru, "language-names-ru"), (Lang::En, "language-names-en")];
        let matches = |id: &str| {
            let lists = Lang::ALL.map(|lang| self.get(lang, id));
            lists.iter().flat_map(|list| list.split(',')).any(|name| search::fold(name) == named)
        };
        names.into_iter().find(|(_, id)| matches(id)).map(|(lang, _)| lang)
    }

    fn languages(&self, chosen: Option<Lang>, press: fn(Lang) -> Press) -> Vec<Button> {
        let button = |(lang, id): (Lang, &str)| {
            let label = self.get(lang, id);
            let label = if chosen == Some(lang) { super::keyboard::tick(&label) } else { label };
            Button::press(&label, press(lang))
        };
        [(Lang::Kk, "btn-lang-kk"), (Lang::Ru, "btn-lang-ru"), (Lang::En, "btn-lang-en")].map(button).to_vec()
    }
}
