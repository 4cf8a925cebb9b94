//! Setting and telling the webhook. Delivering to it is in `deliver`.

use serde_json::{Value, json};

use super::{Answer, params::Params, refusal::Refusal};
use crate::world::{World, queue::Webhook};

/// Longest secret.
const MAX_SECRET: usize = 256;
/// Connections to the webhook at once: Telegram's default and its limit.
const CONNECTIONS: (i64, i64) = (40, 100);

/// `setWebhook`; an empty address deletes it.
pub(super) fn set(world: &mut World, params: &Params) -> Answer {
    let url = params.text("url").unwrap_or_default();
    if url.is_empty() {
        return delete(world, params);
    }
    let parsed: reqwest::Url = url.parse().map_err(|_| Refusal::bad("bad webhook: invalid webhook URL specified"))?;
    // Plain http is for a bot on this machine; Telegram itself insists on https.
    if parsed.scheme() != "https" && !(parsed.scheme() == "http" && is_loopback(&parsed)) {
        return Err(Refusal::bad("bad webhook: An HTTPS URL must be provided for webhook"));
    }
    let secret = params.text("secret_token").filter(|secret| !secret.is_empty());
    if let Some(secret) = &secret {
        check_secret(secret)?;
    }
    let connections = params.integer("max_connections").unwrap_or(CONNECTIONS.0).clamp(1, CONNECTIONS.1);
    if let Some(kinds) = params.list("allowed_updates")? {
        world.queue.allow(&kinds);
    }
    if params.flag("drop_pending_updates") {
        world.queue.drop_pending();
    }
    world.queue.last_error = None;
    world.queue.webhook = Some(Webhook { url, secret, max_connections: usize::try_from(connections).unwrap_or(1) });
    Ok(json!(true))
}

fn is_loopback(url: &reqwest::Url) -> bool {
    url.host_str().is_some_and(|host| {
        let address = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
        host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    })
}

fn check_secret(secret: &str) -> Result<(), Refusal> {
    if secret.len() > MAX_SECRET {
        return Err(Refusal::bad("secret token is too long"));
    }
    if !secret.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-') {
        return Err(Refusal::bad("secret token contains unallowed characters"));
    }
    Ok(())
}

/// `deleteWebhook`.
pub(super) fn delete(world: &mut World, params: &Params) -> Answer {
    if params.flag("drop_pending_updates") {
        world.queue.drop_pending();
    }
    world.queue.webhook = None;
    world.queue.last_error = None;
    Ok(json!(true))
}

/// `getWebhookInfo`.
pub(super) fn info(world: &mut World, _: &Params) -> Answer {
    let queue = &world.queue;
    let mut info = json!({
        "url": queue.webhook.as_ref().map_or("", |webhook| webhook.url.as_str()),
        "has_custom_certificate": false,
        "pending_update_count": queue.pending.len(),
    });
    if let Some(webhook) = &queue.webhook {
        info["max_connections"] = json!(webhook.max_connections);
    }
    if let Some((date, message)) = &queue.last_error {
        info["last_error_date"] = json!(date);
        info["last_error_message"] = Value::String(message.clone());
    }
    if let Some(kinds) = &queue.allowed {
        info["allowed_updates"] = json!(kinds);
    }
    Ok(info)
}
