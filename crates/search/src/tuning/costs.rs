//! What outcomes are worth, all in one place.

/// The cost model, in points a question: a right outcome earns one, a decline of what could be answered nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Costs {
    /// A wrong department named: sends a resident to the wrong door.
    pub wrong: f64,
    /// An answer to what is none of ours: the resident mostly sees that it does not fit.
    pub false_answer: f64,
    /// Earned by a question back that offers the right one: it takes a tap, and some do not tap.
    pub asked_well: f64,
    /// Share of questions that are none of ours, as counted in what residents sent; among the examples it is twice that.
    pub none_share: f64,
    /// Per cent of what is none of ours that has to be declined among the held-out examples, which are harder than
    /// questions are; of the thresholds that do, the ones worth most are taken.
    pub declined_at_least: f64,
}

impl Default for Costs {
    fn default() -> Self {
        Costs { wrong: 1.0, false_answer: 0.4, asked_well: 0.1, none_share: 0.21, declined_at_least: 80.0 }
    }
}
