//! `qaida backup` and `qaida restore` as they are typed: beside a running server, refused under one, killed half-way.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use sandbox::{ChatLine, Options, Person, Sandbox};
use sqlx::{AssertSqlSafe, Row};

use crate::databases::{fresh_databases, fresh_postgres, fresh_sqlite};
use crate::process::share_models;
use crate::process::{Launch, binary, free_port, fresh_folder};
use crate::world::PATIENCE;

fn qaida(arguments: &[&str], database: &str) -> Command {
    let mut command = binary();
    command.args(arguments).env("QAIDA_DATABASE_URL", database).stdin(Stdio::null());
    command
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a plain name")
}

/// So many rows in a table.
async fn count(url: &str, table: &str) -> i64 {
    let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
    if url.starts_with("sqlite") {
        let pool = sqlx::SqlitePool::connect(url).await.unwrap();
        let count = sqlx::query(sql).fetch_one(&pool).await.unwrap().get(0);
        pool.close().await;
        return count;
    }
    let pool = sqlx::PgPool::connect(url).await.unwrap();
    let count = sqlx::query(sql).fetch_one(&pool).await.unwrap().get(0);
    pool.close().await;
    count
}

/// A file with many residents.
async fn large_backup() -> (PathBuf, PathBuf) {
    let folder = fresh_folder("large");
    let (database, file) = (folder.join("large.db"), folder.join("large-backup.db"));
    let url = format!("sqlite://{}", database.display());
    assert!(qaida(&["pack", "import"], &url).output().unwrap().status.success());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let many = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 60000)
                INSERT INTO resident (chat_id, lang, first_seen, last_seen, blocked, after_entry, after_at)
                SELECT n, 'kk', 1, 1, FALSE, '', 0 FROM n";
    sqlx::raw_sql(many).execute(&pool).await.unwrap();
    pool.close().await;
    let output = qaida(&["backup", text(&file)], &url).output().unwrap();
    assert!(output.status.success() && said(&output).contains("opened and checked"), "{}", said(&output));
    (folder, file)
}

/// Waits for a condition of the outer world that nobody tells of.
async fn until(mut holds: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !holds().await {
        assert!(begun.elapsed() < PATIENCE, "it did not happen");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_server_is_backed_up_and_the_backup_serves_again() {
    for database in fresh_databases().await {
        share_models(&database.url);
        let sandbox = Sandbox::start(Options { patience: PATIENCE, ..Options::default() }).await.unwrap();
        let folder = fresh_folder("backup");
        let mut launch = Launch {
            api_url: sandbox.api_url(),
            token: sandbox.token().to_owned(),
            database: database.url.clone(),
            folder: folder.clone(),
            webhook: false,
            port: free_port(),
        };
        let server = launch.start();
        sandbox.connected().await.unwrap();
        let ivan = sandbox.person(Person::named("Иван").speaking("ru"));
        ivan.says("/language қазақша").await;
        ivan.next_message().await.unwrap();

        let file = folder.join("backup.db");
        let output = qaida(&["backup", text(&file)], &database.url).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        assert!(
            said(&output).contains("opened and checked") && said(&output).contains("of the bot 1"),
            "{}",
            said(&output)
        );

        let refused = qaida(&["restore", "--force", text(&file)], &database.url).output().unwrap();
        assert_eq!(refused.status.code(), Some(1));
        assert!(said(&refused).contains("error: ") && said(&refused).contains("stop"), "{}", said(&refused));
        assert!(server.stop().success());

        let moved = fresh_sqlite();
        share_models(&moved.url);
        let restored = qaida(&["restore", text(&file)], &moved.url).output().unwrap();
        assert!(restored.status.success(), "{}", said(&restored));
        launch.database = moved.url.clone();
        let server = launch.start();
        sandbox.connected().await.unwrap();
        // What was not marked as done at the moment of the backup is answered once more: that is no loss.
        ivan.says("/help").await;
        let in_kazakh = |lines: &[ChatLine]| lines.iter().any(|line| line.text.starts_with("Қалай"));
        ivan.sees(in_kazakh).await.expect("the language they chose came along");
        assert!(server.stop().success());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_killed_half_way_leaves_everything_as_it_was() {
    let (_folder, file) = large_backup().await;
    let target = fresh_sqlite();
    assert!(qaida(&["pack", "import"], &target.url).output().unwrap().status.success());
    let before = count(&target.url, "example").await;
    let part = PathBuf::from(format!("{}.part", target.url.strip_prefix("sqlite://").unwrap()));
    let mut restoring = qaida(&["restore", "--force", text(&file)], &target.url).stderr(Stdio::null()).spawn().unwrap();
    until(async || std::fs::metadata(&part).is_ok_and(|about| about.len() > 100_000)).await;
    restoring.kill().unwrap();
    restoring.wait().unwrap();
    assert!(part.exists(), "killed in the middle");
    assert_eq!((count(&target.url, "example").await, count(&target.url, "resident").await), (before, 0));
    let output = qaida(&["restore", "--force", text(&file)], &target.url).output().unwrap();
    assert!(output.status.success() && said(&output).contains("is kept as"), "{}", said(&output));
    assert_eq!(count(&target.url, "resident").await, 60_000);
    assert!(!part.exists());

    let Some(target) = fresh_postgres().await else { return };
    assert!(qaida(&["pack", "import"], &target.url).output().unwrap().status.success());
    let mut restoring = qaida(&["restore", "--force", text(&file)], &target.url).stderr(Stdio::null()).spawn().unwrap();
    let pool = sqlx::PgPool::connect(&target.url).await.unwrap();
    // It has dropped the old tables, as far as anybody but itself can tell.
    let at_work =
        "SELECT COUNT(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted AND locktype = 'relation'
                      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    until(async || sqlx::query(at_work).fetch_one(&pool).await.unwrap().get::<i64, _>(0) > 0).await;
    restoring.kill().unwrap();
    restoring.wait().unwrap();
    until(async || sqlx::query(at_work).fetch_one(&pool).await.unwrap().get::<i64, _>(0) == 0).await;
    pool.close().await;
    assert_eq!((count(&target.url, "example").await, count(&target.url, "resident").await), (before, 0));
    let output = qaida(&["restore", "--force", text(&file)], &target.url).output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(count(&target.url, "resident").await, 60_000);
}
