//! Connections that cannot be used to hold the server: one on which the server has not been able to answer anything for a
//! while is closed, and when there are too many, the one that makes the least of its place gives way to the new one.
//! hyper alone would wait for a slow client's headers for ever.

mod room;

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, Sleep, sleep};

use room::{Place, Room};

/// Connections at once. Telegram opens a hundred at most; the rest is for health checks and metrics.
const CONNECTIONS: usize = 512;
/// A new connection is closed when nothing was answered on it for so long. A body may take ten seconds, and so may a
/// database that is busy.
const FIRST: Duration = Duration::from_secs(30);
/// A connection that had an answer is closed when it had none since for so long.
const IDLE: Duration = Duration::from_secs(60);

/// A listener with a limit.
pub(super) struct Guarded {
    listener: TcpListener,
    room: Arc<Room>,
    first: Duration,
}

impl Guarded {
    pub(super) fn new(listener: TcpListener) -> Guarded {
        Guarded { listener, room: Room::of(CONNECTIONS), first: FIRST }
    }
}

impl Listener for Guarded {
    type Io = Impatient;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Impatient, SocketAddr) {
        // axum's own accept waits out what is wrong with the system, such as too many open files.
        let (stream, address) = Listener::accept(&mut self.listener).await;
        // Answers are small and complete: sending them at once is always right.
        let _ = stream.set_nodelay(true);
        let (timer, place) = (Box::pin(sleep(self.first)), self.room.enter());
        (Impatient { stream, timer, place }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection that gives up when nothing was written to it for too long, or when its place is needed.
pub(super) struct Impatient {
    stream: TcpStream,
    timer: Pin<Box<Sleep>>,
    place: Place,
}

impl Impatient {
    fn is_over(&mut self, context: &mut Context<'_>) -> bool {
        self.place.poll_gone(context) || self.timer.as_mut().poll(context).is_ready()
    }

    fn written(&mut self, result: &Poll<io::Result<usize>>) {
        if matches!(result, Poll::Ready(Ok(1..))) {
            self.timer.as_mut().reset(Instant::now() + IDLE);
            self.place.answered();
        }
    }
}

fn over<T>() -> Poll<io::Result<T>> {
    Poll::Ready(Err(io::Error::from(io::ErrorKind::TimedOut)))
}

impl AsyncRead for Impatient {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.is_over(context) {
            true => over(),
            false => Pin::new(&mut self.stream).poll_read(context, into),
        }
    }
}

impl AsyncWrite for Impatient {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.written(&result);
        if result.is_pending() && self.is_over(context) {
            return over();
        }
        result
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.written(&result);
        if result.is_pending() && self.is_over(context) {
            return over();
        }
        result
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests;
