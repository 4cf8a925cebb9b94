//! Target: a question as typed, through folding, features and a small index.

use std::sync::OnceLock;

use search::{Corpus, Index, Label, Lang, Origin, Query, Sample, Scope, fold};

/// Bytes and features that one byte of a question may cost at most, over all steps together: a bound on work, so that
/// no text can be found that is slow out of proportion. A single sign of three bytes can stand for 18 letters.
const WORK_PER_BYTE: usize = 128;

/// Folding is idempotent, clean and linear; understanding gives figures that make sense, the same ones each time.
pub fn question(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let folded = fold(&text);
    assert_eq!(fold(&folded), folded, "folding twice changes something");
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b' ';
    assert!(folded.bytes().all(plain), "{folded:?} is no skeleton");
    assert!(!folded.contains("  ") && folded.trim() == folded, "{folded:?} has idle spaces");
    assert!(folded.len() <= 3 * text.len(), "{} bytes became {}", text.len(), folded.len());
    let work = search::work(&text);
    assert!(work <= WORK_PER_BYTE * (text.len() + 1), "{} bytes cost {work}", text.len());

    let query = Query { text: &text, hint: None, after: None };
    let got = index().ask(&query);
    assert!((0.0..=1.0).contains(&got.confidence), "confidence {}", got.confidence);
    for candidate in &got.candidates {
        assert!(candidate.score.is_finite(), "{} has no score", candidate.id);
    }
    let again = index().ask(&query);
    assert_eq!((got.outcome, got.confidence.to_bits()), (again.outcome, again.confidence.to_bits()), "asked twice");
}

/// An index over a handful of made-up matters: the code is the same as with a real pack.
fn index() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| {
        let label = |id: &str, scope| Label { id: id.to_owned(), group: None, scope, urgent: false };
        let labels = vec![
            label("trees", Scope::Inside),
            label("football", Scope::Inside),
            label("passports", Scope::Outside),
            label("hello", Scope::Smalltalk),
        ];
        let texts = [
            (0, Lang::En, "who plants trees in the park"),
            (0, Lang::En, "the trees in our street are dry"),
            (0, Lang::Ru, "kto sazhaet derevya v parke"),
            (1, Lang::En, "where is a football section for children"),
            (1, Lang::Ru, "kuda zapisat rebenka na futbol"),
            (1, Lang::Kk, "balany futbolga kaida zhazuga bolady"),
            (2, Lang::En, "where do i get a passport"),
            (2, Lang::Ru, "gde poluchit pasport"),
            (3, Lang::En, "hello there"),
            (3, Lang::Kk, "salem"),
        ];
        let sample = |(label, lang, text): (usize, Lang, &str)| Sample {
            label,
            lang,
            text: text.to_owned(),
            origin: Origin::Example,
        };
        Index::train(&Corpus { labels, samples: texts.map(sample).to_vec() })
    })
}
