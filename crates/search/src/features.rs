//! From a text to its raw features: words, word pairs and word beginnings of the skeleton, character runs of the
//! skeleton and of the text as typed, each inside one word. A feature is a 32-bit number, its block in the top bits.

use crate::{fold, hash, settings};

/// How many blocks there are; each is weighed to length one by itself.
pub(crate) const BLOCKS: usize = 3;

/// Kinds of features that are normalised together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Block {
    /// Words of the skeleton, pairs of them, their beginnings.
    Words,
    /// Character runs within the words of the skeleton.
    Runs,
    /// Character runs within the words as typed.
    Typed,
}

/// The block a feature belongs to.
pub(crate) fn block_of(feature: u32) -> usize {
    (feature >> 30) as usize
}

/// A text prepared for features: shortened if very long, cleaned, folded.
pub(crate) struct Text {
    /// As typed, in lower case and without what cannot be seen.
    pub(crate) clean: String,
    /// Its skeleton.
    pub(crate) folded: String,
    /// Where the words as typed lie in `clean`.
    words: Vec<std::ops::Range<usize>>,
}

impl Text {
    pub(crate) fn new(text: &str) -> Text {
        let clean = fold::clean(&shortened(text));
        let folded = fold::skeleton(&clean);
        let words = words(&clean);
        Text { clean, folded, words }
    }

    /// Calls `visit` with each feature and the word or pair of words it lies in, repeated features repeatedly.
    pub(crate) fn visit<'t>(&'t self, mut visit: impl FnMut(u32, &'t str)) {
        self.words(&mut visit);
        for word in self.folded.split(' ').filter(|word| !word.is_empty()) {
            runs(word.bytes().map(u32::from), settings::RUNS, Block::Runs, |feature| visit(feature, word));
        }
        for word in self.typed_words() {
            runs(word.chars().map(u32::from), settings::TYPED_RUNS, Block::Typed, |feature| visit(feature, word));
        }
    }

    /// The words as typed (lower case).
    pub(crate) fn typed_words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|place| &self.clean[place.clone()])
    }

    fn words<'t>(&'t self, visit: &mut impl FnMut(u32, &'t str)) {
        let mut start = 0;
        let mut before: Option<usize> = None;
        for word in self.folded.split(' ') {
            let end = start + word.len();
            visit(of_word(word), word);
            for length in settings::BEGINNINGS.into_iter().filter(|&length| word.len() > length) {
                visit(feature(Block::Words, b'b', &word.as_bytes()[..length]), word);
            }
            if let Some(before) = before {
                let pair = &self.folded[before..end];
                visit(feature(Block::Words, b'p', pair.as_bytes()), pair);
            }
            before = Some(start);
            start = end + 1;
        }
    }
}

/// The feature of a word of the skeleton.
pub(crate) fn of_word(word: &str) -> u32 {
    feature(Block::Words, b'w', word.as_bytes())
}

/// Where the words lie: runs of letters and digits.
fn words(text: &str) -> Vec<std::ops::Range<usize>> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    words.map(|word| start(word)..start(word) + word.len()).collect()
}

/// All features of a text, repeated ones repeatedly.
pub(crate) fn of(text: &Text) -> Vec<u32> {
    let mut features = Vec::with_capacity(8 * text.folded.len());
    text.visit(|feature, _| features.push(feature));
    features
}

/// All features of a text, sorted, repeated ones repeatedly.
pub(crate) fn raw(text: &Text) -> Vec<u32> {
    let mut features = of(text);
    features.sort_unstable();
    features
}

/// What understanding a text costs: bytes that folding handles and features that come of it. For fuzzing, which holds
/// it to a bound.
pub fn work(text: &str) -> usize {
    fold::work(text) + raw(&Text::new(text)).len()
}

/// A very long text is cut to its beginning and its end: people greet first and ask last.
fn shortened(text: &str) -> std::borrow::Cow<'_, str> {
    let keep = settings::KEEP_CHARS;
    if text.len() <= 2 * keep {
        return text.into();
    }
    let Some((head, _)) = text.char_indices().nth(keep) else {
        return text.into();
    };
    let Some((tail, _)) = text.char_indices().nth_back(keep - 1) else {
        return text.into();
    };
    if tail <= head { text.into() } else { format!("{} {}", &text[..head], &text[tail..]).into() }
}

fn feature(block: Block, kind: u8, bytes: &[u8]) -> u32 {
    let start = hash::step(hash::seed(block as u64), u32::from(kind));
    tagged(block, bytes.iter().fold(start, |hash, &byte| hash::step(hash, u32::from(byte))))
}

fn tagged(block: Block, hash: u64) -> u32 {
    (hash::finish(hash) >> 2) | ((block as u32) << 30)
}

/// Runs of characters of the given lengths within a word, the word's ends being marked by a space each.
fn runs(word: impl Iterator<Item = u32>, lengths: (usize, usize), block: Block, mut visit: impl FnMut(u32)) {
    let space = u32::from(' ');
    let mut open = [0_u64; 8];
    let start = hash::seed(block as u64);
    for (at, unit) in std::iter::once(space).chain(word).chain(std::iter::once(space)).enumerate() {
        open[at % 8] = start;
        for length in 1..=lengths.1.min(at + 1) {
            let slot = &mut open[(at + 1 - length) % 8];
            *slot = hash::step(*slot, unit);
            if length >= lengths.0 {
                visit(tagged(block, *slot));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_pairs_beginnings_and_runs_are_seen() {
        let text = Text::new("Парк у дома");
        let mut places: Vec<&str> = Vec::new();
        text.visit(|_, place| places.push(place));
        for place in ["park", "park u", "u doma", "doma", "парк", "дома"] {
            assert!(places.contains(&place), "{place} in {places:?}");
        }
    }

    #[test]
    fn blocks_are_in_the_top_bits() {
        let blocks: Vec<usize> = raw(&Text::new("парк")).into_iter().map(block_of).collect();
        assert!(blocks.is_sorted() && blocks.contains(&0) && blocks.contains(&1) && blocks.contains(&2));
        assert!(blocks.iter().all(|&block| block < BLOCKS));
    }

    #[test]
    fn long_texts_keep_their_ends() {
        let text = format!("начало {} конец", "середина ".repeat(20_000));
        let short = shortened(&text);
        assert!(short.starts_with("начало") && short.ends_with("конец"));
        assert_eq!(short.chars().count(), 2 * settings::KEEP_CHARS + 1);
        assert_eq!(shortened("ё".repeat(3_000).as_str()), "ё".repeat(3_000));
    }
}
