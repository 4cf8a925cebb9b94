//! What words mean, roughly: a place among [`DIMS`] numbers for every word, known or not, so that a word that no example
//! has still lies near words that some have, in whichever of the languages. The table was learned once from a
//! multilingual sentence encoder (`meaning/README.md` makes it again); here it is only looked up.
//!
//! A word is the mean of rows of the table: one for the whole skeleton, one for each run of letters in it, its borders
//! included (after Bojanowski et al., "Enriching word vectors with subword information", 2017).

use crate::hash;

/// Numbers a word has.
pub const DIMS: usize = 64;

/// The table: [`BUCKETS`] rows of a scale (a little-endian float) and as many whole numbers as there are dimensions.
pub(crate) static TABLE: &[u8] = include_bytes!("data/meaning.bin");

/// Rows of the table; a power of two.
pub const BUCKETS: usize = 1 << 16;

/// Shortest and longest run of letters.
const RUNS: std::ops::RangeInclusive<usize> = 3..=6;
/// Marks of a word's beginning and end, which are in no skeleton.
const BORDERS: [u8; 2] = [1, 2];
/// Where the hashes of the runs start, so that runs of different lengths do not share rows; 0 is the whole word.
const SEED: u64 = 100;

/// Calls `visit` with each row of the table that a skeleton without spaces is the mean of.
pub fn rows(word: &str, mut visit: impl FnMut(usize)) {
    let mut bordered = Vec::with_capacity(word.len() + 2);
    bordered.push(BORDERS[0]);
    bordered.extend_from_slice(word.as_bytes());
    bordered.push(BORDERS[1]);
    visit(row(&bordered, 0));
    for length in RUNS.filter(|&length| length < bordered.len()) {
        bordered.windows(length).for_each(|run| visit(row(run, length)));
    }
}

fn row(run: &[u8], length: usize) -> usize {
    let hash = run.iter().fold(hash::seed(SEED + length as u64), |hash, &byte| hash::step(hash, u32::from(byte)));
    hash::finish(hash) as usize & (BUCKETS - 1)
}

/// Adds a word's numbers, so many times over.
pub(crate) fn add(word: &str, times: f32, to: &mut [f32; DIMS]) {
    let mut sum = [0.0_f32; DIMS];
    let mut count = 0.0;
    rows(word, |row| {
        count += 1.0;
        let Some((scale, cells)) = place(row) else { return };
        for (sum, &cell) in sum.iter_mut().zip(cells) {
            *sum += scale * f32::from(cell as i8);
        }
    });
    for (to, sum) in to.iter_mut().zip(sum) {
        *to += times * sum / count;
    }
}

fn place(row: usize) -> Option<(f32, &'static [u8])> {
    let (scale, cells) = TABLE.get(row * (DIMS + 4)..)?.split_first_chunk()?;
    Some((f32::from_le_bytes(*scale), cells.get(..DIMS)?))
}

/// The table's bytes out of its rows, [`DIMS`] numbers each: for making it.
pub fn table(rows: &[f32]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(BUCKETS * (DIMS + 4));
    for row in rows.chunks(DIMS) {
        let scale = row.iter().fold(0.0_f32, |largest, cell| largest.max(cell.abs())) / 127.0;
        bytes.extend(scale.to_le_bytes());
        bytes.extend(row.iter().map(|cell| if scale > 0.0 { (cell / scale).round() as i8 as u8 } else { 0 }));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    fn likeness(one: &str, other: &str) -> f32 {
        let [one, other] = [one, other].map(|word| {
            let mut numbers = [0.0; DIMS];
            add(&fold(word), 1.0, &mut numbers);
            numbers
        });
        let product = |a: &[f32; DIMS], b: &[f32; DIMS]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        product(&one, &other) / (product(&one, &one) * product(&other, &other)).sqrt()
    }

    #[test]
    fn words_of_like_meaning_lie_near_each_other_in_all_languages() {
        for (one, same, other) in [
            ("кітапхана", "библиотека", "пожар"),
            ("өрт", "пожар", "музей"),
            ("деньги", "money", "дерево"),
            ("fire", "пожар", "архив"),
        ] {
            let (near, far) = (likeness(one, same), likeness(one, other));
            assert!(near > far + 0.1, "{one}: {same} {near:.2}, {other} {far:.2}");
        }
    }

    #[test]
    fn the_table_is_whole() {
        assert_eq!(TABLE.len(), BUCKETS * (DIMS + 4));
        let row: Vec<f32> = (0..DIMS).map(|at| at as f32 - 32.0).collect();
        assert_eq!(table(&row).len(), DIMS + 4);
    }
}
