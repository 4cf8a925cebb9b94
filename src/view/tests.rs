//! What residents read, card by card, as snapshots: one file a language, to be read like a chat.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod announced;
mod announcement;
mod digest;
mod ready;
mod samples;
mod settings;

use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use samples::*;
use search::Oddity;

use super::rich::MAX_UNITS;
use super::*;
use crate::announce::judge::Finding;
use crate::answer::{Answer, Decline};
use crate::clock::Timestamp;
use crate::ids::{ChatId, EntryId, TicketId, UpdateId};
use crate::knowledge::compare::Piece;
use crate::knowledge::entry::{Contact, Entry, Knowledge};
use crate::store::channel::Channel;
use crate::store::feedback::{Reason, Vote};
use crate::store::person::{Asked, Held, Rated};
use crate::store::resident::Resident;
use crate::store::ticket::Ticket;

const QUESTION: Option<QuestionId> = Some(QuestionId(7));

fn view() -> View {
    View::new(Texts::load().unwrap())
}

/// The card as HTML, its buttons in brackets.
fn shown(card: &Card) -> String {
    card.rows.iter().fold(card.text.html(), |shown, row| {
        let labels: Vec<_> = row.iter().map(|button| format!("[{}]", button.label)).collect();
        format!("{shown}\n{}", labels.join(" "))
    })
}

fn declined(matter: Option<Entry>, emergency: bool, oddity: Option<Oddity>) -> Reply {
    Reply::Decline(Decline { matter: matter.map(Arc::new), emergency, oddity, on_hold: None })
}

fn weather() -> Entry {
    decoy("decoy:weather", three("ауа райы", "погода", "the weather"))
}

fn held(lang: Lang) -> Held {
    let (chat, moment) = (ChatId(7), Timestamp(1_700_000_000_000));
    let resident = Resident {
        chat,
        lang: Some(lang),
        first_seen: moment,
        last_seen: moment,
        blocked: false,
        after: None,
        after_at: Timestamp(0),
        ticket: None,
        after_notice: None,
        notices_off: false,
        spoken: Some(lang),
    };
    let asked = Asked {
        id: QuestionId(7),
        update: UpdateId(9),
        asked: moment,
        lang: Some(lang),
        text: "?".to_owned(),
        outcome: "decline".to_owned(),
        entry: None,
        confidence: 0.5,
    };
    let rated = Rated {
        question: QuestionId(7),
        entry: "trees".parse().unwrap(),
        useful: true,
        reason: String::new(),
        given: moment,
    };
    Held {
        chat,
        resident: Some(resident),
        questions: vec![asked],
        ratings: vec![rated],
        tickets: vec![],
        following: vec![],
        announced: vec![],
        made: vec![],
        updates: vec![],
    }
}

fn asked_staff(lang: Lang) -> Ticket {
    Ticket {
        id: TicketId(12),
        chat: ChatId(5),
        lang: Some(lang),
        text: "?!".to_owned(),
        outcome: "answer".to_owned(),
        entry: Some(trees().id.clone()),
        confidence: 0.734,
        open: true,
        group: ChatId(-5),
        topic: 3,
        card: 4,
        claimed: (ChatId(9), "A.".to_owned()),
        opened: Timestamp(1),
        answered: Timestamp(0),
        closed: Timestamp(0),
    }
}

fn staff_card(ticket: &Ticket) -> TicketCard<'_> {
    TicketCard { ticket, entry: None, why: &[], earlier: &[TicketId(3), TicketId(8)], moved: true }
}

fn channel(username: &str) -> Channel {
    let (title, username) = ("Town".to_owned(), username.to_owned());
    Channel { chat: ChatId(-5), title, username, added_by: ChatId(1), linked_by: ChatId(1), gone: false }
}

fn announced(channel: &Channel) -> Announced<'_> {
    let date = jiff::civil::date(2026, 11, 28);
    Announced { date, text: "one\ntwo", channel: Some(channel), withdrawn: true, asked: true }
}

fn verified(view: &View, lang: Lang, finding: &Finding, by: PassedBy<'_>) -> Card {
    view.verified(lang, finding, Announced { withdrawn: false, ..announced(&channel("")) }, by)
}

fn pieces() -> Vec<Piece> {
    vec![Piece::Same("one".to_owned()), Piece::Gone(" two".to_owned()), Piece::New(" three".to_owned())]
}

fn followed<'a>(knowledge: &'a Knowledge, entries: &'a [EntryId], off: bool) -> Followed<'a> {
    Followed { entries, city: false, off, lang: Lang::Kk, knowledge }
}

/// Every card there is, with the name of what it shows.
fn cards(lang: Lang) -> Vec<(&'static str, Card)> {
    let view = view();
    let reply = |reply| view.reply(&answered(lang, reply), QUESTION, Beside::default());
    let told = |answer| reply(Reply::Answer(Box::new(answer)));
    let mut complaint = answer(trees());
    complaint.complaint = true;
    complaint.also = vec![(gardens(), Some(parks()))];
    let mut then = answer(trees());
    then.as_of = Some(2017);
    let mut unknown = then.clone();
    unknown.former.clear();
    let mut reachable = answer(trees());
    let mut department = (*parks()).clone();
    let contact = |kind: &str, value: &str| Contact { kind: kind.into(), value: value.into(), source: "staff".into() };
    department.contacts = vec![contact("phone", "1-2-3"), contact("site", "parks.example")];
    reachable.department = Some(Arc::new(department));
    let mut rude = weather();
    rude.show_name = false;
    let mut elsewhere = weather();
    elsewhere.texts.get_mut(lang).elsewhere = "Kazhydromet.".to_owned();
    let mut fire = weather();
    fire.texts.get_mut(lang).body = "112!".to_owned();
    let info = info();
    let knowledge = Knowledge::default();
    let vote = Vote::Because(Reason::OtherQuestion);
    vec![
        ("a topic", told(answer(trees()))),
        ("a complaint with a second question", told(complaint)),
        ("as of a year", told(then)),
        ("as of a year, unknown by whom", told(unknown)),
        ("with contacts", told(reachable)),
        ("a department", told(answer(parks()))),
        ("a former department", told(answer(gardens()))),
        ("a fact", told(Answer { former: Vec::new(), topics: Vec::new(), ..answer(fact()) })),
        ("not useful, typed", view.what_was_wrong(lang, QuestionId(7), vote, &[gardens()])),
        ("torn", reply(Reply::Ask(vec![trees(), gardens()]))),
        ("none of the options", view.none_of_these(lang, None)),
        ("a matter of others", reply(declined(Some(weather()), false, None))),
        ("a matter of others, known whose", reply(declined(Some(elsewhere), false, None))),
        ("abuse and the like", reply(declined(Some(rude), false, None))),
        ("an emergency", reply(declined(Some(fire), true, None))),
        ("nothing near", reply(declined(None, false, None))),
        ("an empty text", reply(declined(None, false, Some(Oddity::Empty)))),
        ("no letters", reply(declined(None, false, Some(Oddity::NoLetters)))),
        ("a foreign script", reply(declined(None, false, Some(Oddity::ForeignScript)))),
        ("start", view.start(lang, None, &info)),
        ("help", view.help(lang)),
        ("about", view.about_bot(lang, Origin { info: &info, source: Some(&source()), days: 90 })),
        ("privacy", view.privacy(lang, 90)),
        ("what is kept of one person", view.forget(lang, &held(lang))),
        ("what is kept of a stranger", view.forget(lang, &Held { resident: None, questions: vec![], ..held(lang) })),
        ("forgotten", view.forgotten(lang, true)),
        ("not forgotten", view.forgotten(lang, false)),
        ("passed on", view.ticket(lang, &Told::Opened(TicketId(7), Some(Duration::from_secs(7200))))),
        ("nobody on duty", view.ticket(lang, &Told::Nobody)),
        ("closed by staff", view.ticket(lang, &Told::Closed(TicketId(7)))),
        ("back with the bot", view.ticket(lang, &Told::Left)),
        ("third decline", view.third_decline(lang, reply(declined(None, false, None)))),
        ("a question for staff", view.ticket_card(lang, staff_card(&asked_staff(lang)))),
        ("a group that lacks something", view.setup(lang, &Setup::Missing(vec![Lack::Forum, Lack::Topics]))),
        ("staff group", view.setup(lang, &Setup::Done)),
        ("language", view.language(lang)),
        ("language chosen", view.language_chosen(lang)),
        ("departments", view.departments(lang, &[parks()])),
        ("former departments", view.formers(lang, &[gardens()])),
        ("a department's card", view.entry_card(lang, &answer(parks()))),
        ("a former department's card", view.entry_card(lang, &answer(gardens()))),
        ("a topic's card", view.entry_card(lang, &answer(trees()))),
        ("an announcement, word for word", verified(&view, lang, &Finding::Same, PassedBy::Ourselves)),
        ("a changed one", verified(&view, lang, &Finding::Changed(pieces()), PassedBy::Channel("Talk"))),
        ("a part of one", verified(&view, lang, &Finding::Part, PassedBy::Somebody)),
        ("a corrected one", verified(&view, lang, &Finding::Outdated(Some(pieces())), PassedBy::Ourselves)),
        ("a post that was replaced", verified(&view, lang, &Finding::Other, PassedBy::Ourselves)),
        ("a link to one", view.linked_post(lang, announced(&channel("town")))),
        ("a post that is none", view.posted_otherwise(lang, &channel("town"))),
        ("no announcement", view.unverified(lang, &[channel("town"), channel("")], true)),
        ("no announcement, and nothing to check it by", view.unverified(lang, &[], false)),
        ("asking about one", view.about_announcement(lang, announced(&channel("town")), None)),
        ("what somebody follows", view.subscriptions(lang, followed(&knowledge, &[trees().id.clone()], false))),
        ("nothing is followed", view.subscriptions(lang, followed(&knowledge, &[], false))),
        ("no announcements at all", view.subscriptions(lang, followed(&knowledge, &[], true))),
        ("departments to follow", view.follow_departments(lang, &[parks()], &[])),
        ("topics to follow", view.follow_topics(lang, &parks(), &[trees()], &[trees().id.clone()])),
    ]
}

const NOTICES: [Notice; 11] = [
    Notice::Voice,
    Notice::Sticker,
    Notice::Location,
    Notice::Contact,
    Notice::Picture,
    Notice::Document,
    Notice::Other,
    Notice::Unreadable,
    Notice::UnknownCommand,
    Notice::TooFast,
    Notice::Failed,
];

const TOASTS: [Toast; 10] = [
    Toast::Followed,
    Toast::Unfollowed,
    Toast::Useful,
    Toast::NotUseful,
    Toast::Reason,
    Toast::Language,
    Toast::OutOfDate,
    Toast::NoOthers,
    Toast::TooFast,
    Toast::Failed,
];

fn everything(lang: Lang) -> String {
    let mut all = String::new();
    for (name, card) in cards(lang) {
        let _ = write!(all, "=== {name}\n{}\n\n", shown(&card));
    }
    for notice in NOTICES {
        let _ = writeln!(all, "{notice:?}: {}", view().notice(lang, notice).text.text());
    }
    for toast in TOASTS {
        let _ = writeln!(all, "{toast:?}: {}", view().toast(lang, toast));
    }
    let menu = view().menu(lang);
    let _ = write!(all, "\n{}\n\n{}", menu.description, menu.short_description);
    all
}

#[test]
fn cards_in_kazakh() {
    insta::assert_snapshot!("kk", everything(Lang::Kk));
}

#[test]
fn cards_in_russian() {
    insta::assert_snapshot!("ru", everything(Lang::Ru));
}

#[test]
fn cards_in_english() {
    insta::assert_snapshot!("en", everything(Lang::En));
}

#[test]
fn no_label_is_part_of_another_on_the_same_card() {
    for (name, card) in Lang::ALL.into_iter().flat_map(cards) {
        let labels: Vec<_> = card.buttons().map(|button| button.label.to_lowercase()).collect();
        for (at, label) in labels.iter().enumerate() {
            let part = labels.iter().enumerate().any(|(other, text)| other != at && text.contains(label.as_str()));
            assert!(!part, "{label} on {name}");
        }
    }
}

#[test]
fn a_long_body_gives_way_and_the_rest_stays() {
    for lang in Lang::ALL {
        let mut long = (*trees()).clone();
        long.texts.get_mut(lang).body = "ағаш 🌳 ".repeat(900);
        let card = view().answer(lang, &answer(Arc::new(long)));
        assert!(card.text.units() <= MAX_UNITS && card.text.units() > MAX_UNITS - 10);
        let whole = view().answer(lang, &answer(trees()));
        let ending = whole.text.text().rsplit("\n\n").next().unwrap();
        assert!(card.text.text().ends_with(ending));
    }
}

#[test]
fn telegram_takes_the_menu_and_the_toasts() {
    for lang in Lang::ALL {
        let menu = view().menu(lang);
        assert!(rich::units(&menu.description) <= 512 && rich::units(&menu.short_description) <= 120);
        assert!(menu.commands.iter().all(|command| rich::units(&command.description) <= 256));
        assert!(TOASTS.into_iter().all(|toast| rich::units(&view().toast(lang, toast)) <= 200));
    }
}

#[test]
fn a_reply_without_a_number_has_no_buttons_that_need_one() {
    for reply in [Reply::Ask(vec![trees()]), Reply::Answer(Box::new(answer(trees())))] {
        let card = view().reply(&answered(Lang::Ru, reply), None, Beside::default());
        assert!(card.buttons().all(|button| matches!(button.tap, Tap::Press(Press::More(..) | Press::Follow(..)))));
    }
}

#[test]
fn a_source_with_an_address_is_a_link() {
    let mut linked = answer(trees());
    if let Some(source) = &mut linked.source {
        source.url = "https://example.org/a?b=1&c=2".to_owned();
        source.outlet = "Газета".to_owned();
    }
    let html = view().answer(Lang::Ru, &linked).text.html();
    assert!(html.contains("<a href=\"https://example.org/a?b=1&amp;c=2\">Источник: «О парках»</a>, Газета"));
}

#[test]
fn a_language_is_chosen_by_its_name() {
    let table = [
        ("Қазақша", Some(Lang::Kk)),
        ("казакша", Some(Lang::Kk)),
        ("русский", Some(Lang::Ru)),
        ("По-русски!", Some(Lang::Ru)),
        ("orysha", Some(Lang::Ru)),
        ("English", Some(Lang::En)),
        ("ағылшынша", Some(Lang::En)),
        ("ru", Some(Lang::Ru)),
        ("English courses", None),
        ("", None),
        ("🌳", None),
    ];
    for (text, lang) in table {
        assert_eq!(view().language_named(text), lang, "{text}");
    }
}
