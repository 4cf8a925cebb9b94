//! The tree: what the bot hears, and which handler answers. Read it as the table of contents.

use dptree::{case, entry, filter, filter_map, filter_map_async};

use super::channel;
use super::editing;
use super::failure::Failure;
use super::owner::settings;
use super::reading::{Command, What};
use super::resident::{
    Done, ask, browse, feedback, follow, human, knowledge, language, misc, options, privacy, start, verify,
};
use super::services::Services;
use super::visit::{Place, Visit};
use crate::store::owner::OwnerCode;
use crate::view::Press;

/// The whole of it. Needs the services, the visit, and what was done.
pub(super) type Tree = dptree::Handler<'static, Result<Done, Failure>>;

/// Builds the tree.
pub(super) fn schema() -> Tree {
    entry()
        .branch(case![What::Command(command)].chain(commands()))
        .branch(filter_map_async(knowledge::draft_replied).endpoint(knowledge::taken))
        .branch(filter_map_async(channel::awaited).endpoint(channel::take))
        .branch(filter_map(channel::linked_by_forward).endpoint(channel::take_forward))
        .branch(filter(is_edited_picture).endpoint(misc::nothing))
        .branch(filter_map(for_staff).endpoint(human::to_staff))
        .branch(filter_map(edited_for_staff).endpoint(human::edited_or_asked))
        .branch(filter_map(verify::forwards).endpoint(verify::forwarded))
        .branch(case![What::Text(text)].chain(texts()))
        .branch(case![What::Press(press)].chain(presses()))
        .branch(case![What::Notice(notice)].endpoint(misc::notice))
        .branch(case![What::Album(album)].endpoint(misc::album))
        .branch(case![What::Blocked(blocked)].endpoint(misc::membership))
        .branch(case![What::Reacted(message, emoji)].endpoint(human::reacted))
        .branch(case![What::Stale].endpoint(misc::stale))
}

/// `/…`
fn commands() -> Tree {
    entry()
        .branch(case![Command::Start(payload)].endpoint(start::start))
        .branch(case![Command::Departments].endpoint(browse::departments))
        .branch(case![Command::Former].endpoint(browse::formers))
        .branch(case![Command::Subscriptions].endpoint(follow::subscriptions))
        .branch(case![Command::Language(name)].endpoint(language::command))
        .branch(case![Command::Help].endpoint(start::help))
        .branch(case![Command::About].endpoint(start::about))
        .branch(case![Command::Privacy].endpoint(privacy::privacy))
        .branch(case![Command::MyData].endpoint(privacy::my_data))
        .branch(case![Command::Forget].endpoint(privacy::forget))
        .branch(case![Command::Kb(query)].endpoint(knowledge::kb))
        .branch(case![Command::Settings(text)].endpoint(settings::command))
        .branch(case![Command::Link(name)].endpoint(channel::link))
        .branch(case![Command::Announce].endpoint(channel::announce))
        .branch(case![Command::Announcements].endpoint(channel::announcements))
        .branch(case![Command::Unknown].endpoint(misc::unknown_command))
}

/// A text: a pasted owner link, a language's name, a button that is typed, an announcement, or a question.
fn texts() -> Tree {
    entry()
        .branch(filter_map(|text: String| OwnerCode::find(&text)).endpoint(start::become_owner))
        .branch(
            filter_map(|services: Services, text: String| services.view.language_named(&text))
                .endpoint(language::typed),
        )
        .branch(filter_map(typed).chain(presses()))
        .branch(dptree::endpoint(verify::or_asked))
}

/// A picture or a file without words was edited: nobody waits for an answer to that.
fn is_edited_picture(visit: Visit, what: What) -> bool {
    let edited = matches!(visit.place, Place::Message { edited: true, .. });
    edited && matches!(what, What::Notice(_) | What::Album(_))
}

/// While a question is with staff, what its resident writes goes there, in words, pictures or otherwise; but for the
/// button that ends this, when it is typed.
fn for_staff(services: Services, visit: Visit, what: What) -> Option<String> {
    if visit.ticket.is_none() || !matches!(visit.place, Place::Message { edited: false, .. }) {
        return None;
    }
    match what {
        What::Text(text) => {
            let leaves = matches!(services.recent.typed(visit.chat, &text), Some(Press::LeaveTicket(_)));
            // A link that makes an owner is nobody's but theirs.
            (!leaves && OwnerCode::find(&text).is_none()).then_some(text)
        }
        What::Notice(_) | What::Album(_) => Some(String::new()),
        _ => None,
    }
}

fn edited_for_staff(visit: Visit, what: What) -> Option<String> {
    match what {
        What::Text(text) if visit.ticket.is_some() && visit.edit.is_some() => Some(text),
        _ => None,
    }
}

fn typed(services: Services, visit: Visit, text: String) -> Option<Press> {
    services.recent.typed(visit.chat, &text)
}

/// A button, pressed or typed.
fn presses() -> Tree {
    entry()
        .branch(filter(|press: Press| editing::concerns(&press)).endpoint(knowledge::pressed))
        .branch(filter(|press: Press| channel::concerns(&press)).endpoint(channel::pressed))
        .branch(case![Press::Vote(question, vote)].endpoint(feedback::vote))
        .branch(case![Press::Others(question)].endpoint(options::others))
        .branch(case![Press::Choose(question, entry)].endpoint(options::choose))
        .branch(case![Press::NoneOfThese(question)].endpoint(options::none_of_these))
        .branch(case![Press::More(lang, entry)].endpoint(browse::more))
        .branch(case![Press::Open(lang, entry)].endpoint(browse::open))
        .branch(case![Press::Departments(lang)].endpoint(browse::to_departments))
        .branch(case![Press::Formers(lang)].endpoint(browse::to_formers))
        .branch(case![Press::Language(lang)].endpoint(language::pressed))
        .branch(case![Press::StartIn(lang)].endpoint(start::start_in))
        .branch(case![Press::Starter(lang, place)].endpoint(ask::starter))
        .branch(case![Press::MyData(lang)].endpoint(privacy::to_my_data))
        .branch(case![Press::Forget(lang)].endpoint(privacy::to_forget))
        .branch(case![Press::Erase(lang)].endpoint(privacy::erase))
        .branch(case![Press::Keep(lang)].endpoint(privacy::keep))
        .branch(case![Press::Human(question)].endpoint(human::human))
        .branch(case![Press::LeaveTicket(lang)].endpoint(human::leave))
        .branch(case![Press::BackToTicket(lang)].endpoint(human::back))
        .branch(case![Press::Reopen(ticket)].endpoint(human::reopen))
        .branch(case![Press::Follow(lang, act)].endpoint(follow::pressed))
        .branch(case![Press::Desk(act, ticket)].endpoint(misc::stale))
        .branch(case![Press::AlsoTo(ticket, message)].endpoint(misc::stale))
        .branch(case![Press::Promote(ticket, message)].endpoint(misc::stale))
        .branch(case![Press::Canned(ticket, answer)].endpoint(misc::stale))
        .branch(case![Press::Settings(lang, setting)].endpoint(settings::pressed))
}
