//! The server: the Bot API, and beside it the page with its own small API under `/sandbox/`.

mod acts;
mod assets;
mod guard;
mod snapshot;
mod socket;

use std::{net::SocketAddr, sync::Arc};

use axum::{
    Router, middleware,
    routing::{get, post},
};

use crate::{api, shared::Shared};

/// Everything that is served.
pub(crate) fn router(shared: Arc<Shared>, address: SocketAddr) -> Router {
    let mut router = api::routes();
    if shared.options.page {
        router = router.merge(page());
    }
    router.layer(middleware::from_fn_with_state(address, guard::check)).with_state(shared)
}

fn page() -> Router<Arc<Shared>> {
    Router::new()
        .route("/", get(assets::index))
        .route("/assets/{name}", get(assets::asset))
        .route("/sandbox/state", get(snapshot::whole))
        .route("/sandbox/socket", get(socket::open))
        .route("/sandbox/file/{id}", get(assets::file))
        .route("/sandbox/people/{id}", post(acts::person::act))
        .route("/sandbox/groups/{id}", post(acts::group::act))
        .route("/sandbox/channels/{id}", post(acts::channel::act))
        .route("/sandbox/crowd", post(acts::crowd::act))
        .route("/sandbox/trouble", post(acts::trouble::act))
}
