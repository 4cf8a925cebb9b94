//! Owners, and the links that make them: a random code, of which only a hash is kept, good once and for a limited time.

use std::fmt;

use sha2::{Digest, Sha256};

use super::audit::{self, COMMAND_LINE};
use super::db::{Conn, Sql, args, statements};
use super::error::StoreError;
use crate::clock::Timestamp;
use crate::ids::{ChatId, UpdateId};

/// How long a link is good, in milliseconds.
pub const LINK_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// What a code begins with, so that it is told from all else that may follow `/start`.
const PREFIX: &str = "owner_";
/// Random bytes of a code.
pub const CODE_BYTES: usize = 24;

statements! {
    MAKE = Sql::both("
        INSERT INTO owner_link (code_hash, made_at, valid_until, user_id, update_id)
        VALUES ($1, $2, $3, $4, $5)");

    /// The count says who was first.
    USE = Sql::both("
        UPDATE owner_link
           SET user_id = $2, update_id = $3
         WHERE code_hash = $1
           AND user_id = 0
           AND valid_until > $4");

    USED_BY = Sql::both("
        SELECT update_id
          FROM owner_link
         WHERE code_hash = $1
           AND user_id = $2");

    ADD = Sql::both("
        INSERT INTO owner (user_id, since)
        VALUES ($1, $2)
            ON CONFLICT (user_id) DO NOTHING");

    IS = Sql::both("
        SELECT user_id
          FROM owner
         WHERE user_id = $1");

    ALL = Sql::both("
        SELECT user_id
          FROM owner
         ORDER BY user_id");

    COUNT = Sql::both("
        SELECT COUNT(*)
          FROM owner");

    SWEEP = Sql::both("
        DELETE FROM owner_link
         WHERE valid_until < $1");
}

/// The code of a link. Whoever has it can become an owner: it is printed once, and never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct OwnerCode(String);

impl OwnerCode {
    /// The code of these random bytes.
    pub fn of(random: [u8; CODE_BYTES]) -> OwnerCode {
        let hex: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        OwnerCode(format!("{PREFIX}{hex}"))
    }

    /// The code in a text, wherever it stands: after `/start`, alone, or in a link that somebody pasted.
    pub fn find(text: &str) -> Option<OwnerCode> {
        let (at, _) = text.match_indices(PREFIX).next()?;
        let code = &text[at..];
        let end = code.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(code.len());
        Some(OwnerCode(code[..end].to_owned())).filter(|code| code.0.len() == PREFIX.len() + 2 * CODE_BYTES)
    }

    /// The code itself: for the link.
    pub fn expose(&self) -> &str {
        &self.0
    }

    fn hash(&self) -> String {
        Sha256::digest(self.0.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Debug for OwnerCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OwnerCode(…)")
    }
}

/// What came of opening a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// They are an owner from now on; said again when the same update comes again.
    New,
    /// They were one before; the link stays good for somebody else.
    Already,
    /// It was used by another, has run out, or never was.
    Over,
}

/// Stores a new link; links that have run out are forgotten.
///
/// # Errors
/// When the database fails.
pub async fn make_link(c: &mut Conn, code: &OwnerCode, now: Timestamp) -> Result<(), StoreError> {
    c.run(SWEEP, args![now.plus(-LINK_MILLIS)]).await?;
    c.run(MAKE, args![code.hash(), now, now.plus(LINK_MILLIS), 0, 0]).await?;
    audit::add(c, now, COMMAND_LINE, "an owner link was made").await
}

/// Makes the person who opened a link an owner.
///
/// # Errors
/// When the database fails.
pub async fn open_link(
    c: &mut Conn,
    code: &OwnerCode,
    (user, update): (ChatId, UpdateId),
    now: Timestamp,
) -> Result<Opened, StoreError> {
    let hash = code.hash();
    let used: Option<(i64,)> = c.opt(USED_BY, args![&hash, user]).await?;
    if used == Some((update.0,)) {
        return Ok(Opened::New);
    }
    if is_owner(c, user).await? {
        return Ok(Opened::Already);
    }
    if c.run(USE, args![&hash, user, update, now]).await? == 0 {
        return Ok(Opened::Over);
    }
    c.run(ADD, args![user, now]).await?;
    audit::add(c, now, user, "became an owner by a link").await?;
    Ok(Opened::New)
}

/// Whether a link made this person an owner.
///
/// # Errors
/// When the database fails.
pub async fn is_owner(c: &mut Conn, user: ChatId) -> Result<bool, StoreError> {
    Ok(c.opt::<(i64,)>(IS, args![user]).await?.is_some())
}

/// Everybody whom a link made an owner.
///
/// # Errors
/// When the database fails.
pub async fn all(c: &mut Conn) -> Result<Vec<ChatId>, StoreError> {
    let rows: Vec<(i64,)> = c.all(ALL, args![]).await?;
    Ok(rows.into_iter().map(|(user,)| ChatId(user)).collect())
}

/// How many owners came by a link.
///
/// # Errors
/// When the database fails.
pub async fn count(c: &mut Conn) -> Result<i64, StoreError> {
    Ok(c.one::<(i64,)>(COUNT, args![]).await?.0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::store::Store;
    use crate::store::tests::databases::fresh_databases;

    #[test]
    fn a_code_is_found_wherever_it_stands() {
        let code = OwnerCode::of([0xAB; CODE_BYTES]);
        let text = code.expose();
        assert!(text.len() <= 64 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
        for given in [text.to_owned(), format!("https://t.me/x_bot?start={text}"), format!("вот: {text}, спасибо")]
        {
            assert_eq!(OwnerCode::find(&given), Some(code.clone()), "{given}");
        }
        for other in ["owner_", "owner_abc", "кто owner_тут", "", &format!("{text}0"), &text[..40]] {
            assert_eq!(OwnerCode::find(other), None, "{other}");
        }
        assert_eq!(format!("{code:?}"), "OwnerCode(…)");
    }

    #[tokio::test]
    async fn a_link_is_good_once_and_in_time() {
        for database in fresh_databases().await {
            let store = Store::open(&database.url).await.unwrap();
            let day = LINK_MILLIS;
            let (one, late) = (OwnerCode::of([1; CODE_BYTES]), OwnerCode::of([2; CODE_BYTES]));
            for code in [one.clone(), late.clone()] {
                let make = store.write(move |c| Box::pin(async move { make_link(c, &code, Timestamp(1000)).await }));
                make.await.unwrap();
            }
            let open = async |code: &OwnerCode, user: i64, update: i64, now: i64| {
                let (code, who) = (code.clone(), (ChatId(user), UpdateId(update)));
                let open =
                    store.write(move |c| Box::pin(async move { open_link(c, &code, who, Timestamp(now)).await }));
                open.await.unwrap()
            };
            assert_eq!(open(&OwnerCode::of([3; CODE_BYTES]), 7, 50, 2000).await, Opened::Over, "never made");
            assert_eq!(open(&one, 7, 51, 2000).await, Opened::New);
            assert_eq!(open(&one, 7, 51, 3000).await, Opened::New, "the same update again");
            assert_eq!(open(&one, 7, 52, 3000).await, Opened::Already);
            assert_eq!(open(&one, 8, 53, 3000).await, Opened::Over);
            assert_eq!(open(&late, 7, 54, 3000).await, Opened::Already, "which leaves the link as it is");
            assert_eq!(open(&late, 8, 55, 1000 + day).await, Opened::Over);
            let c = &mut store.read().await.unwrap();
            assert_eq!(count(c).await.unwrap(), 1);
            let lines = audit::all(c).await.unwrap();
            let lines: Vec<_> = lines.iter().map(|line| (line.at.0, line.by.0, line.what.as_str())).collect();
            let made = (1000, 0, "an owner link was made");
            assert_eq!(lines, [made, made, (2000, 7, "became an owner by a link")]);
        }
    }
}
