//! `kill -9` again and again over a stream of questions, with the real program, and the proof afterwards. The suite
//! runs a few kills, the program in `benches/` a thousand.

pub mod announce;
mod chance;
pub mod desk;
mod evidence;
mod ledger;
mod stream;
mod verdict;

use std::time::{Duration, Instant, SystemTime};

use sandbox::{Fault, Onlooker, Options, Person, Sandbox, Seen};
use tokio::time::timeout;

use crate::databases::TestDatabase;
use crate::process::{Launch, Process, free_port, fresh_folder, share_models};
use chance::Chance;
use evidence::Evidence;
use ledger::{Ledger, Moment};
use stream::{QUESTIONS, Stream};
use verdict::Life;
pub use verdict::Report;

/// How long something may take that must happen.
const PATIENCE: Duration = Duration::from_secs(120);
/// How often it is looked whether it is somebody's turn to write.
const TICK: Duration = Duration::from_millis(5);
/// How long what a dead process had sent may take to come in, before the next one starts.
const ECHO: Duration = Duration::from_millis(10);
/// The latest moment after its start at which a process is killed by the clock, in milliseconds.
const LATEST: u64 = 1_500;
/// The most answering calls that are let pass before a process is killed in one, so many and one less.
const CALLS: u64 = 40;
/// How long a call is held: until its process is dead.
const HELD: Duration = Duration::from_secs(3600);

/// What to do.
#[derive(Clone, Copy)]
pub struct Plan {
    pub kills: usize,
    pub seed: u64,
    pub webhook: bool,
}

/// Kills and restarts as planned, half by the clock, half in the middle of a call; then waits for all answers and
/// judges. `tell` hears how many kills are done.
pub async fn run(database: &TestDatabase, plan: Plan, mut tell: impl FnMut(usize)) -> Report {
    share_models(&database.url);
    let sandbox = Sandbox::start(Options { patience: PATIENCE, ..Options::default() }).await.expect("a sandbox");
    let launch = Launch {
        api_url: sandbox.api_url(),
        token: sandbox.token().to_owned(),
        database: database.url.clone(),
        folder: fresh_folder("kill"),
        webhook: plan.webhook,
        port: free_port(),
    };
    let ledger = Ledger::new(answers(&sandbox, &launch).await);
    let mut chance = Chance::new(plan.seed);
    let stream = Stream::new(sandbox.clone(), Chance::new(chance.below(u64::MAX)));
    let seen = sandbox.watch();
    let mut run = Run { sandbox, launch, ledger, stream, seen, lives: Vec::new(), chance };
    let mut in_calls = 0;
    for kill in 0..plan.kills {
        let process = run.start();
        match kill % 2 {
            0 => run.until_some_moment().await,
            _ => {
                run.until_in_a_call().await;
                in_calls += 1;
            }
        }
        run.kill(process).await;
        tell(kill + 1);
    }
    let process = run.start();
    run.until_all_are_answered().await;
    assert!(process.stop().success(), "see {}", run.launch.log().display());
    let mut report = Report::of(&run.ledger, &run.lives, &Evidence::of(&database.url).await);
    report.in_calls = in_calls;
    if report.wrong.is_empty() {
        // The log is of use only when something went wrong.
        let _ = std::fs::remove_dir_all(&run.launch.folder);
    } else {
        report.wrong.push(format!("the log is {}", run.launch.log().display()));
    }
    report
}

/// Asks every question once, undisturbed.
async fn answers(sandbox: &Sandbox, launch: &Launch) -> Vec<String> {
    let process = launch.start();
    let mut answers = Vec::new();
    for (language, question) in QUESTIONS {
        let person = sandbox.person(Person::named("First").speaking(language));
        person.says(question).await;
        answers.push(person.next_message().await.expect("an answer").text);
    }
    sandbox.idle().await.expect("all updates taken");
    assert!(process.stop().success(), "see {}", launch.log().display());
    answers
}

/// A run at work.
struct Run {
    sandbox: Sandbox,
    launch: Launch,
    ledger: Ledger,
    stream: Stream,
    seen: Onlooker,
    lives: Vec<Life>,
    chance: Chance,
}

impl Run {
    fn start(&mut self) -> Process {
        self.lives.push(Life { begun: SystemTime::now(), killed: None, first_send: None });
        self.launch.start()
    }

    async fn kill(&mut self, process: Process) {
        let killed = SystemTime::now();
        process.kill();
        self.sandbox.heal();
        self.watch(ECHO, |_, _| false).await;
        if let Some(life) = self.lives.last_mut() {
            life.killed = Some(killed);
        }
    }

    async fn until_some_moment(&mut self) {
        let moment = Duration::from_millis(self.chance.below(LATEST));
        self.watch(moment, |_, _| false).await;
    }

    /// Waits until the process waits for the response to a call: one that is not carried out, or one that is.
    async fn until_in_a_call(&mut self) {
        let mut calls = self.chance.below(CALLS);
        let enough = move |_: &Seen, moment| {
            calls -= u64::from(moment == Moment::Called && calls > 0);
            calls == 0
        };
        self.must(enough, "answers").await;
        let method = self.chance.pick(&["sendMessage", "sendMessage", "sendMessage", "answerCallbackQuery", "*"]);
        let carried_out = self.chance.below(2) == 0;
        self.sandbox.fail_next(method, if carried_out { Fault::LateResponse(HELD) } else { Fault::Delay(HELD) });
        let mut held_call = None;
        let held = move |seen: &Seen, _| match seen {
            Seen::Called { number, held: true, .. } => {
                held_call = Some(*number);
                !carried_out
            }
            Seen::Answered { number, .. } => Some(*number) == held_call,
            _ => false,
        };
        self.must(held, "a call to hold").await;
    }

    async fn until_all_are_answered(&mut self) {
        let begun = Instant::now();
        while self.ledger.open > 0 || self.sandbox.pending_updates() > 0 {
            assert!(begun.elapsed() < PATIENCE, "{} are not answered", self.ledger.open);
            if let Ok(Some((at, seen))) = timeout(TICK, self.seen.recv()).await {
                self.note(at, &seen).await;
            }
        }
        // What was told after the last answer belongs to the verdict too.
        while let Ok((at, seen)) = self.seen.try_recv() {
            self.note(at, &seen).await;
        }
    }

    async fn must(&mut self, enough: impl FnMut(&Seen, Moment) -> bool, what: &str) {
        let came = self.watch(PATIENCE, enough).await;
        assert!(came, "no {what} within {PATIENCE:?}; see {}", self.launch.log().display());
    }

    /// Lets people write, and notes what is seen, until it is enough; false when the time was over before.
    async fn watch(&mut self, time: Duration, mut enough: impl FnMut(&Seen, Moment) -> bool) -> bool {
        let begun = Instant::now();
        loop {
            let left = time.saturating_sub(begun.elapsed());
            if left.is_zero() {
                return false;
            }
            if let Ok(Some((at, seen))) = timeout(TICK.min(left), self.seen.recv()).await {
                let moment = self.note(at, &seen).await;
                if enough(&seen, moment) {
                    return true;
                }
            }
            let is_silent = self.lives.last().is_some_and(|life| life.first_send.is_none());
            self.stream.go_on(&mut self.ledger, is_silent).await;
        }
    }

    async fn note(&mut self, at: SystemTime, seen: &Seen) -> Moment {
        let moment = self.ledger.note(at, seen);
        match moment {
            Moment::Called => {
                if let Some(life) = self.lives.last_mut().filter(|life| life.killed.is_none()) {
                    life.first_send.get_or_insert(at);
                }
            }
            Moment::Answered(update) => {
                let (chat, what) = (self.ledger.deeds[&update].chat, self.ledger.deeds[&update].what.clone());
                self.stream.answered(&mut self.ledger, chat, &what).await;
            }
            Moment::Other => {}
        }
        moment
    }
}
