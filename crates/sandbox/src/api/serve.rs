//! The way of a call: token, method, parameters, fault, pace, then the method itself, and a line in the log.

use std::{sync::Arc, time::Instant};

use axum::{
    Json, Router,
    extract::{ConnectInfo, DefaultBodyLimit, Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::{any, get},
};
use serde_json::{Value, json};

use super::{Answer, Run, files, method, params::Params, reach, refusal::Refusal, updates};
use crate::{
    fault::Fault,
    net::Scissors,
    shared::Shared,
    world::{
        calls::{Call, Outcome},
        witness::Seen,
    },
};

/// Telegram takes uploads up to 50 MB.
const MAX_BODY_BYTES: usize = 51 * 1024 * 1024;

/// The routes of the Bot API.
pub(crate) fn routes() -> Router<Arc<Shared>> {
    Router::new()
        .route("/{bot}/{method}", any(call))
        .route("/file/{bot}/{*path}", get(files::download))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .fallback(async || respond(&Err(not_found())))
}

fn not_found() -> Refusal {
    Refusal::new(404, "Not Found")
}

/// Whether a path segment is `bot<token>` with the right token.
pub(super) fn authorised(shared: &Shared, bot: &str) -> Result<(), Refusal> {
    match bot.strip_prefix("bot") {
        None => Err(not_found()),
        Some(token) if token == shared.options.token => Ok(()),
        Some(_) => Err(Refusal::new(401, "Unauthorized")),
    }
}

async fn call(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(scissors): ConnectInfo<Scissors>,
    Path((bot, name)): Path<(String, String)>,
    request: Request,
) -> Response {
    if let Err(refusal) = authorised(&shared, &bot) {
        return respond(&Err(refusal));
    }
    let Some(&(name, run)) = method(&name) else {
        log::warn!("the bot called {name}, which the sandbox does not know");
        let number = shared.change(|world| world.queue.witness.called(&name, false, || Value::Null));
        note(&shared, (number, &name), &Params::default(), refused(&not_found()));
        return respond(&Err(not_found()));
    };
    let params = match Params::read(request).await {
        Ok(params) => params,
        Err(refusal) => return respond(&Err(refusal)),
    };
    let (number, fault) = shared.change(|world| {
        let fault = world.faults.take(name, reach::id_of(world, &params));
        let held = fault.as_ref().is_some_and(Fault::holds);
        (world.queue.witness.called(name, held, || params.to_log()), fault)
    });
    answer(&shared, &scissors, fault, (number, name, run), &params).await
}

/// Carries the call out as far as the fault lets it.
async fn answer(
    shared: &Arc<Shared>,
    scissors: &Scissors,
    fault: Option<Fault>,
    (number, name, run): (u64, &str, Run),
    params: &Params,
) -> Response {
    let instead = match &fault {
        Some(Fault::TooManyRequests { retry_after }) => Some(Refusal::too_many_requests(*retry_after)),
        Some(Fault::ServerError) => Some(Refusal::new(500, "Internal Server Error")),
        Some(Fault::Refused { code, description }) => Some(Refusal::new(*code, description.clone())),
        Some(Fault::Close) => {
            note(shared, (number, name), params, Outcome::Fault);
            scissors.cut();
            return respond(&Ok(Value::Null));
        }
        Some(Fault::Answer { status, body }) => {
            note(shared, (number, name), params, Outcome::Fault);
            let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::BAD_REQUEST);
            return (status, body.clone()).into_response();
        }
        Some(Fault::Delay(delay)) => {
            tokio::time::sleep(*delay).await;
            None
        }
        Some(Fault::LostResponse | Fault::Garbage | Fault::LateResponse(_)) | None => None,
    };
    let result = match instead {
        Some(refusal) => Err(refusal),
        None => carry_out(shared, run, params).await,
    };
    let outcome = match (&result, &fault) {
        (Err(refusal), _) => refused(refusal),
        (Ok(value), Some(Fault::LostResponse | Fault::Garbage)) => Outcome::Lost(value.clone()),
        (Ok(value), _) => Outcome::Done(value.clone()),
    };
    if let Err(refusal) = &result {
        log::info!("{name} refused: {}", refusal.description);
    }
    note(shared, (number, name), params, outcome);
    match fault {
        Some(Fault::LostResponse) => scissors.cut(),
        Some(Fault::LateResponse(delay)) => tokio::time::sleep(delay).await,
        Some(Fault::Garbage) => return "<html>502 Bad Gateway</html>".into_response(),
        _ => {}
    }
    respond(&result)
}

async fn carry_out(shared: &Arc<Shared>, run: Run, params: &Params) -> Answer {
    match run {
        Run::Poll => updates::poll(shared, params).await,
        Run::Now(method) => shared.change(|world| method(world, params)),
        Run::Send(method) => shared.change(|world| {
            let chat = reach::id_of(world, params).unwrap_or_default();
            world.pace.take(chat, Instant::now()).map_err(Refusal::too_many_requests)?;
            method(world, params)
        }),
    }
}

fn refused(refusal: &Refusal) -> Outcome {
    Outcome::Refused { code: refusal.code, description: refusal.description.clone() }
}

fn note(shared: &Shared, (number, method): (u64, &str), params: &Params, outcome: Outcome) {
    let done = matches!(outcome, Outcome::Done(_) | Outcome::Lost(_));
    let call = Call { method: method.to_owned(), params: params.to_log(), outcome };
    shared.change(|world| {
        world.queue.witness.tell(Seen::Answered { number, done });
        world.calls.add(call);
    });
}

/// The response to a call.
pub(super) fn respond(answer: &Answer) -> Response {
    match answer {
        Ok(result) => Json(json!({ "ok": true, "result": result })).into_response(),
        Err(refusal) => {
            let status = StatusCode::from_u16(refusal.code).unwrap_or(StatusCode::BAD_REQUEST);
            let mut response = (status, Json(refusal.body())).into_response();
            if let Some(seconds) = refusal.retry_after {
                response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            }
            response
        }
    }
}
