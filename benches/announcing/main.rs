//! How announcing to many goes: real code, SQLite, a Bot API that does nothing. For each number of followers: writing
//! the recipients down, slice by slice, beside nothing else; then in the running program, while residents ask; then
//! sending at full pace and at a compressed one, while residents ask.
//!
//! `cargo bench --bench announcing -- [--followers 375000,750000,1500000] [--seconds 20] [--whole]`

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[allow(dead_code)]
#[path = "../throughput/contender.rs"]
mod contender;
#[path = "../throughput/http.rs"]
mod http;
#[path = "../throughput/load.rs"]
mod load;
#[allow(dead_code)]
#[path = "../throughput/null_api.rs"]
mod null_api;
mod town;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use clap::Parser;
use contender::{Contender, Running, Setting};
use load::{Load, Way};
use null_api::Sent;
use qaida::store::announcement::State;
use town::Town;

/// Questions a second while recipients are written down.
const QUESTIONS: f64 = 25.0;
/// The full pace with the questions a second that leave it so, and one that shows what the program can do.
const PACES: [(u32, f64); 2] = [(25, 5.0), (10_000, QUESTIONS)];
/// How long a reply is waited for.
const PATIENCE: Duration = Duration::from_secs(60);
const ASKED: [&str; 3] = ["Кто теперь занимается озеленением?", "где получить паспорт", "Цифрлық қызметтер кімде?"];

/// Announces to very many
#[derive(Parser)]
struct Options {
    /// Followers, with commas between
    #[arg(long, value_delimiter = ',', default_value = "375000,750000,1500000")]
    followers: Vec<i64>,
    /// Send at the compressed pace until everybody has it
    #[arg(long)]
    whole: bool,
    /// How long is sent at each pace
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// What cargo passes to every bench
    #[arg(long, hide = true)]
    bench: bool,
}

// One thread for the null Bot API and who asks: the program is to have the machine.
#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let folder = contender::folder(Path::new(env!("CARGO_TARGET_TMPDIR")))?;
    let sent = Sent::new(100_000);
    let api = null_api::serve(sent.clone()).await?;
    let faq = folder.join("faq.tsv");
    let mut setting = Setting { api, folder, faq, announce_rate: 25 };
    // The first start makes the database and trains the model.
    drop(Contender::qaida().start(&setting).await?);
    println!(
        "| followers | counted in s | written down in s | longest slice ms | in the program s, answers meanwhile p50, p99, \
         max ms | at 25/s: sent a second, answers p50, p99, max ms | compressed: sent a second, answers p50, p99, max ms \
         | most memory MiB | file MiB |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for followers in &options.followers {
        let town = Town::of(&setting.folder, *followers).await?;
        let (counted, frozen, longest) = town.freeze().await?;
        let mut row = format!("| {followers} | {counted:.2} | {frozen:.2} | {longest:.1} |");
        let mut most = 0f64;
        for (pace, questions) in PACES {
            setting.announce_rate = pace;
            let running = Contender::qaida().start(&setting).await?;
            if pace == 25 {
                let (seconds, answers) = freezing(&town, &running, &sent).await?;
                row += &format!(" {seconds:.2}; {answers} |");
            }
            let before = town.sent().await?;
            let begun = Instant::now();
            let answers = asked(&running, &sent, questions, options.seconds as f64).await?;
            let rate = (town.sent().await? - before) as f64 / begun.elapsed().as_secs_f64();
            row += &format!(" {rate:.0}; {answers} |");
            if options.whole && pace > 25 {
                while !town.is(State::Sent).await? {
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
                let rate = (town.sent().await? - before) as f64 / begun.elapsed().as_secs_f64();
                row += &format!(" all of them: {rate:.0} |");
            }
            most = most.max(running.peak());
        }
        println!("{row} {most:.0} | {:.0} |", town.mebibytes());
        town.remove()?;
    }
    std::fs::remove_dir_all(&setting.folder)?;
    Ok(())
}

/// Has the program write the recipients down while residents ask; how long that took, and how long they waited.
async fn freezing(town: &Town, running: &Running, sent: &Arc<Sent>) -> anyhow::Result<(f64, String)> {
    let begun = Instant::now();
    town.announce().await?;
    let frozen = async {
        while !town.is(State::Sending).await? {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok::<_, anyhow::Error>(begun.elapsed().as_secs_f64())
    };
    // As long as it takes, or nearly: some five seconds.
    let (seconds, answers) = tokio::join!(frozen, asked(running, sent, QUESTIONS, 5.0));
    Ok((seconds?, answers?))
}

/// So many residents a second ask for so long; how long they waited: median, 99th of a hundred, and the longest.
async fn asked(running: &Running, sent: &Arc<Sent>, rate: f64, seconds: f64) -> anyhow::Result<String> {
    let first = 2_000_000_000 + sent.now() as i64 / 1000;
    let questions: Vec<String> = (0..(rate * seconds) as usize).map(|at| ASKED[at % ASKED.len()].to_owned()).collect();
    sent.expect(first, questions.len());
    let load = Load::new(first, &questions);
    let way = Way { port: running.port, senders: 16, rate: Some(rate), clock: sent.clone() };
    let taken = load.deliver(&way).await;
    let answered = sent.all(PATIENCE).await;
    anyhow::ensure!(taken == questions.len() && answered == taken, "{taken} taken, {answered} answered");
    let wait = |place: usize| sent.when(place).saturating_sub(load.sent[place].load(Ordering::Relaxed)) as f64 / 1e6;
    let mut waits: Vec<f64> = (0..questions.len()).map(wait).collect();
    waits.sort_by(f64::total_cmp);
    Ok([50, 99, 100].map(|part| format!("{:.1}", waits[((waits.len() - 1) * part).div_ceil(100)])).join(", "))
}
