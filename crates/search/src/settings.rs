//! Every cost, weight and threshold of the crate, in one place, each with its reason. Those marked *fitted* come from
//! cross-validation over the example questions (`qaida tune` repeats it); none was fitted on a test set.

use std::ops::RangeInclusive;

/// Version of the algorithm and of the stored form: raise it when either changes, and cached indexes are built anew.
pub(crate) const VERSION: u32 = 4;

/// Threads for training.
pub(crate) const THREADS: usize = 2;

// Features.

/// Characters kept from the beginning and from the end of a very long text: bounds the work for one question.
pub(crate) const KEEP_CHARS: usize = 2_000;
/// Shortest and longest character run within a word of the skeleton. Without the runs of two, and with typed runs up to
/// four only, cross-validation was half a point worse.
pub(crate) const RUNS: (usize, usize) = (2, 5);
/// Shortest and longest character run within a word as typed.
pub(crate) const TYPED_RUNS: (usize, usize) = (3, 5);
/// Lengths of word beginnings that count like words: Kazakh and Russian put their endings last.
pub(crate) const BEGINNINGS: [usize; 2] = [4, 5];
/// In how many texts a feature must occur, a block: what occurs once teaches little and fills memory. Character runs that
/// occur twice made the index a sixth larger and cross-validation 0.1 points better.
/// (Blocks weigh the same, and unknown features do not count: other weights gained nothing in cross-validation.)
pub(crate) const AT_LEAST: [u32; 3] = [2, 3, 3];
/// Value of the bias feature.
pub(crate) const BIAS_VALUE: f32 = 1.0;

/// Length of a text's vector of meaning beside the blocks, which have length one each, *fitted*.
pub(crate) const MEANING_WEIGHT: f32 = 0.5;
/// Most words of a text for each of the features that tell how long it is; longer ones have one more.
pub(crate) const LENGTHS: [usize; 6] = [1, 2, 4, 7, 11, 17];
/// Value of those features, *fitted*: small talk is short, and blocks of length one do not tell.
pub(crate) const LENGTH_VALUE: f32 = 0.3;

// Training.

/// Passes over the examples. Ten gave the same decisions.
pub(crate) const EPOCHS: usize = 5;
/// The same for the kinds of what is not ours: naming the kind is a courtesy, so it gets less time.
pub(crate) const EPOCHS_KINDS: usize = 4;
/// The kinds are told by the commonest so many features.
pub(crate) const FEATURES_KINDS: usize = 1 << 16;
/// Cost of a mistake on an example question (the C of the support vector machine). Half of it was
/// no better in cross-validation.
pub(crate) const COST_EXAMPLE: f32 = 1.0;
/// The same for keywords and names: they are no questions and only help out.
pub(crate) const COST_WORD: f32 = 0.3;
/// The same for a misspelt copy of an example.
pub(crate) const COST_MISSPELT: f32 = 0.4;
/// Misspelt copies made of each example: they gain little on tidy questions, much on hasty ones.
pub(crate) const MISSPELT_COPIES: usize = 1;
/// Characters up to which a text is copied: long ones repeat themselves enough, and copies cost training time.
pub(crate) const MISSPELT_UP_TO: usize = 90;
/// One of so many words of a misspelt copy is changed.
pub(crate) const MISSPELT_ONE_IN: usize = 2;
/// Length of words that are misspelt: short ones would become others.
pub(crate) const MISSPELT_LETTERS: RangeInclusive<usize> = 4..=30;

/// One of so many misspelt copies has small talk in front: it costs nothing on tidy questions, and a greeting makes no
/// small talk of a matter any more.
pub(crate) const GREETED_ONE_IN: u64 = 4;
/// Most words of such small talk.
pub(crate) const GREETING_WORDS: usize = 4;

// Language.

/// Buckets that the features of the language guess are hashed to.
pub(crate) const GUESS_BUCKETS: u32 = 1 << 16;
/// Longest character run the guess looks at.
pub(crate) const GUESS_RUN: usize = 3;
/// By how much the best language must lead to be sure, *fitted* for 98 % right and better.
pub(crate) const GUESS_LEAD: f64 = 0.5;

/// What decides between answering, asking back and declining. The default is the *fitted* one (the optimum is flat; a
/// floor for what is declined picks the end of it); others are for fitting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Margins are divided by this before they become probabilities: smaller is bolder.
    pub temperature: f64,
    /// Weight of "none of ours" against its share of the examples, which is larger than its share of the questions.
    pub none_weight: f64,
    /// From this probability of "none of ours" on, when nothing is likelier, a question is declined.
    pub decline: f64,
    /// From this probability of a group on, when nothing is likelier, it is answered.
    pub sure: f64,
    /// Margin of the emergency detector from which it overrides everything. At 0 cross-validation noticed five of six
    /// emergencies, and took six in a thousand questions about entries for one.
    pub urgent: f64,
    /// Lower margin that is enough when the question is declined as an emergency anyway.
    pub urgent_declined: f64,
    /// Added to the margin of the entry just talked about, when the question is short.
    pub after: f64,
    /// The same when the question also points back ("who did this before?"): 46 of the 50 of
    /// `tests/questions/follow_ups.jsonl` are right; with 1.7 it was 43, with 1.2 36.
    pub after_pointing: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Thresholds {
            temperature: 0.16,
            none_weight: 0.1,
            decline: 0.4,
            sure: 0.45,
            urgent: 0.0,
            urgent_declined: -0.4,
            after: 0.3,
            after_pointing: 2.0,
        }
    }
}

/// What `qaida tune` tries.
pub(crate) const GRID_TEMPERATURE: [f64; 6] = [0.1, 0.12, 0.14, 0.16, 0.18, 0.2];
pub(crate) const GRID_NONE_WEIGHT: [f64; 7] = [0.25, 0.2, 0.15, 0.12, 0.1, 0.08, 0.06];
pub(crate) const GRID_SURE: [f64; 4] = [0.4, 0.45, 0.5, 0.55];

/// Words up to which a question may lean on the entry just talked about.
pub(crate) const AFTER_WORDS: usize = 6;
/// Alarm from which a text is an emergency though another matter looks likelier: street lights that "do not burn" stay
/// below, people who describe their house around the fire stay above.
pub(crate) const URGENT_ALONE: f64 = 0.3;
/// Candidates given back at most.
pub(crate) const CANDIDATES: usize = 8;
/// A third option is offered only when it has at least this share of the second's probability.
pub(crate) const THIRD_SHARE: f64 = 0.4;
/// Probability from which a part of a text counts as a second question.
pub(crate) const ALSO_SURE: f64 = 0.8;
/// Longer texts are not searched for a second question, and no more clauses than this are looked at: bounds the work.
pub(crate) const ALSO_BYTES: usize = 2_000;
pub(crate) const ALSO_CLAUSES: usize = 8;
/// Words a clause needs to count as a question of its own.
pub(crate) const ALSO_WORDS: usize = 3;
