//! The server: the Bot API, and beside it the page with its own small API under `/sandbox/`.

mod guard;

use std::{net::SocketAddr, sync::Arc};

use axum::{Router, middleware};

use crate::{api, shared::Shared};

/// Everything that is served.
pub(crate) fn router(shared: Arc<Shared>, address: SocketAddr) -> Router {
    api::routes()
        .layer(middleware::from_fn_with_state(address, guard::check))
        .with_state(shared)
}
