//! `getFile` and the download it leads to.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{
    Answer,
    params::Params,
    refusal::Refusal,
    serve::{authorised, respond},
};
use crate::{shared::Shared, world::World};

/// `getFile`: only files that the bot itself uploaded are real.
pub(super) fn get(world: &mut World, params: &Params) -> Answer {
    let id = params.text("file_id").unwrap_or_default();
    let file =
        world.files.get(&id).ok_or_else(|| Refusal::bad("wrong file_id or the file is temporarily unavailable"))?;
    Ok(json!({ "file_id": id, "file_unique_id": id, "file_size": file.bytes.len(), "file_path": id }))
}

/// `/file/bot<token>/<file_path>`.
pub(super) async fn download(State(shared): State<Arc<Shared>>, Path((bot, path)): Path<(String, String)>) -> Response {
    if let Err(refusal) = authorised(&shared, &bot) {
        return respond(&Err(refusal));
    }
    match shared.read(|world| world.files.get(&path).cloned()) {
        Some(file) => ([(header::CONTENT_TYPE, "application/octet-stream")], file.bytes).into_response(),
        None => respond(&Err(Refusal::new(404, "Not Found"))),
    }
}
