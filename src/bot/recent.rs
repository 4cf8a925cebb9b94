//! What was shown last in each chat: the buttons, so that they can be typed; which answer belongs to which message, so
//! that an edited question changes its answer; which album was spoken of. Kept in memory only: after a restart people
//! get a new message instead of a changed one, and press instead of typing.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use teloxide::types::MessageId;

use crate::ids::ChatId;
use crate::view::{Button, Card, Press, Tap};

/// Chats remembered; beyond that all are forgotten, which costs little.
const CHATS: usize = 20_000;
/// Answers remembered in one chat.
const ANSWERS: usize = 8;
/// The options that can be chosen by number are the first ones of a card.
const NUMBERED: usize = 3;

/// What is remembered, of all chats.
#[derive(Default)]
pub(super) struct Recent(Mutex<HashMap<ChatId, Chat>>);

#[derive(Default)]
struct Chat {
    /// Folded label and meaning of each button of the last card.
    buttons: Vec<(String, Press)>,
    /// A message of theirs and the answer to it.
    answers: VecDeque<(MessageId, MessageId)>,
    album: Option<String>,
    /// How many questions in a row the bot could not help with.
    declines: u8,
}

impl Recent {
    /// Remembers the buttons of the card shown last. A card without buttons leaves those before it in force.
    pub(super) fn showed(&self, chat: ChatId, card: &Card) {
        let buttons: Vec<_> = card.buttons().filter_map(typed).collect();
        if !buttons.is_empty() {
            self.with(chat, |chat| chat.buttons = buttons);
        }
    }

    /// Remembers buttons that were added to the card shown last: they come first, so that numbers mean them.
    pub(super) fn also_showed(&self, chat: ChatId, rows: &[Vec<Button>]) {
        let mut buttons: Vec<_> = rows.iter().flatten().filter_map(typed).collect();
        self.with(chat, |chat| {
            // However often they are added, each is there once.
            chat.buttons.retain(|(_, press)| buttons.iter().all(|(_, added)| added != press));
            buttons.append(&mut chat.buttons);
            chat.buttons = buttons;
        });
    }

    /// The button of the last card that this text names, by its label or, of options, by its number.
    pub(super) fn typed(&self, chat: ChatId, text: &str) -> Option<Press> {
        let number = text.trim().trim_end_matches(['.', ')']).parse::<usize>().ok();
        let folded = search::fold(text);
        self.with(chat, |chat| {
            let options = chat.buttons.iter().filter(|(_, press)| matches!(press, Press::Choose(..)));
            if let Some(number) = number {
                return options.take(NUMBERED).nth(number.checked_sub(1)?).map(|(_, press)| press.clone());
            }
            let named = chat.buttons.iter().find(|(label, _)| !label.is_empty() && *label == folded);
            named.map(|(_, press)| press.clone())
        })
    }

    /// Remembers which message answers which.
    pub(super) fn answered(&self, chat: ChatId, asked: MessageId, answer: MessageId) {
        self.with(chat, |chat| {
            chat.answers.retain(|(message, _)| *message != asked);
            chat.answers.push_back((asked, answer));
            if chat.answers.len() > ANSWERS {
                chat.answers.pop_front();
            }
        });
    }

    /// The answer to this message.
    pub(super) fn answer_to(&self, chat: ChatId, asked: MessageId) -> Option<MessageId> {
        self.with(chat, |chat| chat.answers.iter().find(|(message, _)| *message == asked).map(|(_, answer)| *answer))
    }

    /// Whether this album was not spoken of yet: its pictures come one by one.
    pub(super) fn is_new_album(&self, chat: ChatId, album: &str) -> bool {
        self.with(chat, |chat| chat.album.replace(album.to_owned()).as_deref() != Some(album))
    }

    /// The pictures of this album are not for residents.
    pub(super) fn keep_back(&self, group: ChatId, album: &str) {
        self.with(group, |chat| chat.album = Some(album.to_owned()));
    }

    /// Whether they are not.
    pub(super) fn is_kept_back(&self, group: ChatId, album: &str) -> bool {
        self.with(group, |chat| chat.album.as_deref() == Some(album))
    }

    /// The bot could not help once more; how often in a row.
    pub(super) fn declined(&self, chat: ChatId) -> u8 {
        self.with(chat, |chat| {
            chat.declines = chat.declines.saturating_add(1);
            chat.declines
        })
    }

    /// The bot helped, or a person was asked.
    pub(super) fn helped(&self, chat: ChatId) {
        self.with(chat, |chat| chat.declines = 0);
    }

    /// Forgets this chat.
    pub(super) fn forget(&self, chat: ChatId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&chat);
    }

    fn with<T>(&self, chat: ChatId, act: impl FnOnce(&mut Chat) -> T) -> T {
        let mut chats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if chats.len() >= CHATS && !chats.contains_key(&chat) {
            chats.clear();
        }
        act(chats.entry(chat).or_default())
    }
}

/// What a button is called when it is typed, and what it means.
fn typed(button: &Button) -> Option<(String, Press)> {
    match &button.tap {
        Tap::Press(press) => Some((search::fold(&button.label), press.clone())),
        Tap::Url(_) => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::ids::{EntryId, QuestionId};
    use crate::view::Rich;

    const HERE: ChatId = ChatId(5);

    fn choose(id: &str) -> Press {
        Press::Choose(QuestionId(1), id.parse::<EntryId>().unwrap())
    }

    #[test]
    fn buttons_can_be_typed_by_label_and_options_by_number() {
        let recent = Recent::default();
        let button = |label: &str, press| vec![Button::press(label, press)];
        let none = Press::NoneOfThese(QuestionId(1));
        let rows =
            vec![button("Деревья", choose("a")), button("Парки", choose("b")), button("Ничего из этого", none.clone())];
        recent.showed(HERE, &Card::text(Rich::new("?")).with(rows));
        assert_eq!(recent.typed(HERE, " 2. "), Some(choose("b")));
        assert_eq!(recent.typed(HERE, "деревья"), Some(choose("a")));
        assert_eq!(recent.typed(HERE, "ничего из этого!"), Some(none));
        for other in ["0", "3", "99999999999999999999", "", "🌳", "деревья во дворе"] {
            assert_eq!(recent.typed(HERE, other), None, "{other}");
        }
        assert_eq!(recent.typed(ChatId(6), "1"), None);
    }

    #[test]
    fn the_last_answers_are_known() {
        let recent = Recent::default();
        for asked in 1..20 {
            recent.answered(HERE, MessageId(asked), MessageId(asked + 100));
        }
        assert_eq!(recent.answer_to(HERE, MessageId(19)), Some(MessageId(119)));
        assert_eq!(recent.answer_to(HERE, MessageId(1)), None);
    }

    #[test]
    fn an_album_is_new_once() {
        let recent = Recent::default();
        assert!(recent.is_new_album(HERE, "a") && !recent.is_new_album(HERE, "a") && recent.is_new_album(HERE, "b"));
    }
}
