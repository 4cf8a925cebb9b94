//! A trained linear model, kept small: weights are rounded to 8 bits with a scale a feature; the error is small
//! against the differences that decide.

use crate::vocabulary::Vector;

/// A trained model: for each feature a row of small whole numbers, one a column, and what one of them is worth.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Linear {
    pub(crate) columns: usize,
    pub(crate) scales: Vec<f32>,
    pub(crate) cells: Vec<i8>,
}

impl Linear {
    /// From the weights of each feature, one a column (more than there are columns are ignored).
    pub(crate) fn new<I: Iterator<Item = f32>>(columns: usize, features: usize, row: impl Fn(usize) -> I) -> Linear {
        let mut model = Linear { columns, scales: Vec::new(), cells: Vec::with_capacity(features * columns) };
        for feature in 0..features {
            let largest = row(feature).take(columns).fold(0.0_f32, |largest, weight| largest.max(weight.abs()));
            let scale = largest / 127.0;
            let cell = |weight: f32| if scale > 0.0 { (weight / scale).round() as i8 } else { 0 };
            model.scales.push(scale);
            model.cells.extend(row(feature).take(columns).map(cell));
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
