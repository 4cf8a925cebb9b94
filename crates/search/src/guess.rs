//! Which language a text is in: a small linear model over its words and character runs as typed, learned from the same
//! samples. Kazakh in chat Latin, transliterated Russian and English all share an alphabet, so letters alone do not do.

use crate::{Lang, Query, features::Text, hash, linear::Linear, settings, svm, vocabulary::Vector};

/// A guess at the language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LangGuess {
    /// The likeliest language; the hint where the text does not say.
    pub lang: Lang,
    /// Whether the text itself says so clearly.
    pub sure: bool,
}

/// The letters that only Kazakh has among the three languages.
const KAZAKH: &str = "әғқңөұүһі";

/// The trained guess.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Guesser {
    pub(crate) model: Linear,
}

impl Guesser {
    /// What there is to learn from texts and their languages.
    pub(crate) fn task(texts: &[(&Text, Lang)]) -> svm::Task {
        let vectors: Vec<Vector> = texts.iter().map(|(text, _)| vector(text)).collect();
        svm::Task {
            rows: svm::Rows::new(vectors.iter().map(Vec::as_slice)),
            columns: Lang::ALL.len(),
            belongs: texts.iter().map(|(_, lang)| vec![lang.index()]).collect(),
            costs: vec![settings::COST_EXAMPLE; texts.len()],
            features: settings::GUESS_BUCKETS as usize,
            epochs: settings::EPOCHS,
        }
    }

    /// Guesses; where unsure, the hint decides.
    pub(crate) fn guess(&self, text: &Text, query: &Query<'_>) -> LangGuess {
        let mut ranked = self.margins(text);
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        match ranked.as_slice() {
            [(lang, best), (_, second), ..] if text.clean.chars().any(char::is_alphabetic) => {
                let sure = best - second >= settings::GUESS_LEAD;
                LangGuess { lang: if sure { *lang } else { query.hint.unwrap_or(*lang) }, sure }
            }
            _ => LangGuess { lang: query.hint.unwrap_or(Lang::ALL[0]), sure: false },
        }
    }

    /// How much speaks for each language.
    pub(crate) fn margins(&self, text: &Text) -> Vec<(Lang, f64)> {
        let margins = self.model.margins(&vector(text));
        Lang::ALL.into_iter().zip(margins.into_iter().map(f64::from)).collect()
    }
}

/// Words, character runs and the letters only Kazakh has, hashed to buckets, at length one.
fn vector(text: &Text) -> Vector {
    let mut buckets: Vec<u32> = Vec::new();
    for word in text.typed_words() {
        buckets.push(bucket(b'w', word.chars()));
        let padded: Vec<char> = std::iter::once(' ').chain(word.chars()).chain(std::iter::once(' ')).collect();
        for length in 1..=settings::GUESS_RUN {
            buckets.extend(padded.windows(length).map(|run| bucket(b'r', run.iter().copied())));
        }
        if word.chars().any(|c| KAZAKH.contains(c)) {
            buckets.push(bucket(b'k', "".chars()));
        }
    }
    buckets.sort_unstable();
    let counted: Vec<(u32, f32)> =
        buckets.chunk_by(|a, b| a == b).map(|same| (same[0], 1.0 + (same.len() as f32).ln())).collect();
    let length = counted.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(1e-6);
    counted.into_iter().map(|(bucket, value)| (bucket, value / length)).collect()
}

fn bucket(kind: u8, units: impl Iterator<Item = char>) -> u32 {
    let start = hash::step(hash::seed(9), u32::from(kind));
    hash::finish(units.fold(start, |hash, unit| hash::step(hash, u32::from(unit)))) % settings::GUESS_BUCKETS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart_in_any_alphabet() {
        let samples = [
            (Lang::Kk, "Ағашты кім отырғызады"),
            (Lang::Kk, "agashty kim otyrgyzady"),
            (Lang::Kk, "kitaphana qaida ornalasqan"),
            (Lang::Ru, "Кто сажает деревья"),
            (Lang::Ru, "kto sazhaet derevya"),
            (Lang::Ru, "gde nahoditsya biblioteka"),
            (Lang::En, "Who plants the trees"),
            (Lang::En, "where is the library"),
        ];
        let texts = samples.map(|(lang, text)| (Text::new(text), lang));
        let [model] = svm::train([Guesser::task(&texts.each_ref().map(|(text, lang)| (text, *lang)))]);
        let guesser = Guesser { model };
        let guess = |text: &str| guesser.guess(&Text::new(text), &Query { hint: Some(Lang::Ru), ..Query::default() });
        assert_eq!(guess("кто сажает цветы").lang, Lang::Ru);
        assert_eq!(guess("гүлді кім отырғызады").lang, Lang::Kk);
        assert_eq!(guess("who plants the flowers").lang, Lang::En);
        assert_eq!(guess("42"), LangGuess { lang: Lang::Ru, sure: false });
    }
}
