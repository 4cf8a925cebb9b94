//! Where Telegram sends updates, and how that goes: by webhook, or by polling.

use super::check::Check;
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::transport::{ALLOWED_UPDATES, Sender, WebhookInfo};
use crate::web::WEBHOOK_PATH;

/// More updates than this waiting at Telegram are odd.
const MANY: i64 = 100;
/// A failed delivery as recent as this is worth a look, in seconds.
const RECENT: i64 = 10 * 60;

const NAME: &str = "webhook";

pub(super) async fn checks(config: &Config, sender: &Sender) -> Vec<Check> {
    let info = match sender.webhook_info().await {
        Ok(info) => info,
        Err(error) => return vec![Check::warning(NAME, format!("could not be asked ({error}): try again"))],
    };
    let wanted = config.public_url.as_ref().map(|public| format!("{public}{WEBHOOK_PATH}"));
    let mut checks = vec![address(wanted.as_deref(), &info)];
    if wanted.is_some() && !info.url.is_empty() {
        checks.push(deliveries(&info, SystemClock.now().0 / 1000));
        checks.extend(kinds(&info));
    }
    checks
}

fn address(wanted: Option<&str>, info: &WebhookInfo) -> Check {
    let waiting = info.pending_update_count;
    match (wanted, info.url.as_str()) {
        (None, "") if waiting > MANY => Check::warning(
            NAME,
            format!("none, updates are polled for; {waiting} wait at Telegram: see that qaida runs"),
        ),
        (None, "") => Check::ok(NAME, format!("none, updates are polled for; {waiting} wait at Telegram")),
        (None, set) => Check::warning(
            NAME,
            format!(
                "set to {set}, though QAIDA_PUBLIC_URL is not set: starting qaida here would delete it; if another server \
                 of this bot set it, stop one of the two"
            ),
        ),
        (Some(wanted), "") => Check::warning(NAME, format!("not set yet: starting qaida sets it to {wanted}")),
        (Some(wanted), set) if set != wanted => Check::failed(
            NAME,
            format!("set to {set} instead of {wanted}: start qaida here, or stop the other server of this bot"),
        ),
        (Some(_), set) => Check::ok(NAME, format!("set to {set} (its secret cannot be read back)")),
    }
}

/// How deliveries go, at this moment in seconds since 1970.
fn deliveries(info: &WebhookInfo, now: i64) -> Check {
    const NAME: &str = "deliveries";
    let waiting = info.pending_update_count;
    if let (Some(at), Some(why)) = (info.last_error_date, &info.last_error_message)
        && now - at < RECENT
    {
        let todo = "check that the proxy passes /telegram on to QAIDA_LISTEN, and its certificate; 401: the secret differs, \
                    restart qaida";
        return Check::warning(
            NAME,
            format!("the last one failed {} s ago ({why}), {waiting} wait: {todo}", (now - at).max(0)),
        );
    }
    match waiting {
        ..=MANY => Check::ok(NAME, format!("{waiting} updates wait at Telegram, no recent failure")),
        _ => Check::warning(NAME, format!("{waiting} updates wait at Telegram: see that qaida runs and keeps up")),
    }
}

/// Kinds of updates that the bot needs and does not get.
fn kinds(info: &WebhookInfo) -> Option<Check> {
    let got = info.allowed_updates.as_ref()?;
    let missing: Vec<&str> = ALLOWED_UPDATES.into_iter().filter(|kind| !got.iter().any(|got| got == kind)).collect();
    (!missing.is_empty()).then(|| {
        Check::warning(
            "updates",
            format!("Telegram is not asked for {}: restart qaida, which asks", missing.join(", ")),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::check::State;
    use super::*;

    fn info(url: &str) -> WebhookInfo {
        let url = url.to_owned();
        WebhookInfo {
            url,
            pending_update_count: 0,
            last_error_date: None,
            last_error_message: None,
            allowed_updates: None,
        }
    }

    #[test]
    fn the_address_is_compared_with_the_settings() {
        let here = Some("https://a.example/telegram");
        assert_eq!(address(here, &info("https://a.example/telegram")).state, State::Ok);
        assert_eq!(address(here, &info("https://b.example/telegram")).state, State::Failed);
        assert_eq!(address(here, &info("")).state, State::Warning);
        assert_eq!(address(None, &info("")).state, State::Ok);
        assert_eq!(address(None, &info("https://b.example/telegram")).state, State::Warning);
    }

    #[test]
    fn failures_and_missing_kinds_are_told() {
        let failed = WebhookInfo {
            last_error_date: Some(1000),
            last_error_message: Some("Connection refused".to_owned()),
            allowed_updates: Some(vec!["message".to_owned()]),
            ..info("https://a.example/telegram")
        };
        assert_eq!(deliveries(&failed, 1100).state, State::Warning);
        assert!(deliveries(&failed, 1100).to_string().contains("Connection refused"));
        assert_eq!(deliveries(&failed, 9000).state, State::Ok);
        assert!(kinds(&failed).is_some_and(|check| check.to_string().contains("callback_query")));
        assert!(kinds(&info("")).is_none());
    }
}
