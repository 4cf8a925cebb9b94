//! A pack far larger than a city's, out of random syllables, the same every time.

use search::{Corpus, Label, Lang, Origin, Sample, Scope};

use crate::questions::{Places, Question};

/// Example questions of an entry.
const EXAMPLES: usize = 100;
/// Questions to ask, made like the examples and not among them.
const QUESTIONS: usize = 1_000;
/// Words of an entry's own, a script.
const OWN: usize = 20;
/// Words that all entries share, a script.
const SHARED: usize = 200;
/// Words of a question: at least, and how many lengths there are.
const WORDS: (usize, usize) = (4, 11);
/// Syllables of a word: at least, and how many lengths there are.
const SYLLABLES: (usize, usize) = (2, 3);

/// A script's consonants and vowels; each language gets one: Kazakh and Russian Cyrillic, Latin. (Others are declined by
/// qaida before it looks at the words, and would not be a measurement.)
const SCRIPTS: [(Lang, &str, &str); 3] = [
    (Lang::Kk, "бғджзйкқлмнңпрстшһ", "аәеіоөұүы"),
    (Lang::Ru, "бвгджзклмнпрстфхцчш", "аеиоуыюя"),
    (Lang::En, "bcdfghjklmnprstvwz", "aeiou"),
];

/// Words by script.
type Words = [Vec<String>; SCRIPTS.len()];

/// A corpus of so many entries, and questions to them.
pub fn pack(entries: usize) -> (Corpus, Vec<Question>) {
    let mut random = Random(1);
    let shared = words(&mut random, SHARED);
    let own: Vec<Words> = (0..entries).map(|_| words(&mut random, OWN)).collect();
    let mut corpus = Corpus::default();
    for (label, own) in own.iter().enumerate() {
        let id = format!("entry-{label}");
        corpus.labels.push(Label { id, group: None, scope: Scope::Inside, urgent: false });
        corpus.samples.extend((0..EXAMPLES).map(|_| sample(&mut random, label, own, &shared)));
    }
    let places = Places::of(&corpus);
    let asked = |number: usize| sample(&mut random, number % entries, &own[number % entries], &shared);
    let asked: Vec<Sample> = (0..QUESTIONS).map(asked).collect();
    let questions = asked.iter().filter_map(|sample| places.question(&corpus, sample)).collect();
    (corpus, questions)
}

/// A question in one of the scripts: words of the entry's own and shared ones, half and half.
fn sample(random: &mut Random, label: usize, own: &Words, shared: &Words) -> Sample {
    let script = random.below(SCRIPTS.len());
    let length = WORDS.0 + random.below(WORDS.1);
    let mut word = || {
        let from = if random.below(2) == 0 { &own[script] } else { &shared[script] };
        from[random.below(from.len())].as_str()
    };
    let text = (0..length).map(|_| word()).collect::<Vec<_>>().join(" ");
    Sample { label, lang: SCRIPTS[script].0, text, origin: Origin::Example }
}

fn words(random: &mut Random, many: usize) -> Words {
    SCRIPTS.map(|(_, consonants, vowels)| {
        let letters = [consonants, vowels].map(|letters| letters.chars().collect::<Vec<char>>());
        (0..many).map(|_| word(random, &letters)).collect()
    })
}

fn word(random: &mut Random, letters: &[Vec<char>; 2]) -> String {
    let length = 2 * (SYLLABLES.0 + random.below(SYLLABLES.1));
    (0..length).map(|at| letters[at % 2][random.below(letters[at % 2].len())]).collect()
}

/// Numbers that are the same every time (splitmix64).
struct Random(u64);

impl Random {
    /// A number below `bound`, which is not zero.
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}
