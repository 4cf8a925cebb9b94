//! Training in a process of its own: training takes some hundred megabytes for seconds, which a long-running process
//! would hardly give back to the system, and it may fail without taking the bot with it.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use search::{Corpus, Index};

/// The subcommand that is the other side of [`Apprentice::train`].
pub const SUBCOMMAND: &str = "train-index";

/// A program that trains: this one, started once more.
#[derive(Clone, Debug)]
pub struct Apprentice {
    program: PathBuf,
}

impl Apprentice {
    /// The program at this path, which must be a qaida.
    pub fn at(program: PathBuf) -> Apprentice {
        Apprentice { program }
    }

    /// Has an index trained and written to this file. Takes seconds.
    ///
    /// # Errors
    /// When the program cannot be started or did not do it.
    pub(super) fn train(&self, corpus: &Corpus, into: &Path) -> io::Result<()> {
        // Nothing of the environment is needed, least of all the token.
        let mut child = Command::new(&self.program)
            .arg(SUBCOMMAND)
            .arg(into)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let handed = child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(&corpus.to_bytes()));
        let status = child.wait()?;
        handed?;
        match status.success() {
            true => Ok(()),
            false => Err(io::Error::other(format!("it ended with {status}"))),
        }
    }
}

/// The index of the corpus that is read here.
///
/// # Errors
/// When it cannot be read, or is not whole.
pub fn learn(mut from: impl Read) -> io::Result<Index> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    let corpus = Corpus::from_bytes(&bytes).ok_or_else(|| io::Error::other("this is no corpus"))?;
    Ok(Index::train(&corpus))
}
