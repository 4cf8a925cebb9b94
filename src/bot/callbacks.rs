//! What a button tells the bot, as the few bytes that Telegram carries, and back. Clients make these bytes: they are
//! read strictly, so that only what was written here is understood. A version comes first, because buttons outlive
//! programs.

mod follow;
mod settings;

use search::Lang;

use crate::ids::{AnnouncementId, ChatId, DraftId, EntryId, Kind, QuestionId, TicketId};
use crate::store::feedback::{Reason, Vote};
use crate::view::{Aim, AnnounceAct, ChannelAct, Choice, DeskAct, DraftAct, EntryAct, Press};

/// The first byte. When the meaning of what follows changes, this does too, and old buttons are out of date.
const VERSION: char = '1';

/// The callback data of a button: at most 64 bytes.
pub fn encode(press: &Press) -> String {
    let rest = match press {
        Press::Vote(id, Vote::Useful) => format!("v{}", number(*id)),
        Press::Vote(id, Vote::NotUseful) => format!("w{}", number(*id)),
        Press::Vote(id, Vote::Because(reason)) => format!("r{}{}", reason_letter(*reason), number(*id)),
        Press::More(lang, entry) => format!("m{}{}", letter(*lang), code(entry)),
        Press::Others(id) => format!("o{}", number(*id)),
        Press::Choose(id, entry) => format!("c{}.{}", number(*id), code(entry)),
        Press::NoneOfThese(id) => format!("n{}", number(*id)),
        Press::Departments(lang) => format!("d{}", letter(*lang)),
        Press::Formers(lang) => format!("f{}", letter(*lang)),
        Press::Open(lang, entry) => format!("e{}{}", letter(*lang), code(entry)),
        Press::Language(lang) => format!("l{}", letter(*lang)),
        Press::StartIn(lang) => format!("s{}", letter(*lang)),
        Press::Starter(lang, place) => format!("q{}{place}", letter(*lang)),
        Press::MyData(lang) => format!("p{}m", letter(*lang)),
        Press::Forget(lang) => format!("p{}f", letter(*lang)),
        Press::Erase(lang) => format!("p{}e", letter(*lang)),
        Press::Keep(lang) => format!("p{}k", letter(*lang)),
        Press::Human(id) => format!("h{}", id.map(number).unwrap_or_default()),
        Press::LeaveTicket(lang) => format!("p{}l", letter(*lang)),
        Press::BackToTicket(lang) => format!("p{}b", letter(*lang)),
        Press::Reopen(ticket) => format!("x{}", ticket.0),
        Press::Desk(act, ticket) => format!("t{}{}", act_letter(*act), ticket.0),
        Press::AlsoTo(ticket, message) => format!("y{}.{message}", ticket.0),
        Press::Promote(ticket, message) => format!("u{}.{message}", ticket.0),
        Press::Gap(id) => format!("j{}", number(*id)),
        Press::Draft(act, draft) => format!("g{}{}", draft_letter(*act), draft.0),
        Press::DraftTo(draft, aim, entry) => format!("a{}{}.{}", aim_letter(*aim), draft.0, code(entry)),
        Press::Entry(act, entry) => format!("k{}{}", entry_letter(*act), code(entry)),
        Press::Revert(revision) => format!("i{revision}"),
        Press::Canned(ticket, answer) => format!("b{}.{answer}", ticket.0),
        Press::Announce(act, id) => format!("A{}{}", announce_letter(*act), id.0),
        Press::AnnounceTo(id, Choice::Channel(channel)) => format!("Bc{}.{}", id.0, channel.0),
        Press::AnnounceTo(id, Choice::Entry(entry)) => format!("Be{}.{}", id.0, code(entry)),
        Press::AnnounceTo(id, Choice::Aim(entry)) => format!("Ba{}.{}", id.0, code(entry)),
        Press::AnnounceTo(id, Choice::Without(lang)) => format!("Bw{}.{}", id.0, letter(*lang)),
        Press::Channel(act, channel) => format!("C{}{}", channel_letter(*act), channel.0),
        Press::Follow(lang, act) => format!("F{}{}", letter(*lang), follow::encode(act)),
        Press::Settings(lang, setting) => format!("z{}{}", letter(*lang), settings::encode(*setting)),
    };
    format!("{VERSION}{rest}")
}

/// What these bytes mean; nothing when they are not exactly what [`encode`] writes.
pub fn parse(data: &str) -> Option<Press> {
    let press = read(data.strip_prefix(VERSION)?)?;
    (encode(&press) == data).then_some(press)
}

fn read(text: &str) -> Option<Press> {
    let (kind, rest) = split_letter(text)?;
    Some(match kind {
        'v' => Press::Vote(question(rest)?, Vote::Useful),
        'w' => Press::Vote(question(rest)?, Vote::NotUseful),
        'r' => {
            let (reason, id) = split_letter(rest)?;
            Press::Vote(question(id)?, Vote::Because(one_of(Reason::ALL, reason, reason_letter)?))
        }
        'h' if rest.is_empty() => Press::Human(None),
        'h' => Press::Human(Some(question(rest)?)),
        'x' => Press::Reopen(ticket(rest)?),
        'y' => {
            let (id, message) = of_ticket(rest)?;
            Press::AlsoTo(id, message)
        }
        'u' => {
            let (id, message) = of_ticket(rest)?;
            Press::Promote(id, message)
        }
        'b' => {
            let (id, answer) = of_ticket(rest)?;
            Press::Canned(id, answer)
        }
        'j' => Press::Gap(question(rest)?),
        'A' => {
            let (act, id) = split_letter(rest)?;
            Press::Announce(one_of(AnnounceAct::ALL, act, announce_letter)?, AnnouncementId(id.parse().ok()?))
        }
        'B' => {
            let (kind, rest) = split_letter(rest)?;
            let (id, chosen) = rest.split_once('.')?;
            Press::AnnounceTo(AnnouncementId(id.parse().ok()?), choice(kind, chosen)?)
        }
        'C' => {
            let (act, channel) = split_letter(rest)?;
            Press::Channel(one_of(ChannelAct::ALL, act, channel_letter)?, ChatId(channel.parse().ok()?))
        }
        'g' => {
            let (act, id) = split_letter(rest)?;
            Press::Draft(one_of(DraftAct::ALL, act, draft_letter)?, draft(id)?)
        }
        'a' => {
            let (aim, rest) = split_letter(rest)?;
            let (id, entry) = rest.split_once('.')?;
            Press::DraftTo(draft(id)?, one_of(Aim::ALL, aim, aim_letter)?, entry_of(entry)?)
        }
        'k' => {
            let (act, entry) = split_letter(rest)?;
            Press::Entry(one_of(EntryAct::ALL, act, entry_letter)?, entry_of(entry)?)
        }
        'i' => Press::Revert(rest.parse().ok()?),
        't' => {
            let (act, id) = split_letter(rest)?;
            Press::Desk(one_of(DeskAct::ALL, act, act_letter)?, ticket(id)?)
        }
        'o' => Press::Others(question(rest)?),
        'n' => Press::NoneOfThese(question(rest)?),
        'c' => {
            let (id, entry) = rest.split_once('.')?;
            Press::Choose(question(id)?, entry_of(entry)?)
        }
        _ => {
            let (lang, rest) = split_letter(rest)?;
            spoken(kind, language(lang)?, rest)?
        }
    })
}

/// The presses that carry a language.
fn spoken(kind: char, lang: Lang, rest: &str) -> Option<Press> {
    Some(match kind {
        'm' => Press::More(lang, entry_of(rest)?),
        'd' => Press::Departments(lang),
        'f' => Press::Formers(lang),
        'e' => Press::Open(lang, entry_of(rest)?),
        'l' => Press::Language(lang),
        's' => Press::StartIn(lang),
        'q' => Press::Starter(lang, rest.parse().ok()?),
        'F' => Press::Follow(lang, follow::read(rest)?),
        'z' => Press::Settings(lang, settings::read(rest)?),
        'p' => match rest {
            "m" => Press::MyData(lang),
            "f" => Press::Forget(lang),
            "e" => Press::Erase(lang),
            "k" => Press::Keep(lang),
            "l" => Press::LeaveTicket(lang),
            "b" => Press::BackToTicket(lang),
            _ => return None,
        },
        _ => return None,
    })
}

/// The letter that is all of the text.
fn only_letter(text: &str) -> Option<char> {
    split_letter(text).filter(|(_, rest)| rest.is_empty()).map(|(letter, _)| letter)
}

fn split_letter(text: &str) -> Option<(char, &str)> {
    let mut letters = text.chars();
    Some((letters.next()?, letters.as_str()))
}

fn letter(lang: Lang) -> char {
    match lang {
        Lang::Kk => 'k',
        Lang::Ru => 'r',
        Lang::En => 'e',
    }
}

fn language(letter: char) -> Option<Lang> {
    Lang::ALL.into_iter().find(|lang| self::letter(*lang) == letter)
}

/// An entry as a letter for its kind and its bare name: an id with its prefix would not always fit.
fn code(entry: &EntryId) -> String {
    format!("{}{}", kind_letter(entry.kind()), entry.bare())
}

fn entry_of(code: &str) -> Option<EntryId> {
    let (letter, bare) = split_letter(code)?;
    let kind = Kind::ALL.into_iter().find(|kind| kind_letter(*kind) == letter)?;
    EntryId::new(kind, bare).ok()
}

fn kind_letter(kind: Kind) -> char {
    match kind {
        Kind::Topic => 't',
        Kind::Department => 'd',
        Kind::Former => 'f',
        Kind::Fact => 'x',
        Kind::Decoy => 'y',
        Kind::Smalltalk => 's',
    }
}

fn reason_letter(reason: Reason) -> char {
    match reason {
        Reason::WrongDepartment => 'd',
        Reason::OtherQuestion => 'q',
        Reason::Unclear => 'u',
    }
}

fn act_letter(act: DeskAct) -> char {
    match act {
        DeskAct::Claim => 'c',
        DeskAct::Close => 'x',
        DeskAct::Spam => 's',
        DeskAct::Mute => 'm',
        DeskAct::Reopen => 'o',
    }
}

fn draft_letter(act: DraftAct) -> char {
    match act {
        DraftAct::Target => 't',
        DraftAct::New => 'n',
        DraftAct::Under => 'u',
        DraftAct::Back => 'b',
        DraftAct::Kk => 'k',
        DraftAct::Ru => 'r',
        DraftAct::En => 'e',
        DraftAct::Source => 's',
        DraftAct::Examples => 'x',
        DraftAct::Same => 'm',
        DraftAct::Impact => 'i',
        DraftAct::Publish => 'p',
        DraftAct::Drop => 'd',
    }
}

fn announce_letter(act: AnnounceAct) -> char {
    match act {
        AnnounceAct::Open => 'o',
        AnnounceAct::Back => 'b',
        AnnounceAct::Lang => 'l',
        AnnounceAct::Kk => 'k',
        AnnounceAct::Ru => 'r',
        AnnounceAct::En => 'e',
        AnnounceAct::Strict => 's',
        AnnounceAct::Link => 'i',
        AnnounceAct::Unlink => 'u',
        AnnounceAct::Buttons => 'n',
        AnnounceAct::Audience => 'a',
        AnnounceAct::AudienceChannel => 'c',
        AnnounceAct::AudienceFollowers => 'f',
        AnnounceAct::AudienceAll => 'y',
        AnnounceAct::InChannel => 'h',
        AnnounceAct::Aims => 'm',
        AnnounceAct::OnlyLang => 'g',
        AnnounceAct::Channel => 'j',
        AnnounceAct::When => 'w',
        AnnounceAct::Now => 'z',
        AnnounceAct::Loud => 'q',
        AnnounceAct::Test => 't',
        AnnounceAct::Preview => 'v',
        AnnounceAct::Send => 'p',
        AnnounceAct::SendNow => 'Z',
        AnnounceAct::Drop => 'd',
        AnnounceAct::Change => 'x',
        AnnounceAct::Pause => 'P',
        AnnounceAct::Resume => 'R',
        AnnounceAct::Stop => 'S',
        AnnounceAct::Csv => 'C',
        AnnounceAct::Retry => 'A',
        AnnounceAct::Leave => 'L',
        AnnounceAct::Correct => 'E',
        AnnounceAct::CorrectNow => 'N',
        AnnounceAct::Withdraw => 'W',
        AnnounceAct::WithdrawNow => 'D',
        AnnounceAct::Pin => 'I',
    }
}

/// What is chosen for an announcement.
fn choice(kind: char, chosen: &str) -> Option<Choice> {
    Some(match kind {
        'c' => Choice::Channel(ChatId(chosen.parse().ok()?)),
        'e' => Choice::Entry(entry_of(chosen)?),
        'a' => Choice::Aim(entry_of(chosen)?),
        'w' => Choice::Without(only_letter(chosen).and_then(language)?),
        _ => return None,
    })
}

fn channel_letter(act: ChannelAct) -> char {
    match act {
        ChannelAct::Link => 'l',
        ChannelAct::Unlink => 'u',
        ChannelAct::Announce => 'a',
    }
}

fn aim_letter(aim: Aim) -> char {
    match aim {
        Aim::Text => 't',
        Aim::Examples => 'x',
        Aim::Under => 'u',
    }
}

fn entry_letter(act: EntryAct) -> char {
    match act {
        EntryAct::Open => 'o',
        EntryAct::Text => 't',
        EntryAct::Examples => 'x',
        EntryAct::Contact => 'c',
        EntryAct::Review => 'v',
        EntryAct::Hold => 'h',
        EntryAct::Release => 'r',
        EntryAct::History => 's',
    }
}

/// The one of these that has this letter.
fn one_of<T: Copy, const N: usize>(all: [T; N], letter: char, letter_of: fn(T) -> char) -> Option<T> {
    all.into_iter().find(|one| letter_of(*one) == letter)
}

/// A ticket and a number that belongs to it.
fn of_ticket(text: &str) -> Option<(TicketId, i64)> {
    let (id, number) = text.split_once('.')?;
    Some((ticket(id)?, number.parse().ok()?))
}

fn draft(text: &str) -> Option<DraftId> {
    text.parse().ok().map(DraftId)
}

fn ticket(text: &str) -> Option<TicketId> {
    text.parse().ok().map(TicketId)
}

/// The number in base 36, which is short.
fn number(QuestionId(id): QuestionId) -> String {
    let mut digits = Vec::new();
    let mut rest = id.unsigned_abs();
    while rest > 0 || digits.is_empty() {
        let digit = u32::try_from(rest % 36).unwrap_or_default();
        digits.extend(char::from_digit(digit, 36));
        rest /= 36;
    }
    let sign = if id < 0 { "-" } else { "" };
    sign.chars().chain(digits.into_iter().rev()).collect()
}

fn question(text: &str) -> Option<QuestionId> {
    i64::from_str_radix(text, 36).ok().map(QuestionId)
}

#[cfg(test)]
mod tests;
