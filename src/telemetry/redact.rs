//! The last net: if a secret ever gets into a text that is about to be shown, it is taken out.

use std::borrow::Cow;
use std::sync::{PoisonError, RwLock};

/// What stands in a secret's place.
const DOTS: &str = "[hidden]";
/// A part shorter than this would be found in innocent words; then the whole secret is looked for.
const SHORTEST_PART: usize = 12;

static HIDDEN: RwLock<Vec<String>> = RwLock::new(Vec::new());

/// From now on this secret is taken out of what [`redact`] is given. Of a bot token the part after the colon is looked
/// for, so that it is found in an address too, where the colon may be written otherwise.
pub fn hide(secret: &str) {
    let part = secret.split_once(':').map_or(secret, |(_, part)| part);
    let hidden = if part.len() >= SHORTEST_PART { part } else { secret };
    let mut all = HIDDEN.write().unwrap_or_else(PoisonError::into_inner);
    if !hidden.is_empty() && !all.iter().any(|known| known == hidden) {
        all.push(hidden.to_owned());
    }
}

/// The text without any hidden secret.
pub fn redact(text: &str) -> Cow<'_, str> {
    let all = HIDDEN.read().unwrap_or_else(PoisonError::into_inner);
    all.iter().fold(Cow::Borrowed(text), |text, secret| match text.contains(secret.as_str()) {
        true => Cow::Owned(text.replace(secret.as_str(), DOTS)),
        false => text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_token_is_found_in_any_form() {
        hide("4242:AAFhiddenpart_here");
        for text in
            ["https://api/bot4242:AAFhiddenpart_here/getMe", "bot4242%3AAAFhiddenpart_here", "4242:AAFhiddenpart_here"]
        {
            assert!(!redact(text).contains("AAFhiddenpart_here"), "{text}");
        }
        assert_eq!(redact("nothing to hide"), "nothing to hide");
    }

    #[test]
    fn a_short_token_is_hidden_whole() {
        hide("43:short");
        assert_eq!(redact("a short word and 43:short"), "a short word and [hidden]");
    }
}
