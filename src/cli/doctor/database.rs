//! The database: whether it is there, sound and writable, of this schema and this bot, and whether anything waits in it.

use super::check::Check;
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::store::Store;
use crate::store::copy::{Examined, examine};

/// An update that waits for so long is odd, in milliseconds.
const WAITS_LONG: i64 = 60_000;
/// An update that waits for so long is a failure: nobody handles it.
const WAITS_TOO_LONG: i64 = 10 * 60_000;

const NAME: &str = "database";

pub(super) async fn checks(config: &Config) -> Vec<Check> {
    let database = &config.database_url;
    let found = match examine(database.expose()).await {
        Ok(Some(found)) => found,
        Ok(None) => {
            return vec![Check::warning(
                NAME,
                format!("{database} is not there yet: the first start of qaida makes it"),
            )];
        }
        Err(error) => return vec![Check::failed(NAME, error.to_string())],
    };
    if let Some(damage) = &found.damage {
        let todo = "stop qaida and restore the last good backup with `qaida restore --force`";
        return vec![Check::failed(NAME, format!("{database} is damaged ({damage}): {todo}"))];
    }
    vec![schema(config, &found).await, bot(config, &found), inbox(&found), owners(config, &found)]
}

async fn schema(config: &Config, found: &Examined) -> Check {
    let (database, schema) = (&config.database_url, found.schema);
    if schema < found.known {
        let todo = "the next start of this version brings it up to date; back it up before";
        return Check::warning(NAME, format!("{database} has schema {schema} of {}: {todo}", found.known));
    }
    // Opening changes nothing now: the schema is the present one.
    let written = match Store::open(database.expose()).await {
        Ok(store) => {
            let health = store.health().await;
            store.close().await;
            health.map_err(|error| error.to_string())
        }
        Err(error) => Err(error.to_string()),
    };
    match written {
        Ok(()) => Check::ok(NAME, format!("{database} can be read and written, is sound, schema {schema}")),
        Err(error) => Check::failed(NAME, format!("{database} cannot be written: {error}")),
    }
}

fn bot(config: &Config, found: &Examined) -> Check {
    const NAME: &str = "whose";
    let token = config.token.as_ref().and_then(|token| token.bot_id());
    match (found.bot, token) {
        (None, _) => Check::ok(NAME, "no bot has started on this database yet"),
        (Some(bot), Some(ours)) if bot != ours => Check::failed(
            NAME,
            format!(
                "the database is of the bot {bot}, the token of the bot {ours}: use that bot's token, or name another \
                 database with QAIDA_DATABASE_URL"
            ),
        ),
        (Some(bot), _) => Check::ok(NAME, format!("the database is of the bot {bot}")),
    }
}

fn inbox(found: &Examined) -> Check {
    const NAME: &str = "inbox";
    let Some(oldest) = found.oldest else { return Check::ok(NAME, "nothing waits to be handled") };
    let age = (SystemClock.now().0 - oldest.0).max(0);
    let said = format!("{} updates wait to be handled, the oldest for {} s", found.waiting, age / 1000);
    match age {
        WAITS_TOO_LONG.. => Check::failed(NAME, format!("{said}: start qaida, or see in its log why it cannot go on")),
        WAITS_LONG..WAITS_TOO_LONG => {
            Check::warning(NAME, format!("{said}: see that qaida runs and that Telegram can be reached"))
        }
        _ => Check::ok(NAME, said),
    }
}

fn owners(config: &Config, found: &Examined) -> Check {
    const NAME: &str = "owners";
    match (config.owners.len(), found.owners) {
        (0, 0) => {
            Check::warning(NAME, "the bot has no owner: make a link with `qaida owner-link`, or set QAIDA_OWNERS")
        }
        (set, linked) => Check::ok(NAME, format!("{set} by the settings, {linked} by a link")),
    }
}
