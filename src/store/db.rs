//! The one file where the databases differ: statements as values, arguments, and a connection that runs them on either.
//! Everything else in the store writes SQL once and reads rows without knowing which database they are from.

pub(super) mod pouring;

use std::borrow::Cow;
use std::time::Duration;

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow, PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use super::error::StoreError;
use super::values::Arg;

/// How long PostgreSQL may take over one statement. A connection on which nothing comes back any more, without having
/// been closed, would otherwise be waited for until the system gives it up: a quarter of an hour.
const ANSWER: Duration = Duration::from_secs(20);

/// Rows that one statement inserts: many are cut into these, so that few texts serve every number of rows and each is
/// kept prepared. More in one gains nothing and nears the limits on arguments.
const ROWS_AT_ONCE: [usize; 4] = [64, 16, 4, 1];
/// Ids that one `IN ($1)` lists at most.
const IDS_AT_ONCE: [usize; 4] = [1, 8, 64, 256];

/// A statement, in both databases' words. Arguments are `$1`, `$2`, … in both.
#[derive(Clone, Copy, Debug)]
pub struct Sql {
    /// As SQLite wants it.
    pub sqlite: &'static str,
    /// As PostgreSQL wants it.
    pub postgres: &'static str,
}

impl Sql {
    /// A statement that both understand alike: nearly all of them.
    pub const fn both(text: &'static str) -> Sql {
        Sql { sqlite: text, postgres: text }
    }
}

/// Names a file's statements, and lists them so that a test can prepare every one on both databases.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)+) => {
        $($(#[$doc])* const $name: $crate::store::db::Sql = $sql;)+

        /// Every statement of this file.
        #[cfg(test)]
        pub(in crate::store) const STATEMENTS: &[(&str, $crate::store::db::Sql)] = &[$((stringify!($name), $name)),+];
    };
}
pub(super) use statements;

/// The arguments of a statement, in the order of their numbers.
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::store::values::Arg::from($value)),*] };
}
pub(super) use args;

/// A row that can be read from either database: everything that derives `FromRow` with plain columns.
pub trait Record: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl<T> Record for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

/// A connection inside a transaction. Dropped, it takes back what it did.
pub struct Conn {
    transaction: Either,
    /// The first error. PostgreSQL carries nothing out after one, and would take a commit for a rollback in silence;
    /// so a job in which a statement failed is never kept, on either database, even when it went on.
    failed: Option<StoreError>,
}

enum Either {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// A statement's text as it is sent.
type Text = Cow<'static, str>;

macro_rules! bound {
    ($query:expr, $args:expr) => {{
        let mut query = $query;
        for arg in $args {
            query = match arg {
                Arg::Int(value) => query.bind(value),
                Arg::Real(value) => query.bind(value),
                Arg::Text(value) => query.bind(value),
                Arg::Bool(value) => query.bind(value),
            };
        }
        query
    }};
}

impl Conn {
    /// Carries a statement out and says how many rows it changed.
    ///
    /// # Errors
    /// Whatever the database says. After an error the transaction is lost: make conflicts impossible with
    /// `ON CONFLICT` and compare-and-set, do not catch them.
    pub async fn run(&mut self, sql: Sql, args: Vec<Arg>) -> Result<u64, StoreError> {
        let text = self.fixed(sql);
        self.execute(text, args).await
    }

    /// All rows of a statement.
    ///
    /// # Errors
    /// As [`Conn::run`].
    pub async fn all<T: Record>(&mut self, sql: Sql, args: Vec<Arg>) -> Result<Vec<T>, StoreError> {
        let text = self.fixed(sql);
        self.fetch(text, args).await
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// As [`Conn::run`].
    pub async fn opt<T: Record>(&mut self, sql: Sql, args: Vec<Arg>) -> Result<Option<T>, StoreError> {
        Ok(self.all(sql, args).await?.into_iter().next())
    }

    /// The row of a statement that always has one.
    ///
    /// # Errors
    /// As [`Conn::run`], and when there is no row.
    pub async fn one<T: Record>(&mut self, sql: Sql, args: Vec<Arg>) -> Result<T, StoreError> {
        let row = self.opt(sql, args).await?;
        row.ok_or_else(|| StoreError::Broken(format!("no row came back from: {}", sql.postgres)))
    }

    /// Carries out a statement with one `VALUES ($1, …)` for many rows at once.
    ///
    /// # Errors
    /// As [`Conn::run`].
    pub async fn run_many(&mut self, sql: Sql, rows: Vec<Vec<Arg>>) -> Result<u64, StoreError> {
        let mut changed = 0;
        for (text, args) in self.batches(sql, rows) {
            changed += self.execute(text, args).await?;
        }
        Ok(changed)
    }

    /// As [`Conn::run_many`], with what `RETURNING` gives back.
    ///
    /// # Errors
    /// As [`Conn::run`].
    pub async fn all_many<T: Record>(&mut self, sql: Sql, rows: Vec<Vec<Arg>>) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        for (text, args) in self.batches(sql, rows) {
            found.extend(self.fetch(text, args).await?);
        }
        Ok(found)
    }

    /// All rows of a statement with one `IN ($n)`, for many ids; their number comes after those of the other arguments.
    /// Ids are given in ascending order, so that two who change the same rows do not wait for each other.
    ///
    /// # Errors
    /// As [`Conn::run`].
    pub async fn all_of<T: Record>(
        &mut self,
        sql: Sql,
        args: Vec<Arg>,
        mut ids: Vec<i64>,
    ) -> Result<Vec<T>, StoreError> {
        ids.sort_unstable();
        let mut found = Vec::new();
        for some in ids.chunks(IDS_AT_ONCE[IDS_AT_ONCE.len() - 1]) {
            let size = IDS_AT_ONCE.into_iter().find(|size| *size >= some.len()).unwrap_or(some.len());
            // The last one again and again: a few texts serve every number of ids.
            let padded = (0..size).map(|place| Arg::Int(some[place.min(some.len() - 1)]));
            let text = Cow::Owned(listed(self.text(sql), size));
            found.extend(self.fetch(text, args.iter().cloned().chain(padded).collect()).await?);
        }
        Ok(found)
    }

    async fn execute(&mut self, text: Text, args: Vec<Arg>) -> Result<u64, StoreError> {
        let sql = AssertSqlSafe(text);
        let result = match &mut self.transaction {
            Either::Sqlite(tx) => {
                let query = bound!(sqlx::query::<Sqlite>(sql), args);
                query.execute(&mut **tx).await.map(|done| done.rows_affected())
            }
            Either::Postgres(tx) => {
                let query = bound!(sqlx::query::<Postgres>(sql), args);
                in_time(query.execute(&mut **tx)).await.map(|done| done.rows_affected())
            }
        };
        self.noted(result)
    }

    async fn fetch<T: Record>(&mut self, text: Text, args: Vec<Arg>) -> Result<Vec<T>, StoreError> {
        let sql = AssertSqlSafe(text);
        let result = match &mut self.transaction {
            Either::Sqlite(tx) => {
                let query = bound!(sqlx::query_as::<Sqlite, T>(sql), args);
                query.fetch_all(&mut **tx).await
            }
            Either::Postgres(tx) => {
                let query = bound!(sqlx::query_as::<Postgres, T>(sql), args);
                in_time(query.fetch_all(&mut **tx)).await
            }
        };
        self.noted(result)
    }

    fn noted<T>(&mut self, result: Result<T, sqlx::Error>) -> Result<T, StoreError> {
        result.map_err(|error| {
            let error = StoreError::from(error);
            self.failed.get_or_insert_with(|| error.clone());
            error
        })
    }

    fn text(&self, sql: Sql) -> &'static str {
        match self.transaction {
            Either::Sqlite(_) => sql.sqlite,
            Either::Postgres(_) => sql.postgres,
        }
    }

    fn fixed(&self, sql: Sql) -> Text {
        Cow::Borrowed(self.text(sql))
    }

    fn batches(&self, sql: Sql, mut rows: Vec<Vec<Arg>>) -> Vec<(Text, Vec<Arg>)> {
        let mut batches = Vec::new();
        while let Some(size) = ROWS_AT_ONCE.iter().find(|size| **size <= rows.len()) {
            let later = rows.split_off(*size);
            let text = match size {
                1 => self.fixed(sql),
                many => Cow::Owned(repeated(self.text(sql), *many)),
            };
            batches.push((text, rows.into_iter().flatten().collect()));
            rows = later;
        }
        batches
    }
}

/// What the database says, or that it said nothing.
async fn in_time<T>(asked: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    tokio::time::timeout(ANSWER, asked).await.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}

/// The statement with its one `VALUES (…)` group written out for so many rows.
fn repeated(sql: &str, rows: usize) -> String {
    const START: &str = "VALUES (";
    let Some(open) = sql.find(START).map(|at| at + START.len()) else { return sql.to_owned() };
    let Some(close) = sql[open..].find(')').map(|at| at + open) else { return sql.to_owned() };
    let width = sql[open..close].split(',').count();
    let group = |row: usize| {
        let places: Vec<String> = (1..=width).map(|column| format!("${}", row * width + column)).collect();
        format!("({})", places.join(", "))
    };
    let groups: Vec<String> = (0..rows).map(group).collect();
    format!("{}{}{}", &sql[..open - 1], groups.join(", "), &sql[close + 1..])
}

/// The statement with its `IN ($n)` written out for so many ids.
fn listed(sql: &str, ids: usize) -> String {
    const START: &str = "IN ($";
    let Some(open) = sql.find(START).map(|at| at + START.len()) else { return sql.to_owned() };
    let Some(close) = sql[open..].find(')').map(|at| at + open) else { return sql.to_owned() };
    let first: usize = sql[open..close].parse().unwrap_or(1);
    let places: Vec<String> = (first..first + ids).map(|place| format!("${place}")).collect();
    format!("{}{}{}", &sql[..open - 1], places.join(", "), &sql[close..])
}

/// Where transactions begin and end. Only the store itself does that.
impl Conn {
    /// A view of SQLite as it is now, to read from.
    pub(super) async fn read_sqlite(pool: SqlitePool) -> Result<Conn, StoreError> {
        Ok(Conn::of(Either::Sqlite(pool.begin().await?)))
    }

    /// A view of PostgreSQL as it is now, to read from.
    pub(super) async fn read_postgres(pool: PgPool) -> Result<Conn, StoreError> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        Ok(Conn::of(Either::Postgres(in_time(pool.begin_with(begin)).await?)))
    }

    /// The right to write to SQLite, at once and alone.
    pub(super) async fn write_sqlite(pool: &SqlitePool) -> Result<Conn, StoreError> {
        Ok(Conn::of(Either::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?)))
    }

    /// A transaction that writes to PostgreSQL.
    pub(super) async fn write_postgres(pool: &PgPool) -> Result<Conn, StoreError> {
        Ok(Conn::of(Either::Postgres(in_time(pool.begin()).await?)))
    }

    fn of(transaction: Either) -> Conn {
        Conn { transaction, failed: None }
    }

    /// The first error since this was asked last.
    pub(super) fn take_failed(&mut self) -> Option<StoreError> {
        self.failed.take()
    }

    /// Keeps what was done.
    pub(super) async fn commit(self) -> Result<(), StoreError> {
        if let Some(error) = self.failed {
            return Err(error);
        }
        match self.transaction {
            Either::Sqlite(tx) => tx.commit().await?,
            Either::Postgres(tx) => in_time(tx.commit()).await?,
        }
        Ok(())
    }
}

#[cfg(test)]
impl Conn {
    /// Has a statement prepared, without carrying it out.
    pub(super) async fn prepare(&mut self, sql: Sql) -> Result<(), sqlx::Error> {
        use sqlx::{Executor, SqlSafeStr};
        match &mut self.transaction {
            Either::Sqlite(tx) => tx.prepare(sql.sqlite.into_sql_str()).await.map(drop),
            Either::Postgres(tx) => tx.prepare(sql.postgres.into_sql_str()).await.map(drop),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{listed, repeated};

    #[test]
    fn a_group_of_values_is_written_out_for_each_row() {
        let sql = "INSERT INTO t (a, b) VALUES ($1, $2) ON CONFLICT (a) DO NOTHING";
        assert_eq!(repeated(sql, 2), "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4) ON CONFLICT (a) DO NOTHING");
    }

    #[test]
    fn ids_are_listed() {
        let sql = "UPDATE t SET a = $1 WHERE id IN ($2) AND c = $1";
        assert_eq!(listed(sql, 1), sql);
        assert_eq!(listed(sql, 3), "UPDATE t SET a = $1 WHERE id IN ($2, $3, $4) AND c = $1");
    }
}
