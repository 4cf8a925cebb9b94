//! What the database says in the end, read beside qaida.

use std::collections::BTreeMap;

use qaida::store::Store;
use qaida::store::feedback::{self, Counts};

/// Done and given up, by update.
const INBOX: &str = "SELECT update_id, done_at, CAST(CASE WHEN given_up THEN 1 ELSE 0 END AS BIGINT) FROM inbox";
/// How many questions each update made.
const QUESTIONS: &str = "SELECT update_id, CAST(COUNT(*) AS BIGINT) FROM question GROUP BY update_id";
const WAITING: &str = "SELECT CAST(COALESCE(SUM(waiting), 0) AS BIGINT) FROM lane";

/// What it says.
pub struct Evidence {
    /// When each update was marked as done, in milliseconds; 0 when it was not. And whether it was given up.
    pub inbox: BTreeMap<i64, (i64, bool)>,
    /// How many questions each update made.
    pub questions: BTreeMap<i64, i64>,
    /// Updates that wait, as the lanes count them.
    pub waiting: i64,
    pub votes: Counts,
    /// What SQLite's own check finds; `ok`.
    pub integrity: String,
}

impl Evidence {
    pub async fn of(url: &str) -> Evidence {
        let store = Store::open(url).await.expect("the database opens");
        let votes = feedback::counts(&mut store.read().await.expect("a read")).await.expect("counts");
        store.close().await;
        let inbox: Vec<(i64, i64, i64)>;
        let questions: Vec<(i64, i64)>;
        let waiting: i64;
        let integrity: String;
        if url.starts_with("sqlite:") {
            let pool = sqlx::SqlitePool::connect(url).await.expect("SQLite");
            inbox = sqlx::query_as(INBOX).fetch_all(&pool).await.expect("the inbox");
            questions = sqlx::query_as(QUESTIONS).fetch_all(&pool).await.expect("the questions");
            waiting = sqlx::query_scalar(WAITING).fetch_one(&pool).await.expect("the lanes");
            integrity = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&pool).await.expect("a check");
            pool.close().await;
        } else {
            let pool = sqlx::PgPool::connect(url).await.expect("PostgreSQL");
            inbox = sqlx::query_as(INBOX).fetch_all(&pool).await.expect("the inbox");
            questions = sqlx::query_as(QUESTIONS).fetch_all(&pool).await.expect("the questions");
            waiting = sqlx::query_scalar(WAITING).fetch_one(&pool).await.expect("the lanes");
            integrity = "ok".to_owned();
            pool.close().await;
        }
        Evidence {
            inbox: inbox.into_iter().map(|(update, at, given_up)| (update, (at, given_up != 0))).collect(),
            questions: questions.into_iter().collect(),
            waiting,
            votes,
            integrity,
        }
    }
}
