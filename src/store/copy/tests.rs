//! Round trips over both databases with every table compared, and everything that is refused.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::clock::Timestamp;
use crate::ids::{ChatId, UpdateId};
use crate::store::db::{Sql, args};
use crate::store::inbox::{self, Incoming};
use crate::store::tests::databases::{TestDatabase, fresh_databases, fresh_sqlite};
use crate::store::{Store, lane, meta, resident};

/// Every table of a database.
const TABLES_OF: Sql = Sql {
    sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    postgres: "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema()",
};

fn file_of(url: &str) -> PathBuf {
    PathBuf::from(url.strip_prefix("sqlite://").unwrap())
}

/// A name for a backup, in a folder that goes with the database.
fn fresh_file() -> (TestDatabase, PathBuf) {
    let folder = fresh_sqlite();
    let file = file_of(&folder.url).with_file_name("backup.db");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    (folder, file)
}

/// Something in most tables, and a lease that somebody holds.
async fn fill_with_life(url: &str, bot: i64) {
    let store = Store::open(url).await.unwrap();
    let written = store.write(move |c| {
        Box::pin(async move {
            meta::claim_bot(c, bot).await?;
            meta::bump_knowledge(c).await?;
            let mut incoming = Vec::new();
            for n in 1..=450 {
                let raw = format!(r#"{{"update_id":{n},"message":{{"text":"Қайда? \\u0000 '😀'"}}}}"#);
                incoming.push(Incoming { update_id: UpdateId(n), chat: ChatId(n % 7), raw, received: Timestamp(n) });
                resident::seen(c, ChatId(n), Timestamp(n)).await?;
            }
            inbox::insert(c, &incoming).await?;
            inbox::done(c, &[UpdateId(1), UpdateId(2)], Timestamp(9)).await?;
            lane::lease(c, "somebody", Timestamp(5), Timestamp(99_000), 3).await?;
            Ok(())
        })
    });
    written.await.unwrap();
    store.close().await;
}

/// Every row of every table as text, sorted; leases left out.
async fn dump(url: &str) -> Vec<String> {
    let mut source = Source::open(url).await.unwrap();
    let mut lines = Vec::new();
    for table in TABLES {
        let columns = source.conn.columns(table).await.unwrap();
        let kept: Vec<_> = columns.into_iter().filter(|column| !column.name.starts_with("lease_")).collect();
        for row in source.conn.rows(table, &kept).await.unwrap() {
            lines.push(format!("{table} {row:?}"));
        }
    }
    source.close().await;
    lines.sort();
    lines
}

async fn backed_up(url: &str, file: &Path) -> Report {
    backup(url, file, false, &mut |_| {}).await.unwrap()
}

async fn refusal(file: &Path, url: &str, orders: Orders) -> CopyError {
    restore(file, url, orders, &mut |_| {}).await.unwrap_err()
}

const FORCE: Orders = Orders { force: true, bot: None };

#[tokio::test]
async fn no_table_is_missing_from_the_list() {
    for database in fresh_databases().await {
        Store::open(&database.url).await.unwrap().close().await;
        let mut source = Source::open(&database.url).await.unwrap();
        let found: Vec<(String,)> = source.conn.all(TABLES_OF, args![]).await.unwrap();
        let found: BTreeSet<String> =
            found.into_iter().map(|(name,)| name).filter(|name| name != tables::MIGRATIONS_TABLE).collect();
        let listed: BTreeSet<String> = TABLES.iter().map(|table| (*table).to_owned()).collect();
        assert_eq!(found, listed, "keep src/store/copy/tables.rs up to date");
        source.close().await;
    }
}

#[tokio::test]
async fn every_row_makes_the_round_trip_between_any_two_databases() {
    for from in fresh_databases().await {
        fill_with_life(&from.url, 42).await;
        let before = dump(&from.url).await;
        let (_folder, file) = fresh_file();
        let report = backed_up(&from.url, &file).await;
        assert_eq!((report.rows, report.bot), (before.len() as u64, Some(42)));
        assert_eq!(dump(&format!("sqlite://{}", file.display())).await, before, "{} to a file", from.name);
        for to in fresh_databases().await {
            let orders = Orders { force: false, bot: Some(42) };
            let report = restore(&file, &to.url, orders, &mut |_| {}).await.unwrap();
            assert_eq!((report.rows, report.kept), (before.len() as u64, None));
            assert_eq!(dump(&to.url).await, before, "{} to {}", from.name, to.name);
            let store = Store::open_serving(&to.url).await.unwrap();
            let leasing = store.write(|c| Box::pin(lane::lease(c, "me", Timestamp(5), Timestamp(9), 100)));
            assert_eq!(leasing.await.unwrap().len(), 7, "no lease of before stands in the way");
            store.close().await;
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_backup_is_its_owners_alone_and_is_not_overwritten() {
    use std::os::unix::fs::PermissionsExt;
    let database = fresh_sqlite();
    fill_with_life(&database.url, 42).await;
    let (_folder, file) = fresh_file();
    backed_up(&database.url, &file).await;
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let first = fs::read(&file).unwrap();
    let refused = backup(&database.url, &file, false, &mut |_| {}).await.unwrap_err();
    assert!(refused.to_string().contains("--force"), "{refused}");
    assert_eq!(fs::read(&file).unwrap(), first);
    backup(&database.url, &file, true, &mut |_| {}).await.unwrap();
    let names: Vec<_> = fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["backup.db"], "nothing is left beside it");
    let itself = backup(&database.url, &file_of(&database.url), true, &mut |_| {}).await.unwrap_err();
    assert!(matches!(itself, CopyError::Itself(_)), "{itself}");
}

#[tokio::test]
async fn a_backup_is_of_one_moment_while_others_write() {
    for database in fresh_databases().await {
        fill_with_life(&database.url, 42).await;
        let store = Store::open_serving(&database.url).await.unwrap();
        let (_folder, file) = fresh_file();
        let writing = async {
            for n in 1000..1200 {
                store.write(move |c| Box::pin(resident::seen(c, ChatId(n), Timestamp(n)))).await.unwrap();
            }
        };
        // Its own check compares what was read with what is in the file.
        let (report, ()) = tokio::join!(backed_up(&database.url, &file), writing);
        assert!(report.rows >= 450);
        store.close().await;
    }
}

#[tokio::test]
async fn what_is_there_is_replaced_only_by_force_and_a_file_is_kept() {
    let from = fresh_sqlite();
    fill_with_life(&from.url, 42).await;
    let (_folder, file) = fresh_file();
    backed_up(&from.url, &file).await;
    for to in fresh_databases().await {
        fill_with_life(&to.url, 42).await;
        let store = Store::open(&to.url).await.unwrap();
        store.write(|c| Box::pin(meta::set(c, "mark", "of the old one"))).await.unwrap();
        store.close().await;
        let before = dump(&to.url).await;
        let refused = refusal(&file, &to.url, Orders::default()).await;
        assert!(matches!(&refused, CopyError::NotEmpty { what, .. } if what.ends_with("of the bot 42")), "{refused}");
        assert_eq!(dump(&to.url).await, before);
        let report = restore(&file, &to.url, FORCE, &mut |_| {}).await.unwrap();
        assert_eq!(dump(&to.url).await, dump(&from.url).await);
        if to.name == "sqlite" {
            assert_eq!(dump(&format!("sqlite://{}", report.kept.unwrap())).await, before, "undo");
        }
    }
}

#[tokio::test]
async fn another_bots_backup_is_named() {
    let from = fresh_sqlite();
    fill_with_life(&from.url, 42).await;
    let (_folder, file) = fresh_file();
    backed_up(&from.url, &file).await;
    for to in fresh_databases().await {
        let refused = refusal(&file, &to.url, Orders { force: false, bot: Some(43) }).await.to_string();
        assert!(refused.contains("42") && refused.contains("the token is of the bot 43"), "{refused}");
        fill_with_life(&to.url, 44).await;
        let refused = refusal(&file, &to.url, Orders { force: false, bot: Some(42) }).await.to_string();
        assert!(refused.contains("of the bot 44"), "{refused}");
        restore(&file, &to.url, FORCE, &mut |_| {}).await.unwrap();
    }
}

#[tokio::test]
async fn nothing_is_restored_under_a_server() {
    let from = fresh_sqlite();
    fill_with_life(&from.url, 42).await;
    let (_folder, file) = fresh_file();
    backed_up(&from.url, &file).await;
    for to in fresh_databases().await {
        let serving = Store::open_serving(&to.url).await.unwrap();
        let refused = refusal(&file, &to.url, FORCE).await;
        assert!(refused.to_string().contains("stop"), "{refused}");
        serving.close().await;
        restore(&file, &to.url, FORCE, &mut |_| {}).await.unwrap();
    }
    let to = fresh_sqlite();
    let tool = Store::open(&to.url).await.unwrap();
    let refused = refusal(&file, &to.url, FORCE).await;
    assert!(matches!(refused, CopyError::InUse(_)), "{refused}");
    tool.close().await;
}

#[tokio::test]
async fn what_is_no_good_backup_is_refused() {
    let to = fresh_sqlite();
    let (_folder, file) = fresh_file();
    assert!(matches!(refusal(&file, &to.url, FORCE).await, CopyError::Nothing(_)));
    fs::write(&file, "a shopping list, and a long one: bread, butter, milk, apples, and so on, and so on, and on")
        .unwrap();
    let refused = refusal(&file, &to.url, FORCE).await.to_string();
    assert!(refused.contains("no database"), "{refused}");
    fs::remove_file(&file).unwrap();

    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}?mode=rwc", file.display())).await.unwrap();
    sqlx::raw_sql("CREATE TABLE other (a TEXT)").execute(&pool).await.unwrap();
    pool.close().await;
    assert!(matches!(refusal(&file, &to.url, FORCE).await, CopyError::NotOurs(_)));
    fs::remove_file(&file).unwrap();

    let from = fresh_sqlite();
    fill_with_life(&from.url, 42).await;
    backed_up(&from.url, &file).await;
    let whole = fs::read(&file).unwrap();
    for damage in [whole.len() / 2, whole.len() - 5000] {
        let mut broken = whole.clone();
        broken[damage..damage + 3000].fill(0xA5);
        fs::write(&file, &broken).unwrap();
        let refused = refusal(&file, &to.url, FORCE).await;
        assert!(matches!(refused, CopyError::Damaged { .. } | CopyError::Open(_)), "{refused}");
    }
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    let refused = refusal(&file, &to.url, FORCE).await;
    assert!(matches!(refused, CopyError::Damaged { .. } | CopyError::Open(_)), "{refused}");

    fs::write(&file, &whole).unwrap();
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 VALUES (9000, 'of tomorrow', TRUE, '', 0)";
    sqlx::raw_sql(newer).execute(&pool).await.unwrap();
    pool.close().await;
    let refused = refusal(&file, &to.url, FORCE).await.to_string();
    assert!(refused.contains("newer qaida"), "{refused}");
    assert!(!file_of(&to.url).exists(), "the target is as it was");
}

#[tokio::test]
async fn a_damaged_target_is_replaced_by_force_alone() {
    let from = fresh_sqlite();
    fill_with_life(&from.url, 42).await;
    let (_folder, file) = fresh_file();
    backed_up(&from.url, &file).await;
    let to = fresh_sqlite();
    let target = file_of(&to.url);
    fs::create_dir_all(target.parent().unwrap()).unwrap();
    fs::write(
        &target,
        "it was a database once, before the disk broke; now it is only noise, noise, noise, noise, noise",
    )
    .unwrap();
    refusal(&file, &to.url, Orders::default()).await;
    let report = restore(&file, &to.url, FORCE, &mut |_| {}).await.unwrap();
    assert!(fs::read_to_string(report.kept.unwrap()).unwrap().starts_with("it was"));
    assert_eq!(dump(&to.url).await, dump(&from.url).await);
}

#[tokio::test]
async fn an_older_schema_is_backed_up_as_it_is_and_brought_up_to_date_when_restored() {
    let first: BTreeSet<i64> = MIGRATIONS.iter().map(|migration| migration.version).take(1).collect();
    let (_folder, old) = fresh_file();
    let part = part::Part::begin(&old).unwrap();
    let pool = part.open().await.unwrap();
    let mut c = Conn::write_sqlite(&pool).await.unwrap();
    let chosen = MIGRATIONS.iter().filter(|migration| first.contains(&migration.version)).cloned().collect();
    c.migrate(&Migrator::with_migrations(chosen)).await.unwrap();
    meta::set(&mut c, "mark", "old").await.unwrap();
    c.commit().await.unwrap();
    pool.close().await;
    part.finish().unwrap();

    let url = format!("sqlite://{}", old.display());
    let (_other, file) = fresh_file();
    assert_eq!(backed_up(&url, &file).await.schema, 1);
    for to in fresh_databases().await {
        restore(&file, &to.url, Orders::default(), &mut |_| {}).await.unwrap();
        let mut restored = Source::open(&to.url).await.unwrap();
        let schema = look::schema(&mut restored.conn, "").await.unwrap();
        assert_eq!(schema.len(), MIGRATIONS.iter().count());
        assert_eq!(meta::get(&mut restored.conn, "mark").await.unwrap().as_deref(), Some("old"));
        restored.close().await;
    }
}
