//! How the linear models are trained: one support vector machine a column against the rest, squared hinge loss,
//! by dual coordinate descent (Hsieh et al., "A dual coordinate descent method for large-scale linear SVM", 2008; what
//! LIBLINEAR does). Columns are updated side by side: a row of weights is one feature for [`WIDTH`] columns.

use crate::{hash::Random, linear::Linear, settings};
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
        let row = |feature: usize| blocks.iter().flat_map(move |block| block[feature].0);
        Linear::new(tasks[at].columns, tasks[at].features, row)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vector;

    #[test]
    fn columns_are_told_apart() {
        let vectors: Vec<Vector> = (0..60_u32).map(|at| vec![(0, 1.0), (1 + at % 20, 1.0)]).collect();
        let task = Task {
            rows: Rows::new(vectors.iter().map(Vec::as_slice)),
            columns: 20,
            belongs: (0..60).map(|at| vec![at % 20]).collect(),
            costs: vec![1.0; 60],
            features: 21,
            epochs: 20,
        };
        let [model] = train([task]);
        for (at, vector) in vectors.iter().enumerate() {
            let margins = model.margins(vector);
            let best = (0..20).max_by(|&a, &b| margins[a].total_cmp(&margins[b]));
            assert_eq!(best, Some(at % 20));
            assert!(margins[at % 20] > 0.0);
        }
    }
}
