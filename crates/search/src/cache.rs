//! An index as bytes and back: magic, version, checksum, then the parts, each with its length. Bytes that were cut,
//! changed or made by another version are refused; nothing in them is trusted before the checksum fits.

use crate::{
    Index, Label,
    bytes::{Reader, Writer},
    guess::Guesser,
    hash::Fingerprint,
    index, settings,
    vocabulary::Vocabulary,
};

/// Why bytes are no index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// They do not start like one.
    #[error("not an index")]
    NotAnIndex,
    /// Another version wrote them.
    #[error("an index of another version")]
    OtherVersion,
    /// They were cut or changed.
    #[error("a damaged index")]
    Damaged,
}

const MAGIC: &[u8; 8] = b"qaidaidx";
const HEAD: usize = MAGIC.len() + 4 + 16;

impl Index {
    /// The index as bytes, to be kept under its key.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Writer(Vec::with_capacity(self.main.cells.len() + self.others.cells.len() + (16 << 20)));
        body.number(self.labels.len() as u64);
        self.labels.iter().for_each(|label| label.write(&mut body));
        body.words(&self.vocabulary.features());
        body.floats(&self.vocabulary.rarity);
        for columns in [&self.entries, &self.kinds] {
            body.words(&columns.iter().map(|&label| label as u32).collect::<Vec<_>>());
        }
        for model in [&self.main, &self.others, &self.guesser.model] {
            body.number(model.columns as u64);
            body.floats(&model.scales);
            body.number(model.cells.len() as u64);
            body.0.extend(model.cells.iter().map(|&cell| cell as u8));
        }
        body.number(self.exact.len() as u64);
        for &(hash, label) in &self.exact {
            body.number(hash);
            body.number(u64::from(label));
        }
        let mut bytes = Vec::with_capacity(HEAD + body.0.len());
        bytes.extend(MAGIC);
        bytes.extend(settings::VERSION.to_le_bytes());
        bytes.extend(checksum(&body.0).to_le_bytes());
        bytes.extend(body.0);
        bytes
    }

    /// Reads an index back.
    ///
    /// # Errors
    /// When the bytes are none, of another version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Index, LoadError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(LoadError::NotAnIndex)?;
        let (version, rest) = rest.split_first_chunk().ok_or(LoadError::Damaged)?;
        if u32::from_le_bytes(*version) != settings::VERSION {
            return Err(LoadError::OtherVersion);
        }
        let (sum, body) = rest.split_first_chunk().ok_or(LoadError::Damaged)?;
        if u128::from_le_bytes(*sum) != checksum(body) {
            return Err(LoadError::Damaged);
        }
        let index = read(&mut Reader(body)).filter(consistent).ok_or(LoadError::Damaged)?;
        Ok(Index { groups: index::groups(&index.labels, &index.entries), ..index })
    }
}

fn checksum(body: &[u8]) -> u128 {
    let mut print = Fingerprint::new();
    print.bytes(body);
    print.finish()
}

fn read(body: &mut Reader<'_>) -> Option<Index> {
    let count = body.length(1)?;
    let labels = (0..count).map(|_| Label::read(body)).collect::<Option<Vec<_>>>()?;
    let features = body.words()?;
    let rarity = body.floats()?;
    let vocabulary = Vocabulary::new(features.into_iter(), rarity);
    let [entries, kinds] = [body.columns()?, body.columns()?];
    let [main, others, guess] = [body.linear()?, body.linear()?, body.linear()?];
    let exact = (0..body.length(16)?).map(|_| Some((body.number()?, body.number()? as u32))).collect::<Option<_>>()?;
    let guesser = Guesser { model: guess };
    let groups = Vec::new();
    Some(Index { labels, vocabulary, entries, groups, main, kinds, others, guesser, exact })
}

/// Whether every number that points somewhere points to something.
fn consistent(index: &Index) -> bool {
    let labels = index.labels.len();
    index.entries.iter().chain(&index.kinds).all(|&label| label < labels)
        && index.exact.iter().all(|&(_, label)| (label as usize) < labels)
}
