//! The part of a start that needs Telegram, in the background: a server that comes up before its network does is to
//! take in what is delivered all the same. First whether Telegram knows the token, then the updates; commands and
//! descriptions come last and hold nothing up.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;
use tokio_util::task::{AbortOnDropHandle, TaskTracker};

use crate::app::App;
use crate::bot::menu;
use crate::store::meta;
use crate::transport::{Account, PollingError, Runner, SendError, Sender, polling};

/// The pause between tries to reach Telegram.
const AGAIN: Duration = Duration::from_secs(2);
/// The pause before commands and descriptions are set again, when that failed; it doubles.
const MENU_AGAIN: Duration = Duration::from_secs(30);
/// The longest such pause.
const MENU_LONGEST: Duration = Duration::from_secs(30 * 60);

/// What to do when the database's file is gone.
const PUT_BACK: &str = "nothing more is taken in, for it would be lost; put the file back or restore a backup, and start \
                        again (a start without it begins with an empty database)";

/// Who the bot is, once Telegram has told.
pub(super) type Asked = AbortOnDropHandle<anyhow::Result<Account>>;

/// Begins to ask who the bot is.
pub(super) fn account(sender: &Sender) -> Asked {
    let sender = sender.clone();
    AbortOnDropHandle::new(tokio::spawn(async move { until_reached(|| sender.account()).await }))
}

/// Where Telegram is to deliver.
pub(super) struct Webhook {
    pub(super) url: String,
    pub(super) secret: SecretString,
}

/// What going online needs.
pub(super) struct Online {
    pub(super) app: App,
    /// None: polling.
    pub(super) webhook: Option<Webhook>,
    /// When the start began.
    pub(super) begun: Instant,
    /// Where the web listens.
    pub(super) address: SocketAddr,
    pub(super) tasks: TaskTracker,
    pub(super) stop: CancellationToken,
}

impl Online {
    /// Has updates handled and come in as soon as Telegram is reached. The runner, and what will say why it cannot go
    /// on.
    pub(super) fn begin(
        self,
        account: Asked,
        finishing: Duration,
    ) -> (JoinHandle<()>, oneshot::Receiver<anyhow::Error>) {
        let (known, stop) = (CancellationToken::new(), self.stop.clone());
        let runner = Runner::new(self.app.inbox.clone(), self.app.handler(), stop.clone());
        // With a token that Telegram does not know, or without it, tries to answer would only be used up.
        let (may_run, stopped) = (known.clone(), stop.clone());
        let runner = tokio::spawn(async move {
            tokio::select! {
                biased;
                () = stopped.cancelled() => {}
                () = may_run.cancelled() => runner.run(finishing).await,
            }
        });
        let (tell, failed) = oneshot::channel();
        self.tasks.clone().spawn(async move {
            let failure = tokio::select! {
                () = stop.cancelled() => return,
                () = self.app.sender.revoked() => PollingError::Revoked.into(),
                gone = self.app.store.vanished() => anyhow!("{}; {PUT_BACK}", gone.reason()),
                failure = self.run(account, known) => failure,
            };
            // Nobody listens when it is stopping already.
            let _ = tell.send(failure);
        });
        (runner, failed)
    }

    /// Goes on until it cannot; why.
    async fn run(&self, account: Asked, known: CancellationToken) -> anyhow::Error {
        let account = match account.await {
            Ok(Ok(account)) => account,
            Ok(Err(error)) => return error,
            Err(_) => return anyhow!("the program is stopping"),
        };
        known.cancel();
        self.note_name(&account).await;
        if let Some(webhook) = &self.webhook {
            let set = || self.app.sender.set_webhook(webhook.url.clone(), webhook.secret.expose_secret());
            if let Err(error) = until_reached(set).await.context("the webhook could not be set; check QAIDA_PUBLIC_URL")
            {
                return error;
            }
        }
        self.app.ready.set(true);
        log::info!(
            bot = account.username.as_str(), listening = self.address.to_string().as_str(),
            milliseconds = self.begun.elapsed().as_millis() as u64;
            "ready"
        );
        let polling = async {
            match &self.webhook {
                Some(_) => std::future::pending().await,
                None => polling::run(&self.app.sender, &self.app.inbox, &self.stop).await,
            }
        };
        let menu = async {
            self.show_menu().await;
            std::future::pending().await
        };
        tokio::select! {
            ended = polling => match ended {
                Ok(()) => std::future::pending().await,
                Err(error) => error.into(),
            },
            never = menu => never,
        }
    }

    /// The bot's name, for tools that are to work without Telegram.
    async fn note_name(&self, account: &Account) {
        let name = account.username.clone();
        let noting = self.app.store.write(move |c| Box::pin(async move { meta::set(c, meta::USERNAME, &name).await }));
        if let Err(error) = noting.await {
            log::warn!("the bot's name could not be noted: {error}");
        }
    }

    /// Commands and descriptions, until Telegram takes them. Without them the bot answers just as well.
    async fn show_menu(&self) {
        let mut pause = MENU_AGAIN;
        loop {
            let default = self.app.live.snapshot().knowledge.info.lang();
            match menu::publish(&self.app.sender, &self.app.services.view, default).await {
                Ok(()) => return self.show_staff_menu(default).await,
                Err(error) => log::warn!("commands and descriptions could not be set, it is tried again: {error}"),
            }
            sleep(pause).await;
            pause = (pause * 2).min(MENU_LONGEST);
        }
    }
}

impl Online {
    /// The commands of the staff group, if there is one. `/setup` sets them too: trying once is enough.
    async fn show_staff_menu(&self, default: search::Lang) {
        let Ok(Some(group)) = self.app.services.desk.group().await else { return };
        let lang = group.lang.unwrap_or(default);
        if let Err(error) = menu::publish_for_staff(&self.app.sender, &self.app.services.view, group.chat, lang).await {
            log::warn!("the commands of the staff group could not be set: {error}");
        }
    }
}

/// Asks until Telegram can be reached.
async fn until_reached<T, F>(ask: impl Fn() -> F) -> anyhow::Result<T>
where
    F: Future<Output = Result<T, SendError>>,
{
    loop {
        match ask().await {
            Ok(told) => return Ok(told),
            Err(SendError::Unreachable(cause)) => log::warn!("Telegram cannot be reached, trying again: {cause}"),
            Err(SendError::Unreadable(cause)) => log::warn!("Telegram's answer makes no sense, trying again: {cause}"),
            Err(SendError::Flood) => log::warn!("Telegram told to wait for long, trying again"),
            Err(SendError::Revoked) => bail!(PollingError::Revoked),
            Err(error) => bail!("Telegram refused: {error}"),
        }
        sleep(AGAIN).await;
    }
}
