//! The knowledge that `ask` and `eval` answer from: the pack, or the database that a flag names.

use std::io::{self, Write};
use std::path::Path;

use crate::answer::Answerer;
use crate::config::Settings;
use crate::knowledge::cache::Cache;
use crate::knowledge::live::Live;
use crate::knowledge::pack::Pack;

/// Answers from the pack, or from the database that a flag names.
pub(super) async fn answerer(settings: &Settings) -> anyhow::Result<Answerer> {
    let live = Live::from_pack(Pack::load(pack_folder(settings))?, Cache::of_user());
    Ok(Answerer::new(live))
}

/// The folder of the pack; none: the one compiled in.
pub(super) fn pack_folder(settings: &Settings) -> Option<&Path> {
    settings.pack.as_deref().filter(|folder| !folder.as_os_str().is_empty())
}

/// Prints a report; a reader who has seen enough is no error.
pub(super) fn print(report: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    match output.write_all(report.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
