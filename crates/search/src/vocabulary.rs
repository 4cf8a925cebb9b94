//! Which features are known and how much each says: TF-IDF with a damped count, each block brought to length one.
//! Features are numbered by how common they are, so that the common ones lie together in memory. Before them come those
//! that every text has: the bias, its meaning, its length.

use crate::{
    features::{self, Text},
    meaning, settings,
    table::Table,
};

/// Number of the feature that every text has: the bias of the linear model.
pub(crate) const BIAS: u32 = 0;
/// Number of the first dimension of a text's meaning.
const MEANING: u32 = BIAS + 1;
/// Number of the first of the features that tell how long a text is.
const LENGTH: u32 = MEANING + meaning::DIMS as u32;
/// Number of the first feature that a text may have or not.
pub(crate) const FIRST: u32 = LENGTH + settings::LENGTHS.len() as u32 + 1;

/// A sparse vector: numbers of features and their values, in ascending order of the numbers.
pub(crate) type Vector = Vec<(u32, f32)>;

/// Known features and their rarity.
pub(crate) struct Vocabulary {
    table: Table,
    /// Rarity (inverse document frequency) by number; 1 for what every text has.
    pub(crate) rarity: Vec<f32>,
    /// Rarity of words that are not known.
    rarest: f32,
}

impl Vocabulary {
    /// Counts the features of all texts (each sorted, as [`features::raw`] gives them) and keeps the common enough.
    pub(crate) fn learn(texts: &[&[u32]]) -> Vocabulary {
        let [even, odd] = std::thread::scope(|scope| {
            [0, 1].map(|half| scope.spawn(move || count(texts, half))).map(|thread| thread.join().unwrap_or_default())
        });
        let mut kept: Vec<(u32, u32)> = even
            .into_iter()
            .chain(odd)
            .filter(|&(feature, count)| count >= settings::AT_LEAST[features::block_of(feature).min(2)])
            .collect();
        kept.sort_unstable_by_key(|&(feature, count)| (std::cmp::Reverse(count), feature));
        let rarity = |count: u32| ((1.0 + texts.len() as f32) / (1.0 + count as f32)).ln() + 1.0;
        Vocabulary::new(
            kept.iter().map(|&(feature, _)| feature),
            std::iter::repeat_n(1.0, FIRST as usize).chain(kept.iter().map(|&(_, count)| rarity(count))).collect(),
        )
    }

    /// From features in the order of their numbers, and the rarity of each (what every text has first).
    pub(crate) fn new(features: impl ExactSizeIterator<Item = u32>, rarity: Vec<f32>) -> Vocabulary {
        let mut table = Table::with_room(features.len() * 4 / 3 + 1);
        for (feature, number) in features.zip(FIRST..) {
            table.set(feature, number);
        }
        let rarest = rarity.iter().copied().fold(1.0, f32::max);
        Vocabulary { table, rarity, rarest }
    }

    /// How many numbers there are, those included that every text has.
    pub(crate) fn len(&self) -> usize {
        self.rarity.len()
    }

    /// The features in the order of their numbers, without those that every text has.
    pub(crate) fn features(&self) -> Vec<u32> {
        let mut features = vec![0; self.len().saturating_sub(FIRST as usize)];
        for (feature, number) in self.table.iter() {
            if let Some(place) = number.checked_sub(FIRST).map(|at| at as usize).and_then(|at| features.get_mut(at)) {
                *place = feature;
            }
        }
        features
    }

    /// The number of a feature, if it is known.
    pub(crate) fn number(&self, feature: u32) -> Option<u32> {
        self.table.get(feature)
    }

    /// How much a word of the skeleton counts for the meaning of its text.
    fn rarity_of(&self, word: &str) -> f32 {
        let number = self.number(features::of_word(word));
        number.and_then(|number| self.rarity.get(number as usize)).copied().unwrap_or(self.rarest)
    }

    /// What each word of the skeleton adds to the text's meaning: its numbers, weighed by rarity and brought to the
    /// length that settings give the whole.
    pub(crate) fn meanings<'t>(&self, text: &'t Text) -> Vec<(&'t str, [f32; meaning::DIMS])> {
        let words = text.folded.split(' ').filter(|word| !word.is_empty());
        let mut meanings: Vec<(&str, [f32; meaning::DIMS])> = words
            .map(|word| {
                let mut numbers = [0.0; meaning::DIMS];
                meaning::add(word, self.rarity_of(word), &mut numbers);
                (word, numbers)
            })
            .collect();
        let whole = sum(&meanings);
        let scale = settings::MEANING_WEIGHT / whole.iter().map(|number| number * number).sum::<f32>().sqrt().max(1e-6);
        meanings.iter_mut().for_each(|(_, numbers)| numbers.iter_mut().for_each(|number| *number *= scale));
        meanings
    }

    /// The vector of a text, whose features are given in any order, repeated ones repeatedly.
    pub(crate) fn weigh(&self, text: &Text, features: &[u32]) -> Vector {
        let mut vector: Vector = Vec::with_capacity(features.len() + FIRST as usize);
        let meanings = self.meanings(text);
        vector.push((BIAS, settings::BIAS_VALUE));
        vector.extend((MEANING..).zip(sum(&meanings)));
        vector.push((LENGTH + longer_than(meanings.len()), settings::LENGTH_VALUE));
        let first = vector.len();
        let mut lengths = [0.0_f32; features::BLOCKS + 1];
        let known = self.known(features);
        for same in known.chunk_by(|a, b| a == b) {
            let (number, block) = same[0];
            let damped = if same.len() == 1 { 1.0 } else { 1.0 + (same.len() as f32).ln() };
            let value = damped * self.rarity[number as usize];
            lengths[usize::from(block)] += value * value;
            vector.push((number, value));
        }
        let scales = lengths.map(|length| 1.0 / length.sqrt().max(1e-6));
        let blocks = known.chunk_by(|a, b| a == b).map(|same| usize::from(same[0].1));
        for ((_, value), block) in vector[first..].iter_mut().zip(blocks) {
            *value *= scales[block];
        }
        vector
    }

    /// The numbers of the features that are known, sorted, and the block of each.
    fn known(&self, features: &[u32]) -> Vec<(u32, u8)> {
        let mut known: Vec<(u32, u8)> = features
            .iter()
            .filter_map(|&feature| Some((self.number(feature)?, features::block_of(feature) as u8)))
            .collect();
        known.sort_unstable();
        known
    }
}

/// Number of a dimension of meaning.
pub(crate) fn dimension(at: usize) -> u32 {
    MEANING + at as u32
}

fn sum(meanings: &[(&str, [f32; meaning::DIMS])]) -> [f32; meaning::DIMS] {
    let mut sum = [0.0; meaning::DIMS];
    for (_, numbers) in meanings {
        sum.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number);
    }
    sum
}

/// How many of the lengths a text of so many words is longer than.
fn longer_than(words: usize) -> u32 {
    settings::LENGTHS.iter().filter(|&&length| words > length).count() as u32
}

/// In how many texts each feature occurs, for the even or the odd ones: two threads share the work by halves.
fn count(texts: &[&[u32]], half: u32) -> Vec<(u32, u32)> {
    let mut counts = Table::with_room(32 * texts.len());
    for text in texts {
        for feature in text.chunk_by(|a, b| a == b).map(|same| same[0]).filter(|feature| feature & 1 == half) {
            counts.add(feature);
        }
    }
    counts.iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{Text, raw};

    #[test]
    fn every_block_has_length_one_and_rare_features_weigh_more() {
        let texts = ["парк у дома", "парк и сквер", "дом и сквер", "парк"].map(Text::new);
        let features = texts.each_ref().map(raw);
        let vocabulary = Vocabulary::learn(&features.each_ref().map(Vec::as_slice));
        let vector = vocabulary.weigh(&texts[0], &features[0]);
        let square = |from: u32, to: u32| -> f32 {
            vector.iter().filter(|(number, _)| (from..to).contains(number)).map(|(_, value)| value * value).sum()
        };
        assert!((square(FIRST, u32::MAX) - features::BLOCKS as f32).abs() < 1e-3);
        assert!((square(MEANING, LENGTH).sqrt() - settings::MEANING_WEIGHT).abs() < 1e-3);
        assert!(vocabulary.rarity[FIRST as usize..].is_sorted());
        assert!(vector.is_sorted_by_key(|&(number, _)| number));
    }

    #[test]
    fn features_keep_their_numbers_over_a_round_trip() {
        let text = Text::new("озеленение города");
        let features = raw(&text);
        let vocabulary = Vocabulary::learn(&[&features, &features, &features]);
        let again = Vocabulary::new(vocabulary.features().into_iter(), vocabulary.rarity.clone());
        assert_eq!(vocabulary.weigh(&text, &features), again.weigh(&text, &features));
        assert!(vocabulary.len() > 20);
    }
}
