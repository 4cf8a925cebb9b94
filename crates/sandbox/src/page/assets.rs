//! What the page is made of, compiled in: plain files, no build step, nothing from elsewhere.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::shared::Shared;

const INDEX: &str = include_str!("../../page/index.html");

/// Name, kind and content of the other files.
const FILES: [(&str, &str, &str); 23] = [
    ("style.css", "text/css", include_str!("../../page/style.css")),
    ("room.css", "text/css", include_str!("../../page/room.css")),
    ("message.css", "text/css", include_str!("../../page/message.css")),
    ("main.js", "text/javascript", include_str!("../../page/main.js")),
    ("columns.js", "text/javascript", include_str!("../../page/columns.js")),
    ("room.js", "text/javascript", include_str!("../../page/room.js")),
    ("chat.js", "text/javascript", include_str!("../../page/chat.js")),
    ("group.js", "text/javascript", include_str!("../../page/group.js")),
    ("group-menu.js", "text/javascript", include_str!("../../page/group-menu.js")),
    ("channel.js", "text/javascript", include_str!("../../page/channel.js")),
    ("channel-menu.js", "text/javascript", include_str!("../../page/channel-menu.js")),
    ("speakers.js", "text/javascript", include_str!("../../page/speakers.js")),
    ("topics.js", "text/javascript", include_str!("../../page/topics.js")),
    ("composer.js", "text/javascript", include_str!("../../page/composer.js")),
    ("popup.js", "text/javascript", include_str!("../../page/popup.js")),
    ("log.js", "text/javascript", include_str!("../../page/log.js")),
    ("message.js", "text/javascript", include_str!("../../page/message.js")),
    ("reactions.js", "text/javascript", include_str!("../../page/reactions.js")),
    ("rich.js", "text/javascript", include_str!("../../page/rich.js")),
    ("words.js", "text/javascript", include_str!("../../page/words.js")),
    ("dom.js", "text/javascript", include_str!("../../page/dom.js")),
    ("theme.js", "text/javascript", include_str!("../../page/theme.js")),
    ("memory.js", "text/javascript", include_str!("../../page/memory.js")),
];

/// Nothing but this server's own files is ever loaded or asked.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The page.
pub(super) async fn index() -> Response {
    text("text/html", INDEX)
}

/// A file of the page.
pub(super) async fn asset(Path(name): Path<String>) -> Response {
    match FILES.iter().find(|(known, _, _)| *known == name) {
        Some((_, kind, content)) => text(kind, content),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn text(kind: &str, content: &'static str) -> Response {
    let kind = HeaderValue::from_str(&format!("{kind}; charset=utf-8"));
    let headers = [
        (header::CONTENT_TYPE, kind.unwrap_or(HeaderValue::from_static("text/plain"))),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ];
    (headers, content).into_response()
}

/// A file the bot uploaded: pictures are shown, anything else is only to be saved.
pub(super) async fn file(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Response {
    let Some(file) = shared.read(|world| world.files.get(&id).cloned()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (kind, disposition) = if file.bytes.starts_with(b"\x89PNG") {
        ("image/png", "inline")
    } else if file.bytes.starts_with(b"\xff\xd8\xff") {
        ("image/jpeg", "inline")
    } else {
        ("application/octet-stream", "attachment")
    };
    let headers: [(HeaderName, &str); 3] = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_DISPOSITION, disposition),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, file.bytes).into_response()
}
