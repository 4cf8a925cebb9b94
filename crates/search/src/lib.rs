//! Understanding a question: which of the known entries it is about, whether it is about any, in which language it is,
//! and how sure that is. Pure: text in, data out; no I/O, nothing about any city, the same result every time.
//!
//! ```text
//! text ─ fold ─▶ features ─ vocabulary ─▶ vector ─ svm ─▶ margins ─ decide ─▶ Understanding
//! ```

mod bytes; // numbers and lists as bytes and back
mod cache; // an index as bytes, checked when read back
mod copies; // changed copies of examples for training
mod corpus; // what is learned from: labels and samples
mod decide; // from margins to an outcome
mod explain; // which words spoke for what
mod features; // from a text to words, pairs and character runs
mod fold; // one skeleton for all spellings
mod guess; // which language
mod hash; // hashes that never change
mod index; // the trained index and its questions
mod lang; // the three languages
mod linear; // a trained linear model
mod manner; // asks or tells; odd texts
#[doc(hidden)]
pub mod meaning; // what words mean, roughly
mod misspell; // misspelt copies for training
mod settings; // every cost and threshold
mod several; // more than one question in a text
mod svm; // how linear models are trained
mod table; // from features to numbers
mod train; // from a corpus to an index
pub mod tuning; // fits the thresholds
mod understanding; // what is given back
mod vocabulary; // known features and their rarity

pub use cache::LoadError;
pub use corpus::{Corpus, Label, Origin, Sample, Scope};
pub use decide::Evidence;
pub use explain::{Explanation, LabelExplanation, NONE_OF_OURS};
#[doc(hidden)]
pub use features::work;
pub use fold::{STEPS, fold, invisible};
pub use guess::LangGuess;
pub use index::{Index, Query};
pub use lang::Lang;
pub use manner::{Manner, Oddity};
pub use settings::Thresholds;
pub use understanding::{Candidate, Outcome, Understanding};
