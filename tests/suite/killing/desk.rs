//! `kill -9` while residents and staff talk: every message reaches the other side, and what may have come twice is
//! marked so.

use std::time::{Duration, Instant};

use sandbox::{Actor, BotRole, ChatLine, Fault, Group, Member, Options, Person, Sandbox, Seen};
use tokio::time::timeout;

use super::{CALLS, ECHO, HELD, LATEST, PATIENCE, Plan, TICK};
use crate::databases::TestDatabase;
use crate::killing::chance::Chance;
use crate::process::{Launch, Process, free_port, fresh_folder, share_models};

/// Residents with an open question.
const RESIDENTS: usize = 6;
/// Messages that may be on their way before the next one is written.
const OPEN: usize = 8;
/// The pause between two messages.
const PAUSE: Duration = Duration::from_millis(25);
/// The texts that mark what may be there twice; staff read the pack's language.
const MARKS: [&str; 2] = ["note-twice", "note-came-twice"];

/// What a run came to.
#[derive(Default)]
pub struct Report {
    pub kills: usize,
    /// Of them, in the middle of a call.
    pub in_calls: usize,
    /// Messages of residents and of staff.
    pub messages: (usize, usize),
    /// Never came.
    pub lost: usize,
    /// Came once more than they were written.
    pub doubles: usize,
    /// Marks that say so.
    pub marks: usize,
    /// Whatever is wrong.
    pub wrong: Vec<String>,
}

/// A message, and on which side it must appear.
struct Written {
    text: String,
    by_staff: bool,
    resident: usize,
}

struct Run {
    sandbox: Sandbox,
    group: Group,
    staff: Member,
    residents: Vec<(Actor, i64)>,
    written: Vec<Written>,
    /// The oldest that has not been seen on the other side yet.
    open: Vec<usize>,
    last: Instant,
    chance: Chance,
}

/// Kills and restarts as planned; then waits until everything has come, and judges.
pub async fn run(database: &TestDatabase, plan: Plan, mut tell: impl FnMut(usize)) -> Report {
    share_models(&database.url);
    let sandbox = Sandbox::start(Options { patience: PATIENCE, ..Options::default() }).await.expect("a sandbox");
    let (group, owner) = (sandbox.group("Staff"), sandbox.person(Person::named("Owner")));
    group.joins(&owner);
    group.bot_is(&owner, BotRole::Admin { topics: true, delete: true });
    let staff = group.joins(&sandbox.person(Person::named("Staff")));
    let launch = Launch {
        api_url: sandbox.api_url(),
        token: sandbox.token().to_owned(),
        database: database.url.clone(),
        folder: fresh_folder("desk"),
        webhook: plan.webhook,
        port: free_port(),
    };
    let chance = Chance::new(plan.seed);
    let (residents, written, open) = (Vec::new(), Vec::new(), Vec::new());
    let mut run = Run { sandbox, group, staff, residents, written, open, last: Instant::now(), chance };
    let process = start(&launch, &run.group);
    run.open_questions().await;
    assert!(process.stop().success(), "see {}", launch.log().display());
    let mut report = Report::default();
    for kill in 0..plan.kills {
        let process = start(&launch, &run.group);
        match kill % 2 {
            0 => run.talk().await,
            _ => report.in_calls += usize::from(run.until_in_a_call().await),
        }
        process.kill();
        run.sandbox.heal();
        tokio::time::sleep(ECHO).await;
        report.kills += 1;
        tell(kill + 1);
    }
    let process = start(&launch, &run.group);
    run.until_all_came().await;
    assert!(process.stop().success(), "see {}", launch.log().display());
    run.judge(&mut report);
    if !report.wrong.is_empty() {
        report.wrong.push(format!("the log is {}", launch.log().display()));
    }
    report
}

fn start(launch: &Launch, group: &Group) -> Process {
    Process::of(launch.command().env("QAIDA_STAFF_CHAT", group.id().to_string()))
}

impl Run {
    async fn open_questions(&mut self) {
        for number in 0..RESIDENTS {
            let person = self.sandbox.person(Person::named(format!("R{number}")).speaking("ru"));
            person.says("где получить паспорт").await;
            person.presses(label("btn-human")).await.expect("the button");
            let card = self.group.next_message().await.expect("a card");
            self.residents.push((person, card.topic.expect("a topic")));
        }
    }

    /// Lets people write for some time.
    async fn talk(&mut self) {
        let time = Duration::from_millis(self.chance.below(LATEST));
        let begun = Instant::now();
        while begun.elapsed() < time {
            self.go_on().await;
            tokio::time::sleep(TICK).await;
        }
    }

    /// Lets people write until a message is being passed on, and holds that call; false when none came.
    async fn until_in_a_call(&mut self) -> bool {
        let carried_out = self.chance.below(2) == 0;
        let after = self.chance.below(CALLS / 4);
        let mut seen = self.sandbox.watch();
        let (begun, mut calls, mut asked, mut held) = (Instant::now(), 0, false, None);
        while begun.elapsed() < PATIENCE / 4 {
            self.go_on().await;
            if !asked && calls >= after {
                asked = true;
                let method = self.chance.pick(&["copyMessage", "copyMessage", "sendMessage"]);
                let fault = if carried_out { Fault::LateResponse(HELD) } else { Fault::Delay(HELD) };
                self.sandbox.fail_next(method, fault);
            }
            match timeout(TICK, seen.recv()).await {
                Ok(Some((_, Seen::Called { number, held: true, .. }))) => {
                    held = Some(number);
                    if !carried_out {
                        return true;
                    }
                }
                Ok(Some((_, Seen::Called { method, .. }))) => calls += u64::from(method == "copyMessage"),
                Ok(Some((_, Seen::Answered { number, .. }))) if held == Some(number) => return true,
                _ => {}
            }
        }
        false
    }

    /// Lets the next one write when it is time.
    async fn go_on(&mut self) {
        if self.last.elapsed() < PAUSE {
            return;
        }
        self.last = Instant::now();
        self.look();
        if self.open.len() >= OPEN {
            return;
        }
        let by_staff = self.chance.below(2) == 0;
        let resident = usize::try_from(self.chance.below(RESIDENTS as u64)).expect("a place");
        let text = format!("№{} {}", self.written.len(), if by_staff { "ответ" } else { "сообщение" });
        let (person, topic) = &self.residents[resident];
        match by_staff {
            true => self.staff.says(Some(*topic), &text).await,
            false => person.says(&text).await,
        };
        self.open.push(self.written.len());
        self.written.push(Written { text, by_staff, resident });
    }

    /// Takes what has come from the list of what is on its way.
    fn look(&mut self) {
        let came: Vec<bool> = self.open.iter().map(|number| self.copies(&self.written[*number]) > 0).collect();
        let mut came = came.into_iter();
        self.open.retain(|_| !came.next().unwrap_or(false));
    }

    async fn until_all_came(&mut self) {
        let begun = Instant::now();
        while !self.open.is_empty() && begun.elapsed() < 2 * PATIENCE {
            self.look();
            tokio::time::sleep(TICK).await;
        }
        self.sandbox.idle().await.expect("all updates taken");
    }

    /// How often a message stands on the other side.
    fn copies(&self, written: &Written) -> usize {
        let (person, topic) = &self.residents[written.resident];
        let lines = if written.by_staff { person.chat() } else { self.group.lines(Some(*topic)) };
        lines.iter().filter(|line| line.from_bot && line.text == written.text).count()
    }

    fn judge(&self, report: &mut Report) {
        for written in &self.written {
            let copies = self.copies(written);
            match written.by_staff {
                true => report.messages.1 += 1,
                false => report.messages.0 += 1,
            }
            if copies == 0 {
                report.lost += 1;
                report.wrong.push(format!("{} never came", written.text));
            }
            report.doubles += copies.saturating_sub(1);
        }
        let marks = MARKS.map(label);
        let is_mark = |line: &ChatLine| line.from_bot && marks.contains(&line.text.as_str());
        report.marks =
            self.residents.iter().flat_map(|(_, topic)| self.group.lines(Some(*topic))).filter(is_mark).count();
        if report.doubles > report.marks {
            report.wrong.push(format!("{} came twice, {} are marked", report.doubles, report.marks));
        }
    }
}

/// A text of the desk, in the pack's language.
fn label(id: &str) -> &'static str {
    let texts = include_str!("../../../locales/ru/desk.ftl");
    texts.lines().find_map(|line| line.strip_prefix(id)?.strip_prefix(" = ")).expect("a text")
}
