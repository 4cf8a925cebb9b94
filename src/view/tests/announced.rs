//! The card of an announcement that goes out, and its report.

use insta::assert_snapshot;
use search::Lang;

use super::digest::obeys_the_rules;
use super::*;
use crate::clock::Timestamp;
use crate::ids::{AnnouncementId, ChatId};
use crate::store::announcement::{Announcement, State, Tally};

fn one(state: State, tally: Tally) -> Announcement {
    Announcement {
        id: AnnouncementId(7),
        chat: ChatId(1),
        card: 2,
        by_name: String::new(),
        channel: ChatId(-1),
        body: String::new(),
        state,
        made: Timestamp(0),
        due: None,
        approved_by: None,
        started: None,
        ended: None,
        tally,
        version: 0,
        done: 0,
        problem: String::new(),
    }
}

fn told(one: &Announcement, rate: f64) -> String {
    let span = (Some("2026-11-28T18:30:00".parse().unwrap()), Some("2026-11-28T18:34:00".parse().unwrap()));
    let text = "The department has moved.\nMore.";
    let old = if one.version > 0 { 1200 } else { 0 };
    let standing = Standing { one, text, rate, span, kept: 3, old, in_channel: true, own: true, waits: false };
    for lang in Lang::ALL {
        obeys_the_rules(&view().announced(lang, &standing));
    }
    let card = view().announced(Lang::En, &standing);
    shown(&card)
}

#[test]
fn while_it_goes_out_there_is_a_bar_with_pace_and_time_left() {
    let tally = Tally { total: 5000, sent: 3100, blocked: 15, refused: 0, unknown: 5 };
    assert_snapshot!(told(&one(State::Sending, tally), 24.7), @"
    <b>Announcement 7: The department has moved.</b>

    Sending
    ▓▓▓▓▓▓▓░░░░░ 62 %
    Processed: 3,120 of 5,000
    25 per second, about 76 seconds left

    Delivered: 3,100
    Cannot be reached (the bot is blocked or the account is gone): 15
    Unconfirmed: 5
    [Pause] [Stop]
    ");
    let mut paused = one(State::Paused, tally);
    paused.problem = "refused".to_owned();
    assert_snapshot!(told(&paused, 0.0), @"
    <b>Announcement 7: The department has moved.</b>

    Paused
    ▓▓▓▓▓▓▓░░░░░ 62 %
    Processed: 3,120 of 5,000
    Paused automatically: Telegram refused it several times in a row. Resume if you think this was temporary, or stop and check the text.

    Delivered: 3,100
    Cannot be reached (the bot is blocked or the account is gone): 15
    Unconfirmed: 5
    [Resume] [Stop]
    ");
    assert_snapshot!(told(&one(State::Freezing, Tally::default()), 0.0), @"
    <b>Announcement 7: The department has moved.</b>

    Preparing the list of recipients
    [Stop]
    ");
}

#[test]
fn afterwards_there_is_a_report_and_what_can_be_done() {
    let tally = Tally { total: 5000, sent: 4980, blocked: 15, refused: 0, unknown: 4 };
    assert_snapshot!(told(&one(State::Sent, tally), 0.0), @"
    <b>Announcement 7: The department has moved.</b>

    Sent
    28.11.2026 18:30 – 28.11.2026 18:34

    Delivered: 4,980
    Cannot be reached (the bot is blocked or the account is gone): 15
    Unconfirmed: 4
    Deleted their data before delivery: 1

    The connection to Telegram broke during the unconfirmed deliveries, so nobody knows whether they arrived. If you retry, some people may get the announcement twice.
    [Retry unconfirmed]
    [Leave unconfirmed as is]
    [Correct it] [Withdraw it]
    [Pin it in the channel]
    [Get the list as a file]
    ");
    let mut left = one(State::Stopped, Tally { sent: 100, ..tally });
    // Trying those again would send it to all the others, too.
    let buttons =
        |card: String| card.lines().filter(|line| line.starts_with('[')).map(str::to_owned).collect::<Vec<_>>();
    let (half, whole) = (told(&left, 0.0), told(&one(State::Stopped, Tally { total: 4999, ..tally }), 0.0));
    assert!(!half.contains("If you retry") && whole.contains("If you retry"));
    assert_eq!(buttons(half)[..2], ["[Leave unconfirmed as is]", "[Correct it] [Withdraw it]"]);
    assert_eq!(buttons(whole)[..2], ["[Retry unconfirmed]", "[Leave unconfirmed as is]"]);
    left.problem = "left".to_owned();
    left.version = 2;
    assert_snapshot!(told(&left, 0.0), @"
    <b>Announcement 7: The department has moved.</b>

    Stopped
    28.11.2026 18:30 – 28.11.2026 18:34

    Delivered: 100
    Cannot be reached (the bot is blocked or the account is gone): 15
    Unconfirmed: 4
    Not sent: 4,881
    Corrections: 2
    Still with the old text: 1,200
    [Correct it] [Withdraw it]
    [Pin it in the channel]
    [Get the list as a file]
    ");
    let mut withdrawn = one(State::Withdrawn, tally);
    withdrawn.done = 4980;
    assert_snapshot!(told(&withdrawn, 0.0), @"
    <b>Announcement 7: The department has moved.</b>

    Withdrawn
    28.11.2026 18:30 – 28.11.2026 18:34

    Deleted: 4,977
    Not deleted (Telegram cannot delete messages older than 48 hours): 3
    [Get the list as a file]
    ");
    let mut correcting = one(State::Correcting, tally);
    correcting.done = 1200;
    assert_snapshot!(told(&correcting, 0.0), @"
    <b>Announcement 7: The department has moved.</b>

    Being corrected: 1,200 of 4,980
    ▓▓░░░░░░░░░░ 24 %
    [Stop]
    ");
}
