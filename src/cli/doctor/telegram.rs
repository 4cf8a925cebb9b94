//! The Bot API: whether it can be reached with this token, whether the clocks agree, and what @BotFather has switched.

use std::time::Duration;

use super::check::Check;
use super::webhook;
use super::{channels, staff};
use crate::clock::{Clock, SystemClock, Timestamp};
use crate::config::{Config, Token};
use crate::transport::{Rules, SendError, Sender, Switches};
use crate::view::View;

/// How long one call may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Clocks that differ by more than this, in milliseconds, make leases, times and links go wrong.
const OFF: i64 = 30_000;

pub(super) async fn checks(config: &Config) -> Vec<Check> {
    let Some(token) = &config.token else {
        let told = Check::not_set_up("telegram", "not asked, for there is no token");
        return with_groups(vec![told], config, None).await;
    };
    let sender = match sender(token, config) {
        Ok(sender) => sender,
        Err(error) => return vec![Check::failed("telegram", error.to_string())],
    };
    let switches = match sender.switches().await {
        Ok(switches) => switches,
        Err(error) => return with_groups(vec![unreachable(config, &error)], config, None).await,
    };
    let mut checks = vec![reached(&switches), clock(&sender).await, groups(&switches)];
    checks.extend(webhook::checks(config, &sender).await);
    checks.push(commands(&sender).await);
    with_groups(checks, config, Some(&sender)).await
}

/// The checks with those of the staff group and of the channels below.
async fn with_groups(mut checks: Vec<Check>, config: &Config, sender: Option<&Sender>) -> Vec<Check> {
    checks.push(staff::check(config, sender).await);
    checks.extend(channels::checks(config, sender).await);
    checks
}

/// One try a call: an operator waits.
fn sender(token: &Token, config: &Config) -> anyhow::Result<Sender> {
    let rules = Rules { tries: 1, timeout: PATIENCE, flood_patience: PATIENCE, ..Rules::default() };
    Ok(Sender::new(token, config.api_url.as_deref(), rules)?)
}

fn unreachable(config: &Config, error: &SendError) -> Check {
    let server = config.api_url.as_deref().unwrap_or("api.telegram.org");
    let todo = match error {
        SendError::Revoked => "get the current token from @BotFather (/mybots, API Token) and set QAIDA_TOKEN",
        SendError::Flood => "Telegram told to wait: try again in a few minutes",
        _ => "check the network, the firewall, and QAIDA_API_URL",
    };
    Check::failed("telegram", format!("{server}: {error}: {todo}"))
}

fn reached(switches: &Switches) -> Check {
    Check::ok("telegram", format!("reached; the token is valid and of @{} ({})", switches.username, switches.id))
}

async fn clock(sender: &Sender) -> Check {
    match sender.server_time(PATIENCE).await {
        Some(there) => compared(SystemClock.now(), there),
        None => Check::warning("clock", "the server did not tell its time: compare this machine's yourself"),
    }
}

fn compared(here: Timestamp, there: Timestamp) -> Check {
    let off = here.0 - there.0;
    match off.abs() {
        ..=OFF => Check::ok("clock", "agrees with the Bot API server's"),
        _ => Check::failed(
            "clock",
            format!(
                "this machine's is {} s {} the Bot API server's: set it, and keep it set (NTP: `timedatectl set-ntp true`)",
                off.abs() / 1000,
                if off > 0 { "ahead of" } else { "behind" }
            ),
        ),
    }
}

fn groups(switches: &Switches) -> Check {
    const NAME: &str = "botfather";
    let sees = if switches.can_read_all_group_messages { "off" } else { "on" };
    match switches.can_join_groups {
        true => Check::ok(NAME, format!("may be added to groups; privacy mode in groups is {sees}")),
        false => Check::warning(
            NAME,
            "may not be added to groups, which a staff group will need: @BotFather, /setjoingroups, Enable",
        ),
    }
}

async fn commands(sender: &Sender) -> Check {
    const NAME: &str = "commands";
    const TODO: &str = "start qaida, which sets them";
    let set = match sender.commands().await {
        Ok(set) => set,
        Err(error) => return Check::warning(NAME, format!("could not be asked ({error}): try again")),
    };
    let Ok(view) = View::load() else { return Check::failed(NAME, "this program's locales are broken: build it anew") };
    let wanted = view.menu(search::Lang::En).commands;
    let missing: Vec<&str> =
        wanted.iter().map(|command| command.name).filter(|name| !set.iter().any(|set| set == name)).collect();
    match missing.as_slice() {
        [] => Check::ok(NAME, format!("{} in the menu", set.len())),
        _ => Check::warning(NAME, format!("not in the menu: /{}: {TODO}", missing.join(", /"))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::State;
    use super::*;

    #[test]
    fn a_clock_may_be_off_by_half_a_minute() {
        let state = |off: i64| compared(Timestamp(1_000_000 + off), Timestamp(1_000_000)).state;
        assert_eq!([0, 30_000, -30_000].map(state), [State::Ok; 3]);
        assert_eq!([30_001, -30_001].map(state), [State::Failed; 2]);
        assert!(compared(Timestamp(0), Timestamp(90_000)).to_string().contains("90 s behind"));
    }
}
