//! A card: one message with its buttons. What a button does is named here as data; the bot turns it into callback
//! data and back.

use search::Lang;

use super::follow::FollowAct;
use super::rich::{MAX_UNITS, Rich, clip};
use crate::ids::{AnnouncementId, ChatId, DraftId, EntryId, QuestionId, TicketId};
use crate::policy::{Decision, Policy};
use crate::store::feedback::Vote;

/// The most UTF-16 units of a label: what a phone still shows whole.
const LABEL_UNITS: usize = 60;

/// One message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// What it says: never more than Telegram takes.
    pub text: Rich,
    /// Its buttons, row by row.
    pub rows: Vec<Vec<Button>>,
}

impl Card {
    /// A card without buttons.
    pub fn text(text: Rich) -> Card {
        Card { text: text.clipped(MAX_UNITS), rows: Vec::new() }
    }

    /// The card with these rows below its others; empty rows are left out.
    #[must_use]
    pub fn with(mut self, rows: Vec<Vec<Button>>) -> Card {
        self.rows.extend(rows.into_iter().filter(|row| !row.is_empty()));
        self
    }

    /// All buttons, in reading order.
    pub fn buttons(&self) -> impl Iterator<Item = &Button> {
        self.rows.iter().flatten()
    }
}

/// A button under a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What stands on it.
    pub label: String,
    /// What it does.
    pub tap: Tap,
}

impl Button {
    /// A button that tells the bot something.
    pub fn press(label: &str, press: Press) -> Button {
        Button { label: clip(label, LABEL_UNITS), tap: Tap::Press(press) }
    }

    /// A button that opens an address.
    pub fn url(label: &str, url: &str) -> Button {
        Button { label: clip(label, LABEL_UNITS), tap: Tap::Url(url.to_owned()) }
    }
}

/// What tapping a button does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tap {
    /// Tells the bot this.
    Press(Press),
    /// Opens this address.
    Url(String),
}

/// What a button tells the bot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// The answer to this question was useful, or was not, and why.
    Vote(QuestionId, Vote),
    /// More about this department in this language, as a message of its own.
    More(Lang, EntryId),
    /// Show what else this question might be about.
    Others(QuestionId),
    /// It is this entry that the question was about.
    Choose(QuestionId, EntryId),
    /// The question is about none of those offered.
    NoneOfThese(QuestionId),
    /// The list of departments; this and what follows speaks the language of the card it stands on.
    Departments(Lang),
    /// The list of former departments.
    Formers(Lang),
    /// The card of this entry, in place of the one on which the button is.
    Open(Lang, EntryId),
    /// Use this language from now on.
    Language(Lang),
    /// Use this language from now on, and greet in it.
    StartIn(Lang),
    /// Ask the pack's starter question of this language with this position.
    Starter(Lang, u8),
    /// Send them all that is kept about them.
    MyData(Lang),
    /// Show what is kept about them, and ask whether to erase it.
    Forget(Lang),
    /// Erase it.
    Erase(Lang),
    /// Leave it as it is.
    Keep(Lang),
    /// Pass this question on to a person; none: one that is still to be written.
    Human(Option<QuestionId>),
    /// From now on they write to the bot.
    LeaveTicket(Lang),
    /// From now on they write to staff again.
    BackToTicket(Lang),
    /// The question that staff closed is not settled.
    Reopen(TicketId),
    /// They do this about announcements, on a card that speaks this language.
    Follow(Lang, FollowAct),
    /// Staff do this with a question.
    Desk(DeskAct, TicketId),
    /// Staff's message of this number, about this question, goes to those who asked the same.
    AlsoTo(TicketId, i64),
    /// An owner does this with the policies, on a card that speaks this language.
    Settings(Lang, Setting),
    /// Staff's message of this number, about this question, is to become knowledge.
    Promote(TicketId, i64),
    /// This question, which had no answer, is to get one.
    Gap(QuestionId),
    /// Staff do this with a draft.
    Draft(DraftAct, DraftId),
    /// The draft changes this entry; of a department that stands among the places of a new one: it is a topic of it.
    DraftTo(DraftId, Aim, EntryId),
    /// Staff look at an entry, or change it.
    Entry(EntryAct, EntryId),
    /// An entry is to be as it was in this revision.
    Revert(i64),
    /// This ready answer goes to the resident of a question.
    Canned(TicketId, i64),
    /// A channel admin does this with an announcement.
    Announce(AnnounceAct, AnnouncementId),
    /// A channel admin chooses this for an announcement.
    AnnounceTo(AnnouncementId, Choice),
    /// Somebody does this with a channel.
    Channel(ChannelAct, ChatId),
}

/// What is chosen for an announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is made in the name of this channel.
    Channel(ChatId),
    /// It is linked to this entry.
    Entry(EntryId),
    /// It goes to those who follow this, or no longer.
    Aim(EntryId),
    /// It says nothing in this language.
    Without(Lang),
}

/// What somebody does with a channel by a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChannelAct {
    /// Link it.
    Link,
    /// Link it no more.
    Unlink,
    /// Begin an announcement in its name.
    Announce,
}

impl ChannelAct {
    /// All of them.
    pub const ALL: [ChannelAct; 3] = [ChannelAct::Link, ChannelAct::Unlink, ChannelAct::Announce];
}

/// What a channel admin does with an announcement by a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnounceAct {
    /// Look at it: its card, sent anew.
    Open,
    /// Back from a choice.
    Back,
    /// See in which languages it is written, and choose one.
    Lang,
    /// Give what it says in Kazakh.
    Kk,
    /// Give what it says in Russian.
    Ru,
    /// Give what it says in English.
    En,
    /// Give it to everybody in the version there is, or to those alone who have a version.
    Strict,
    /// Link it to an entry.
    Link,
    /// Link it to none.
    Unlink,
    /// Give buttons.
    Buttons,
    /// Choose whom it goes to.
    Audience,
    /// To the channel only.
    AudienceChannel,
    /// To followers and the channel.
    AudienceFollowers,
    /// To everybody and the channel.
    AudienceAll,
    /// In the channel too, or not.
    InChannel,
    /// Choose the topics whose followers get it.
    Aims,
    /// Only to those who are spoken to in the next language, or to all.
    OnlyLang,
    /// Choose another linked channel.
    Channel,
    /// Say when it goes out.
    When,
    /// It goes out as soon as it is confirmed.
    Now,
    /// It goes out in quiet hours too, or not.
    Loud,
    /// Send it to oneself.
    Test,
    /// See it as people will.
    Preview,
    /// Send it: shows the last step.
    Send,
    /// The last step is taken.
    SendNow,
    /// Throw the draft away, or cancel what is scheduled.
    Drop,
    /// Change what is scheduled: it is a draft again.
    Change,
    /// It stands still.
    Pause,
    /// It goes on.
    Resume,
    /// It is over.
    Stop,
    /// Get the deliveries as a file.
    Csv,
    /// Send it to those of whom nobody knows whether they have it.
    Retry,
    /// Leave those of whom nobody knows as they are.
    Leave,
    /// Say what it is to say instead.
    Correct,
    /// Change it everywhere.
    CorrectNow,
    /// Delete it everywhere: asks first.
    Withdraw,
    /// Delete it everywhere.
    WithdrawNow,
    /// Pin it in the channel.
    Pin,
}

impl AnnounceAct {
    /// The one that chooses this language.
    pub fn of(lang: Lang) -> AnnounceAct {
        match lang {
            Lang::Kk => AnnounceAct::Kk,
            Lang::Ru => AnnounceAct::Ru,
            Lang::En => AnnounceAct::En,
        }
    }

    /// The language that it chooses, if it does.
    pub fn lang(self) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| AnnounceAct::of(*lang) == self)
    }

    /// All of them.
    pub const ALL: [AnnounceAct; 38] = [
        AnnounceAct::Open,
        AnnounceAct::Back,
        AnnounceAct::Lang,
        AnnounceAct::Kk,
        AnnounceAct::Ru,
        AnnounceAct::En,
        AnnounceAct::Strict,
        AnnounceAct::Link,
        AnnounceAct::Unlink,
        AnnounceAct::Buttons,
        AnnounceAct::Audience,
        AnnounceAct::AudienceChannel,
        AnnounceAct::AudienceFollowers,
        AnnounceAct::AudienceAll,
        AnnounceAct::InChannel,
        AnnounceAct::Aims,
        AnnounceAct::OnlyLang,
        AnnounceAct::Channel,
        AnnounceAct::When,
        AnnounceAct::Now,
        AnnounceAct::Loud,
        AnnounceAct::Test,
        AnnounceAct::Preview,
        AnnounceAct::Send,
        AnnounceAct::SendNow,
        AnnounceAct::Drop,
        AnnounceAct::Change,
        AnnounceAct::Pause,
        AnnounceAct::Resume,
        AnnounceAct::Stop,
        AnnounceAct::Csv,
        AnnounceAct::Retry,
        AnnounceAct::Leave,
        AnnounceAct::Correct,
        AnnounceAct::CorrectNow,
        AnnounceAct::Withdraw,
        AnnounceAct::WithdrawNow,
        AnnounceAct::Pin,
    ];
}

/// What staff do with a draft by a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftAct {
    /// Say what it is to change.
    Target,
    /// Make it an answer of its own.
    New,
    /// Choose the department of a new topic.
    Under,
    /// Back from a choice.
    Back,
    /// Give the Kazakh text.
    Kk,
    /// Give the Russian text.
    Ru,
    /// Give the English text.
    En,
    /// Give the source.
    Source,
    /// Give example questions.
    Examples,
    /// The other languages say the same already.
    Same,
    /// See what would change.
    Impact,
    /// Put it in force.
    Publish,
    /// Throw it away.
    Drop,
}

impl DraftAct {
    /// All of them.
    pub const ALL: [DraftAct; 13] = [
        DraftAct::Target,
        DraftAct::New,
        DraftAct::Under,
        DraftAct::Back,
        DraftAct::Kk,
        DraftAct::Ru,
        DraftAct::En,
        DraftAct::Source,
        DraftAct::Examples,
        DraftAct::Same,
        DraftAct::Impact,
        DraftAct::Publish,
        DraftAct::Drop,
    ];
}

/// What a draft does to the entry it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// Changes its text; of a decoy: who handles it.
    Text,
    /// Adds example questions.
    Examples,
    /// Makes a new topic of this department.
    Under,
}

impl Aim {
    /// All of them.
    pub const ALL: [Aim; 3] = [Aim::Text, Aim::Examples, Aim::Under];
}

/// What staff do with an entry by a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryAct {
    /// Look at it.
    Open,
    /// Change its text; of a decoy: who handles it.
    Text,
    /// Add example questions.
    Examples,
    /// Add a way to reach it.
    Contact,
    /// Say when it is to be looked at again.
    Review,
    /// Residents are told that it is being checked.
    Hold,
    /// It is answered again.
    Release,
    /// Look at its revisions.
    History,
}

impl EntryAct {
    /// All of them.
    pub const ALL: [EntryAct; 8] = [
        EntryAct::Open,
        EntryAct::Text,
        EntryAct::Examples,
        EntryAct::Contact,
        EntryAct::Review,
        EntryAct::Hold,
        EntryAct::Release,
        EntryAct::History,
    ];
}

/// What an owner does with the policies by a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// See all of them.
    All,
    /// See what this one can be.
    One(Policy),
    /// Decide this.
    Decide(Decision),
}

/// What staff do with a question by a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskAct {
    /// Take care of it.
    Claim,
    /// Close it.
    Close,
    /// Close it and say nothing to its resident.
    Spam,
    /// Have its resident not write for a day.
    Mute,
    /// Open it again.
    Reopen,
}

impl DeskAct {
    /// All of them.
    pub const ALL: [DeskAct; 5] = [DeskAct::Claim, DeskAct::Close, DeskAct::Spam, DeskAct::Mute, DeskAct::Reopen];
}
