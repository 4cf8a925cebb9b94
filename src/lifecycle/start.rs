//! A start, step by step: the database and whose it is, the port, the knowledge, then the updates. None of it needs the
//! network: Telegram is reached in the background.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use secrecy::ExposeSecret;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::online::{self, Online, Webhook};
use super::trial::Trial;
use super::{FINISHING, Running};
use crate::answer::Answerer;
use crate::app::App;
use crate::bot::Services;
use crate::clock::SharedClock;
use crate::config::{Config, DatabaseUrl, Token};
use crate::desk::Desk;
use crate::knowledge::apprentice::Apprentice;
use crate::knowledge::cache::Cache;
use crate::knowledge::import::import_files;
use crate::knowledge::labelled::Line;
use crate::knowledge::live::Live;
use crate::knowledge::pack::{Files, labelled};
use crate::policy::Rulebook;
use crate::store::meta::Claim;
use crate::store::{Store, channel, meta};
use crate::telemetry;
use crate::transport::{Inbox, Rules, Sender};
use crate::view::View;
use crate::web::{Bound, Ready, WEBHOOK_PATH, Web};
use crate::workers;

/// Starts qaida. When this returns it takes in what is delivered; [`Running::until_ready`] waits until it answers.
///
/// # Errors
/// One sentence that says what is wrong and what to do.
pub async fn start(config: Config, clock: SharedClock) -> anyhow::Result<Running> {
    let begun = Instant::now();
    let store = Store::open_serving(config.database_url.expose()).await?;
    let (trial, token, api_url) = bot_api(&config).await?;
    telemetry::hide(token.expose());
    claim(&store, &token, &config.database_url).await?;

    let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
    // Should the rest fail, what has started by then ends.
    let stop_on_failure = stop.clone().drop_guard();
    let secret = config.webhook_secret.clone().unwrap_or_else(|| token.webhook_secret());
    telemetry::hide(secret.expose_secret());
    let (inbox, ready) = (Inbox::new(store.clone(), clock.clone()), Ready::default());
    let bound = bind(&config, trial.is_some()).await?;
    let address = bound.address()?;
    let web = Web {
        inbox: inbox.clone(),
        secret: secret.clone(),
        ready: ready.clone(),
        store: store.clone(),
        metrics: telemetry::metrics(),
    };
    let web = bound.serve(web, stop.clone());

    if config.announces_fast() {
        log::warn!(
            rate = config.announce_rate;
            "announcements go faster than Telegram likes: answers may have to wait too; see QAIDA_ANNOUNCE_RATE"
        );
    }
    let rules = Rules { announce_rate: config.announce_rate, ..Rules::default() };
    let sender = Sender::new(&token, api_url.as_deref(), rules)?;
    // Asked while the knowledge is loaded.
    let account = online::account(&sender);
    let (live, labelled) = knowledge(&store, &config).await?;
    if let Some(trial) = &trial {
        let (channel, now) = (trial.newsroom(), clock.now());
        store.write(move |c| Box::pin(async move { channel::link(c, &channel, now).await })).await?;
    }
    let office = trial.as_ref().map(Trial::office);
    let owners = config.owners.into_iter().chain(office.map(|(owner, _)| owner)).collect();
    let staff_chat = config.staff_chat.or(office.map(|(_, group)| group));
    let desk = Desk::new(store.clone(), clock.clone(), staff_chat);
    let rulebook = Rulebook::new(store.clone(), clock.clone());
    let view = View::load()?;
    let services = Services::new(store.clone(), Answerer::new(live.clone()), sender.clone(), clock, view)
        .with_owners(owners)
        .with_desk(desk)
        .with_labelled(labelled)
        .with_rulebook(rulebook);
    let app = App { services, store, live, sender, inbox, ready };
    workers::start(app.workers(&stop), &tasks, &stop);
    let webhook = config.public_url.map(|public| Webhook { url: format!("{public}{WEBHOOK_PATH}"), secret });
    let online = Online { app: app.clone(), webhook, begun, address, tasks: tasks.clone(), stop: stop.clone() };
    let (runner, failed) = online.begin(account, FINISHING);
    stop_on_failure.disarm();
    Ok(Running { app, address, stop, runner, web, tasks, failed, trial })
}

/// The Bot API to talk to: Telegram's, another, or the sandbox's when there is no token.
async fn bot_api(config: &Config) -> anyhow::Result<(Option<Trial>, Token, Option<String>)> {
    if let Some(token) = &config.token {
        return Ok((None, token.clone(), config.api_url.clone()));
    }
    let trial = Trial::start(config.sandbox_listen).await?;
    let (token, api_url) = (trial.token(), trial.api_url());
    Ok((Some(trial), token, Some(api_url)))
}

/// Takes the database for the bot whose number the token begins with.
async fn claim(store: &Store, token: &Token, database: &DatabaseUrl) -> anyhow::Result<()> {
    let id = token.bot_id().context("QAIDA_TOKEN is no bot token: it does not begin with the bot's number")?;
    match store.write(move |c| Box::pin(meta::claim_bot(c, id))).await? {
        Claim::New | Claim::Same => Ok(()),
        Claim::Other(other) => Err(anyhow!(
            "the database {database} belongs to the bot {other}, and this token is of the bot {id}; use that bot's \
             token, or name another database with QAIDA_DATABASE_URL"
        )),
    }
}

/// The port. Whoever only tries qaida out is not to be stopped by another program on it.
async fn bind(config: &Config, on_trial: bool) -> anyhow::Result<Bound> {
    let mut bound = Bound::to(config.listen).await;
    if bound.is_err() && on_trial {
        bound = Bound::to(std::net::SocketAddr::new(config.listen.ip(), 0)).await;
    }
    bound.with_context(|| {
        format!(
            "cannot listen on {}; stop what listens there, or name another address with QAIDA_LISTEN",
            config.listen
        )
    })
}

async fn knowledge(store: &Store, config: &Config) -> anyhow::Result<(Live, Arc<[Line]>)> {
    let files = Files::of(config.pack.as_deref())?;
    if let Some(done) = import_files(store, &files).await? {
        log::info!("knowledge follows the pack: {done}");
    }
    let file = config.database_url.sqlite_file();
    let cache = file.map_or_else(Cache::of_user, |file| Cache::beside(Path::new(file)));
    let cache = cache.filled_by(config.trainer.clone().map(Apprentice::at));
    let live = Live::from_store(store, cache).await.context("the knowledge could not be read")?;
    Ok((live, labelled(&files).into()))
}
