//! People who write to the bot one after another: most ask a question, some say then whether the answer was useful,
//! some make another question of it.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use sandbox::{Actor, Person, Sandbox};

use super::chance::Chance;
use super::ledger::{Ledger, What};

/// What is asked: language, question. No two have the same answer.
pub const QUESTIONS: [(&str, &str); 6] = [
    ("ru", "Кто теперь занимается озеленением?"),
    ("ru", "Кто отвечает за дома культуры?"),
    ("ru", "Что стало с управлением финансов?"),
    ("kk", "Цифрлық қызметтер кімнің қарауында?"),
    ("en", "Which department looks after tree planting?"),
    ("en", "What became of the Department of Culture and Sport?"),
];

/// Answers that people wait for before the next ones write.
const OPEN: usize = 24;
/// The pause between two people.
const PAUSE: Duration = Duration::from_millis(15);
/// Answers waited for while the bot is silent: less than the sandbox delivers at once, so that there is always a fresh one.
const OPEN_IN_SILENCE: usize = 72;
/// The pause then.
const PAUSE_IN_SILENCE: Duration = Duration::from_millis(40);

/// What somebody does after the answer came.
#[derive(Clone, Copy)]
enum Then {
    Nothing,
    /// Says that it was useful; and then perhaps that it was not.
    Press {
        changes: bool,
    },
    /// Asks something else instead.
    Edit,
}

/// Somebody who is not done yet.
struct Asker {
    actor: Actor,
    message: i64,
    question: usize,
    then: Then,
}

/// The stream.
pub struct Stream {
    sandbox: Sandbox,
    chance: Chance,
    askers: HashMap<i64, Asker>,
    last: Instant,
}

impl Stream {
    pub fn new(sandbox: Sandbox, chance: Chance) -> Stream {
        Stream { sandbox, chance, askers: HashMap::new(), last: Instant::now() }
    }

    /// Lets the next one write when it is time. While the bot `is_silent`, people write all the same: its first answer
    /// is waited for, and what was refused while it was down comes again only after a pause.
    pub async fn go_on(&mut self, ledger: &mut Ledger, is_silent: bool) {
        let (pause, most) = if is_silent { (PAUSE_IN_SILENCE, OPEN_IN_SILENCE) } else { (PAUSE, OPEN) };
        if self.last.elapsed() < pause || ledger.open >= most {
            return;
        }
        self.last = Instant::now();
        let then = match self.chance.below(10) {
            0..=4 => Then::Nothing,
            5..=7 => Then::Press { changes: self.chance.below(2) == 0 },
            _ => Then::Edit,
        };
        let question = self.chance.pick(&[0, 1, 2, 3, 4, 5]);
        let actor = self.sandbox.person(Person::named("Resident").speaking(QUESTIONS[question].0));
        ledger.expect(actor.id(), What::Ask(question));
        let message = actor.says(QUESTIONS[question].1).await;
        if !matches!(then, Then::Nothing) {
            self.askers.insert(actor.id(), Asker { actor, message, question, then });
        }
    }

    /// Somebody has their answer, and does what comes next.
    pub async fn answered(&mut self, ledger: &mut Ledger, chat: i64, what: &What) {
        let Some(asker) = self.askers.get(&chat) else { return };
        match (asker.then, what) {
            (Then::Edit, What::Ask(_)) => {
                let other = (asker.question + 1) % 3 + asker.question / 3 * 3;
                ledger.expect(chat, What::Edit(other));
                asker.actor.edits(asker.message, QUESTIONS[other].1).await.expect("their own message");
                self.askers.remove(&chat);
            }
            (Then::Press { .. }, What::Ask(_)) => asker.press(ledger, "btn-useful").await,
            (Then::Press { changes: true }, What::Press { useful: true, .. }) => {
                asker.press(ledger, "btn-not-useful").await;
            }
            _ => {
                self.askers.remove(&chat);
            }
        }
    }
}

impl Asker {
    async fn press(&self, ledger: &mut Ledger, button: &str) {
        let query = self.actor.taps(label(QUESTIONS[self.question].0, button)).await.expect("a button");
        ledger.expect(self.actor.id(), What::Press { query, useful: button == "btn-useful" });
    }
}

/// What is written on a button.
fn label(lang: &str, button: &str) -> &'static str {
    let texts = match lang {
        "kk" => include_str!("../../../locales/kk/buttons.ftl"),
        "ru" => include_str!("../../../locales/ru/buttons.ftl"),
        _ => include_str!("../../../locales/en/buttons.ftl"),
    };
    let line = texts.lines().find_map(|line| line.strip_prefix(button)?.strip_prefix(" = "));
    line.expect("a label")
}
