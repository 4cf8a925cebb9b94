//! The linear model and how it is trained: one support vector machine a column against the rest, squared hinge loss,
//! by dual coordinate descent (Hsieh et al., "A dual coordinate descent method for large-scale linear SVM", 2008; what
//! LIBLINEAR does). Columns are updated side by side: a row of weights is one feature for [`WIDTH`] columns.

use crate::{hash::Random, settings, vocabulary::Vector};
use std::{
    collections::BTreeMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

/// Columns trained in one pass over the data: a row of them is one line of cache.
const WIDTH: usize = 16;

/// Weights of one feature for [`WIDTH`] columns.
#[derive(Clone, Copy, Default)]
#[repr(align(64))]
struct Row([f32; WIDTH]);

/// Training data in one piece of memory.
pub(crate) struct Rows {
    starts: Vec<usize>,
    cells: Vec<(u32, f32)>,
}

impl Rows {
    pub(crate) fn new<'a>(vectors: impl Iterator<Item = &'a [(u32, f32)]>) -> Rows {
        let mut rows = Rows { starts: vec![0], cells: Vec::new() };
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

/// One model to train: rows, and the columns each belongs to.
pub(crate) struct Task {
    pub(crate) rows: Rows,
    pub(crate) columns: usize,
    /// The columns each row is a positive example of; it is a negative one of all others.
    pub(crate) belongs: Vec<Vec<usize>>,
    /// How much a mistake on the row costs.
    pub(crate) costs: Vec<f32>,
    /// How many features there are.
    pub(crate) features: usize,
    /// Passes over the rows.
    pub(crate) epochs: usize,
}

/// Trains several models at once, block by block of columns, so that no thread waits for another.
pub(crate) fn train<const N: usize>(tasks: [Task; N]) -> [Linear; N] {
    let blocks = |(at, task): (usize, &Task)| (0..task.columns.div_ceil(WIDTH)).map(move |block| (at, block));
    let jobs: Vec<(usize, usize)> = tasks.iter().enumerate().flat_map(blocks).collect();
    let next = AtomicUsize::new(0);
    let done: Mutex<BTreeMap<(usize, usize), Vec<Row>>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..settings::THREADS {
            scope.spawn(|| {
                while let Some(&(at, block)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let weights = descend(&tasks[at], block * WIDTH);
                    done.lock().unwrap_or_else(PoisonError::into_inner).insert((at, block), weights);
                }
            });
        }
    });
    let done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    std::array::from_fn(|at| {
        let blocks: Vec<&[Row]> = done.range((at, 0)..(at + 1, 0)).map(|(_, rows)| rows.as_slice()).collect();
        Linear::from_blocks(&blocks, tasks[at].columns, tasks[at].features)
    })
}

/// Dual coordinate descent for the columns `first..first + WIDTH`.
fn descend(task: &Task, first: usize) -> Vec<Row> {
    let rows = &task.rows;
    let mut weights = vec![Row::default(); task.features];
    let mut alphas = vec![Row::default(); rows.len()];
    let lengths: Vec<f32> =
        (0..rows.len()).map(|at| rows.row(at).iter().map(|(_, value)| value * value).sum()).collect();
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut random = Random(1);
    for _ in 0..task.epochs {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at + 1));
        }
        for &at in &order {
            let slack = 0.5 / task.costs[at];
            let margins = dot(rows.row(at), &weights);
            let steps = steps(&margins, &signs(&task.belongs[at], first), &mut alphas[at], slack, lengths[at]);
            if steps.0.iter().any(|&step| step != 0.0) {
                add(rows.row(at), &steps, &mut weights);
            }
        }
    }
    weights
}

/// Plus one for the columns a row belongs to, minus one for the others.
fn signs(belongs: &[usize], first: usize) -> Row {
    let mut signs = Row([-1.0; WIDTH]);
    for &column in belongs {
        if let Some(sign) = column.checked_sub(first).and_then(|column| signs.0.get_mut(column)) {
            *sign = 1.0;
        }
    }
    signs
}

#[inline]
fn add(row: &[(u32, f32)], steps: &Row, weights: &mut [Row]) {
    for &(number, value) in row {
        for (weight, step) in weights[number as usize].0.iter_mut().zip(&steps.0) {
            *weight += step * value;
        }
    }
}

#[inline]
fn dot(row: &[(u32, f32)], weights: &[Row]) -> Row {
    let mut sums = Row::default();
    for &(number, value) in row {
        for (sum, weight) in sums.0.iter_mut().zip(&weights[number as usize].0) {
            *sum += weight * value;
        }
    }
    sums
}

/// The step of each column for one row, its dual variables updated.
#[inline]
fn steps(margins: &Row, signs: &Row, alphas: &mut Row, slack: f32, length: f32) -> Row {
    let mut steps = Row::default();
    for column in 0..WIDTH {
        let (alpha, sign) = (alphas.0[column], signs.0[column]);
        let gradient = sign * margins.0[column] - 1.0 + alpha * slack;
        let new = (alpha - gradient / (length + slack)).max(0.0);
        steps.0[column] = (new - alpha) * sign;
        alphas.0[column] = new;
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
    fn from_blocks(blocks: &[&[Row]], columns: usize, features: usize) -> Linear {
        let mut model =
            Linear { columns, scales: Vec::with_capacity(features), cells: Vec::with_capacity(features * columns) };
        for feature in 0..features {
            let row = || blocks.iter().flat_map(|block| block[feature].0).take(columns);
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
