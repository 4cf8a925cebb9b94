//! Whatever names or quotes a person is shown and erased, whichever table it stands in.

use std::collections::{BTreeMap, BTreeSet};

use search::Lang;

use super::{at, test_stores, write};
use crate::ids::{AnnouncementId, ChatId, EntryId, QuestionId, UpdateId};
use crate::store::announcement::{self, Announcement, NewAnnouncement};
use crate::store::db::{Conn, Sql, args};
use crate::store::error::StoreError;
use crate::store::feedback::{Reason, Vote};
use crate::store::inbox::Incoming;
use crate::store::person::{Fate, TABLES};
use crate::store::question::NewQuestion;
use crate::store::subscription::{self, Aim};
use crate::store::{Store, feedback, inbox, person, question, received, resident};

/// Parts of a column's name that say it is somebody.
const PERSONAL: [&str; 9] =
    ["chat", "user", "person", "resident", "author", "member", "recipient", "from_id", "telegram"];

/// Numbers and words that occur nowhere else.
const ANN: ChatId = ChatId(7_000_000_007);
const BOB: ChatId = ChatId(8_000_000_008);
const HOUR: i64 = 3_600_000;

/// The columns of each table, and the tables it refers to. As SQLite tells them; the schema is the same on both.
async fn schema(store: &Store) -> BTreeMap<String, (Vec<String>, Vec<String>)> {
    let tables = "SELECT m.name, p.name FROM sqlite_master m, pragma_table_info(m.name) p WHERE m.type = 'table'";
    let links = r#"SELECT m.name, f."table" FROM sqlite_master m, pragma_foreign_key_list(m.name) f"#;
    let mut c = store.read().await.unwrap();
    let mut schema: BTreeMap<String, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for (table, column) in c.all::<(String, String)>(Sql::both(tables), vec![]).await.unwrap() {
        schema.entry(table).or_default().0.push(column);
    }
    for (table, other) in c.all::<(String, String)>(Sql::both(links), vec![]).await.unwrap() {
        schema.entry(table).or_default().1.push(other);
    }
    schema
}

#[tokio::test]
async fn every_table_about_people_is_listed() {
    let (store, _database) = test_stores().await.swap_remove(0);
    let schema = schema(&store).await;
    let personal = |column: &String| PERSONAL.iter().any(|part| column.contains(part));
    let named = schema.iter().filter(|(_, (columns, _))| columns.iter().any(personal)).map(|(table, _)| table);
    let mut concerned: BTreeSet<&str> = named.map(String::as_str).collect();
    loop {
        let refers = |links: &[String]| links.iter().any(|other| concerned.contains(other.as_str()));
        let more: Vec<&str> = schema.iter().filter(|(_, (_, l))| refers(l)).map(|(table, _)| table.as_str()).collect();
        let before = concerned.len();
        concerned.extend(more);
        if concerned.len() == before {
            break;
        }
    }
    let listed: BTreeSet<&str> = TABLES.iter().map(|(table, _)| *table).collect();
    assert_eq!(concerned, listed, "src/store/person.rs says what becomes of each");
}

fn asked(update: i64, chat: ChatId, text: &str) -> NewQuestion {
    NewQuestion {
        id: QuestionId(update),
        update: UpdateId(update),
        chat,
        asked: at(5 * HOUR + 123),
        lang: Lang::Ru,
        text: text.to_owned(),
        outcome: "answer".to_owned(),
        entry: Some("greening".parse::<EntryId>().unwrap()),
        confidence: 0.5,
        stays: true,
    }
}

const TO_DO: &str = "INSERT INTO delivery VALUES ($1, $2, 'kk', 0, 0, 0)";
const SENT: &str = "INSERT INTO delivery VALUES ($1, $2, 'kk', 2, $3, 0)";
const PART: &str = "INSERT INTO delivery_part VALUES ($1, $2, $3)";

/// A draft.
async fn draft(c: &mut Conn, update: i64, chat: ChatId) -> Result<Announcement, StoreError> {
    let (update, by_name) = (UpdateId(update), String::new());
    let new = NewAnnouncement { update, chat, by_name, channel: ChatId(-1), body: String::new(), post: 0 };
    announcement::add(c, &new, at(1)).await
}

/// An announcement that goes to one person.
async fn announcement(c: &mut Conn, update: i64) -> Result<AnnouncementId, StoreError> {
    let made = draft(c, update, ChatId(9)).await?;
    c.run(Sql::both("UPDATE announcement SET total = 1 WHERE id = $1"), args![made.id]).await?;
    Ok(made.id)
}

/// Somebody with a row in every table about people. Extend this when the list of tables grows.
async fn live(store: &Store, chat: ChatId, first: i64) -> QuestionId {
    let raw = format!(r#"{{"update_id":{first},"message":{{"text":"quoted-{}"}}}}"#, chat.0);
    let update = |id: i64, raw: &str| Incoming { update_id: UpdateId(id), chat, raw: raw.to_owned(), received: at(9) };
    let updates = vec![update(first, &raw), update(first + 1, &raw), update(first + 2, "{}")];
    let text = format!("quoted-{}", chat.0);
    let questions = [asked(first, chat, &text), asked(first + 1, chat, &text)];
    let job = store.write(move |c| {
        Box::pin(async move {
            inbox::insert(c, &updates).await?;
            resident::seen(c, chat, at(5 * HOUR)).await?;
            resident::set_lang(c, chat, Lang::Kk).await?;
            resident::set_after(c, chat, Some(&"greening".parse().unwrap()), at(6 * HOUR)).await?;
            question::record(c, &[&questions[0]]).await?;
            question::record(c, &[&questions[1]]).await?;
            let id = questions[0].id;
            feedback::give(c, id, chat, Vote::Because(Reason::Unclear), at(7 * HOUR + 5)).await?;
            // The last one is at hand: it is done only after all this.
            inbox::done(c, &[UpdateId(first), UpdateId(first + 1)], at(8 * HOUR)).await?;
            subscription::follow(c, chat, &Aim::City, at(8 * HOUR)).await?;
            subscription::follow(c, chat, &Aim::Entry("greening".parse().unwrap()), at(8 * HOUR)).await?;
            let one = announcement(c, first).await?;
            c.run(Sql::both(TO_DO), args![one, chat]).await?;
            let other = announcement(c, first + 1).await?;
            c.run(Sql::both(SENT), args![other, chat, first]).await?;
            c.run(Sql::both(PART), args![other, chat, first + 1]).await?;
            draft(c, first + 2, chat).await?;
            Ok(id)
        })
    });
    job.await.unwrap()
}

const FOUND: [&str; 8] =
    ["announcement", "delivery", "delivery_part", "inbox", "lane", "question", "resident", "subscription"];

/// The tables in which this occurs, in whichever column.
async fn found_in(store: &Store, schema: &BTreeMap<String, (Vec<String>, Vec<String>)>, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut c = store.read().await.unwrap();
    for (table, (columns, _)) in schema {
        for column in columns {
            let like = format!("FROM {table} WHERE CAST({column} AS TEXT) LIKE '%{text}%'");
            let sql: &'static str = format!("SELECT CAST(COUNT(*) AS BIGINT) {like}").leak();
            if c.one::<(i64,)>(Sql::both(sql), vec![]).await.unwrap().0 > 0 {
                found.push(table.clone());
                break;
            }
        }
    }
    found
}

#[tokio::test]
async fn what_is_kept_is_shown_and_erased_wherever_it_stands() {
    let mut tables = None;
    for (store, database) in test_stores().await {
        if tables.is_none() {
            tables = Some(schema(&store).await);
        }
        let schema = tables.as_ref().unwrap();
        let first = live(&store, ANN, 100).await;
        live(&store, BOB, 200).await;
        let (number, text) = (ANN.0.to_string(), format!("quoted-{}", ANN.0));
        assert_eq!(found_in(&store, schema, &number).await, FOUND);
        assert_eq!(found_in(&store, schema, &text).await, ["question"]);

        let held = person::held(&mut store.read().await.unwrap(), ANN).await.unwrap();
        let resident = held.resident.as_ref().unwrap();
        assert_eq!((resident.lang, resident.after_at), (Some(Lang::Kk), at(6 * HOUR)));
        assert_eq!(
            held.questions.iter().map(|q| (q.update.0, q.text.as_str())).collect::<Vec<_>>(),
            [(100, text.as_str()), (101, text.as_str())]
        );
        let rated: Vec<_> = held.ratings.iter().map(|r| (r.question, r.useful, r.reason.as_str())).collect();
        assert_eq!(rated, [(first, false, "unclear")]);
        assert_eq!(held.updates.iter().map(|u| u.update.0).collect::<Vec<_>>(), [100, 101, 102]);

        assert_eq!(held.following.iter().map(|one| one.aim.as_str()).collect::<Vec<_>>(), ["city", "greening"]);
        assert_eq!(held.announced.iter().map(|one| (one.state, one.message)).collect::<Vec<_>>(), [(0, 0), (2, 100)]);
        let announced = held.announced.iter().map(|one| one.announcement).collect::<Vec<_>>();

        for _ in 0..2 {
            let held = person::held(&mut store.read().await.unwrap(), ANN).await.unwrap();
            write!(store, |c| person::erase(c, &held)).unwrap();
            // The update in which they ask for it is still at hand.
            assert_eq!(found_in(&store, schema, &number).await, ["inbox", "lane"], "{}", database.name);
            assert!(found_in(&store, schema, &text).await.is_empty());
        }
        write!(store, |c| inbox::done(c, &[UpdateId(102)], at(9 * HOUR))).unwrap();
        let strange = inbox::strange(&mut store.read().await.unwrap(), at(9 * HOUR)).await.unwrap();
        assert_eq!(strange, [UpdateId(102)]);
        write!(store, |c| inbox::unlink(c, UpdateId(102))).unwrap();
        assert_eq!(found_in(&store, schema, &number).await, ["lane"], "swept an hour later");

        // The figures stay, to the hour, and the others' rows are untouched.
        let kept = question::get(&mut store.read().await.unwrap(), first).await.unwrap().unwrap();
        assert_eq!((kept.outcome.as_str(), kept.lang, kept.asked), ("answer", Some(Lang::Ru), at(5 * HOUR)));
        assert_eq!(feedback::counts(&mut store.read().await.unwrap()).await.unwrap().not_useful, 2);
        let mut totals = Vec::new();
        for id in announced {
            let found = announcement::get(&mut store.read().await.unwrap(), id).await.unwrap();
            totals.push(found.unwrap().tally.total);
        }
        assert_eq!(totals, [0, 1], "who is to get it is no recipient any more; who has it stays a figure");
        let bob = person::held(&mut store.read().await.unwrap(), BOB).await.unwrap();
        assert_eq!((bob.questions.len(), bob.ratings.len(), bob.updates.len()), (2, 1, 3));
        assert_eq!((bob.following.len(), bob.announced.len(), bob.drafts().count()), (2, 2, 1));
        let mut c = store.read().await.unwrap();
        let about = received::about(&mut c, BOB, 200).await.unwrap();
        assert_eq!(about, None, "they are linked to no entry");
        assert_eq!(bob.questions[0].asked, at(5 * HOUR + 123));
    }
}

#[test]
fn a_reason_is_given_for_what_is_left() {
    assert!(TABLES.iter().all(|(_, fate)| !matches!(fate, Fate::Left(""))));
}
