//! Every statement of the store is one that both databases understand.

use super::test_stores;
use crate::store::db::Sql;
use crate::store::{
    announcement, announcement_text, audit, canned, channel, composing, copy, db, delivery, digest, draft, entry,
    feedback, inbox, lane, lease, meta, mute, on_hold, owner, person, question, received, resident, revision, source,
    subscription, ticket, ticket_message, writer,
};

/// The lists of all files. A file that is missing here is found by the last test.
const LISTS: &[(&str, &[(&str, Sql)])] = &[
    ("announcement/mod.rs", announcement::STATEMENTS),
    ("announcement/find.rs", announcement::FIND_STATEMENTS),
    ("announcement/turn.rs", announcement::TURN_STATEMENTS),
    ("announcement_text.rs", announcement_text::STATEMENTS),
    ("audit.rs", audit::STATEMENTS),
    ("canned.rs", canned::STATEMENTS),
    ("channel.rs", channel::STATEMENTS),
    ("composing.rs", composing::STATEMENTS),
    ("copy/look.rs", copy::LOOK_STATEMENTS),
    ("copy/restore.rs", copy::RESTORE_STATEMENTS),
    ("db/pouring.rs", db::pouring::STATEMENTS),
    ("delivery/after.rs", delivery::AFTER_STATEMENTS),
    ("delivery/claim.rs", delivery::CLAIM_STATEMENTS),
    ("delivery/freeze.rs", delivery::FREEZE_STATEMENTS),
    ("delivery/report.rs", delivery::REPORT_STATEMENTS),
    ("draft.rs", draft::STATEMENTS),
    ("digest.rs", digest::STATEMENTS),
    ("entry/mod.rs", entry::STATEMENTS),
    ("entry/parts.rs", entry::PART_STATEMENTS),
    ("feedback.rs", feedback::STATEMENTS),
    ("inbox.rs", inbox::STATEMENTS),
    ("lane.rs", lane::STATEMENTS),
    ("lease.rs", lease::STATEMENTS),
    ("meta.rs", meta::STATEMENTS),
    ("mute.rs", mute::STATEMENTS),
    ("on_hold.rs", on_hold::STATEMENTS),
    ("owner.rs", owner::STATEMENTS),
    ("person.rs", person::STATEMENTS),
    ("question.rs", question::STATEMENTS),
    ("received.rs", received::STATEMENTS),
    ("resident.rs", resident::STATEMENTS),
    ("revision.rs", revision::STATEMENTS),
    ("source.rs", source::STATEMENTS),
    ("subscription.rs", subscription::STATEMENTS),
    ("ticket/acts.rs", ticket::ACT_STATEMENTS),
    ("ticket/mod.rs", ticket::STATEMENTS),
    ("ticket_message.rs", ticket_message::STATEMENTS),
    ("writer.rs", writer::STATEMENTS),
];

#[tokio::test]
async fn every_statement_can_be_prepared_on_both_databases() {
    for (store, database) in test_stores().await {
        let mut conn = store.read().await.unwrap();
        for (file, statements) in LISTS {
            // Savepoints are SQLite's alone.
            if *file == "writer.rs" && database.name == "postgres" {
                continue;
            }
            for (name, sql) in *statements {
                let prepared = conn.prepare(*sql).await;
                assert!(prepared.is_ok(), "{file}: {name} on {}: {prepared:?}", database.name);
            }
        }
    }
}

#[test]
fn every_file_with_statements_is_listed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let mut files = vec![folder.clone()];
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(path.read_dir().unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let name = path.strip_prefix(&folder).unwrap().display().to_string();
        let states = std::fs::read_to_string(&path).unwrap().lines().any(|line| line == "statements! {");
        assert!(!states || LISTS.iter().any(|(file, _)| *file == name), "{name} is missing in LISTS");
    }
}
