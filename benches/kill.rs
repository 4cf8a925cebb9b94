//! Kills the real program with SIGKILL at random moments, half by the clock, half in the middle of a Bot API call, over
//! a stream of questions, edits and presses, and proves afterwards that nothing was lost and nothing was doubled but
//! what was in flight. `cargo bench --bench kill -- --kills 1000`; ends with 1 when something is wrong.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[allow(dead_code)]
#[path = "../tests/suite/databases.rs"]
mod databases;
#[path = "../tests/suite/killing/mod.rs"]
mod killing;
#[allow(dead_code)]
#[path = "../tests/suite/process.rs"]
mod process;

use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use databases::{fresh_postgres, fresh_sqlite};
use killing::{Plan, Report, run};

/// Announcements to this many people, until so many messages are dealt with; some twenty between two kills.
const SIZE: killing::announce::Size = killing::announce::Size { people: 2_000, recipients: 20_000, rate: 60 };
/// What is shown of all that is wrong.
const SHOWN: usize = 20;

/// Kills qaida again and again, and proves that nothing is lost
#[derive(Parser)]
struct Options {
    /// Kills in all, shared out among the combinations
    #[arg(long, default_value_t = 40)]
    kills: usize,
    /// Where the random numbers begin
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// sqlite or postgres [default: both]
    #[arg(long, value_parser = ["sqlite", "postgres"])]
    database: Option<String>,
    /// webhook or polling [default: both]
    #[arg(long, value_parser = ["webhook", "polling"])]
    way: Option<String>,
    /// While residents and staff talk, instead of over a stream of questions
    #[arg(long)]
    desk: bool,
    /// While announcements go out to 20,000 recipients
    #[arg(long, conflicts_with = "desk")]
    announce: bool,
    /// What cargo passes to every bench
    #[arg(long, hide = true)]
    bench: bool,
}

impl Options {
    fn combinations(&self) -> Vec<(&'static str, &'static str)> {
        let of = |database| ["webhook", "polling"].map(|way| (database, way));
        let wanted = |asked: &Option<String>, name: &str| asked.as_deref().is_none_or(|asked| asked == name);
        let all = ["sqlite", "postgres"].into_iter().flat_map(of);
        all.filter(|(database, way)| wanted(&self.database, database) && wanted(&self.way, way)).collect()
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    let combinations = options.combinations();
    let (mut rows, mut talks, mut announced) = (Vec::new(), Vec::new(), Vec::new());
    for (place, (database, way)) in combinations.iter().enumerate() {
        let fresh = match *database {
            "sqlite" => Some(fresh_sqlite()),
            _ => fresh_postgres().await,
        };
        let Some(fresh) = fresh else { continue };
        let kills = options.kills * (place + 1) / combinations.len() - options.kills * place / combinations.len();
        let plan = Plan { kills, seed: options.seed + place as u64, webhook: *way == "webhook" };
        if options.desk {
            let done = |done| progress(&format!("{database}, {way}: {done} of {kills} kills"));
            talks.push((format!("{database}, {way}"), killing::desk::run(&fresh, plan, done).await));
            continue;
        }
        if options.announce {
            let done = |done| progress(&format!("{database}, {way}: {done} of {kills} kills"));
            announced.push((format!("{database}, {way}"), killing::announce::run(&fresh, plan, SIZE, done).await));
            continue;
        }
        let report = run(&fresh, plan, |done| progress(&format!("{database}, {way}: {done} of {kills} kills"))).await;
        println!();
        report.wrong.iter().take(SHOWN).for_each(|wrong| println!("  {wrong}"));
        rows.push((format!("{database}, {way}"), report));
    }
    if options.desk {
        return judge_talks(&talks);
    }
    if options.announce {
        return judge_announced(&announced);
    }
    println!("\n{}", table(&rows));
    match !rows.is_empty() && rows.iter().all(|(_, report)| report.wrong.is_empty()) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// The table of the runs in which residents and staff talked.
fn judge_talks(talks: &[(String, killing::desk::Report)]) -> ExitCode {
    println!("\n\n| | kills | in a call | messages of residents, of staff | lost | came twice | marked |");
    println!("|---|---|---|---|---|---|---|");
    for (name, report) in talks {
        let (residents, staff) = report.messages;
        let (kills, in_calls, lost) = (report.kills, report.in_calls, report.lost);
        let (doubles, marks) = (report.doubles, report.marks);
        println!("| {name} | {kills} | {in_calls} | {residents}, {staff} | {lost} | {doubles} | {marks} |");
        report.wrong.iter().take(SHOWN).for_each(|wrong| println!("  {wrong}"));
    }
    match !talks.is_empty() && talks.iter().all(|(_, report)| report.wrong.is_empty()) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

/// The table of the runs in which announcements went out.
fn judge_announced(runs: &[(String, killing::announce::Report)]) -> ExitCode {
    println!(
        "\n\n| | kills | in a call | announcements, recipients | sent | blocked | unknown | of them arrived | at most \
         after a kill | twice | lost | to first send: min, median, p99, max |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (name, report) in runs {
        let (unknown, arrived, most) = report.unknown;
        let seconds =
            [0, 50, 99, 100].map(|part| format!("{:.2}", percentile(&report.first_sends, part).as_secs_f64()));
        println!(
            "| {name} | {} | {} | {}, {} | {} | {} | {unknown} | {arrived} | {most} | {} | {} | {} s |",
            report.kills,
            report.in_calls,
            report.announcements - 1,
            report.recipients,
            report.sent,
            report.blocked,
            report.doubles,
            report.lost,
            seconds.join(", ")
        );
        report.wrong.iter().take(SHOWN).for_each(|wrong| println!("  {wrong}"));
    }
    match !runs.is_empty() && runs.iter().all(|(_, report)| report.wrong.is_empty()) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}

fn progress(line: &str) {
    print!("\r{line}");
    // A progress line that is not shown is no loss.
    let _ = std::io::stdout().flush();
}

/// The table, as `docs/benchmarks.md` has it.
fn table(rows: &[(String, Report)]) -> String {
    let mut table =
        "| | kills | in a call | before sending | questions, edits, presses | lost | in flight | at most | seen \
                     twice | not in flight | to first send: min, median, p99, max |\n\
                     |---|---|---|---|---|---|---|---|---|---|---|\n"
            .to_owned();
    for (name, report) in rows {
        let seconds =
            [0, 50, 99, 100].map(|part| format!("{:.2}", percentile(&report.first_sends, part).as_secs_f64()));
        table += &format!(
            "| {name} | {} | {} | {} | {}, {}, {} | {} | {} | {} | {} | {} | {} s |\n",
            report.kills,
            report.in_calls,
            report.before_sending,
            report.questions,
            report.edits,
            report.presses,
            report.lost,
            report.in_flight,
            report.most_in_flight,
            report.doubles,
            report.beyond,
            seconds.join(", ")
        );
    }
    table
}

/// The time within which this part of the restarts, of a hundred, had sent.
fn percentile(first_sends: &[Duration], part: usize) -> Duration {
    let last = first_sends.len().saturating_sub(1);
    first_sends.get((last * part).div_ceil(100)).copied().unwrap_or_default()
}
