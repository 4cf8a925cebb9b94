//! Drops what takes no room on the screen: zero-width characters, soft hyphens, direction marks, variation selectors.
//! Control characters become spaces. Source: Unicode `Default_Ignorable_Code_Point` and `Cc`.

use std::borrow::Cow;

/// The text without invisible characters.
pub(super) fn drop(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| invisible(c) || c.is_control()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|&c| !invisible(c)).map(|c| if c.is_control() { ' ' } else { c }).collect())
}

/// Whether a character takes no room on the screen and says nothing.
pub fn invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
}
