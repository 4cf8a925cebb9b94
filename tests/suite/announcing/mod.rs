//! Announcements: a channel, its admins, somebody who was one, and a stranger, over the real bot.

mod afterwards;
mod compose;
mod engine;
mod follow;
mod genuine;
mod link;
mod native;
mod replicas;
mod rights;
mod rows;
mod schedule;
mod verify;

use qaida::clock::{ManualClock, Timestamp};
use qaida::store::inbox;
use sandbox::{Actor, Channel, ChannelRole, ChatLine};

use crate::world::World;

/// Wednesday, 25 November 2026, noon in the city.
pub const NOON: Timestamp = Timestamp(1_795_590_000_000);
/// An hour in milliseconds.
pub const HOUR: i64 = 3_600_000;

/// A channel, and who is in it.
pub struct Newsroom {
    pub channel: Channel,
    /// Owns the channel, and linked it.
    pub saule: Actor,
    /// May post in it, too.
    pub timur: Actor,
}

/// A channel with two admins; the bot is not in it.
pub async fn channel(world: &World) -> Newsroom {
    let channel = world.sandbox.channel("Новости города");
    let [saule, timur] = ["Сауле", "Тимур"].map(|name| world.resident(name, "ru"));
    channel.called(Some("city_news_test"));
    channel.owned_by(&saule);
    channel.promotes(&timur, true);
    Newsroom { channel, saule, timur }
}

/// The same, linked, and both admins have talked to the bot.
pub async fn newsroom(world: &World) -> Newsroom {
    let room = channel(world).await;
    room.channel.bot_is(&room.saule, ChannelRole::ADMIN);
    // To somebody who has not talked to the bot yet it offers nothing.
    handled(world).await;
    says(&room.saule, "/link @city_news_test", "Канал «Новости города» подключён").await;
    says(&room.timur, "/announcements", "Объявлений ещё нет").await;
    room.saule.clears();
    room.timur.clears();
    room
}

/// Waits until nothing that the bot was told is left to be handled.
pub async fn handled(world: &World) {
    world.sandbox.idle().await.expect("told");
    let store = &world.running.app.store;
    while inbox::waiting(&mut store.read().await.expect("a read")).await.expect("a count").0 > 0 {
        tokio::task::yield_now().await;
    }
}

/// Plays a scenario at noon, on each database there is.
pub async fn at_noon<Seen: PartialEq + std::fmt::Debug>(scenario: impl AsyncFn(&World, &ManualClock) -> Seen) -> Seen {
    World::each_at(NOON, scenario).await
}

/// Writes, and waits until the last message of the bot says this.
pub async fn says(actor: &Actor, text: &str, part: &str) -> ChatLine {
    actor.says(text).await;
    saying(actor, part).await
}

/// The last message of the bot, once it says this.
pub async fn saying(actor: &Actor, part: &str) -> ChatLine {
    let newest = |lines: &[ChatLine]| lines.iter().rev().find(|line| line.from_bot).cloned();
    let fits = |line: &ChatLine| line.to_string().contains(part);
    actor.sees(|lines| newest(lines).is_some_and(|line| fits(&line))).await.expect(part);
    newest(&actor.chat()).expect("a message")
}

/// Presses, and waits until the last message of the bot says this.
pub async fn presses(actor: &Actor, label: &str, part: &str) -> ChatLine {
    actor.presses(label).await.expect(label);
    saying(actor, part).await
}

/// Presses; what flew by.
pub async fn toast(actor: &Actor, label: &str) -> String {
    actor.presses(label).await.expect(label).text.unwrap_or_default()
}
