//! What a channel admin reads: the card of an announcement with its buttons, channels to be linked, and the list of what
//! there is. All data is handed in.

mod card;
mod last_step;
mod link;
mod list;
mod moment;
mod rows;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::announce::plan::Plan;
use crate::clock::Timestamp;
use crate::ids::EntryId;
use crate::knowledge::entry::Knowledge;
use crate::policy::HourSpan;
use crate::store::announcement::Announcement;
use crate::store::channel::Channel;

pub use link::{LinkCard, Linked};

/// All that the card of an announcement shows.
#[derive(Clone, Copy, Debug)]
pub struct AnnounceCard<'a> {
    /// It, as it is kept.
    pub row: &'a Announcement,
    /// What it says and to whom.
    pub plan: &'a Plan,
    /// Its channel; none: it is not known any more.
    pub channel: Option<&'a Channel>,
    /// The knowledge in force.
    pub knowledge: &'a Knowledge,
    /// How many would get it now.
    pub people: i64,
    /// How long that takes, in seconds.
    pub lasts: i64,
    /// What quiet hours mean for it.
    pub quiet: Option<Hush>,
    /// Whether this is its author's; others look at it, agree and cancel, and change nothing.
    pub own: bool,
    /// Whether there are other channels.
    pub several: bool,
    /// What can be chosen now.
    pub page: &'a Page,
    /// What is to be said of what was just tried.
    pub note: Option<&'a Note>,
    /// By what clock moments are told.
    pub zone: &'a TimeZone,
}

/// What an announcement's card lets choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// All that can be done.
    #[default]
    Main,
    /// The languages.
    Langs,
    /// Whom it goes to.
    Audience,
    /// The topics or departments whose followers get it: those offered.
    Aims(Vec<EntryId>),
    /// What it is linked to: the entries offered.
    Link(Vec<EntryId>),
    /// When.
    When,
    /// The channel: those there are.
    Channels(Vec<Channel>),
    /// The last step.
    Last,
}

/// What quiet hours mean for a sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hush {
    /// It is held back until this moment.
    Held(HourSpan, Timestamp),
    /// It falls into them, but is short.
    Short(HourSpan),
    /// It falls into them, and goes out all the same, as the admin wants.
    Loud(HourSpan),
}

/// Why something was not taken, or what else is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Such a message cannot be sent on.
    NotSendable,
    /// The text is so long, and so much is allowed.
    TooLong(usize, usize),
    /// A text was needed.
    TextNeeded,
    /// This line is no button.
    BadLink(String),
    /// There are more buttons than this.
    TooManyLinks(usize),
    /// No entry fits.
    NothingFound,
    /// The moment is over.
    Past,
    /// The day has no hour.
    NoTime(Option<DateTime>),
    /// The moment is more than a year away.
    TooFar,
    /// The moment contradicts itself.
    Contradiction,
    /// No moment was understood.
    NotUnderstood,
    /// There is no text yet.
    NoText,
    /// It goes to nobody.
    Nobody,
    /// Its moment has passed meanwhile.
    Missed,
    /// It has changed since the last step was shown.
    Changed,
    /// Its text was edited while it waited for its moment: it is a draft again.
    Reopened,
    /// They may not post in this channel any more.
    NotAllowed,
    /// Telegram refuses to show it.
    Refused,
    /// Those were told that a second admin is needed: so many.
    SecondAsked(usize),
}
