//! Which features are known and how much each says: TF-IDF with a damped count, each block brought to length one.
//! Features are numbered by how common they are, so that the common ones lie together in memory.

use crate::{features, settings, table::Table};

/// Number of the feature that every text has: the bias of the linear model.
pub(crate) const BIAS: u32 = 0;

/// A sparse vector: numbers of features and their values, in ascending order of the numbers.
pub(crate) type Vector = Vec<(u32, f32)>;

/// Known features and their rarity.
pub(crate) struct Vocabulary {
    table: Table,
    /// Rarity (inverse document frequency) by number; the bias has the first place.
    pub(crate) rarity: Vec<f32>,
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
            std::iter::once(1.0).chain(kept.iter().map(|&(_, count)| rarity(count))).collect(),
        )
    }

    /// From features in the order of their numbers, and the rarity of each (the bias first).
    pub(crate) fn new(features: impl ExactSizeIterator<Item = u32>, rarity: Vec<f32>) -> Vocabulary {
        let mut table = Table::with_room(2 * features.len());
        for (feature, number) in features.zip(BIAS + 1..) {
            table.set(feature, number);
        }
        Vocabulary { table, rarity }
    }

    /// How many numbers there are, the bias included.
    pub(crate) fn len(&self) -> usize {
        self.rarity.len()
    }

    /// The features in the order of their numbers, without the bias.
    pub(crate) fn features(&self) -> Vec<u32> {
        let mut features = vec![0; self.len().saturating_sub(1)];
        for (feature, number) in self.table.iter() {
            if let Some(place) = (number as usize).checked_sub(1).and_then(|at| features.get_mut(at)) {
                *place = feature;
            }
        }
        features
    }

    /// The number of a feature, if it is known.
    pub(crate) fn number(&self, feature: u32) -> Option<u32> {
        self.table.get(feature)
    }

    /// The vector of a text's features (sorted), the bias included.
    pub(crate) fn weigh(&self, features: &[u32]) -> Vector {
        let mut vector: Vector = Vec::with_capacity(features.len() + 1);
        let mut lengths = [0.0_f32; features::BLOCKS + 1];
        let mut borders = [0; features::BLOCKS + 1];
        for same in features.chunk_by(|a, b| a == b) {
            let block = features::block_of(same[0]);
            let damped = if same.len() == 1 { 1.0 } else { 1.0 + (same.len() as f32).ln() };
            if let Some(number) = self.number(same[0]) {
                let value = damped * self.rarity[number as usize];
                lengths[block] += value * value;
                vector.push((number, value));
            }
            borders[block] = vector.len();
        }
        let mut from = 0;
        for (block, &to) in borders.iter().enumerate() {
            let scale = 1.0 / lengths[block].sqrt().max(1e-6);
            for (_, value) in vector.get_mut(from..to).unwrap_or_default() {
                *value *= scale;
            }
            from = from.max(to);
        }
        vector.push((BIAS, settings::BIAS_VALUE));
        vector.sort_unstable_by_key(|&(number, _)| number);
        vector
    }
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
        let texts = ["парк у дома", "парк и сквер", "дом и сквер", "парк"].map(|text| raw(&Text::new(text)));
        let vocabulary = Vocabulary::learn(&texts.each_ref().map(Vec::as_slice));
        let vector = vocabulary.weigh(&texts[0]);
        let square: f32 = vector.iter().filter(|(number, _)| *number != BIAS).map(|(_, value)| value * value).sum();
        assert!((square - features::BLOCKS as f32).abs() < 1e-3, "{square}");
        assert!(vocabulary.rarity.windows(2).skip(1).all(|pair| pair[0] <= pair[1]));
        assert!(vector.is_sorted_by_key(|&(number, _)| number));
    }

    #[test]
    fn features_keep_their_numbers_over_a_round_trip() {
        let text = raw(&Text::new("озеленение города"));
        let vocabulary = Vocabulary::learn(&[&text, &text, &text]);
        let again = Vocabulary::new(vocabulary.features().into_iter(), vocabulary.rarity.clone());
        assert_eq!(vocabulary.weigh(&text), again.weigh(&text));
        assert!(vocabulary.len() > 20);
    }
}
