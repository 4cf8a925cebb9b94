//! Announcements that are out already, put into the database as sending them leaves them.

use std::collections::BTreeMap;

use qaida::announce::compare::{fingerprint, sketch};
use qaida::announce::content::Content;
use qaida::announce::plan::Plan;
use qaida::clock::{Clock, SystemClock};
use qaida::ids::{AnnouncementId, ChatId, UpdateId};
use qaida::store::announcement::{self, NewAnnouncement, State};
use qaida::store::announcement_text::{self, NewText};
use qaida::store::channel::{self, Channel};
use qaida::store::composing::{self, Written};
use search::Lang;

use crate::world::World;

/// Who announces.
const ADMIN: ChatId = ChatId(9100);

/// A linked channel.
pub async fn linked(world: &World, chat: i64, title: &str, username: &str) {
    let channel = Channel {
        chat: ChatId(chat),
        title: title.to_owned(),
        username: username.to_owned(),
        added_by: ADMIN,
        linked_by: ADMIN,
        gone: false,
    };
    let now = SystemClock.now();
    let link = world.running.app.store.write(move |c| Box::pin(async move { channel::link(c, &channel, now).await }));
    link.await.unwrap();
}

/// A draft of an announcement that says this in Russian.
pub async fn draft(world: &World, channel: i64, text: &str, entry: &str) -> AnnouncementId {
    let content = Content { text: text.to_owned(), ..Content::default() };
    let plan = Plan { texts: BTreeMap::from([(Lang::Ru, content)]), entry: entry.parse().ok(), ..Plan::default() };
    let (body, entry, now) = (plan.to_body(), entry.to_owned(), SystemClock.now());
    let new = |update: i64| NewAnnouncement {
        update: UpdateId(update),
        chat: ADMIN,
        by_name: "Дана".to_owned(),
        channel: ChatId(channel),
        body: String::new(),
        post: 0,
    };
    let store = &world.running.app.store;
    let before = announcement::all_made_by(&mut store.read().await.unwrap(), ADMIN).await.unwrap().len();
    let new = new(i64::try_from(before).unwrap() - channel * 1000);
    let write = store.write(move |c| {
        Box::pin(async move {
            let made = announcement::add(c, &new, now).await?;
            let written = Written { body, entry, due: None, channel: made.channel, awaited: false };
            assert!(composing::change(c, &made, &written).await?);
            Ok(made.id)
        })
    });
    write.await.unwrap()
}

/// An announcement that was sent.
pub async fn sent(world: &World, channel: i64, text: &str, entry: &str) -> AnnouncementId {
    let id = draft(world, channel, text, entry).await;
    let now = SystemClock.now();
    let write = world.running.app.store.write(move |c| {
        Box::pin(async move {
            announcement::begin(c, id, State::Draft, now).await?;
            announcement::end(c, id, (State::Freezing, State::Sent), now).await
        })
    });
    assert!(write.await.unwrap());
    says(world, id, 0, text).await;
    id
}

/// An announcement that stands still and is still to go to all of these chats.
pub async fn paused(world: &World, channel: i64, text: &str, chats: &[i64]) -> AnnouncementId {
    let (id, now) = (draft(world, channel, text, "").await, SystemClock.now());
    let write = world.running.app.store.write(move |c| {
        Box::pin(async move {
            announcement::begin(c, id, State::Draft, now).await?;
            announcement::turn(c, id, State::Freezing, State::Paused).await
        })
    });
    assert!(write.await.unwrap());
    for chat in chats {
        world.execute(&format!("INSERT INTO delivery VALUES ({}, {chat}, 'ru', 0, 0, 0)", id.0)).await;
    }
    world.execute(&format!("UPDATE announcement SET total = {} WHERE id = {}", chats.len(), id.0)).await;
    id
}

/// It goes on.
pub async fn resumed(world: &World, id: AnnouncementId) {
    let turn =
        world.running.app.store.write(move |c| Box::pin(announcement::turn(c, id, State::Paused, State::Sending)));
    assert!(turn.await.unwrap());
}

/// This is what a version of it says.
pub async fn says(world: &World, id: AnnouncementId, version: i64, text: &str) {
    let (at, lang) = (SystemClock.now(), Lang::Ru);
    let (fingerprint, sketch, text) = (fingerprint(text), sketch(text), text.to_owned());
    let new = NewText { announcement: id, version, lang, at, text, fingerprint, sketch };
    let add = world.running.app.store.write(move |c| Box::pin(async move { announcement_text::add(c, &new).await }));
    add.await.unwrap();
}

/// It is withdrawn.
pub async fn withdrawn(world: &World, id: AnnouncementId) {
    let turn =
        world.running.app.store.write(move |c| Box::pin(announcement::turn(c, id, State::Sent, State::Withdrawn)));
    assert!(turn.await.unwrap());
}

/// A chat got it in this message.
pub async fn delivered(world: &World, id: AnnouncementId, chat: i64, message: i64) {
    world.execute(&format!("INSERT INTO delivery VALUES ({}, {chat}, 'ru', 2, {message}, 0)", id.0)).await;
}

/// The same as an album, of which this is another message.
pub async fn delivered_part(world: &World, id: AnnouncementId, chat: i64, message: i64) {
    world.execute(&format!("INSERT INTO delivery_part VALUES ({}, {chat}, {message})", id.0)).await;
}
