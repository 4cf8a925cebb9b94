//! Statements made of the names of our own tables and columns: what moves whole tables from one connection to another,
//! whichever databases the two are of. Nothing that anybody typed gets into their text.

use std::borrow::Cow;

use futures_util::TryStreamExt;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{AssertSqlSafe, Postgres, Row, Sqlite};

use super::{Conn, Either, Sql, Text, args, repeated, statements};
use crate::store::error::StoreError;
use crate::store::values::Arg;

statements! {
    /// In the order of the table; nothing when there is no such table.
    COLUMNS = Sql {
        sqlite: "
        SELECT name, UPPER(type) AS kind
          FROM pragma_table_info($1)
         ORDER BY cid",
        postgres: "
        SELECT CAST(column_name AS TEXT) AS name, UPPER(CAST(data_type AS TEXT)) AS kind
          FROM information_schema.columns
         WHERE table_schema = current_schema()
           AND table_name = $1
         ORDER BY ordinal_position",
    };
}

/// Rows that one statement inserts.
const BATCH: usize = 200;

/// A column, and which kind of value is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Column {
    pub(in crate::store) name: String,
    kind: Kind,
}

/// The types that migrations may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Int,
    Real,
    Text,
    Bool,
}

macro_rules! values {
    ($row:expr, $columns:expr) => {{
        let row = &$row;
        let value = |(at, column): (usize, &Column)| match column.kind {
            Kind::Int => row.try_get(at).map(Arg::Int),
            Kind::Real => row.try_get(at).map(Arg::Real),
            Kind::Text => row.try_get::<String, _>(at).map(Arg::from),
            Kind::Bool => row.try_get(at).map(Arg::Bool),
        };
        $columns.iter().enumerate().map(value).collect::<Result<Vec<Arg>, sqlx::Error>>()
    }};
}

impl Conn {
    /// The columns of a table; none when there is no such table.
    pub(in crate::store) async fn columns(&mut self, table: &str) -> Result<Vec<Column>, StoreError> {
        let found: Vec<(String, String)> = self.all(COLUMNS, args![table]).await?;
        let column = |(name, kind): (String, String)| match kind.as_str() {
            "BIGINT" => Ok(Column { name, kind: Kind::Int }),
            "DOUBLE PRECISION" => Ok(Column { name, kind: Kind::Real }),
            "TEXT" => Ok(Column { name, kind: Kind::Text }),
            "BOOLEAN" => Ok(Column { name, kind: Kind::Bool }),
            _ => Err(StoreError::Broken(format!("{table}.{name} is of the unknown type {kind}"))),
        };
        found.into_iter().map(column).collect()
    }

    /// How many rows a table has.
    pub(in crate::store) async fn count(&mut self, table: &str) -> Result<u64, StoreError> {
        let count: Vec<(i64,)> = self.fetch(built(format!("SELECT COUNT(*) FROM {table}")), args![]).await?;
        Ok(count.first().and_then(|(count,)| u64::try_from(*count).ok()).unwrap_or_default())
    }

    /// Puts every row of a table into the same table of another database; how many there were. `told` hears of each
    /// batch.
    pub(in crate::store) async fn pour(
        &mut self,
        to: &mut Conn,
        (table, columns): (&str, &[Column]),
        told: &mut dyn FnMut(u64),
    ) -> Result<u64, StoreError> {
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let select = AssertSqlSafe(format!("SELECT {} FROM {table}", names.join(", ")));
        let insert = insert(table, &names);
        let full = repeated(&insert, BATCH);
        let (mut batch, mut poured) = (Vec::with_capacity(BATCH), 0);
        macro_rules! pour {
            ($rows:expr) => {{
                let mut rows = $rows;
                while let Some(row) = rows.try_next().await? {
                    batch.push(values!(row, columns)?);
                    if batch.len() == BATCH {
                        to.put(Cow::Owned(full.clone()), &mut batch).await?;
                        poured += BATCH as u64;
                        told(poured);
                    }
                }
            }};
        }
        match &mut self.transaction {
            Either::Sqlite(tx) => pour!(sqlx::query::<Sqlite>(select).fetch(&mut **tx)),
            Either::Postgres(tx) => pour!(sqlx::query::<Postgres>(select).fetch(&mut **tx)),
        }
        if !batch.is_empty() {
            poured += batch.len() as u64;
            to.put(built(repeated(&insert, batch.len())), &mut batch).await?;
        }
        told(poured);
        Ok(poured)
    }

    /// Runs what is missing of these migrations, as a part of the transaction.
    pub(in crate::store) async fn migrate(&mut self, migrations: &Migrator) -> Result<(), MigrateError> {
        match &mut self.transaction {
            Either::Sqlite(tx) => migrations.run_direct(None, &mut **tx, false).await,
            Either::Postgres(tx) => migrations.run_direct(None, &mut **tx, false).await,
        }
    }

    /// Gives back what a table's rows have on lease.
    pub(in crate::store) async fn free_leases(&mut self, table: &str) -> Result<(), StoreError> {
        let columns = self.columns(table).await?;
        let empty = |column: &&Column| column.name == "lease_by" || column.name == "lease_until";
        let set: Vec<String> = columns
            .iter()
            .filter(empty)
            .map(|column| format!("{} = {}", column.name, if column.kind == Kind::Text { "''" } else { "0" }))
            .collect();
        match set.is_empty() {
            true => Ok(()),
            false => self.execute(built(format!("UPDATE {table} SET {}", set.join(", "))), args![]).await.map(drop),
        }
    }

    /// Takes these tables away, with what depends on them. PostgreSQL only: a SQLite file is replaced whole.
    pub(in crate::store) async fn drop_tables(&mut self, tables: &[&str]) -> Result<(), StoreError> {
        let drop_all = format!("DROP TABLE IF EXISTS {} CASCADE", tables.join(", "));
        self.execute(built(drop_all), args![]).await.map(drop)
    }

    async fn put(&mut self, insert: Text, batch: &mut Vec<Vec<Arg>>) -> Result<(), StoreError> {
        let values = std::mem::take(batch).into_iter().flatten().collect();
        self.execute(insert, values).await.map(drop)
    }
}

fn built(sql: String) -> Text {
    Cow::Owned(sql)
}

fn insert(table: &str, names: &[&str]) -> String {
    let places: Vec<String> = (1..=names.len()).map(|place| format!("${place}")).collect();
    format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), places.join(", "))
}

#[cfg(test)]
impl Conn {
    /// All rows of a table.
    pub(in crate::store) async fn rows(
        &mut self,
        table: &str,
        columns: &[Column],
    ) -> Result<Vec<Vec<Arg>>, StoreError> {
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let select = AssertSqlSafe(format!("SELECT {} FROM {table}", names.join(", ")));
        let mut found = Vec::new();
        match &mut self.transaction {
            Either::Sqlite(tx) => {
                for row in sqlx::query::<Sqlite>(select).fetch_all(&mut **tx).await? {
                    found.push(values!(row, columns)?);
                }
            }
            Either::Postgres(tx) => {
                for row in sqlx::query::<Postgres>(select).fetch_all(&mut **tx).await? {
                    found.push(values!(row, columns)?);
                }
            }
        }
        Ok(found)
    }
}
