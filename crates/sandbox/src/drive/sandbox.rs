//! The handle of a running sandbox.

use std::{fmt, net::SocketAddr, sync::Arc};

use anyhow::{Context, anyhow};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::AbortHandle};

use super::{actor::Actor, group::Group};
use crate::{
    cast::Person,
    deliver,
    fault::Fault,
    net::{CutListener, Scissors},
    options::Options,
    page,
    shared::Shared,
    world::{World, calls::Call, menu::pairs, witness::Onlooker},
};

/// Updates that tell of a chat.
const OF_A_CHAT: [&str; 7] = [
    "message",
    "edited_message",
    "my_chat_member",
    "chat_member",
    "channel_post",
    "edited_channel_post",
    "message_reaction",
];

/// A running sandbox. Clones are handles of the same one; it stops with the last of them and of its people.
#[derive(Clone)]
pub struct Sandbox {
    pub(super) shared: Arc<Shared>,
    address: SocketAddr,
    pub(super) running: Arc<Running>,
}

/// Ends the tasks when nobody holds the sandbox any more.
pub(super) struct Running(Vec<AbortHandle>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.iter().for_each(AbortHandle::abort);
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sandbox({})", self.address)
    }
}

impl Sandbox {
    /// Binds the address and starts to serve.
    pub async fn start(options: Options) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(options.listen)
            .await
            .with_context(|| format!("the sandbox cannot listen on {}: is another one running?", options.listen))?;
        let address = listener.local_addr().context("the sandbox has no address")?;
        let client = deliver::client().context("the sandbox cannot make an HTTP client")?;
        let shared = Arc::new(Shared::new(options));
        let service = page::router(shared.clone(), address).into_make_service_with_connect_info::<Scissors>();
        let serving = tokio::spawn(async move {
            if let Err(error) = axum::serve(CutListener(listener), service).await {
                log::error!("the sandbox stopped serving: {error}");
            }
        });
        let delivering = tokio::spawn(deliver::run(shared.clone(), client));
        let running = Arc::new(Running(vec![serving.abort_handle(), delivering.abort_handle()]));
        Ok(Self { shared, address, running })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What the bot takes as the Bot API's address: it calls `{api_url}/bot{token}/{Method}`.
    pub fn api_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What a person opens in a browser.
    pub fn page_url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The token that the Bot API accepts.
    pub fn token(&self) -> &str {
        &self.shared.options.token
    }

    /// Stops serving at once; connections that are open are left to end by themselves.
    pub fn stop(&self) {
        self.running.0.iter().for_each(AbortHandle::abort);
    }

    /// Adds a person with a private chat; they have not pressed START yet.
    pub fn person(&self, person: Person) -> Actor {
        let id = self.shared.change(|world| world.add_person(person));
        self.actor(id)
    }

    /// A person who is already there, such as one of the personas.
    pub fn known_person(&self, id: i64) -> Option<Actor> {
        self.shared.read(|world| world.people.contains_key(&id)).then(|| self.actor(id))
    }

    /// Everybody who is not in a crowd.
    pub fn people(&self) -> Vec<Actor> {
        let people = |world: &World| {
            world.in_sight().0.iter().filter(|chat| chat.private().is_some()).map(|chat| chat.id).collect()
        };
        let ids: Vec<i64> = self.shared.read(people);
        ids.into_iter().map(|id| self.actor(id)).collect()
    }

    fn actor(&self, id: i64) -> Actor {
        Actor { shared: self.shared.clone(), id, _alive: self.running.clone() }
    }

    /// A new supergroup with topics; nobody is in it yet.
    pub fn group(&self, title: &str) -> Group {
        self.new_group(title, true)
    }

    /// A new plain group, which has no topics.
    pub fn plain_group(&self, title: &str) -> Group {
        self.new_group(title, false)
    }

    fn new_group(&self, title: &str, supergroup: bool) -> Group {
        let first = self.shared.change(|world| world.add_group(title, supergroup));
        Group { shared: self.shared.clone(), first, _alive: self.running.clone() }
    }

    /// Sends the bot an update as it is, with an `update_id` unless it brings one; the id.
    pub fn inject(&self, update: Value) -> i64 {
        let chat = OF_A_CHAT
            .iter()
            .find_map(|kind| update.get(kind)?.pointer("/chat/id")?.as_i64())
            .or_else(|| update.pointer("/callback_query/message/chat/id")?.as_i64())
            .or_else(|| update.pointer("/callback_query/from/id")?.as_i64())
            .unwrap_or_default();
        self.shared.change(|world| world.queue.push_raw(chat, update))
    }

    /// The next call of a method goes wrong; `*` is any method. Faults are used in the order they were asked for.
    pub fn fail_next(&self, method: &str, fault: Fault) {
        self.fail_times(method, None, 1, fault);
    }

    /// The next call of a method in a chat goes wrong.
    pub fn fail_next_in(&self, chat: i64, method: &str, fault: Fault) {
        self.fail_times(method, Some(chat), 1, fault);
    }

    /// The next so many calls go wrong.
    pub fn fail_times(&self, method: &str, chat: Option<i64>, times: usize, fault: Fault) {
        self.shared.change(|world| world.faults.add(method, chat, times, fault));
    }

    /// From now on nothing goes wrong any more.
    pub fn heal(&self) {
        self.shared.change(|world| world.faults.clear());
    }

    /// All calls so far, oldest first; only the newest ten thousand are kept.
    pub fn calls(&self) -> Vec<Call> {
        self.shared.read(|world| world.calls.since(0)).0
    }

    /// The calls of one method.
    pub fn calls_of(&self, method: &str) -> Vec<Call> {
        let mut calls = self.calls();
        calls.retain(|call| call.method.eq_ignore_ascii_case(method));
        calls
    }

    /// Forgets the calls so far.
    pub fn forget_calls(&self) {
        self.shared.change(|world| world.calls.clear());
    }

    /// Waits for a condition, which is looked at after everything that happens.
    pub async fn until(&self, holds: impl Fn() -> bool) -> anyhow::Result<()> {
        let patience = self.shared.options.patience;
        let held = self.shared.eventually(patience, || holds().then_some(())).await;
        held.ok_or_else(|| anyhow!("it did not happen within {patience:?}; called were: {}", self.called_methods()))
    }

    /// Waits until the bot made a call that fits.
    pub async fn called(&self, fits: impl Fn(&Call) -> bool) -> anyhow::Result<Call> {
        let patience = self.shared.options.patience;
        let mut seen = 0;
        let next = || {
            let (calls, count) = self.shared.read(|world| world.calls.since(seen));
            seen = count;
            calls.into_iter().find(&fits)
        };
        let found = self.shared.eventually(patience, next).await;
        found.ok_or_else(|| anyhow!("no such call within {patience:?}; called were: {}", self.called_methods()))
    }

    /// Looks on: from now on everything is told, in order. Whoever looked on before is told nothing more.
    pub fn watch(&self) -> Onlooker {
        self.shared.change(|world| world.queue.witness.watched())
    }

    fn called_methods(&self) -> String {
        self.calls().into_iter().map(|call| call.method).collect::<Vec<_>>().join(", ")
    }

    /// Waits until no update waits: each was answered with 2xx by the webhook, or confirmed by a later
    /// `getUpdates`. A bot that stores updates before it handles them may still be at work then.
    pub async fn idle(&self) -> anyhow::Result<()> {
        let patience = self.shared.options.patience;
        let empty = self.shared.within(patience, |world| world.queue.pending.is_empty().then_some(())).await;
        empty.ok_or_else(|| anyhow!("{} updates still wait after {patience:?}", self.pending_updates()))
    }

    /// Waits until the bot takes updates: a webhook is set or a long poll waits.
    pub async fn connected(&self) -> anyhow::Result<()> {
        let patience = self.shared.options.patience;
        let there = self
            .shared
            .within(patience, |world| (world.queue.webhook.is_some() || world.queue.polling > 0).then_some(()))
            .await;
        there.ok_or_else(|| anyhow!("no bot came within {patience:?}; called were: {}", self.called_methods()))
    }

    /// Updates that the bot has not taken yet.
    pub fn pending_updates(&self) -> usize {
        self.shared.read(|world| world.queue.pending.len())
    }

    /// The commands set for a scope (such as `all_private_chats`) and a language, as `(command, description)`.
    pub fn commands(&self, scope: &str, language: &str) -> Vec<(String, String)> {
        self.shared.read(|world| pairs(&world.menu.exactly(&json!({ "type": scope }), language)))
    }

    /// What a chat shows before START, in a language.
    pub fn description(&self, language: &str) -> String {
        self.shared.read(|world| world.menu.description(language))
    }
}
