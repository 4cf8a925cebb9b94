//! The machine: room on the disk, and whether a server runs here.

use std::path::Path;
use std::process::Stdio;

use tokio::process::Command;

use super::check::Check;
use crate::cli::health::{Answer, ready};
use crate::cli::progress::size;
use crate::config::Config;

/// With less room than this somebody should look, in bytes.
const LITTLE: u64 = 1_000_000_000;
/// With less room than this updates may soon be refused, in bytes.
const TOO_LITTLE: u64 = 100_000_000;

pub(super) async fn checks(config: &Config) -> Vec<Check> {
    vec![server(config).await, disk(config).await]
}

async fn server(config: &Config) -> Check {
    const NAME: &str = "server";
    let address = config.listen;
    match ready(address).await {
        Answer::Ready => Check::ok(NAME, format!("runs at {address} and is ready")),
        Answer::NotReady(why) => {
            Check::warning(NAME, format!("runs at {address} but is not ready ({why}): see its log"))
        }
        Answer::Nobody => Check::warning(NAME, format!("nobody answers at {address}: start qaida (`qaida serve`)")),
        Answer::Other => Check::failed(
            NAME,
            format!("another program listens at {address}: stop it, or give qaida another address with QAIDA_LISTEN"),
        ),
    }
}

async fn disk(config: &Config) -> Check {
    const NAME: &str = "disk";
    let Some(file) = config.database_url.sqlite_file() else {
        return Check::ok(NAME, "the database server's own; it cannot be seen from here");
    };
    let folder = Path::new(file).ancestors().skip(1).find(|folder| folder.exists()).unwrap_or(Path::new("."));
    let Some(free) = free(folder).await else {
        return Check::warning(NAME, format!("the free room at {} is not known: look with `df -h`", folder.display()));
    };
    let said = format!("{} free at {}", size(free), folder.display());
    match free {
        ..TOO_LITTLE => Check::failed(NAME, format!("{said}: make room, or no question can be stored")),
        TOO_LITTLE..LITTLE => Check::warning(NAME, format!("{said}: make room")),
        _ => Check::ok(NAME, said),
    }
}

/// Free bytes, by the tool that every Unix has: the standard library cannot tell.
async fn free(folder: &Path) -> Option<u64> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let asked =
        Command::new("df").arg("-Pk").arg(folder).stdin(Stdio::null()).stderr(Stdio::null()).output().await.ok()?;
    let text = String::from_utf8_lossy(&asked.stdout).into_owned();
    available(&text)
}

/// The fourth column of the second line, in kilobytes.
fn available(report: &str) -> Option<u64> {
    let kilobytes: u64 = report.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_free_room_is_read() {
        let report =
            "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vda 263174212 16514260 2000 18% /\n";
        assert_eq!(available(report), Some(2_048_000));
        assert_eq!(available("df: no such file\n"), None);
    }
}
