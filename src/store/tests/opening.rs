//! What can be wrong with a database, and what the program says then.

use super::databases::{fresh_postgres, fresh_sqlite};
use super::{test_stores, write};
use crate::store::{OpenError, Store, meta};

fn file_of(url: &str) -> &std::path::Path {
    std::path::Path::new(url.strip_prefix("sqlite://").unwrap())
}

async fn refusal(url: &str) -> OpenError {
    Store::open_serving(url).await.err().unwrap()
}

#[tokio::test]
async fn a_newer_schema_is_refused() {
    for (store, database) in test_stores().await {
        store.close().await;
        let insert = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                      VALUES (9000, 'of tomorrow', TRUE, '', 0)";
        if database.name == "sqlite" {
            let pool = sqlx::SqlitePool::connect(&database.url).await.unwrap();
            sqlx::raw_sql(insert).execute(&pool).await.unwrap();
        } else {
            let pool = sqlx::PgPool::connect(&database.url).await.unwrap();
            sqlx::raw_sql(insert).execute(&pool).await.unwrap();
        }
        let error = refusal(&database.url).await;
        assert!(matches!(error, OpenError::NewerSchema { found: 9000, .. }), "{error}");
    }
}

#[tokio::test]
async fn a_second_server_is_refused_and_a_tool_is_not() {
    let database = fresh_sqlite();
    let first = Store::open_serving(&database.url).await.unwrap();
    let error = refusal(&database.url).await;
    assert!(matches!(error, OpenError::Locked { .. }), "{error}");
    let tool = Store::open(&database.url).await.unwrap();
    write!(tool, |c| meta::bump_knowledge(c)).unwrap();
    assert_eq!(meta::knowledge_generation(&mut first.read().await.unwrap()).await.unwrap(), 1);
    first.close().await;
    Store::open_serving(&database.url).await.unwrap();
}

#[tokio::test]
async fn replicas_share_postgres_and_start_together() {
    let Some(database) = fresh_postgres().await else { return };
    let open = || Store::open_serving(&database.url);
    let (a, b, c) = tokio::join!(open(), open(), open());
    assert!(a.unwrap().is_shared() && b.unwrap().is_shared() && c.unwrap().is_shared());
}

#[tokio::test]
async fn tools_that_make_the_same_file_get_along() {
    let database = fresh_sqlite();
    let open = || Store::open(&database.url);
    let (a, b, c) = tokio::join!(open(), open(), open());
    assert!(!a.unwrap().is_shared() && !b.unwrap().is_shared() && !c.unwrap().is_shared());
}

#[tokio::test]
async fn a_file_that_is_no_database_is_named() {
    let database = fresh_sqlite();
    let file = file_of(&database.url);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, "this is a shopping list, not a database, and it is long enough to tell").unwrap();
    let error = refusal(&database.url).await;
    assert!(matches!(&error, OpenError::Corrupt { place, .. } if place.ends_with("qaida.db")), "{error}");
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_named() {
    let error = refusal("sqlite:///proc/nowhere/qaida.db").await;
    assert!(matches!(error, OpenError::ReadOnly { .. }), "{error}");
}

#[tokio::test]
async fn an_address_that_is_none_is_not_repeated() {
    for url in ["mysql://me:geheim@host/db", "postgres://me:geheim@host:port/db", "sqlite::memory:"] {
        let error = refusal(url).await;
        assert!(matches!(error, OpenError::BadUrl(_)), "{error}");
        assert!(!format!("{error} {error:?}").contains("geheim"), "{error}");
    }
}

#[tokio::test]
async fn an_unreachable_server_is_named_without_password() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let error = refusal(&format!("postgres://me:geheim@127.0.0.1:{port}/db")).await;
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error}");
    assert!(error.to_string().contains(&format!("db at 127.0.0.1:{port}")), "{error}");
    assert!(!format!("{error} {error:?}").contains("geheim"), "{error}");
}
