//! Live updates: a page that connects gets everything, then what changes.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{
        State, WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    response::Response,
};

use super::snapshot;
use crate::shared::Shared;

/// After something was told, what comes within this time is told together: thousands of messages a second are no more to
/// look at than twenty times what came.
const BREATH: Duration = Duration::from_millis(50);

/// Opens the socket. Where it may come from was checked by the guard.
pub(super) async fn open(State(shared): State<Arc<Shared>>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.on_upgrade(async move |socket| tell(socket, shared).await)
}

async fn tell(mut socket: WebSocket, shared: Arc<Shared>) {
    let mut bell = shared.bell();
    let mut told = String::new();
    let mut seen = 0;
    loop {
        bell.mark_unchanged();
        let (news, revision) = shared.read(|world| (snapshot::since(world, seen).to_string(), world.revision));
        seen = revision;
        // Much that happens, such as a poll, shows nowhere on the page.
        if news != told {
            if socket.send(Message::text(news.clone())).await.is_err() {
                return;
            }
            told = news;
            tokio::time::sleep(BREATH).await;
        }
        tokio::select! {
            changed = bell.changed() => if changed.is_err() { return },
            received = socket.recv() => match received {
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return,
            },
        }
    }
}
