//! A look at a database from beside, whether or not somebody serves from it: nothing is created, migrated or locked.

use super::error::CopyError;
use super::look;
use super::source::Source;
use crate::clock::Timestamp;
use crate::ids::ChatId;
use crate::store::channel::{self, Channel};
use crate::store::open::{Address, MIGRATIONS};
use crate::store::{inbox, meta, owner};

/// What was seen.
#[derive(Clone, Debug)]
pub struct Examined {
    /// The number of its schema.
    pub schema: i64,
    /// The newest number that this program knows.
    pub known: i64,
    /// Whose it is; none when no bot has ever started on it.
    pub bot: Option<i64>,
    /// What is wrong with it, when it is not sound.
    pub damage: Option<String>,
    /// Updates that wait to be handled.
    pub waiting: i64,
    /// When the oldest of them came.
    pub oldest: Option<Timestamp>,
    /// Owners who came by a link.
    pub owners: i64,
    /// The staff group, where an owner said that it is one.
    pub staff_chat: Option<ChatId>,
    /// The channels it knows.
    pub channels: Vec<Channel>,
}

/// Looks at the database at `url`; none when there is none yet.
///
/// # Errors
/// When it cannot be opened or read, or is of a newer qaida.
pub async fn examine(url: &str) -> Result<Option<Examined>, CopyError> {
    if let Address::Sqlite(options) = Address::parse(url)?
        && !options.get_filename().exists()
    {
        return Ok(None);
    }
    let mut source = Source::open(url).await?;
    let seen = look_at(&mut source).await;
    source.close().await;
    seen
}

async fn look_at(source: &mut Source) -> Result<Option<Examined>, CopyError> {
    let seen = look::at(&mut source.conn, &source.place).await?;
    let Some(&schema) = seen.schema.last() else { return Ok(None) };
    let known = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or_default();
    let damage = match look::sound(&mut source.conn, &source.place).await {
        Ok(()) => None,
        Err(CopyError::Damaged { reason, .. }) => return Ok(Some(Examined::damaged(schema, known, seen.bot, reason))),
        Err(error) => return Err(error),
    };
    let (waiting, oldest) = inbox::waiting(&mut source.conn).await?;
    let has_owners = !source.conn.columns("owner").await?.is_empty();
    let owners = if has_owners { owner::count(&mut source.conn).await? } else { 0 };
    let staff_chat = meta::staff_chat(&mut source.conn).await?;
    let has_channels = !source.conn.columns("channel").await?.is_empty();
    let channels = if has_channels { channel::all(&mut source.conn).await? } else { Vec::new() };
    Ok(Some(Examined { schema, known, bot: seen.bot, damage, waiting, oldest, owners, staff_chat, channels }))
}

impl Examined {
    fn damaged(schema: i64, known: i64, bot: Option<i64>, reason: String) -> Examined {
        Examined {
            schema,
            known,
            bot,
            damage: Some(reason),
            waiting: 0,
            oldest: None,
            owners: 0,
            staff_chat: None,
            channels: Vec::new(),
        }
    }
}
