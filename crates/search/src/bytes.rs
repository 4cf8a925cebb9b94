//! Numbers, texts and lists as bytes and back. Reading trusts no length: what is too short gives nothing.

use crate::linear::Linear;

/// Writes little-endian numbers, and lists with their length in front.
pub(crate) struct Writer(pub(crate) Vec<u8>);

impl Writer {
    pub(crate) fn number(&mut self, number: u64) {
        self.0.extend(number.to_le_bytes());
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend(text.as_bytes());
    }

    pub(crate) fn words(&mut self, words: &[u32]) {
        self.number(words.len() as u64);
        self.0.extend(words.iter().flat_map(|word| word.to_le_bytes()));
    }

    pub(crate) fn floats(&mut self, floats: &[f32]) {
        self.number(floats.len() as u64);
        self.0.extend(floats.iter().flat_map(|float| float.to_le_bytes()));
    }
}

/// Reads from the front; every read gives nothing when too little is left.
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl Reader<'_> {
    pub(crate) fn take(&mut self, count: usize) -> Option<&[u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(crate) fn number(&mut self) -> Option<u64> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u64::from_le_bytes(*taken))
    }

    /// A count of things of at least `size` bytes each: never more than can follow.
    pub(crate) fn length(&mut self, size: usize) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.0.len() / size).then_some(count)
    }

    pub(crate) fn text(&mut self) -> Option<String> {
        let length = self.length(1)?;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }

    pub(crate) fn words(&mut self) -> Option<Vec<u32>> {
        let length = self.length(4)?;
        let chunks = self.take(4 * length)?.as_chunks().0;
        Some(chunks.iter().map(|chunk| u32::from_le_bytes(*chunk)).collect())
    }

    pub(crate) fn floats(&mut self) -> Option<Vec<f32>> {
        Some(self.words()?.into_iter().map(f32::from_bits).collect())
    }

    pub(crate) fn columns(&mut self) -> Option<Vec<usize>> {
        Some(self.words()?.into_iter().map(|label| label as usize).collect())
    }

    pub(crate) fn linear(&mut self) -> Option<Linear> {
        let columns = usize::try_from(self.number()?).ok()?;
        let scales = self.floats()?;
        let length = self.length(1)?;
        let cells: Vec<i8> = self.take(length)?.iter().map(|&cell| cell as i8).collect();
        (columns.checked_mul(scales.len())? == cells.len()).then_some(Linear { columns, scales, cells })
    }
}
