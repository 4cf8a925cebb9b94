//! What the index learns from: labels (entries, decoys, small talk) and samples (example questions, keywords, names).

use crate::{
    Lang,
    bytes::{Reader, Writer},
    hash::Fingerprint,
    meaning, settings,
};

/// What kind of thing a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// An entry: it can be answered.
    Inside,
    /// A decoy: a matter of others, known so that it is not answered.
    Outside,
    /// A greeting, thanks and the like.
    Smalltalk,
}

/// Something a question can be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its id, given back in answers.
    pub id: String,
    /// Entries of one group are one answer as far as right and wrong go. None: a group of its own.
    pub group: Option<String>,
    /// Entry, decoy or small talk.
    pub scope: Scope,
    /// An emergency: overrides the ranking.
    pub urgent: bool,
}

/// Where a sample comes from; it says how much it weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A question or message as someone would send it.
    Example,
    /// A word or two that speak for the label.
    Keyword,
    /// The label's name or title.
    Name,
}

/// One text known to belong to a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Position in [`Corpus::labels`].
    pub label: usize,
    /// The language it counts for.
    pub lang: Lang,
    /// The text as written.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Besides the corpus, what is learned depends on these tables and figures: changing one changes the key.
const TEACHERS: [&str; 5] = [
    include_str!("settings.rs"),
    include_str!("data/letters.txt"),
    include_str!("data/digraphs.txt"),
    include_str!("data/lookalikes.txt"),
    include_str!("data/mistaken.txt"),
];

/// All the index learns from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corpus {
    /// What questions can be about.
    pub labels: Vec<Label>,
    /// Texts that belong to them. Those that name no label of the list are ignored.
    pub samples: Vec<Sample>,
}

impl Corpus {
    /// The corpus as bytes, for another process of the same program.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Writer(Vec::new());
        bytes.number(self.labels.len() as u64);
        self.labels.iter().for_each(|label| label.write(&mut bytes));
        bytes.number(self.samples.len() as u64);
        for sample in &self.samples {
            bytes.number(sample.label as u64);
            bytes.0.extend([sample.lang as u8, sample.origin as u8]);
            bytes.text(&sample.text);
        }
        bytes.0
    }

    /// Reads a corpus back. None: the bytes are no whole one.
    pub fn from_bytes(bytes: &[u8]) -> Option<Corpus> {
        let mut from = Reader(bytes);
        let labels = (0..from.length(1)?).map(|_| Label::read(&mut from)).collect::<Option<Vec<_>>>()?;
        let samples = (0..from.length(1)?).map(|_| sample(&mut from)).collect::<Option<Vec<_>>>()?;
        from.0.is_empty().then_some(Corpus { labels, samples })
    }

    /// A fingerprint of the content and of the way it is learned: equal keys give equal indexes.
    pub(crate) fn key(&self) -> u128 {
        let mut print = Fingerprint::new();
        print.bytes(&settings::VERSION.to_le_bytes());
        print.bytes(meaning::TABLE);
        TEACHERS.iter().for_each(|teacher| print.field(teacher));
        print.bytes(&(self.labels.len() as u64).to_le_bytes());
        for label in &self.labels {
            print.field(&label.id);
            print.field(label.group.as_deref().unwrap_or("\0"));
            print.bytes(&[label.scope as u8, u8::from(label.urgent)]);
        }
        for sample in &self.samples {
            print.bytes(&(sample.label as u64).to_le_bytes());
            print.bytes(&[sample.lang as u8, sample.origin as u8]);
            print.field(&sample.text);
        }
        print.finish()
    }
}

impl Label {
    pub(crate) fn write(&self, to: &mut Writer) {
        to.text(&self.id);
        to.text(self.group.as_deref().unwrap_or_default());
        to.0.extend([u8::from(self.group.is_some()), self.scope as u8, u8::from(self.urgent)]);
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Option<Label> {
        let (id, group) = (from.text()?, from.text()?);
        let [grouped, scope, urgent] = *from.take(3)? else {
            return None;
        };
        let scope =
            [Scope::Inside, Scope::Outside, Scope::Smalltalk].into_iter().find(|known| *known as u8 == scope)?;
        Some(Label { id, group: (grouped == 1).then_some(group), scope, urgent: urgent == 1 })
    }
}

fn sample(from: &mut Reader<'_>) -> Option<Sample> {
    let label = usize::try_from(from.number()?).ok()?;
    let [lang, origin] = *from.take(2)? else {
        return None;
    };
    let lang = Lang::ALL.into_iter().find(|known| *known as u8 == lang)?;
    let origin = [Origin::Example, Origin::Keyword, Origin::Name].into_iter().find(|known| *known as u8 == origin)?;
    Some(Sample { label, lang, text: from.text()?, origin })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corpus_comes_back_from_its_bytes_and_half_of_one_does_not() {
        let label = |group: Option<&str>, scope, urgent| Label {
            id: "топ".to_owned(),
            group: group.map(str::to_owned),
            scope,
            urgent,
        };
        let labels = vec![label(Some(""), Scope::Inside, false), label(None, Scope::Outside, true)];
        let sample = |lang, origin| Sample { label: 1, lang, text: "ағаш\n".to_owned(), origin };
        let samples = vec![sample(Lang::Kk, Origin::Name), sample(Lang::En, Origin::Example)];
        let corpus = Corpus { labels, samples };
        let bytes = corpus.to_bytes();
        assert_eq!(Corpus::from_bytes(&bytes), Some(corpus));
        assert!((0..bytes.len()).all(|length| Corpus::from_bytes(&bytes[..length]).is_none()));
    }
}
