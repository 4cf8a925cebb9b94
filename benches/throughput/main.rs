//! How many updates a second: qaida beside the bot that somebody would write in an afternoon, against the same null
//! Bot API, with 32 senders, each question from a new person. One run measures both, in turns, because the machine is
//! never the same twice: look at the ratio.
//!
//! `cargo bench --bench throughput -- [--updates 20000] [--rounds 3] [--senders 32] [--alone] [--hold]
//! [--with NAME=PROGRAM]…`
//! `--alone`: qaida without the rival. `--hold`: waits before each load, so that a profiler can be attached. `--with`:
//! another bot beside them, a program that takes its settings as the rival does (`benches/rival/src/main.rs`).

// The bench of announcing uses the rest.
#[allow(dead_code)]
mod contender;
mod http;
mod load;
mod null_api;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::{Context, ensure};
use contender::{Contender, Setting};
use load::{Load, Way};
use null_api::Sent;
use qaida::knowledge::entry::Knowledge;
use qaida::knowledge::pack::Pack;
use search::Lang;

/// Questions before the clock starts.
const WARMING_UP: usize = 1000;
/// Questions a second at which delays are measured: busier than any city's bot, and no bot's limit.
const STEADY: f64 = 100.0;
/// How many of those.
const STEADILY: usize = 1000;
/// The table's head.
const HEAD: &str = "                        rate /s   p50 ms   p99 ms CPU us each  rest MiB  load MiB  start s";
/// How long a started bot is left alone before its memory is looked at.
const SETTLING: Duration = Duration::from_secs(2);
/// How long the last reply is waited for.
const PATIENCE: Duration = Duration::from_secs(120);
/// Entries of the rival's FAQ.
const FAQ: usize = 1000;

/// What the command line says.
struct Options {
    updates: usize,
    rounds: usize,
    senders: usize,
    alone: bool,
    hold: bool,
    /// Names and programs of other bots.
    with: Vec<(String, PathBuf)>,
}

/// What every measurement needs.
struct Bench {
    setting: Setting,
    sent: Arc<Sent>,
    questions: Vec<String>,
    options: Options,
}

/// One run's figures.
struct Figures {
    rate: f64,
    p50: f64,
    p99: f64,
    cpu: f64,
    rest: f64,
    loaded: f64,
    start: f64,
}

// One thread for the null Bot API and the senders: the bots are to have the machine.
#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let options = options();
    let pack = Pack::load(None)?;
    let questions = questions(&pack, options.updates);
    let folder = contender::folder(Path::new(env!("CARGO_TARGET_TMPDIR")))?;
    let faq = folder.join("faq.tsv");
    std::fs::write(&faq, self::faq(&pack))?;
    let mut contenders = vec![Contender::qaida()];
    if !options.alone {
        contenders.push(Contender::minimal("minimal teloxide bot", build_rival()?));
    }
    contenders.extend(options.with.iter().map(|(name, program)| Contender::minimal(name, program.clone())));
    let sent = Sent::new(options.updates.max(WARMING_UP));
    let setting = Setting { api: null_api::serve(sent.clone()).await?, folder, faq, announce_rate: 25 };
    println!("{} updates, {} senders, {} cores", options.updates, options.senders, cores());
    let mut all: Vec<Vec<Figures>> = contenders.iter().map(|_| Vec::new()).collect();
    let trained = contenders[0].start(&setting).await?;
    let (seconds, memory) = (trained.started_in.as_secs_f64(), trained.memory());
    println!("qaida trains its model once: first start in {seconds:.2} s, {memory:.1} MiB afterwards");
    drop(trained);
    let bench = Bench { setting, sent, questions, options };
    println!("{HEAD}");
    for round in 0..bench.options.rounds {
        for (contender, figures) in contenders.iter().zip(&mut all) {
            let measured = measure(&bench, contender, round).await?;
            println!("{}", line(&contender.name, &measured));
            figures.push(measured);
        }
    }
    println!("median of {} rounds", bench.options.rounds);
    let medians: Vec<Figures> = all.iter().map(|figures| median(figures)).collect();
    for (contender, figures) in contenders.iter().zip(&medians) {
        println!("{}", line(&contender.name, figures));
    }
    for (contender, figures) in contenders.iter().zip(&medians).skip(1) {
        println!("qaida answers {:.2} times as many as the {}", medians[0].rate / figures.rate, contender.name);
    }
    std::fs::remove_dir_all(&bench.setting.folder)?;
    Ok(())
}

fn options() -> Options {
    let args: Vec<String> = std::env::args().collect();
    let number = |name: &str, default: usize| {
        let place = args.iter().position(|arg| arg == name);
        place.and_then(|place| args.get(place + 1)?.parse().ok()).unwrap_or(default)
    };
    let given = |name: &str| args.iter().any(|arg| arg == name);
    Options {
        updates: number("--updates", 20_000),
        rounds: number("--rounds", 3),
        senders: number("--senders", 32),
        alone: given("--alone"),
        hold: given("--hold"),
        with: args
            .windows(2)
            .filter(|pair| pair[0] == "--with")
            .filter_map(|pair| pair[1].split_once('='))
            .map(|(name, program)| (name.to_owned(), program.into()))
            .collect(),
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

async fn measure(bench: &Bench, contender: &Contender, round: usize) -> anyhow::Result<Figures> {
    let Bench { setting, sent, questions, options } = bench;
    remove_database(&setting.folder)?;
    // The first start fills the database; what is measured is a restart, as on a server.
    drop(contender.start(setting).await.with_context(|| contender.name.clone())?);
    let running = contender.start(setting).await.with_context(|| contender.name.clone())?;
    tokio::time::sleep(SETTLING).await;
    let rest = running.memory();
    let first = 1_000_000_000 * (round as i64 + 1);
    let mut way = Way { port: running.port, senders: options.senders, rate: None, clock: sent.clone() };
    deliver(sent, contender, &way, first, &questions[..WARMING_UP.min(questions.len())]).await?;
    way.rate = Some(STEADY);
    let steady =
        deliver(sent, contender, &way, first + 100_000_000, &questions[..STEADILY.min(questions.len())]).await?;
    if options.hold {
        println!("{} is at rest; press Enter", contender.name);
        std::io::stdin().read_line(&mut String::new())?;
    }
    way.rate = None;
    let (cpu, begun) = (running.cpu(), sent.now());
    deliver(sent, contender, &way, first + 500_000_000, questions).await?;
    let cpu = running.cpu() - cpu;
    let last = (0..questions.len()).map(|place| sent.when(place)).max().unwrap_or(begun);
    Ok(Figures {
        rate: questions.len() as f64 * 1e9 / (last - begun) as f64,
        p50: steady[steady.len() / 2],
        p99: steady[steady.len() * 99 / 100],
        cpu: cpu.as_secs_f64() * 1e6 / questions.len() as f64,
        rest,
        loaded: running.memory(),
        start: running.started_in.as_secs_f64(),
    })
}

/// Delivers a question from each chat from `first` on and waits for all replies; how long each took, in milliseconds
/// from the delivery's first byte to the call that sends the reply, ascending.
async fn deliver(sent: &Sent, to: &Contender, way: &Way, first: i64, questions: &[String]) -> anyhow::Result<Vec<f64>> {
    sent.expect(first, questions.len());
    let load = Load::new(first, questions);
    let taken = load.deliver(way).await;
    let answered = sent.all(PATIENCE).await;
    ensure!(taken == questions.len() && answered == taken, "{}: {taken} taken, {answered} answered", to.name);
    let wait = |place: usize| sent.when(place).saturating_sub(load.sent[place].load(Ordering::Relaxed)) as f64 / 1e6;
    let mut waits: Vec<f64> = (0..questions.len()).map(wait).collect();
    waits.sort_by(f64::total_cmp);
    Ok(waits)
}

/// Each run starts with an empty database; the model stays cached, as it does on a server.
fn remove_database(folder: &Path) -> anyhow::Result<()> {
    for name in ["qaida.db", "qaida.db-wal", "qaida.db-shm"] {
        let file = folder.join(name);
        if file.exists() {
            std::fs::remove_file(file)?;
        }
    }
    Ok(())
}

fn line(name: &str, figures: &Figures) -> String {
    let Figures { rate, p50, p99, cpu, rest, loaded, start } = figures;
    format!("{name:<22}{rate:>9.0}{p50:>9.1}{p99:>9.1}{cpu:>12.0}{rest:>10.1}{loaded:>10.1}{start:>9.2}")
}

fn median(figures: &[Figures]) -> Figures {
    let of = |value: fn(&Figures) -> f64| {
        let mut values: Vec<f64> = figures.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(0.0)
    };
    Figures {
        rate: of(|f| f.rate),
        p50: of(|f| f.p50),
        p99: of(|f| f.p99),
        cpu: of(|f| f.cpu),
        rest: of(|f| f.rest),
        loaded: of(|f| f.loaded),
        start: of(|f| f.start),
    }
}

/// The pack's examples in turns, each without its last word, so that none is known word for word.
fn questions(pack: &Knowledge, many: usize) -> Vec<String> {
    let examples: Vec<&String> = examples(pack).map(|(_, example)| example).collect();
    let stride = 7919;
    (0..many).map(|place| shortened(examples[place * stride % examples.len()])).collect()
}

fn shortened(example: &str) -> String {
    match example.rsplit_once(' ') {
        Some((start, _)) if start.contains(' ') => start.to_owned(),
        _ => format!("{example} ?"),
    }
}

fn examples(pack: &Knowledge) -> impl Iterator<Item = (&str, &String)> {
    pack.entries.values().flat_map(|entry| {
        Lang::ALL
            .into_iter()
            .flat_map(move |lang| entry.texts.get(lang).examples.iter().map(move |example| (entry.name(lang), example)))
    })
}

/// A FAQ of a thousand entries out of the pack.
fn faq(pack: &Knowledge) -> String {
    let all: Vec<_> = examples(pack).collect();
    let step = (all.len() / FAQ).max(1);
    all.iter().step_by(step).take(FAQ).map(|(name, example)| format!("{example}\t{name}\n")).collect()
}

fn build_rival() -> anyhow::Result<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/rival/Cargo.toml");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rival");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["build", "--release", "--manifest-path"])
        .arg(manifest)
        .arg("--target-dir")
        .arg(&target)
        .status()?;
    ensure!(status.success(), "the rival does not build");
    Ok(target.join("release/rival"))
}
