//! An index as bytes and back: magic, version, checksum, then the parts, each with its length. Bytes that were cut,
//! changed or made by another version are refused; nothing in them is trusted before the checksum fits.

use crate::{Index, Label, Scope, guess::Guesser, hash::Fingerprint, settings, svm::Linear, vocabulary::Vocabulary};

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
        for label in &self.labels {
            body.text(&label.id);
            body.text(label.group.as_deref().unwrap_or_default());
            body.0.extend([u8::from(label.group.is_some()), label.scope as u8, u8::from(label.urgent)]);
        }
        body.words(&self.vocabulary.features());
        body.floats(&self.vocabulary.rarity);
        body.floats(&[self.vocabulary.unseen]);
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
        read(&mut Reader(body)).filter(consistent).ok_or(LoadError::Damaged)
    }
}

fn checksum(body: &[u8]) -> u128 {
    let mut print = Fingerprint::new();
    print.bytes(body);
    print.finish()
}

fn read(body: &mut Reader<'_>) -> Option<Index> {
    let count = body.length(1)?;
    let labels = (0..count).map(|_| label(body)).collect::<Option<Vec<_>>>()?;
    let features = body.words()?;
    let rarity = body.floats()?;
    let unseen = *body.floats()?.first()?;
    let vocabulary = Vocabulary::new(features.into_iter(), rarity, unseen);
    let [entries, kinds] = [body.columns()?, body.columns()?];
    let [main, others, guess] = [body.linear()?, body.linear()?, body.linear()?];
    let exact = (0..body.length(16)?).map(|_| Some((body.number()?, body.number()? as u32))).collect::<Option<_>>()?;
    Some(Index { labels, vocabulary, entries, main, kinds, others, guesser: Guesser { model: guess }, exact })
}

fn label(body: &mut Reader<'_>) -> Option<Label> {
    let (id, group) = (body.text()?, body.text()?);
    let [grouped, scope, urgent] = *body.take(3)? else {
        return None;
    };
    let scope = [Scope::Inside, Scope::Outside, Scope::Smalltalk].into_iter().find(|known| *known as u8 == scope)?;
    Some(Label { id, group: (grouped == 1).then_some(group), scope, urgent: urgent == 1 })
}

/// Whether every number that points somewhere points to something.
fn consistent(index: &Index) -> bool {
    let labels = index.labels.len();
    index.entries.iter().chain(&index.kinds).all(|&label| label < labels)
        && index.exact.iter().all(|&(_, label)| (label as usize) < labels)
}

struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, number: u64) {
        self.0.extend(number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend(text.as_bytes());
    }

    fn words(&mut self, words: &[u32]) {
        self.number(words.len() as u64);
        self.0.extend(words.iter().flat_map(|word| word.to_le_bytes()));
    }

    fn floats(&mut self, floats: &[f32]) {
        self.number(floats.len() as u64);
        self.0.extend(floats.iter().flat_map(|float| float.to_le_bytes()));
    }
}

/// Reads from the front; every read gives nothing when too little is left.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take(&mut self, count: usize) -> Option<&[u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u64::from_le_bytes(*taken))
    }

    /// A count of things of at least `size` bytes each: never more than can follow.
    fn length(&mut self, size: usize) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.0.len() / size).then_some(count)
    }

    fn text(&mut self) -> Option<String> {
        let length = self.length(1)?;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }

    fn words(&mut self) -> Option<Vec<u32>> {
        let length = self.length(4)?;
        let chunks = self.take(4 * length)?.as_chunks().0;
        Some(chunks.iter().map(|chunk| u32::from_le_bytes(*chunk)).collect())
    }

    fn floats(&mut self) -> Option<Vec<f32>> {
        Some(self.words()?.into_iter().map(f32::from_bits).collect())
    }

    fn columns(&mut self) -> Option<Vec<usize>> {
        Some(self.words()?.into_iter().map(|label| label as usize).collect())
    }

    fn linear(&mut self) -> Option<Linear> {
        let columns = usize::try_from(self.number()?).ok()?;
        let scales = self.floats()?;
        let length = self.length(1)?;
        let cells: Vec<i8> = self.take(length)?.iter().map(|&cell| cell as i8).collect();
        (columns.checked_mul(scales.len())? == cells.len()).then_some(Linear { columns, scales, cells })
    }
}
