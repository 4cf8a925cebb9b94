//! The linear model and how it is trained: one support vector machine a column against the rest, squared hinge loss,
//! by dual coordinate descent (Hsieh et al., "A dual coordinate descent method for large-scale linear SVM", 2008; what
//! LIBLINEAR does). Columns are updated side by side: a row of weights is one feature for [`WIDTH`] columns.

use crate::{hash::Random, settings, vocabulary::Vector};
use std::sync::{
    Mutex,
    atomic::{AtomicUsize, Ordering},
};

/// Columns trained in one pass over the data.
const WIDTH: usize = 20;

type Row = [f32; WIDTH];

/// Training data in one piece of memory.
pub(crate) struct Rows {
    starts: Vec<usize>,
    cells: Vec<(u32, f32)>,
}

impl Rows {
    pub(crate) fn new(vectors: &[&Vector]) -> Rows {
        let mut rows = Rows { starts: vec![0], cells: Vec::with_capacity(vectors.iter().map(|v| v.len()).sum()) };
        for vector in vectors {
            rows.cells.extend_from_slice(vector);
            rows.starts.push(rows.cells.len());
        }
        rows
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn row(&self, at: usize) -> &[(u32, f32)] {
        &self.cells[self.starts[at]..self.starts[at + 1]]
    }
}

/// What the columns of each row are: a row belongs to the columns listed for it, and to no other.
pub(crate) struct Task<'a> {
    pub(crate) rows: &'a Rows,
    pub(crate) columns: usize,
    /// The columns each row is a positive example of.
    pub(crate) belongs: &'a [Vec<usize>],
    /// How much a mistake on the row costs.
    pub(crate) costs: &'a [f32],
    /// How many features there are.
    pub(crate) features: usize,
}

/// Trains all columns, on as many threads as are of use.
pub(crate) fn train(task: &Task<'_>) -> Linear {
    let blocks = task.columns.div_ceil(WIDTH);
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Vec<Row>)>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..blocks.min(settings::THREADS) {
            scope.spawn(|| {
                loop {
                    let block = next.fetch_add(1, Ordering::Relaxed);
                    if block >= blocks {
                        return;
                    }
                    let weights = descend(task, block * WIDTH);
                    done.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((block, weights));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_unstable_by_key(|&(block, _)| block);
    let blocks: Vec<Vec<Row>> = done.into_iter().map(|(_, weights)| weights).collect();
    Linear::from_blocks(&blocks, task.columns, task.features)
}

/// Dual coordinate descent for the columns `first..first + WIDTH`.
fn descend(task: &Task<'_>, first: usize) -> Vec<Row> {
    let rows = task.rows;
    let mut weights = vec![[0.0_f32; WIDTH]; task.features];
    let mut alphas = vec![[0.0_f32; WIDTH]; rows.len()];
    let lengths: Vec<f32> =
        (0..rows.len()).map(|at| rows.row(at).iter().map(|(_, value)| value * value).sum()).collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut random = Random(1);
    for _ in 0..settings::EPOCHS {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at + 1));
        }
        for &at in &order {
            let mut signs = [-1.0_f32; WIDTH];
            for &column in &task.belongs[at] {
                if let Some(sign) = column.checked_sub(first).and_then(|column| signs.get_mut(column)) {
                    *sign = 1.0;
                }
            }
            let slack = 0.5 / task.costs[at];
            let steps = steps(&dot(rows.row(at), &weights), &signs, &mut alphas[at], slack, lengths[at]);
            if steps.iter().any(|&step| step != 0.0) {
                for &(number, value) in rows.row(at) {
                    let weights = &mut weights[number as usize];
                    for column in 0..WIDTH {
                        weights[column] += steps[column] * value;
                    }
                }
            }
        }
    }
    weights
}

#[inline]
fn dot(row: &[(u32, f32)], weights: &[Row]) -> Row {
    let mut sums = [0.0_f32; WIDTH];
    for &(number, value) in row {
        let weights = &weights[number as usize];
        for column in 0..WIDTH {
            sums[column] += weights[column] * value;
        }
    }
    sums
}

/// The step of each column for one row, its dual variables updated.
#[inline]
fn steps(margins: &Row, signs: &Row, alphas: &mut Row, slack: f32, length: f32) -> Row {
    let mut steps = [0.0_f32; WIDTH];
    for column in 0..WIDTH {
        let gradient = signs[column] * margins[column] - 1.0 + alphas[column] * slack;
        let new = (alphas[column] - gradient / (length + slack)).max(0.0);
        steps[column] = (new - alphas[column]) * signs[column];
        alphas[column] = new;
    }
    steps
}

/// A trained model: for each feature a row of small whole numbers, one a column, and what one of them is worth.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Linear {
    pub(crate) columns: usize,
    pub(crate) scales: Vec<f32>,
    pub(crate) cells: Vec<i8>,
}

impl Linear {
    fn from_blocks(blocks: &[Vec<Row>], columns: usize, features: usize) -> Linear {
        let mut model =
            Linear { columns, scales: Vec::with_capacity(features), cells: Vec::with_capacity(features * columns) };
        for feature in 0..features {
            let row = || blocks.iter().flat_map(|block| block[feature]).take(columns);
            let largest = row().fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
            let scale = largest / 127.0;
            model.scales.push(scale);
            model.cells.extend(row().map(|weight| if scale > 0.0 { (weight / scale).round() as i8 } else { 0 }));
        }
        model
    }

    /// The weights of a feature, one a column, and the scale to multiply them by.
    pub(crate) fn row(&self, feature: u32) -> (f32, &[i8]) {
        let feature = feature as usize;
        let cells = self.cells.get(feature * self.columns..(feature + 1) * self.columns).unwrap_or_default();
        (self.scales.get(feature).copied().unwrap_or(0.0), cells)
    }

    /// The margin of each column.
    pub(crate) fn margins(&self, vector: &Vector) -> Vec<f32> {
        let mut sums = vec![0.0_f32; self.columns];
        for &(number, value) in vector {
            let (scale, cells) = self.row(number);
            let value = value * scale;
            for (sum, &cell) in sums.iter_mut().zip(cells) {
                *sum += value * f32::from(cell);
            }
        }
        sums
    }
}
