//! Delivery to the webhook, as Telegram does it: several connections at once, one chat in order, and an update
//! that is not answered with 2xx comes again, later and later.

use std::{sync::Arc, time::Duration};

use reqwest::Client;

use crate::{
    shared::Shared,
    world::{
        now,
        queue::{Update, Webhook},
    },
};

/// The first pause after a failed delivery; it doubles up to `LONGEST_PAUSE`. Far shorter than Telegram's, so that
/// nobody waits for a bot that just restarted.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);
/// How long the bot may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);
/// The header that carries the secret.
const SECRET_HEADER: &str = "X-Telegram-Bot-Api-Secret-Token";

/// A client for the webhook. Proxies are for the world outside, not for loopback.
pub(crate) fn client() -> reqwest::Result<Client> {
    Client::builder().timeout(PATIENCE).no_proxy().redirect(reqwest::redirect::Policy::none()).build()
}

/// Delivers for as long as the sandbox lives.
pub(crate) async fn run(shared: Arc<Shared>, client: Client) {
    let mut running = tokio::task::JoinSet::new();
    loop {
        tokio::select! {
            (update, webhook) = shared.until(|world| world.queue.claim()) => {
                running.spawn(deliver(shared.clone(), client.clone(), update, webhook));
            }
            Some(_) = running.join_next() => {}
        }
    }
}

/// Tries until the bot takes the update or the webhook is no longer this one.
async fn deliver(shared: Arc<Shared>, client: Client, update: Update, webhook: Webhook) {
    let mut pause = FIRST_PAUSE;
    loop {
        let Err(reason) = post(&client, &update, &webhook).await else {
            shared.change(|world| world.queue.delivered(&update));
            return;
        };
        log::debug!("update {} was not taken: {reason}", update.id);
        shared.change(|world| world.queue.last_error = Some((now(), reason)));
        let other = shared.within(pause, |world| (!world.queue.is_still(&webhook, &update)).then_some(())).await;
        if other.is_some() {
            shared.change(|world| world.queue.release(&update));
            return;
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

async fn post(client: &Client, update: &Update, webhook: &Webhook) -> Result<(), String> {
    let mut request = client.post(&webhook.url).json(&update.body);
    if let Some(secret) = &webhook.secret {
        request = request.header(SECRET_HEADER, secret);
    }
    match request.send().await {
        Ok(response) if response.status().is_success() => Ok(()),
        Ok(response) => Err(format!("Wrong response from the webhook: {}", response.status())),
        Err(error) if error.is_timeout() => Err("Read timeout expired".to_owned()),
        Err(error) if error.is_connect() => Err("Connection refused".to_owned()),
        Err(error) => Err(error.without_url().to_string()),
    }
}
