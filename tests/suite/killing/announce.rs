//! `kill -9` while announcements go out: nobody gets one twice, nobody is forgotten, and of whom nobody knows are those
//! only to whom a message was on its way.

use std::time::{Duration, Instant, SystemTime};

use qaida::announce::content::Content;
use qaida::announce::plan::{Audience, People, Plan as Written};
use qaida::clock::Timestamp;
use qaida::ids::{AnnouncementId, ChatId, UpdateId};
use qaida::store::announcement::{self, NewAnnouncement, State};
use qaida::store::delivery::{self, Exported, Fate};
use qaida::store::resident::{self, Talked};
use qaida::store::{Store, announcement::Announcement};
use sandbox::{Crowd, Fault, Onlooker, Options, Sandbox, Seen};
use tokio::time::timeout;

use super::{ECHO, HELD, LATEST, PATIENCE, Plan, TICK};
use crate::databases::TestDatabase;
use crate::killing::chance::Chance;
use crate::process::{Launch, Process, free_port, fresh_folder, share_models};

/// The first of those who get them.
const FIRST: i64 = 700_000;
/// Every so many people one has blocked the bot.
const BLOCKED: usize = 40;
/// Messages that may be on their way at once.
const SLOTS: i64 = 64;
/// The most messages that are let pass before a process is killed in one.
const CALLS: u64 = 30;
/// How long a message is waited for before the process is killed without one.
const NONE: Duration = Duration::from_secs(10);
const NOW: Timestamp = Timestamp(1_700_000_000_000);

/// What a run came to.
#[derive(Default)]
pub struct Report {
    pub kills: usize,
    /// Of them, in the middle of a call.
    pub in_calls: usize,
    pub announcements: usize,
    pub recipients: usize,
    pub sent: usize,
    pub blocked: usize,
    /// Of whom nobody knows; of them, who have it; and the most at one kill.
    pub unknown: (usize, usize, i64),
    /// Who got one twice.
    pub doubles: usize,
    /// Who got none, and nothing tells of it.
    pub lost: usize,
    /// From the start of a process to its first message, sorted.
    pub first_sends: Vec<Duration>,
    /// Whatever is wrong.
    pub wrong: Vec<String>,
}

/// How much is sent.
#[derive(Clone, Copy)]
pub struct Size {
    /// Recipients of each announcement.
    pub people: usize,
    /// Recipients of all of them, at least.
    pub recipients: usize,
    /// Messages a second.
    pub rate: u32,
}

struct Run {
    sandbox: Sandbox,
    launch: Launch,
    crowd: Crowd,
    seen: Onlooker,
    chance: Chance,
    current: AnnouncementId,
    /// Of whom nobody knew at the last look.
    unknown: i64,
    begun: SystemTime,
    report: Report,
}

/// Kills and restarts as planned; then waits until everything has gone out, and judges.
pub async fn run(database: &TestDatabase, plan: Plan, size: Size, mut tell: impl FnMut(usize)) -> Report {
    share_models(&database.url);
    let sandbox = Sandbox::start(Options { patience: PATIENCE, ..Options::default() }).await.expect("a sandbox");
    let crowd = sandbox.crowd(size.people, FIRST, "ru");
    crowd.block(crowd.ids().step_by(BLOCKED));
    let launch = Launch {
        api_url: sandbox.api_url(),
        token: sandbox.token().to_owned(),
        database: database.url.clone(),
        folder: fresh_folder("announce"),
        webhook: plan.webhook,
        port: free_port(),
    };
    let seen = sandbox.watch();
    let mut run = Run {
        sandbox,
        launch,
        crowd,
        seen,
        chance: Chance::new(plan.seed),
        current: AnnouncementId(0),
        unknown: 0,
        begun: SystemTime::now(),
        report: Report::default(),
    };
    // The first start trains the model, and is none that people wait for.
    let process = run.start(size.rate);
    run.sandbox.connected().await.expect("it takes updates");
    assert!(process.stop().success(), "see {}", run.launch.log().display());
    run.settle().await;
    run.announce().await;
    for kill in 0..plan.kills {
        let process = run.start(size.rate);
        match kill % 2 {
            0 => {
                let moment = Duration::from_millis(run.chance.below(LATEST));
                run.watch(moment, |_| false).await;
            }
            _ => run.report.in_calls += usize::from(run.until_in_a_call().await),
        }
        process.kill();
        run.sandbox.heal();
        run.watch(ECHO, |_| false).await;
        run.report.kills += 1;
        run.look(true).await;
        tell(kill + 1);
    }
    let process = run.start(size.rate.max(500));
    while !run.is_over().await || run.report.recipients < size.recipients {
        run.watch(TICK * 10, |_| false).await;
        run.look(false).await;
    }
    assert!(process.stop().success(), "see {}", run.launch.log().display());
    run.finish()
}

impl Run {
    /// Everybody has written to the bot before.
    async fn settle(&self) {
        let all: Vec<Talked> = self
            .crowd
            .ids()
            .map(|id| Talked { chat: ChatId(id), at: NOW, about: None, lang: search::Lang::Ru })
            .collect();
        let store = self.open().await;
        store.write(move |c| Box::pin(async move { resident::talked(c, &all).await })).await.expect("people");
        store.close().await;
    }

    /// Opened for each look: a crash is to be one for the database as well, with nobody who keeps it open.
    async fn open(&self) -> Store {
        Store::open(&self.launch.database).await.expect("the database opens")
    }

    /// The next announcement is confirmed.
    async fn announce(&mut self) {
        let content = Content { text: format!("№{}", self.report.announcements), ..Content::default() };
        let audience = Audience { channel: false, people: People::All, ..Audience::default() };
        let body = Written { texts: [(search::Lang::Ru, content)].into(), audience, ..Written::default() }.to_body();
        let update = UpdateId(self.report.announcements as i64);
        let (chat, channel) = (ChatId(9002), ChatId(-7));
        let new = NewAnnouncement { update, chat, by_name: "Dana".to_owned(), channel, body, post: 0 };
        let store = self.open().await;
        let beginning = store.write(move |c| {
            Box::pin(async move {
                let one = announcement::add(c, &new, NOW).await?;
                announcement::begin(c, one.id, State::Draft, NOW).await?;
                Ok(one.id)
            })
        });
        self.current = beginning.await.expect("an announcement");
        store.close().await;
        self.unknown = 0;
        self.report.announcements += 1;
    }

    fn start(&mut self, rate: u32) -> Process {
        while self.seen.try_recv().is_ok() {}
        self.begun = SystemTime::now();
        Process::of(self.launch.command().env("QAIDA_ANNOUNCE_RATE", rate.to_string()))
    }

    /// Notes what is seen for so long, or until it is enough: whether it was.
    async fn watch(&mut self, time: Duration, mut enough: impl FnMut(&Seen) -> bool) -> bool {
        let begun = Instant::now();
        loop {
            let left = time.saturating_sub(begun.elapsed());
            if left.is_zero() {
                return false;
            }
            let Ok(Some((at, seen))) = timeout(TICK.min(left), self.seen.recv()).await else { continue };
            if let Seen::Called { method, .. } = &seen
                && method.eq_ignore_ascii_case("sendMessage")
                && self.begun != SystemTime::UNIX_EPOCH
            {
                self.report.first_sends.extend(at.duration_since(self.begun));
                self.begun = SystemTime::UNIX_EPOCH;
            }
            if enough(&seen) {
                return true;
            }
        }
    }

    /// Waits until the process waits for the response to a message: one that is not carried out, or one that is.
    async fn until_in_a_call(&mut self) -> bool {
        let mut calls = 1 + self.chance.below(CALLS);
        let is_send =
            |seen: &Seen| matches!(seen, Seen::Called { method, .. } if method.eq_ignore_ascii_case("sendMessage"));
        let passed = move |seen: &Seen| {
            calls -= u64::from(is_send(seen) && calls > 0);
            calls == 0
        };
        if !self.watch(NONE, passed).await {
            return false;
        }
        let carried_out = self.chance.below(2) == 0;
        self.sandbox.fail_next("sendMessage", if carried_out { Fault::LateResponse(HELD) } else { Fault::Delay(HELD) });
        let mut held_call = None;
        let held = move |seen: &Seen| match seen {
            Seen::Called { number, held: true, .. } => {
                held_call = Some(*number);
                !carried_out
            }
            Seen::Answered { number, .. } => Some(*number) == held_call,
            _ => false,
        };
        self.watch(NONE, held).await
    }

    async fn is_over(&self) -> bool {
        let store = self.open().await;
        let one = announcement::get(&mut store.read().await.expect("a read"), self.current).await.expect("a row");
        store.close().await;
        one.is_some_and(|one| one.state == State::Sent)
    }

    /// Looks into the database: what became unknown by this kill, if it is after one, and whether the announcement is
    /// over.
    async fn look(&mut self, killed: bool) {
        let store = self.open().await;
        let (one, all) = self.kept(&store).await;
        store.close().await;
        let at_work = all.iter().filter(|one| one.fate == Fate::AtWork).count() as i64;
        if killed {
            let unknown = one.tally.unknown + at_work;
            let new = unknown - self.unknown;
            self.unknown = unknown;
            self.report.unknown.2 = self.report.unknown.2.max(new);
            if new > SLOTS {
                self.report.wrong.push(format!("{new} are unknown after one kill"));
            }
        }
        if one.state == State::Sent {
            self.judge(&one, &all);
            self.crowd.forget();
            self.announce().await;
        }
    }

    async fn kept(&self, store: &Store) -> (Announcement, Vec<Exported>) {
        let c = &mut store.read().await.expect("a read");
        let one = announcement::get(c, self.current).await.expect("a row").expect("an announcement");
        let (mut all, mut after) = (Vec::new(), ChatId(i64::MIN));
        loop {
            let page = delivery::export(c, self.current, after, 5_000).await.expect("a page");
            let Some(last) = page.last() else { return (one, all) };
            after = last.chat;
            all.extend(page);
        }
    }

    /// What is kept of an announcement that is over, beside what people got.
    fn judge(&mut self, one: &Announcement, all: &[Exported]) {
        let received = self.crowd.received();
        let (mut counted, mut missed) = ([0i64; 8], received.clone());
        for delivery in all {
            let (chat, got) = (delivery.chat.0, received.get(&delivery.chat.0).copied().unwrap_or_default());
            missed.remove(&chat);
            counted[delivery.fate.number() as usize] += 1;
            self.report.recipients += 1;
            self.report.doubles += usize::from(got > 1);
            let fits = match delivery.fate {
                Fate::Sent => got == 1,
                Fate::Unknown => got <= 1,
                _ => got == 0,
            };
            if !fits {
                self.report.wrong.push(format!("{chat} got {got}, {:?} is kept", delivery.fate));
            }
            if matches!(delivery.fate, Fate::ToDo | Fate::AtWork) || (delivery.fate == Fate::Sent && got == 0) {
                self.report.lost += 1;
                self.report.wrong.push(format!("{chat} is {:?} although it is over", delivery.fate));
            }
            match delivery.fate {
                Fate::Sent => self.report.sent += 1,
                Fate::Blocked => self.report.blocked += 1,
                Fate::Unknown => {
                    self.report.unknown.0 += 1;
                    self.report.unknown.1 += got;
                }
                _ => {}
            }
        }
        let blocked = self.crowd.blocked();
        // Who blocked the bot the first time is no recipient any more.
        let forgotten: Vec<&i64> = missed.keys().filter(|chat| !blocked.contains(chat)).collect();
        if !forgotten.is_empty() {
            self.report.lost += forgotten.len();
            self.report.wrong.push(format!("{} were not written down", forgotten.len()));
        }
        let tally = one.tally;
        let kept = [tally.total, tally.sent, tally.blocked, tally.refused, tally.unknown];
        let seen = [all.len() as i64, counted[2], counted[3], counted[4], counted[5]];
        if kept != seen {
            self.report
                .wrong
                .push(format!("total, sent, blocked, refused, unknown are counted {kept:?}, are {seen:?}"));
        }
    }

    fn finish(mut self) -> Report {
        self.report.first_sends.sort();
        if self.report.wrong.is_empty() {
            // The log is of use only when something went wrong.
            let _ = std::fs::remove_dir_all(&self.launch.folder);
        } else {
            self.report.wrong.push(format!("the log is {}", self.launch.log().display()));
        }
        self.report
    }
}
