//! The engine that sends, by what people get and what is counted. Announcements are put into the database as the card
//! leaves them when its last step is confirmed.

use qaida::announce::content::Content;
use qaida::announce::plan::{Audience, Link, People, Plan};
use qaida::clock::Timestamp;
use qaida::ids::{AnnouncementId, ChatId, UpdateId};
use qaida::store::announcement::{self, Announcement, NewAnnouncement, State};
use qaida::store::delivery::{self, Fate, TextVersion};
use qaida::store::resident::{self, Talked};
use qaida::store::{Store, announcement_text};
use sandbox::{ChannelRole, Crowd, Fault, Sandbox};
use search::Lang;

use crate::world::{PATIENCE, World};

pub(super) const FIRST: i64 = 700_000;
const NOW: Timestamp = Timestamp(1_700_000_000_000);

/// So many people who have written to the bot before.
async fn town(world: &World, count: usize) -> Crowd {
    settled(&world.sandbox, store(world), count).await
}

pub(super) async fn settled(sandbox: &Sandbox, store: &Store, count: usize) -> Crowd {
    let crowd = sandbox.crowd(count, FIRST, "ru");
    let all: Vec<Talked> =
        crowd.ids().map(|id| Talked { chat: ChatId(id), at: NOW, about: None, lang: Lang::Ru }).collect();
    let filling = store.write(move |c| Box::pin(async move { resident::talked(c, &all).await }));
    filling.await.expect("people");
    crowd
}

/// An announcement to all of them, confirmed.
pub(super) async fn announced(store: &Store, text: &str) -> AnnouncementId {
    let content = Content { text: text.to_owned(), ..Content::default() };
    let audience = Audience { channel: false, people: People::All, ..Audience::default() };
    let plan = Plan { texts: [(Lang::Ru, content)].into(), audience, ..Plan::default() };
    confirmed(store, text.bytes().map(i64::from).sum(), ChatId(-7), &plan).await
}

async fn confirmed(store: &Store, update: i64, channel: ChatId, plan: &Plan) -> AnnouncementId {
    let (update, by_name) = (UpdateId(update), "Dana".to_owned());
    let new = NewAnnouncement { update, chat: ChatId(9002), by_name, channel, body: plan.to_body(), post: 0 };
    let beginning = store.write(move |c| {
        Box::pin(async move {
            let one = announcement::add(c, &new, NOW).await?;
            announcement::begin(c, one.id, State::Draft, NOW).await?;
            Ok(one.id)
        })
    });
    beginning.await.expect("an announcement")
}

async fn get(store: &Store, id: AnnouncementId) -> Announcement {
    let c = &mut store.read().await.expect("a read");
    announcement::get(c, id).await.expect("a row").expect("an announcement")
}

async fn turn(store: &Store, id: AnnouncementId, from: State, to: State) {
    let turning = store.write(move |c| Box::pin(announcement::turn(c, id, from, to)));
    assert!(turning.await.expect("a turn"), "{from:?} to {to:?}");
}

/// Another text is to replace it everywhere.
async fn correct(store: &Store, one: Announcement, text: &str) {
    let content = Content { text: text.to_owned(), ..Content::default() };
    let plan = Plan { texts: [(Lang::Ru, content)].into(), ..Plan::parse(&one.body) };
    let body = plan.to_body();
    let correcting = store.write(move |c| Box::pin(async move { announcement::correct(c, &one, &body).await }));
    assert!(correcting.await.expect("a correction"));
}

/// It is to be deleted everywhere.
async fn withdraw(store: &Store, one: Announcement) {
    let withdrawing = store.write(move |c| Box::pin(async move { announcement::withdraw(c, &one).await }));
    assert!(withdrawing.await.expect("a withdrawal"));
}

/// Waits until it is so, and nothing of it is on its way.
pub(super) async fn until(store: &Store, id: AnnouncementId, state: State) -> Announcement {
    let waiting = async {
        loop {
            let there = get(store, id).await.state == state;
            if there && !delivery::any_at_work(&mut store.read().await.expect("a read")).await.expect("an answer") {
                return get(store, id).await;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    let waited = tokio::time::timeout(PATIENCE, waiting).await;
    waited.unwrap_or_else(|_| panic!("not {state:?} within {PATIENCE:?}"))
}

/// Total, sent, blocked, refused, unknown.
pub(super) fn counts(one: &Announcement) -> [i64; 5] {
    [one.tally.total, one.tally.sent, one.tally.blocked, one.tally.refused, one.tally.unknown]
}

fn store(world: &World) -> &Store {
    &world.running.app.store
}

#[tokio::test(flavor = "multi_thread")]
async fn each_gets_it_once_and_who_blocked_the_bot_is_left_out_the_next_time() {
    World::each(async |world| {
        let crowd = town(world, 60).await;
        crowd.block([FIRST, FIRST + 7]);
        world.sandbox.fail_next_in(
            FIRST + 9,
            "sendMessage",
            Fault::Refused { code: 400, description: "Bad Request: odd".to_owned() },
        );
        let id = announced(store(world), "Су жоқ").await;
        let one = until(store(world), id, State::Sent).await;
        assert_eq!((crowd.doubled(), crowd.missed()), (vec![], vec![FIRST + 9]));
        assert_eq!(counts(&one), [60, 57, 2, 1, 0]);
        assert!(one.ended.is_some());
        let texts = announcement_text::of_announcement(&mut store(world).read().await.expect("a read"), id)
            .await
            .expect("texts");
        assert_eq!(texts.iter().map(|text| text.text.as_str()).collect::<Vec<_>>(), ["Су жоқ"]);

        crowd.forget();
        let id = announced(store(world), "Су бар").await;
        let one = until(store(world), id, State::Sent).await;
        assert_eq!((crowd.doubled(), crowd.missed().len(), counts(&one)), (vec![], 0, [58, 58, 0, 0, 0]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_may_have_arrived_is_never_sent_again() {
    World::each(async |world| {
        let crowd = town(world, 30).await;
        let faults = [Fault::LostResponse, Fault::ServerError, Fault::Garbage, Fault::Close];
        for (chat, fault) in (FIRST..).step_by(5).zip(faults) {
            world.sandbox.fail_next_in(chat, "sendMessage", fault);
        }
        let id = announced(store(world), "Су жоқ").await;
        let one = until(store(world), id, State::Sent).await;
        assert_eq!((crowd.doubled(), crowd.missed()), (vec![], vec![FIRST + 5, FIRST + 15]));
        assert_eq!(counts(&one), [30, 26, 0, 0, 4]);

        // A person decides: those who have it get it twice, and those who have not get it.
        let retried = store(world).write(move |c| Box::pin(delivery::retry_unknown(c, id))).await.expect("a retry");
        let one = until(store(world), id, State::Sent).await;
        assert_eq!((retried, counts(&one)), (4, [30, 30, 0, 0, 0]));
        assert_eq!((crowd.doubled(), crowd.missed()), (vec![FIRST, FIRST + 10], vec![]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn told_to_wait_it_waits_and_goes_on_with_the_same_ones() {
    World::each(async |world| {
        let crowd = town(world, 30).await;
        world.sandbox.fail_next_in(FIRST + 3, "sendMessage", Fault::TooManyRequests { retry_after: 1 });
        let id = announced(store(world), "Су жоқ").await;
        let one = until(store(world), id, State::Sent).await;
        assert_eq!((crowd.doubled(), crowd.missed().len(), counts(&one)), (vec![], 0, [30, 30, 0, 0, 0]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_stands_still_goes_on_and_ends_when_told() {
    World::each(async |world| {
        let crowd = town(world, 600).await;
        let id = announced(store(world), "Су жоқ").await;
        let received = || crowd.received().values().sum::<usize>();
        world.sandbox.until(|| received() >= 20).await.expect("some have it");
        turn(store(world), id, State::Sending, State::Paused).await;
        let paused = until(store(world), id, State::Paused).await;
        let had = received();
        assert!(had < 600 && paused.tally.sent == had as i64, "{had}");
        // Another announcement goes out meanwhile, and of this one nothing does.
        let other = announced(store(world), "Басқа").await;
        until(store(world), other, State::Sent).await;
        assert_eq!(received(), had + 600);

        turn(store(world), id, State::Paused, State::Sending).await;
        world.sandbox.until(|| received() >= had + 620).await.expect("some more have it");
        turn(store(world), id, State::Sending, State::Stopped).await;
        let stopped = until(store(world), id, State::Stopped).await;
        assert_eq!(stopped.tally.sent as usize + 600, received());
        assert!(stopped.tally.sent < 600 && crowd.received().values().all(|count| *count <= 2));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_telegram_refuses_everywhere_is_paused() {
    World::each(async |world| {
        let crowd = town(world, 300).await;
        let odd = Fault::Refused { code: 400, description: "Bad Request: odd".to_owned() };
        world.sandbox.fail_times("sendMessage", None, 300, odd);
        let id = announced(store(world), "Су жоқ").await;
        let one = until(store(world), id, State::Paused).await;
        assert_eq!((one.problem.as_str(), crowd.missed().len()), ("refused", 300));
        assert!((20..150).contains(&one.tally.refused), "{}", one.tally.refused);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_corrected_and_withdrawn_everywhere() {
    World::each(async |world| {
        let crowd = town(world, 12).await;
        let id = announced(store(world), "Су жоқ").await;
        let one = until(store(world), id, State::Sent).await;
        let too_old = || Fault::Refused { code: 400, description: "Bad Request: message can't be deleted".to_owned() };
        correct(store(world), one, "Су бар").await;
        let one = until(store(world), id, State::Sent).await;
        let screen = |id: i64| world.sandbox.known_person(id).expect("one of the crowd").screen();
        assert_eq!((one.version, one.done, screen(FIRST + 3).as_str()), (1, 12, "bot (edited): Су бар"));

        world.sandbox.fail_next_in(FIRST + 5, "deleteMessage", too_old());
        withdraw(store(world), one).await;
        let one = until(store(world), id, State::Withdrawn).await;
        assert_eq!((one.done, screen(FIRST + 3).as_str()), (12, ""));
        let all = delivery::export(&mut store(world).read().await.expect("a read"), id, ChatId(0), 99).await;
        let fates: Vec<Fate> = all.expect("rows").iter().map(|one| one.fate).collect();
        assert_eq!(fates.iter().filter(|fate| **fate == Fate::TooOld).count(), 1);
        assert_eq!(fates.iter().filter(|fate| **fate == Fate::Withdrawn).count(), 11);
        assert!(crowd.doubled().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_trouble_corrections_and_withdrawals_wait_and_leave_nobody_out() {
    World::each(async |world| {
        let crowd = town(world, 30).await;
        let id = announced(store(world), "Су жоқ").await;
        let one = until(store(world), id, State::Sent).await;
        let screen = |id: i64| world.sandbox.known_person(id).expect("one of the crowd").screen();
        let trouble = |method: &str| {
            world.sandbox.forget_calls();
            world.sandbox.fail_next_in(FIRST + 3, method, Fault::TooManyRequests { retry_after: 1 });
            let faults = [Fault::LostResponse, Fault::ServerError, Fault::Garbage, Fault::Close];
            for (chat, fault) in (FIRST + 9..).step_by(5).zip(faults) {
                world.sandbox.fail_next_in(chat, method, fault);
            }
        };
        trouble("editMessageText");
        correct(store(world), one, "Су бар").await;
        let one = until(store(world), id, State::Sent).await;
        assert_eq!((one.done, world.sandbox.calls_of("editMessageText").len()), (30, 35), "five were tried twice");
        assert!(crowd.ids().all(|id| screen(id) == "bot (edited): Су бар"));

        trouble("deleteMessage");
        withdraw(store(world), one).await;
        let one = until(store(world), id, State::Withdrawn).await;
        assert_eq!((one.done, world.sandbox.calls_of("deleteMessage").len()), (30, 35), "five were tried twice");
        assert!(crowd.ids().all(|id| screen(id).is_empty()));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_changed_keeps_its_text_until_the_next_correction() {
    World::each(async |world| {
        let crowd = town(world, 12).await;
        let id = announced(store(world), "Су жоқ").await;
        let one = until(store(world), id, State::Sent).await;
        let faults = [
            (400, "Bad Request: message can't be edited"),
            (400, "Bad Request: odd"),
            (403, "Forbidden: bot was blocked by the user"),
            (400, "Bad Request: message to edit not found"),
        ];
        for (chat, (code, description)) in (FIRST..).zip(faults) {
            let refused = Fault::Refused { code, description: description.to_owned() };
            world.sandbox.fail_next_in(chat, "editMessageText", refused);
        }
        let versions = async || {
            let c = &mut store(world).read().await.expect("a read");
            let old = delivery::count_older(c, id, get(store(world), id).await.version).await.expect("a count");
            let all = delivery::export(c, id, ChatId(0), 99).await.expect("rows");
            (old, all.into_iter().map(|one| one.version).collect::<Vec<_>>())
        };
        correct(store(world), one, "Су бар").await;
        let one = until(store(world), id, State::Sent).await;
        let (old, seen) = versions().await;
        assert_eq!((one.done, old), (12, 3), "of a message that is gone nobody reads the old text");
        assert_eq!(seen[..3], [TextVersion::Before(1); 3]);
        assert_eq!(seen[3..], [TextVersion::Has(1); 9]);

        correct(store(world), one, "Су кешке бар").await;
        until(store(world), id, State::Sent).await;
        assert_eq!(versions().await, (0, vec![TextVersion::Has(2); 12]));
        let screen = |id: i64| world.sandbox.known_person(id).expect("one of the crowd").screen();
        assert!(crowd.ids().all(|id| screen(id) == "bot (edited): Су кешке бар"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_reads_their_version_the_channel_the_citys_and_all_can_ask() {
    let seen = World::each(async |world| {
        let (store, sandbox) = (store(world), &world.sandbox);
        let dana = world.resident("Dana", "ru");
        let channel = sandbox.channel("City");
        channel.owned_by(&dana);
        channel.bot_is(&dana, ChannelRole::ADMIN);
        let crowd = town(world, 3).await;
        let settled = store.write(move |c| {
            Box::pin(async move {
                resident::set_lang(c, ChatId(FIRST), Lang::Kk).await?;
                resident::set_lang(c, ChatId(FIRST + 1), Lang::En).await
            })
        });
        settled.await.expect("languages");
        let content = |text: &str, url: &str| Content {
            text: text.to_owned(),
            entities: vec![serde_json::json!({"type": "text_link", "offset": 0, "length": 2, "url": url})],
            ..Content::default()
        };
        let plan = Plan {
            texts: [(Lang::Kk, content("Су жоқ", "https://a")), (Lang::Ru, content("Нет воды", "https://b"))].into(),
            links: vec![Link { label: "Карта".to_owned(), url: "https://example.org/".to_owned() }],
            entry: Some("greening".parse().expect("an id")),
            audience: Audience { people: People::All, ..Audience::default() },
            ..Plan::default()
        };
        let id = confirmed(store, 1, ChatId(channel.id()), &plan).await;
        let one = until(store, id, State::Sent).await;
        assert_eq!(counts(&one), [4, 4, 0, 0, 0]);
        let screens = crowd.ids().map(|id| sandbox.known_person(id).expect("one of the crowd").screen());
        let screens: Vec<String> = std::iter::once(channel.screen()).chain(screens).collect();
        let texts =
            announcement_text::of_announcement(&mut store.read().await.expect("a read"), id).await.expect("texts");
        let texts: Vec<String> = texts.into_iter().map(|text| text.text).collect();
        screens.join("\n---\n") + "\n---\n" + &texts.join(" | ")
    });
    insta::assert_snapshot!(seen.await, @"
    bot: Нет воды
         [Карта → https://example.org/]
         [Спросить об этом → https://t.me/qaida_sandbox_bot?start=ann_1]
    ---
    bot: Су жоқ
         [Карта → https://example.org/]
         [Осы туралы сұрау → https://t.me/qaida_sandbox_bot?start=ann_1]
    ---
    bot: Нет воды
         [Карта → https://example.org/]
         [Спросить об этом → https://t.me/qaida_sandbox_bot?start=ann_1]
    ---
    bot: Нет воды
         [Карта → https://example.org/]
         [Спросить об этом → https://t.me/qaida_sandbox_bot?start=ann_1]
    ---
    Су (https://a) жоқ | Не (https://b)т воды
    ");
}
