//! The fuzz targets: for each kind of bytes that strangers or editors make, one function that reads them as the program
//! does and panics where something that must hold does not. The test below runs them on the corpus in `fuzz/corpus` and
//! on mutations of it; `fuzz/` runs the very same functions at length. Built with tests and the feature `fuzzing` only.

mod pack;
mod question;

#[cfg(test)]
mod tests;

pub use pack::pack;
pub use question::question;

use crate::bot::fuzzing as bot;

/// An update as the webhook gets it.
pub fn update(bytes: &[u8]) {
    // What is not UTF-8 gets its 400 before anybody reads it.
    if let Ok(raw) = std::str::from_utf8(bytes) {
        bot::update(raw);
    }
}

/// The data of a pressed button.
pub fn callback(bytes: &[u8]) {
    bot::callback(&String::from_utf8_lossy(bytes));
}

/// What follows `/start`.
pub fn deep_link(bytes: &[u8]) {
    bot::deep_link(&String::from_utf8_lossy(bytes));
}

/// A target: the name of its corpus, and what it does with an input.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: [Target; 5] =
    [("update", update), ("callback", callback), ("deep_link", deep_link), ("question", question), ("pack", pack)];
