//! A town to try the bot in: people at a sandbox, whose updates go straight to the bot as they came.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use sandbox::{Actor, Options, Person, Pressed, Sandbox};
use search::Lang;
use teloxide::payloads::SetWebhook;

use crate::answer::Answerer;
use crate::bot::{Handler, Services};
use crate::clock::{Clock, ManualClock, Timestamp};
use crate::config::Token;
use crate::i18n::Texts;
use crate::ids::{ChatId, QuestionId};
use crate::knowledge::cache::Cache;
use crate::knowledge::fixture;
use crate::knowledge::import::import_files;
use crate::knowledge::labelled::Line;
use crate::knowledge::live::Live;
use crate::knowledge::pack::Files;
use crate::store::{Store, person, question};
use crate::transport::testing::{FreshStore, hand, taken_up};
use crate::transport::{self, HandlerError, RawUpdate, Rules, Sender};
use crate::view::View;

/// The town.
pub(super) struct Town {
    pub(super) services: Services,
    pub(super) sandbox: Sandbox,
    pub(super) clock: Arc<ManualClock>,
    pub(super) handler: Arc<Handler>,
    texts: Texts,
    _fresh: FreshStore,
}

impl Town {
    pub(super) async fn new() -> Town {
        let fresh = FreshStore::open().await;
        Town::over(fresh, fixture::live(), Arc::default()).await
    }

    /// A town in which one announcement a second goes out.
    pub(super) async fn slow() -> Town {
        let rules = Rules { announce_rate: 1, ..rules() };
        Town::by(FreshStore::open().await, fixture::live(), Arc::default(), rules).await
    }

    /// A town whose knowledge was imported from these files.
    pub(super) async fn with(files: &Files, labelled: Arc<[Line]>) -> Town {
        let fresh = FreshStore::open().await;
        import_files(&fresh.store, files).await.unwrap();
        let live = Live::from_store(&fresh.store, Cache::none()).await.unwrap();
        Town::over(fresh, live, labelled).await
    }

    async fn over(fresh: FreshStore, live: Live, labelled: Arc<[Line]>) -> Town {
        Town::by(fresh, live, labelled, rules()).await
    }

    async fn by(fresh: FreshStore, live: Live, labelled: Arc<[Line]>, rules: Rules) -> Town {
        let sandbox = Sandbox::start(Options::default()).await.unwrap();
        let sender = Sender::new(&Token::new(sandbox.token()), Some(&sandbox.api_url()), rules).unwrap();
        let clock = Arc::new(ManualClock::at(Timestamp(1_700_000_000_000)));
        let texts = Texts::load().unwrap();
        let view = View::new(texts.clone());
        let services = Services::new(fresh.store.clone(), Answerer::new(live), sender, clock.clone(), view);
        let services = services.with_labelled(labelled);
        let handler = Arc::new(Handler::new(services.clone()));
        let town = Town { services, sandbox, clock, handler, texts, _fresh: fresh };
        town.connect().await;
        town
    }

    /// Updates reach the bot as the raw text that the Bot API sends.
    async fn connect(&self) {
        let state = (self.services.store.clone(), self.handler.clone(), self.clock.clone());
        let app = Router::new().fallback(take).with_state(state);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await });
        self.services.sender.call(&SetWebhook::new(url.parse().unwrap())).await.unwrap();
    }

    /// Somebody whose Telegram speaks this language.
    pub(super) fn person(&self, lang: &str) -> Someone<'_> {
        Someone { actor: self.sandbox.person(Person::named("Ann").speaking(lang)), town: self }
    }

    /// A text of the locales, with its variables left out: wording is no matter of these tests.
    pub(super) fn text(&self, lang: Lang, id: &str) -> String {
        let variables = ["topic", "former", "matter", "title", "topics"].map(|name| (name, ""));
        self.texts.fill(lang, id, &variables)
    }

    /// The same, in Russian.
    pub(super) fn ru(&self, id: &str) -> String {
        self.text(Lang::Ru, id)
    }

    /// The same, in English.
    pub(super) fn en(&self, id: &str) -> String {
        self.text(Lang::En, id)
    }

    /// The questions that are kept, oldest first.
    pub(super) async fn questions(&self) -> Vec<QuestionId> {
        let mut c = self.services.store.read().await.unwrap();
        question::old(&mut c, Timestamp(i64::MAX), 10).await.unwrap()
    }

    /// The last question somebody asked.
    pub(super) async fn question_of(&self, someone: &Someone<'_>) -> QuestionId {
        let held = person::held(&mut self.services.store.read().await.unwrap(), someone.chat()).await.unwrap();
        held.questions.last().unwrap().id
    }

    /// Hands the bot an update directly.
    pub(super) async fn handle(&self, raw: &str) -> Result<(), HandlerError> {
        let store = &self.services.store;
        hand(store, &*self.handler, taken_up(store, raw).await).await
    }
}

/// Nobody waits in a test, and nothing is tried twice.
fn rules() -> Rules {
    Rules { burst: 1000, tries: 1, ..Rules::default() }
}

async fn take(
    State((store, handler, clock)): State<(Store, Arc<Handler>, Arc<ManualClock>)>,
    raw: String,
) -> StatusCode {
    let update = RawUpdate { received: clock.now(), ..taken_up(&store, &raw).await };
    if hand(&store, &*handler, update.clone()).await.is_err() {
        transport::Handler::give_up(&*handler, update).await;
    }
    StatusCode::OK
}

/// A person in the town.
pub(super) struct Someone<'a> {
    pub(super) actor: Actor,
    town: &'a Town,
}

impl Someone<'_> {
    /// Writes, and waits until the bot is done; what the bot said last.
    pub(super) async fn says(&self, text: &str) -> String {
        self.actor.says(text).await;
        self.last().await
    }

    /// Presses a button; what flew by.
    pub(super) async fn presses(&self, label: &str) -> Option<String> {
        let Pressed { text, .. } = self.actor.presses(label).await.unwrap();
        self.town.sandbox.idle().await.unwrap();
        text
    }

    /// The bot's last message, once the bot is done.
    pub(super) async fn last(&self) -> String {
        self.town.sandbox.idle().await.unwrap();
        self.actor.chat().iter().rev().find(|line| line.from_bot).map(ToString::to_string).unwrap_or_default()
    }

    /// How many messages of the bot stand in the chat.
    pub(super) fn heard(&self) -> usize {
        self.actor.chat().iter().filter(|line| line.from_bot).count()
    }

    pub(super) fn chat(&self) -> ChatId {
        ChatId(self.actor.id())
    }
}
