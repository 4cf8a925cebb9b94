//! Connections that cannot be used to hold the server: only so many at once, and one on which the server has not been
//! able to answer anything for a while is closed. hyper alone would wait for a slow client's headers for ever.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep};

/// Connections at once. Telegram opens a hundred at most; the rest is for health checks and metrics.
const CONNECTIONS: usize = 512;
/// A connection is closed when nothing was written to it for so long: a request came too slowly, or none came.
const PATIENCE: Duration = Duration::from_secs(60);

/// A listener with a limit.
pub(super) struct Guarded {
    listener: TcpListener,
    room: Arc<Semaphore>,
    patience: Duration,
}

impl Guarded {
    pub(super) fn new(listener: TcpListener) -> Guarded {
        Guarded { listener, room: Arc::new(Semaphore::new(CONNECTIONS)), patience: PATIENCE }
    }
}

impl Listener for Guarded {
    type Io = Impatient;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Impatient, SocketAddr) {
        let room = self.room.clone().acquire_owned().await.ok();
        // axum's own accept waits out what is wrong with the system, such as too many open files.
        let (stream, address) = Listener::accept(&mut self.listener).await;
        // Answers are small and complete: sending them at once is always right.
        let _ = stream.set_nodelay(true);
        let (patience, timer) = (self.patience, Box::pin(sleep(self.patience)));
        (Impatient { stream, timer, patience, _room: room }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// A connection that gives up when nothing was written to it for too long.
pub(super) struct Impatient {
    stream: TcpStream,
    timer: Pin<Box<Sleep>>,
    patience: Duration,
    _room: Option<OwnedSemaphorePermit>,
}

impl Impatient {
    fn is_late(&mut self, context: &mut Context<'_>) -> bool {
        self.timer.as_mut().poll(context).is_ready()
    }

    fn written(&mut self, result: &Poll<io::Result<usize>>) {
        if matches!(result, Poll::Ready(Ok(1..))) {
            self.timer.as_mut().reset(Instant::now() + self.patience);
        }
    }
}

fn late<T>() -> Poll<io::Result<T>> {
    Poll::Ready(Err(io::Error::from(io::ErrorKind::TimedOut)))
}

impl AsyncRead for Impatient {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.is_late(context) {
            true => late(),
            false => Pin::new(&mut self.stream).poll_read(context, into),
        }
    }
}

impl AsyncWrite for Impatient {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.written(&result);
        if result.is_pending() && self.is_late(context) {
            return late();
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
        if result.is_pending() && self.is_late(context) {
            return late();
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
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use axum::Router;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test]
    async fn a_client_that_never_finishes_its_headers_is_cut_off() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let guarded = Guarded { patience: Duration::from_millis(50), ..Guarded::new(listener) };
        tokio::spawn(async move { axum::serve(guarded, Router::new()).await });
        let mut client = TcpStream::connect(address).await.unwrap();
        client.write_all(b"POST /telegram HTTP/1.1\r\nHost: x\r\n").await.unwrap();
        let mut rest = Vec::new();
        // Ends only when the server closes.
        let _ = client.read_to_end(&mut rest).await;
    }
}
