//! Copies of examples for training, changed as people change them: misspelt, and now and then with a greeting in front,
//! so that a greeting alone makes no small talk of a matter.

use crate::{Corpus, Lang, Origin, Scope, hash, misspell::misspell, settings};

/// How copies are made: with the short small talk of the corpus, by language.
pub(crate) struct Copies<'a> {
    greetings: [Vec<&'a str>; Lang::ALL.len()],
}

impl<'a> Copies<'a> {
    /// For the examples of this corpus.
    pub(crate) fn of(corpus: &'a Corpus) -> Copies<'a> {
        let mut greetings: [Vec<&str>; Lang::ALL.len()] = Default::default();
        for sample in corpus.samples.iter().filter(|sample| sample.origin == Origin::Example) {
            let smalltalk = corpus.labels.get(sample.label).is_some_and(|label| label.scope == Scope::Smalltalk);
            if smalltalk && sample.text.split_whitespace().count() <= settings::GREETING_WORDS {
                greetings[sample.lang.index()].push(&sample.text);
            }
        }
        Copies { greetings }
    }

    /// A copy of a text in lower case; `greeted` ones may begin with small talk. The same copy of a text is always the
    /// same.
    pub(crate) fn copy(&self, text: &str, number: usize, lang: Lang, greeted: bool) -> String {
        let copy = misspell(text, number);
        let greetings = &self.greetings[lang.index()];
        let lot = hash::text(&copy);
        if !greeted || greetings.is_empty() || !lot.is_multiple_of(settings::GREETED_ONE_IN) {
            return copy;
        }
        let greeting = greetings[(lot / settings::GREETED_ONE_IN) as usize % greetings.len()];
        format!("{} {copy}", greeting.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Label, Sample};

    #[test]
    fn some_copies_are_greeted_and_small_talk_never_is() {
        let label = Label { id: "greeting".to_owned(), group: None, scope: Scope::Smalltalk, urgent: false };
        let hello = Sample { label: 0, lang: Lang::En, text: "Hello there".to_owned(), origin: Origin::Example };
        let corpus = Corpus { labels: vec![label], samples: vec![hello] };
        let copies = Copies::of(&corpus);
        let greeted = |lang, wanted| {
            (0..80)
                .filter(|&number| copies.copy("who plants trees", number, lang, wanted).starts_with("hello there "))
                .count()
        };
        assert!((5..60).contains(&greeted(Lang::En, true)));
        assert_eq!((greeted(Lang::En, false), greeted(Lang::Kk, true)), (0, 0));
    }
}
