//! Labelled questions from files, and the corpus they make.

use search::{Corpus, Label, Lang, Origin, Sample, Scope};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// One labelled question.
#[derive(Deserialize, Clone)]
pub struct Case {
    pub q: String,
    pub lang: String,
    pub id: String,
    #[serde(default)]
    pub also: Vec<String>,
    pub decoy: Option<String>,
    pub department: Option<String>,
    #[serde(default)]
    pub style: String,
    #[serde(default)]
    pub origin: String,
    #[serde(default)]
    pub urgent: bool,
}

impl Case {
    /// None of ours?
    pub fn is_none(&self) -> bool {
        self.id == "none"
    }

    /// Where it comes from.
    pub fn origin(&self) -> Origin {
        match self.origin.as_str() {
            "keyword" => Origin::Keyword,
            "name" => Origin::Name,
            _ => Origin::Example,
        }
    }

    fn label(&self) -> &str {
        self.decoy.as_deref().unwrap_or(&self.id)
    }
}

/// What the command line names.
#[derive(Default)]
pub struct Files {
    pub examples: Vec<Case>,
    pub tests: Vec<(String, Vec<Case>)>,
    pub groups: BTreeMap<String, String>,
    pub urgent: BTreeSet<String>,
    /// No cross-validation.
    pub quick: bool,
    /// How many of the parts to cross-validate, if not all.
    pub folds: Option<usize>,
    /// List the mistakes.
    pub verbose: bool,
}

impl Files {
    pub fn from_args() -> Files {
        let mut files = Files::default();
        let mut mode = String::new();
        for arg in std::env::args().skip(1) {
            match (arg.as_str(), mode.as_str()) {
                ("--quick", _) => files.quick = true,
                ("--verbose", _) => files.verbose = true,
                (flag, _) if flag.starts_with("--") => mode = arg,
                (ids, "--urgent") => files.urgent.extend(ids.split(',').map(str::to_owned)),
                (count, "--folds") => files.folds = count.parse().ok(),
                (path, "--examples") => files.examples.extend(load(path)),
                (path, "--test") => files.tests.push((path.to_owned(), load(path))),
                _ => panic!("unexpected {arg}"),
            }
        }
        let all = files.examples.iter().chain(files.tests.iter().flat_map(|(_, cases)| cases));
        files.groups = all.filter_map(|case| Some((case.id.clone(), case.department.clone()?))).collect();
        scatter(&mut files.examples);
        files
    }

    /// The group of an id: its department, else itself.
    pub fn group<'a>(&'a self, id: &'a str) -> &'a str {
        self.groups.get(id).map_or(id, String::as_str)
    }

    /// The corpus of the examples whose place is wanted.
    pub fn corpus(&self, wanted: impl Fn(usize) -> bool) -> Corpus {
        let mut corpus = Corpus::default();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, case) in self.examples.iter().enumerate().filter(|(at, _)| wanted(*at)) {
            let label = *places.entry(case.label()).or_insert_with(|| {
                corpus.labels.push(self.label(case));
                corpus.labels.len() - 1
            });
            let lang = Lang::parse(&case.lang).expect("a known language");
            corpus.samples.push(Sample { label, lang, text: case.q.clone(), origin: case.origin() });
        }
        corpus
    }

    fn label(&self, case: &Case) -> Label {
        let scope = match case.id.as_str() {
            "none" => Scope::Outside,
            "smalltalk" => Scope::Smalltalk,
            _ => Scope::Inside,
        };
        let id = case.label().to_owned();
        let urgent = case.urgent || self.urgent.contains(&id);
        Label { group: self.groups.get(&case.id).cloned(), urgent, scope, id }
    }
}

fn load(path: &str) -> Vec<Case> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| serde_json::from_str(line).expect(path)).collect()
}

/// A fixed shuffle, so that every part of the cross-validation has some of everything.
fn scatter(cases: &mut [Case]) {
    let mut state = 1_u64;
    for at in (1..cases.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        cases.swap(at, (state >> 33) as usize % (at + 1));
    }
}
