//! Buttons that change after they were pressed: a tick on the one that holds, further rows below. Works on Telegram's
//! own keyboard, because the message that carries it is all that a press brings along.

use teloxide::types::{InlineKeyboardButton, InlineKeyboardButtonKind, InlineKeyboardMarkup};

/// What marks a button as chosen; stands after its label.
const TICK: &str = " ✓";

/// The label with the mark of what is chosen.
pub fn tick(label: &str) -> String {
    format!("{}{TICK}", label.trim_end_matches(TICK))
}

/// The keyboard with the tick on the button that carries `chosen`, and on none of the `rivals`.
pub fn ticked(keyboard: &InlineKeyboardMarkup, chosen: &str, rivals: &[String]) -> InlineKeyboardMarkup {
    let mut keyboard = keyboard.clone();
    for button in keyboard.inline_keyboard.iter_mut().flatten() {
        match data(button) {
            Some(data) if data == chosen => button.text = tick(&button.text),
            Some(data) if rivals.iter().any(|rival| rival == data) => {
                button.text = button.text.trim_end_matches(TICK).to_owned();
            }
            _ => {}
        }
    }
    keyboard
}

/// The keyboard with this button in place of the one that carries `gone`.
pub fn swapped(keyboard: &InlineKeyboardMarkup, gone: &str, button: &InlineKeyboardButton) -> InlineKeyboardMarkup {
    let mut keyboard = keyboard.clone();
    let buttons = keyboard.inline_keyboard.iter_mut().flatten();
    buttons.filter(|there| data(there) == Some(gone)).for_each(|there| *there = button.clone());
    keyboard
}

/// The keyboard without the button that carries `gone`, and with these rows at the end, unless they are there already.
pub fn replaced(
    keyboard: &InlineKeyboardMarkup,
    gone: &str,
    rows: Vec<Vec<InlineKeyboardButton>>,
) -> InlineKeyboardMarkup {
    let mut keyboard = without(keyboard, &[gone.to_owned()]);
    let new = missing(&keyboard, rows);
    keyboard.inline_keyboard.extend(new);
    keyboard
}

/// The keyboard with these rows below the one that carries `anchor`, unless they are there already.
pub fn below(
    keyboard: &InlineKeyboardMarkup,
    anchor: &str,
    rows: Vec<Vec<InlineKeyboardButton>>,
) -> InlineKeyboardMarkup {
    let mut keyboard = keyboard.clone();
    let new = missing(&keyboard, rows);
    let found = keyboard.inline_keyboard.iter().position(|row| row.iter().any(|button| data(button) == Some(anchor)));
    let place = found.map_or(keyboard.inline_keyboard.len(), |row| row + 1);
    keyboard.inline_keyboard.splice(place..place, new);
    keyboard
}

/// The keyboard without the buttons that carry these.
pub fn without(keyboard: &InlineKeyboardMarkup, gone: &[String]) -> InlineKeyboardMarkup {
    let mut keyboard = keyboard.clone();
    for row in &mut keyboard.inline_keyboard {
        row.retain(|button| !gone.iter().any(|gone| data(button) == Some(gone)));
    }
    keyboard.inline_keyboard.retain(|row| !row.is_empty());
    keyboard
}

/// The rows whose buttons the keyboard has not.
fn missing(
    keyboard: &InlineKeyboardMarkup,
    mut rows: Vec<Vec<InlineKeyboardButton>>,
) -> Vec<Vec<InlineKeyboardButton>> {
    let there: Vec<_> = keyboard.inline_keyboard.iter().flatten().filter_map(data).collect();
    rows.retain(|row| !row.iter().filter_map(data).any(|data| there.contains(&data)));
    rows
}

fn data(button: &InlineKeyboardButton) -> Option<&str> {
    match &button.kind {
        InlineKeyboardButtonKind::CallbackData(data) => Some(data),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keyboard(labels: &[(&str, &str)]) -> InlineKeyboardMarkup {
        let button = |(label, data): &(&str, &str)| InlineKeyboardButton::callback(*label, *data);
        InlineKeyboardMarkup::new([labels.iter().map(button).collect::<Vec<_>>()])
    }

    #[test]
    fn the_tick_moves_and_is_never_there_twice() {
        let plain = keyboard(&[("Yes", "y"), ("No", "n"), ("More", "m")]);
        let yes = ticked(&plain, "y", &["n".to_owned()]);
        assert_eq!(yes, keyboard(&[("Yes ✓", "y"), ("No", "n"), ("More", "m")]));
        assert_eq!(ticked(&yes, "y", &["n".to_owned()]), yes);
        let no = ticked(&yes, "n", &["y".to_owned()]);
        assert_eq!(no, keyboard(&[("Yes", "y"), ("No ✓", "n"), ("More", "m")]));
    }

    #[test]
    fn a_button_gives_way_to_rows() {
        let rows = vec![vec![InlineKeyboardButton::callback("A", "a")]];
        let changed = replaced(&keyboard(&[("More", "m")]), "m", rows);
        assert_eq!(changed, keyboard(&[("A", "a")]));
    }

    #[test]
    fn rows_come_below_a_button_once_and_go_again() {
        let row = |label: &str, data: &str| vec![InlineKeyboardButton::callback(label, data)];
        let two = InlineKeyboardMarkup::new([row("No", "n"), row("More", "m")]);
        let three = InlineKeyboardMarkup::new([row("No", "n"), row("Why", "w"), row("More", "m")]);
        assert_eq!(below(&two, "n", vec![row("Why", "w")]), three);
        assert_eq!(below(&three, "n", vec![row("Why", "w")]), three);
        assert_eq!(without(&three, &["w".to_owned()]), two);
    }
}
