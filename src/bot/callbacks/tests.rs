//! What is written is read, and nothing else is.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::follow::tests::any_act;
use super::settings::tests::any_setting;
use super::*;

fn any_lang() -> impl Strategy<Value = Lang> {
    prop_oneof![Just(Lang::Kk), Just(Lang::Ru), Just(Lang::En)]
}

pub(super) fn any_entry() -> impl Strategy<Value = EntryId> {
    (0usize..6, "[a-z0-9-]{1,40}").prop_map(|(kind, bare)| EntryId::new(Kind::ALL[kind], &bare).unwrap())
}

fn any_question() -> impl Strategy<Value = QuestionId> {
    any::<i64>().prop_map(QuestionId)
}

fn any_vote() -> impl Strategy<Value = Vote> {
    let because = (0usize..3).prop_map(|place| Vote::Because(Reason::ALL[place]));
    prop_oneof![Just(Vote::Useful), Just(Vote::NotUseful), because]
}

fn any_press() -> impl Strategy<Value = Press> {
    prop_oneof![
        (any_question(), any_vote()).prop_map(|(id, vote)| Press::Vote(id, vote)),
        any_question().prop_map(Press::Others),
        any_question().prop_map(Press::NoneOfThese),
        (any_question(), any_entry()).prop_map(|(id, entry)| Press::Choose(id, entry)),
        (any_lang(), any_entry()).prop_map(|(lang, entry)| Press::More(lang, entry)),
        (any_lang(), any_entry()).prop_map(|(lang, entry)| Press::Open(lang, entry)),
        any_lang().prop_map(Press::Departments),
        any_lang().prop_map(Press::Formers),
        any_lang().prop_map(Press::Language),
        any_lang().prop_map(Press::StartIn),
        (any_lang(), any::<u8>()).prop_map(|(lang, place)| Press::Starter(lang, place)),
        any_lang().prop_map(Press::MyData),
        any_lang().prop_map(Press::Forget),
        any_lang().prop_map(Press::Erase),
        any_lang().prop_map(Press::Keep),
        any_lang().prop_map(Press::LeaveTicket),
        any_lang().prop_map(Press::BackToTicket),
        prop::option::of(any_question()).prop_map(Press::Human),
        any::<i64>().prop_map(|id| Press::Reopen(TicketId(id))),
        (any::<i64>(), any::<i64>()).prop_map(|(id, message)| Press::AlsoTo(TicketId(id), message)),
        (0usize..5, any::<i64>()).prop_map(|(act, id)| Press::Desk(DeskAct::ALL[act], TicketId(id))),
        any_of_knowledge(),
        (any_lang(), any_act()).prop_map(|(lang, act)| Press::Follow(lang, act)),
        (any_lang(), any_setting()).prop_map(|(lang, setting)| Press::Settings(lang, setting)),
    ]
}

fn any_choice() -> impl Strategy<Value = Choice> {
    prop_oneof![
        any::<i64>().prop_map(|channel| Choice::Channel(ChatId(channel))),
        any_entry().prop_map(Choice::Entry),
        any_entry().prop_map(Choice::Aim),
        any_lang().prop_map(Choice::Without),
    ]
}

/// Numbers of drafts and revisions are counted from 1: they stay short.
fn any_of_knowledge() -> impl Strategy<Value = Press> {
    let draft = || (0..10_000_000_000i64).prop_map(DraftId);
    prop_oneof![
        (any::<i64>(), any::<i64>()).prop_map(|(id, message)| Press::Promote(TicketId(id), message)),
        (any::<i64>(), any::<i64>()).prop_map(|(id, answer)| Press::Canned(TicketId(id), answer)),
        any_question().prop_map(Press::Gap),
        (0usize..13, draft()).prop_map(|(act, id)| Press::Draft(DraftAct::ALL[act], id)),
        (draft(), 0usize..3, any_entry()).prop_map(|(id, aim, entry)| Press::DraftTo(id, Aim::ALL[aim], entry)),
        (0usize..8, any_entry()).prop_map(|(act, entry)| Press::Entry(EntryAct::ALL[act], entry)),
        any::<i64>().prop_map(Press::Revert),
        (0usize..38, any::<i64>()).prop_map(|(act, id)| Press::Announce(AnnounceAct::ALL[act], AnnouncementId(id))),
        ((0..10_000_000_000i64).prop_map(AnnouncementId), any_choice()).prop_map(|(id, to)| Press::AnnounceTo(id, to)),
        (0usize..3, any::<i64>()).prop_map(|(act, channel)| Press::Channel(ChannelAct::ALL[act], ChatId(channel))),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read_and_fits(press in any_press()) {
        let data = encode(&press);
        prop_assert!(data.len() <= 64, "{}", data);
        prop_assert_eq!(parse(&data), Some(press));
    }

    #[test]
    fn what_is_read_was_written_here(data in "1?[a-zF]?[kre]?[+-]?[0-9a-zA-Z.:-]{0,20}") {
        if let Some(press) = parse(&data) {
            prop_assert_eq!(encode(&press), data);
        }
    }

    #[test]
    fn nothing_makes_it_panic(data in any::<String>(), tail in any::<String>()) {
        let _ = parse(&data);
        let _ = parse(&format!("1c{tail}"));
        let _ = parse(&format!("1{tail}"));
    }
}

#[test]
fn other_spellings_are_refused() {
    assert_eq!(parse("1v7"), Some(Press::Vote(QuestionId(7), Vote::Useful)));
    for forged in [
        "", "1", "v7", "2v7", "1v07", "1v+7", "1vA", "1v7 ", "1dz", "1r7", "1rx7", "1dk ", "1eq", "1ektA", "1q",
        "1qk+1",
    ] {
        assert_eq!(parse(forged), None, "{forged}");
    }
}
