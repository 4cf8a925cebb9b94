//! How well and how fast questions are understood: qaida's index beside what somebody would use instead (SQLite's
//! full-text search with two tokenizers, tantivy), all taught the very same texts. Once on labelled questions and the
//! pack, once on a synthetic pack far larger than any city's. Prints tables in Markdown.
//!
//! `cargo run --release --manifest-path benches/understanding/Cargo.toml -- [FILE] [--entries 500]`
//! FILE: labelled questions as `qaida eval` takes them. `--entries`: of the synthetic pack; 0 leaves it out.

mod clock; // times and their percentiles
mod contender; // what is compared
mod fts5; // SQLite's full-text search
mod ours; // qaida's index
mod questions; // labelled questions and where they belong
mod rival; // a search engine that answers with the label of its best hit
mod score; // what counts as right
mod synthetic; // a large pack out of syllables
mod table; // the rows
mod tantivy; // the search library
mod threshold; // from which score on a hit is worth an answer

use std::path::PathBuf;

use anyhow::Context as _;
use contender::Contender;
use ours::Ours;
use qaida::knowledge::{corpus, pack::Pack};
use questions::{Places, Question};
use rival::{ENGINES, Rival};
use search::Corpus;
use table::Row;

/// The questions that the tests hold the pack against.
const FRESH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../knowledge/astana-2019/questions.jsonl");
/// Entries of the synthetic pack.
const ENTRIES: usize = 500;

/// What the command line says.
struct Options {
    questions: PathBuf,
    entries: usize,
}

fn main() -> anyhow::Result<()> {
    let options = options()?;
    let corpus = corpus::of(&Pack::load(None)?);
    let questions = questions::read(&options.questions, &Places::of(&corpus))?;
    let name = options.questions.file_name().unwrap_or_default().display();
    println!("{} questions of {name}; {}\n", questions.len(), size(&corpus));
    compare(&corpus, &questions, true)?;
    if options.entries > 0 {
        let (corpus, questions) = synthetic::pack(options.entries);
        println!("\n{} questions of the synthetic pack; {}\n", questions.len(), size(&corpus));
        compare(&corpus, &questions, false)?;
    }
    Ok(())
}

fn options() -> anyhow::Result<Options> {
    let mut options = Options { questions: FRESH.into(), entries: ENTRIES };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        if arg == "--entries" {
            let number = args.next().context("--entries takes a number")?;
            options.entries = number.parse().with_context(|| format!("--entries takes a number, not {number}"))?;
        } else {
            options.questions = arg.into();
        }
    }
    Ok(options)
}

fn size(corpus: &Corpus) -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{} labels, {} texts, {cores} cores", corpus.labels.len(), corpus.samples.len())
}

/// A row for each contender. Where `declines`, the rivals get a second one with a threshold fitted to held-out examples;
/// it takes them no time, so they are not timed again.
fn compare(corpus: &Corpus, questions: &[Question], declines: bool) -> anyhow::Result<()> {
    let places = Places::of(corpus);
    println!("{}", table::HEAD);
    let (ours, seconds) = clock::time(|| Ours::learn(corpus));
    println!("{}", row("qaida", &ours, seconds, questions, &places)?);
    for (name, learn) in ENGINES {
        let (rival, seconds) = clock::time(|| Rival::learn(learn, corpus));
        let mut rival = rival?;
        let plain = row(name, &rival, seconds, questions, &places)?;
        println!("{plain}");
        if declines {
            rival.least = threshold::fit(learn, corpus)?;
            let readings = questions.iter().map(|question| rival.ask(&question.text)).collect::<Result<Vec<_>, _>>()?;
            let name = format!("{name}, score ≥ {:.1}", rival.least);
            println!("{}", Row { name: &name, score: score::of(&readings, questions, &places), ..plain });
        }
    }
    Ok(())
}

fn row<'a>(
    name: &'a str,
    contender: &dyn Contender,
    seconds: f64,
    questions: &[Question],
    places: &Places,
) -> anyhow::Result<Row<'a>> {
    let (readings, asked) = clock::ask(contender, questions)?;
    Ok(Row { name, score: score::of(&readings, questions, places), asked, seconds, bytes: contender.bytes()? })
}
