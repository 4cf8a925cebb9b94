//! Understanding a question.
/// Language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// kk
    Kk,
    /// ru
    Ru,
    /// en
    En,
}
/// Oddity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// Nothing
    Empty,
    /// No letters
    NoLetters,
    /// Foreign
    ForeignScript,
}
