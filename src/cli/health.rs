//! `qaida health`: whether the server on this machine is ready, as an exit code. For containers, whose images have no
//! other program that could ask.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::process::ExitCode;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::config::Settings;

/// How long the server may take; its own check of the database may take three seconds.
const PATIENCE: Duration = Duration::from_secs(5);
/// The longest answer that is read, in bytes: it is two words and some headers.
const LONGEST: u64 = 4096;

/// What was heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Questions can be stored and answered.
    Ready,
    /// Not now, and why.
    NotReady(String),
    /// Something answered that is no qaida.
    Other,
    /// Nothing listens.
    Nobody,
}

/// Does it.
///
/// # Errors
/// When the server is not ready.
pub async fn run(settings: &Settings) -> anyhow::Result<ExitCode> {
    let address = settings.check()?.listen;
    match ready(address).await {
        Answer::Ready => Ok(ExitCode::SUCCESS),
        Answer::NotReady(why) => anyhow::bail!("qaida at {address} is not ready: {why}"),
        Answer::Nobody => anyhow::bail!("nobody answers at {address}"),
        Answer::Other => anyhow::bail!("what listens at {address} is no qaida"),
    }
}

/// Asks the server that these settings would start.
pub(super) async fn ready(listening: SocketAddr) -> Answer {
    match timeout(PATIENCE, ask(here(listening))).await {
        Ok(Ok(response)) => read(&response),
        Ok(Err(error)) if error.kind() == std::io::ErrorKind::ConnectionRefused => Answer::Nobody,
        Ok(Err(_)) => Answer::Other,
        Err(_) => Answer::NotReady("it does not answer in time".to_owned()),
    }
}

/// An address that means "all of this machine's" is reached at loopback.
fn here(listening: SocketAddr) -> SocketAddr {
    let ip = match listening.ip() {
        ip if !ip.is_unspecified() => ip,
        ip if ip.is_ipv4() => Ipv4Addr::LOCALHOST.into(),
        _ => Ipv6Addr::LOCALHOST.into(),
    };
    SocketAddr::new(ip, listening.port())
}

async fn ask(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream
        .write_all(format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes())
        .await?;
    let mut response = Vec::new();
    stream.take(LONGEST).read_to_end(&mut response).await?;
    Ok(String::from_utf8_lossy(&response).into_owned())
}

fn read(response: &str) -> Answer {
    let status = response.split_whitespace().nth(1);
    let body = response.split_once("\r\n\r\n").map_or("", |(_, body)| body).trim();
    match (status, body) {
        (Some("200"), "ready") => Answer::Ready,
        (Some("503"), why) => Answer::NotReady(why.to_owned()),
        _ => Answer::Other,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn answers_are_told_apart() {
        let answer = |status: &str, body: &str| read(&format!("HTTP/1.1 {status}\r\ncontent-type: x\r\n\r\n{body}"));
        assert_eq!(answer("200 OK", "ready"), Answer::Ready);
        assert_eq!(answer("503 Service Unavailable", "starting"), Answer::NotReady("starting".to_owned()));
        assert_eq!(answer("200 OK", "<html>"), Answer::Other);
        assert_eq!(read("SSH-2.0"), Answer::Other);
        assert_eq!(here("0.0.0.0:80".parse().unwrap()).to_string(), "127.0.0.1:80");
        assert_eq!(here("[::]:80".parse().unwrap()).to_string(), "[::1]:80");
    }
}
