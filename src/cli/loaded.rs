//! The knowledge that the tools of the command line work on: the pack, or the database that a flag names.

use std::io::{self, Write};
use std::path::Path;

use anyhow::bail;

use crate::answer::Answerer;
use crate::config::{DatabaseUrl, Settings};
use crate::knowledge::cache::Cache;
use crate::knowledge::live::Live;
use crate::knowledge::pack::Pack;
use crate::knowledge::stored::{self, Stored};
use crate::store::Store;

/// Answers from the pack, or from the database that a flag names.
pub(super) async fn answerer(settings: &Settings) -> anyhow::Result<Answerer> {
    let Some(database) = settings.database_flag() else {
        let live = Live::from_pack(Pack::load(pack_folder(settings))?, Cache::of_user());
        return Ok(Answerer::new(live));
    };
    must_exist(&database)?;
    let store = Store::open(database.expose()).await?;
    let live = Live::from_store(&store, Cache::of_user()).await?;
    store.close().await;
    if live.snapshot().knowledge.entries.is_empty() {
        bail!("{database} holds no knowledge; {IMPORT_FIRST}");
    }
    Ok(Answerer::new(live))
}

/// What the database of the settings holds.
pub(super) async fn stored(settings: &Settings) -> anyhow::Result<Stored> {
    let database = settings.check()?.database_url;
    must_exist(&database)?;
    // Without a token the default is the sandbox's database: whoever meant another one is to see it.
    eprintln!("reading {database}");
    let store = Store::open(database.expose()).await?;
    let stored = stored::load(&store).await?;
    store.close().await;
    if stored.knowledge.entries.is_empty() {
        bail!("{database} holds no knowledge; {IMPORT_FIRST}");
    }
    Ok(stored)
}

/// A tool that only reads must not leave an empty database where a name was mistyped.
pub(super) fn must_exist(database: &DatabaseUrl) -> anyhow::Result<()> {
    match database.sqlite_file() {
        Some(file) if !Path::new(file).exists() => bail!("there is no database at {file}; {IMPORT_FIRST}"),
        _ => Ok(()),
    }
}

const IMPORT_FIRST: &str = "start the server on it once, or run `qaida pack import`";

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
