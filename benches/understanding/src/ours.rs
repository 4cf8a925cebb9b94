//! qaida's index, as the bot asks it.

use search::{Corpus, Index, Query};

use crate::contender::{Contender, Reading};

/// The trained index.
pub struct Ours(Index);

impl Ours {
    /// Trains on all texts.
    pub fn learn(corpus: &Corpus) -> Ours {
        Ours(Index::train(corpus))
    }
}

impl Contender for Ours {
    fn ask(&self, text: &str) -> anyhow::Result<Reading> {
        let got = self.0.ask(&Query { text, ..Query::default() });
        Ok(Reading {
            outcome: got.outcome,
            candidates: got.candidates.into_iter().map(|candidate| candidate.id).collect(),
        })
    }

    fn bytes(&self) -> anyhow::Result<usize> {
        Ok(self.0.to_bytes().len())
    }
}
