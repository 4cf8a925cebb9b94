//! A start, step by step: database, knowledge, whose bot this is, menu, port, then the updates.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::trial::Trial;
use super::{FINISHING, Running};
use crate::app::App;
use crate::bot::menu;
use crate::clock::SharedClock;
use crate::config::{Config, DatabaseUrl, Token};
use crate::knowledge::cache::Cache;
use crate::knowledge::live::Live;
use crate::knowledge::pack::Pack;
use crate::store::meta::Claim;
use crate::store::{Store, meta};
use crate::telemetry;
use crate::transport::{Account, PollingError, Rules, Runner, SendError, Sender, polling};
use crate::view::View;
use crate::web::{Bound, WEBHOOK_PATH};
use crate::workers;

/// The pause between tries to reach Telegram at start.
const AGAIN: Duration = Duration::from_secs(5);
/// How long setting commands and descriptions may hold up the start.
const MENU: Duration = Duration::from_secs(20);

/// Starts qaida: when this returns, it is ready.
///
/// # Errors
/// One sentence that says what is wrong and what to do.
pub async fn start(config: Config, clock: SharedClock) -> anyhow::Result<Running> {
    let begun = Instant::now();
    let store = Store::open_serving(config.database_url.expose()).await?;
    let live = knowledge(&store, &config).await?;
    let (trial, token, api_url) = bot_api(&config).await?;
    telemetry::hide(token.expose());
    let sender = Sender::new(&token, api_url.as_deref(), Rules::default())?;
    let view = View::load()?;
    let app = App::new(store, live, clock, view, sender);

    let account = until_reached(|| app.sender.account()).await?;
    claim(&app.store, &account, &config.database_url).await?;
    show_menu(&app).await;

    let bound = bind(&config, trial.is_some()).await?;
    let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
    // Should the rest fail, what has started by then ends.
    let stop_on_failure = stop.clone().drop_guard();
    let secret = config.webhook_secret.clone().unwrap_or_else(|| token.webhook_secret());
    telemetry::hide(secret.expose_secret());
    let address = bound.address()?;
    let web = bound.serve(app.web(secret.clone()), stop.clone());
    let runner = Runner::new(app.inbox.clone(), app.handler(), stop.clone());
    let runner = tokio::spawn(runner.run(FINISHING));
    workers::start(app.workers(), &tasks, &stop);

    let failed = take_updates(&app, &config, &secret, &tasks, &stop).await?;
    stop_on_failure.disarm();
    app.ready.set(true);
    log::info!(
        bot = account.username.as_str(), listening = address.to_string().as_str(),
        milliseconds = begun.elapsed().as_millis() as u64;
        "ready"
    );
    Ok(Running { app, address, stop, runner, web, tasks, failed, trial })
}

async fn knowledge(store: &Store, config: &Config) -> anyhow::Result<Live> {
    let pack = Pack::load(config.pack.as_deref())?;
    let file = config.database_url.sqlite_file();
    let cache = file.map_or_else(Cache::of_user, |file| Cache::beside(Path::new(file)));
    Live::open(store, &pack, cache).await.context("the knowledge could not be brought up to date")
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

/// Asks until Telegram can be reached: a server that starts before its network does is to come up all the same.
async fn until_reached<T, F>(ask: impl Fn() -> F) -> anyhow::Result<T>
where
    F: Future<Output = Result<T, SendError>>,
{
    loop {
        match ask().await {
            Ok(told) => return Ok(told),
            Err(SendError::Unreachable(cause)) => log::warn!("Telegram cannot be reached, trying again: {cause}"),
            Err(SendError::Flood) => log::warn!("Telegram told to wait for long, trying again"),
            Err(SendError::Revoked) => bail!(PollingError::Revoked),
            Err(error) => bail!("Telegram refused: {error}"),
        }
        sleep(AGAIN).await;
    }
}

async fn claim(store: &Store, account: &Account, database: &DatabaseUrl) -> anyhow::Result<()> {
    let id = account.id;
    match store.write(move |c| Box::pin(meta::claim_bot(c, id))).await? {
        Claim::New | Claim::Same => Ok(()),
        Claim::Other(other) => Err(anyhow!(
            "the database {database} belongs to the bot {other}, and this token is of the bot {id}; use that bot's \
             token, or name another database with QAIDA_DATABASE_URL"
        )),
    }
}

/// Commands and descriptions. Without them the bot answers just as well.
async fn show_menu(app: &App) {
    let default = app.live.snapshot().knowledge.info.lang();
    match timeout(MENU, menu::publish(&app.sender, &app.view, default)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => log::warn!("commands and descriptions could not be set: {error}"),
        Err(_) => log::warn!("commands and descriptions could not be set in time"),
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

/// Has updates come in, and tells what will say why they no longer can.
async fn take_updates(
    app: &App,
    config: &Config,
    secret: &SecretString,
    tasks: &TaskTracker,
    stop: &CancellationToken,
) -> anyhow::Result<oneshot::Receiver<anyhow::Error>> {
    let (tell, failed) = oneshot::channel();
    let (app, stop) = (app.clone(), stop.clone());
    if let Some(public) = &config.public_url {
        let set = || app.sender.set_webhook(format!("{public}{WEBHOOK_PATH}"), secret.expose_secret());
        until_reached(set).await.context("the webhook could not be set; check QAIDA_PUBLIC_URL")?;
    }
    let polls = config.public_url.is_none();
    tasks.spawn(async move {
        let failure = tokio::select! {
            () = stop.cancelled() => return,
            () = app.sender.revoked() => PollingError::Revoked,
            Err(error) = polling::run(&app.sender, &app.inbox, &stop), if polls => error,
        };
        // Nobody listens when it is stopping already.
        let _ = tell.send(failure.into());
    });
    Ok(failed)
}
