//! Learns the table of `src/meaning.rs`: rows whose mean comes as near as can be to the numbers that a sentence encoder
//! gives each word. Squared error, stochastic gradient descent with a step a row (Duchi et al., "Adaptive subgradient
//! methods", 2011). `meaning/README.md` tells where the words and their numbers come from.
//!
//! `cargo run --release -p search --example distil -- WORDS NUMBERS TABLE [--held-out]`
//! WORDS: a word a line. NUMBERS: as many times 64 little-endian floats. `--held-out`: keeps every twentieth word for
//! measuring and writes nothing.

use std::{env, fs};

use anyhow::{Context, ensure};
use search::meaning::{BUCKETS, DIMS, rows, table};

/// Passes over the words: later ones made words that were held out worse.
const PASSES: usize = 4;
/// Length of a step.
const STEP: f32 = 0.3;
/// One of so many words is held out.
const HELD_OUT: usize = 20;

/// A word: the rows it is the mean of, and the numbers it should have.
struct Word<'a> {
    rows: Vec<usize>,
    numbers: &'a [f32],
}

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [words, numbers, to, ..] = args.as_slice() else { anyhow::bail!("WORDS NUMBERS TABLE") };
    let words = fs::read_to_string(words).context("the words")?;
    let numbers = fs::read(numbers).context("the numbers")?;
    let numbers: Vec<f32> = numbers.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
    let words: Vec<String> = words.lines().map(search::fold).collect();
    ensure!(words.len() * DIMS == numbers.len(), "{} words, {} numbers", words.len(), numbers.len());
    let pairs = words.iter().zip(numbers.chunks(DIMS)).filter(|(word, _)| !word.is_empty() && !word.contains(' '));
    let words: Vec<Word<'_>> = pairs.map(|(word, numbers)| Word { rows: rows_of(word), numbers }).collect();
    let measured = args.iter().any(|arg| arg == "--held-out");
    let held_out = |at: usize| measured && at % HELD_OUT == HELD_OUT - 1;
    let learned = learn(&words, held_out);
    report(&words, &learned, held_out);
    if !measured {
        fs::write(to, table(&learned)).with_context(|| to.clone())?;
    }
    Ok(())
}

fn rows_of(word: &str) -> Vec<usize> {
    let mut found = Vec::new();
    rows(word, |row| found.push(row));
    found
}

/// The rows of the table, one after another.
fn learn(words: &[Word<'_>], held_out: impl Fn(usize) -> bool) -> Vec<f32> {
    let mut table = vec![0.0_f32; BUCKETS * DIMS];
    let mut moved = vec![1e-6_f32; BUCKETS];
    let mut order: Vec<usize> = (0..words.len()).filter(|&at| !held_out(at)).collect();
    let mut state = 1_u64;
    for pass in 0..PASSES {
        for at in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (state >> 33) as usize % (at + 1));
        }
        let step = STEP * (1.0 - pass as f32 / PASSES as f32);
        for word in order.iter().map(|&at| &words[at]) {
            let mut error = mean(&table, &word.rows);
            error.iter_mut().zip(word.numbers).for_each(|(error, wanted)| *error = wanted - *error);
            let square = error.iter().map(|error| error * error).sum::<f32>() / DIMS as f32;
            for &row in &word.rows {
                moved[row] += square;
                let step = step / moved[row].sqrt();
                let cells = &mut table[row * DIMS..][..DIMS];
                cells.iter_mut().zip(&error).for_each(|(cell, error)| *cell += step * error);
            }
        }
    }
    table
}

fn mean(table: &[f32], rows: &[usize]) -> [f32; DIMS] {
    let mut mean = [0.0; DIMS];
    for &row in rows {
        mean.iter_mut().zip(&table[row * DIMS..]).for_each(|(sum, cell)| *sum += cell / rows.len() as f32);
    }
    mean
}

/// How near words come to what they should be, as the cosine of the angle between.
fn report(words: &[Word<'_>], table: &[f32], held_out: impl Fn(usize) -> bool) {
    let cosine = |word: &Word<'_>| {
        let mean = mean(table, &word.rows);
        let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        let lengths = product(&mean, &mean) * product(word.numbers, word.numbers);
        f64::from(product(&mean, word.numbers) / lengths.sqrt().max(1e-9))
    };
    for (name, wanted) in [("learned", false), ("held out", true)] {
        let part = words.iter().enumerate().filter(|(at, _)| held_out(*at) == wanted);
        let cosines: Vec<f64> = part.map(|(_, word)| cosine(word)).collect();
        if !cosines.is_empty() {
            let mean = cosines.iter().sum::<f64>() / cosines.len() as f64;
            println!("{name}: {} words, mean cosine {mean:.3}", cosines.len());
        }
    }
}
