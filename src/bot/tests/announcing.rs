//! Announcements that take long, and quiet hours.

use sandbox::{Channel, ChannelRole};

use super::town::{Someone, Town};
use crate::clock::Clock;
use crate::ids::ChatId;
use crate::store::announcement::{self, Announcement, State};
use crate::store::resident;

const HOUR: i64 = 3_600_000;

/// A linked channel, its owner, and so many others who wrote to the bot.
async fn crowded<'a>(town: &'a Town, people: i64) -> (Channel, Someone<'a>) {
    let (channel, ann) = (town.sandbox.channel("News"), town.person("en"));
    channel.owned_by(&ann.actor);
    channel.called(Some("town_news_1"));
    channel.bot_is(&ann.actor, ChannelRole::ADMIN);
    let now = town.clock.now();
    let known = town.services.store.write(move |c| {
        Box::pin(async move {
            for person in 1..=people {
                resident::seen(c, ChatId(1_000_000 + person), now).await?;
            }
            Ok(())
        })
    });
    known.await.unwrap();
    assert!(ann.says("/link town_news_1").await.contains("“News” is linked"));
    (channel, ann)
}

/// Turns the clock to this hour of the city, today or tomorrow.
fn turn_to(town: &Town, hour: i64) {
    let local = town.services.city_time(town.clock.now());
    let since = i64::from(local.hour()) * HOUR + i64::from(local.minute()) * 60_000 + i64::from(local.second()) * 1000;
    town.clock.advance((hour * HOUR - since).rem_euclid(24 * HOUR));
}

async fn only(town: &Town) -> Announcement {
    let mut c = town.services.store.read().await.unwrap();
    announcement::get(&mut c, crate::ids::AnnouncementId(1)).await.unwrap().unwrap()
}

async fn to_all(ann: &Someone<'_>) -> String {
    ann.says("/announce").await;
    ann.says("The bridge is closed on Saturday.").await;
    ann.presses("Audience").await;
    ann.presses("Everyone and channel").await;
    ann.presses("Send").await;
    ann.last().await
}

#[tokio::test]
async fn a_long_sending_waits_until_quiet_hours_are_over() {
    let town = Town::slow().await;
    turn_to(&town, 22);
    let (_channel, ann) = crowded(&town, 1900).await;
    let card = to_all(&ann).await;
    assert!(card.contains("Recipients: 1902, sending takes about 32 minutes"), "{card}");
    assert!(card.contains("Quiet hours 21:00–8:00: it takes long to send, so it waits. It starts: "), "{card}");
    ann.presses("Send").await;
    let held = only(&town).await;
    assert_eq!(held.state, State::Scheduled);
    assert_eq!(town.services.city_time(held.due.unwrap()).hour(), 8);
    assert!(ann.last().await.contains("It takes long to send, so it will not be sent during quiet hours"));
    town.clock.advance(10 * HOUR);
    town.services.start_due().await.unwrap();
    assert_eq!(only(&town).await.state, State::Freezing);
}

#[tokio::test]
async fn quiet_hours_can_be_ignored_and_short_ones_do_not_wait() {
    let town = Town::slow().await;
    turn_to(&town, 22);
    let (_channel, ann) = crowded(&town, 1900).await;
    to_all(&ann).await;
    ann.presses("Ignore quiet hours").await;
    assert!(ann.last().await.contains("Quiet hours 21:00–8:00 will be ignored"));
    ann.presses("Send").await;
    assert_eq!(only(&town).await.state, State::Freezing);

    let town = Town::slow().await;
    turn_to(&town, 22);
    let (_channel, ann) = crowded(&town, 10).await;
    assert!(to_all(&ann).await.contains("it is sent quickly, so it does not wait"));
    ann.presses("Send").await;
    assert_eq!(only(&town).await.state, State::Freezing);
}

#[tokio::test]
async fn what_is_due_in_quiet_hours_is_moved_when_its_moment_comes() {
    let town = Town::slow().await;
    turn_to(&town, 12);
    let (channel, ann) = crowded(&town, 10).await;
    ann.says("/announce").await;
    ann.says("The bridge is closed on Saturday.").await;
    ann.presses("Audience").await;
    ann.presses("Everyone and channel").await;
    ann.presses("Set time").await;
    ann.says("today 22:00").await;
    ann.presses("Send").await;
    ann.presses("Send").await;
    // Meanwhile many more came.
    let now = town.clock.now();
    let more = town.services.store.write(move |c| {
        Box::pin(async move {
            for person in 1..=1900 {
                resident::seen(c, ChatId(2_000_000 + person), now).await?;
            }
            Ok(())
        })
    });
    more.await.unwrap();
    town.clock.advance(10 * HOUR);
    town.services.start_due().await.unwrap();
    let moved = only(&town).await;
    assert_eq!((moved.state, town.services.city_time(moved.due.unwrap()).hour()), (State::Scheduled, 8));
    assert!(
        ann.actor.screen().contains("It takes long to send, so it will not be sent during quiet hours"),
        "{}",
        ann.actor.screen()
    );
    // Whoever lost the right to post there sends nothing any more.
    town.clock.advance(10 * HOUR);
    channel.owned_by(&town.person("en").actor);
    channel.demotes(&ann.actor);
    town.sandbox.idle().await.unwrap();
    town.services.start_due().await.unwrap();
    assert_eq!(only(&town).await.state, State::Draft);
    assert!(ann.last().await.contains("You can no longer post in this channel"));
}

#[tokio::test]
async fn what_was_missed_waits_for_the_end_of_quiet_hours_too() {
    let town = Town::slow().await;
    turn_to(&town, 12);
    let (_channel, ann) = crowded(&town, 1900).await;
    ann.says("/announce").await;
    ann.says("The bridge is closed on Saturday.").await;
    ann.presses("Audience").await;
    ann.presses("Everyone and channel").await;
    ann.presses("Set time").await;
    ann.says("today 18:00").await;
    ann.presses("Send").await;
    ann.presses("Send").await;
    // Nobody looked for what is due until late in the evening.
    town.clock.advance(11 * HOUR);
    town.services.start_due().await.unwrap();
    assert_eq!(only(&town).await.state, State::Late);
    ann.presses("Start now").await;
    let held = only(&town).await;
    assert_eq!((held.state, town.services.city_time(held.due.unwrap()).hour()), (State::Scheduled, 8));
    assert!(ann.last().await.contains("It takes long to send, so it will not be sent during quiet hours"));
}
