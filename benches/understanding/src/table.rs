//! A table in Markdown.

use std::fmt;

use crate::clock::Asked;
use crate::score::Score;

/// Its head; shares are per cent.
pub const HEAD: &str = "\
| | right | hit | wrong | out of scope declined | top 3 | asked back | p50 µs | p99 µs | learned in s | index MB |
|---|---|---|---|---|---|---|---|---|---|---|";

/// One contender's figures.
pub struct Row<'a> {
    /// Who.
    pub name: &'a str,
    /// What was right.
    pub score: Score,
    /// How long a question takes.
    pub asked: Asked,
    /// Time to learn the corpus, in seconds.
    pub seconds: f64,
    /// Size of what was learned, in bytes.
    pub bytes: usize,
}

impl fmt::Display for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "| {} |", self.name)?;
        for figure in self.score.figures() {
            match figure {
                Some(percent) => write!(f, " {percent:.1} |")?,
                None => f.write_str(" – |")?,
            }
        }
        let Asked { p50, p99 } = self.asked;
        write!(f, " {p50:.0} | {p99:.0} | {:.2} | {:.1} |", self.seconds, self.bytes as f64 / 1e6)
    }
}
