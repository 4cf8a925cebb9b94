//! Personal numbers out of texts that are kept: nine and more digits in a row, as identity, phone and card numbers
//! have, are struck out, however they are grouped.

use std::borrow::Cow;

/// Shorter runs are years, sums, house numbers and are kept.
const SHORTEST: usize = 9;

/// What stands for a digit.
pub const STRUCK: char = '•';

/// The text with every run of nine and more digits struck out. Spaces, hyphens, brackets, `+` and what cannot be seen
/// may stand between the digits and stay.
pub fn mask(text: &str) -> Cow<'_, str> {
    let runs = long_runs(text);
    if runs.is_empty() {
        return Cow::Borrowed(text);
    }
    let within = |at: usize| runs.iter().any(|run| run.contains(&at));
    let strike = |(at, letter): (usize, char)| if letter.is_numeric() && within(at) { STRUCK } else { letter };
    Cow::Owned(text.char_indices().map(strike).collect())
}

/// The text without those runs: a phone number left at the end of a question says nothing of what is asked.
pub(super) fn without_numbers(text: &str) -> Cow<'_, str> {
    let runs = long_runs(text);
    if runs.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut rest = 0;
    let mut kept = String::with_capacity(text.len());
    for run in runs {
        kept.push_str(&text[rest..run.start]);
        rest = run.end;
    }
    Cow::Owned(kept + &text[rest..])
}

/// The byte ranges of the runs, from the first digit to behind the last.
fn long_runs(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut runs = Vec::new();
    let mut digits = 0;
    let mut range = 0..0;
    for (at, letter) in text.char_indices() {
        if letter.is_numeric() {
            range = if digits == 0 { at } else { range.start }..at + letter.len_utf8();
            digits += 1;
        } else if !joins(letter) {
            if digits >= SHORTEST {
                runs.push(range.clone());
            }
            digits = 0;
        }
    }
    if digits >= SHORTEST {
        runs.push(range);
    }
    runs
}

/// What people and address books put between the digits of one number.
fn joins(letter: char) -> bool {
    let unseen = matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    let hyphen = matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    letter.is_whitespace() || unseen || hyphen || matches!(letter, '(' | ')' | '[' | ']' | '{' | '}' | '+')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_asked_stays_without_its_numbers() {
        let without = |text| without_numbers(text).into_owned();
        assert_eq!(without("ИИН 870101 300-123, кто? Тел. +7 (701) 123-45-67"), "ИИН , кто? Тел. +");
        assert_eq!(without("Дом 12, 2019 год"), "Дом 12, 2019 год");
    }

    #[test]
    fn numbers_of_people_are_struck_out_and_others_kept() {
        let cases = [
            ("ИИН 870101300123, помогите", "ИИН ••••••••••••, помогите"),
            ("+7 (701) 123-45-67", "+• (•••) •••-••-••"),
            ("4400 4301 1234 5678", "•••• •••• •••• ••••"),
            ("8–701–1234567 және 27,6 млрд", "•–•••–••••••• және 27,6 млрд"),
            ("в 2017 году, дом 12-45", "в 2017 году, дом 12-45"),
            ("12345678", "12345678"),
            ("123456789", "•••••••••"),
            ("1234a5678b9", "1234a5678b9"),
            ("", ""),
        ];
        for (text, masked) in cases {
            assert_eq!(mask(text), masked);
        }
    }

    proptest! {
        #[test]
        fn no_long_run_is_left(text in "[0-9a-zа-я +()\\-\u{2060}]{0,60}") {
            let left = mask(&text);
            prop_assert!(long_runs(&left).is_empty());
            prop_assert_eq!(mask(&left), left.as_ref());
        }

        #[test]
        fn only_digits_change(text in any::<String>()) {
            let masked = mask(&text);
            prop_assert_eq!(text.chars().count(), masked.chars().count());
            for (before, after) in text.chars().zip(masked.chars()) {
                prop_assert!(before == after || before.is_numeric() && after == STRUCK);
            }
        }

        #[test]
        fn fewer_than_nine_digits_stay(text in "[a-zа-я]{0,5}[0-9]{0,4}[ +-]{0,3}[0-9]{0,4}[a-zа-я ]{0,5}") {
            prop_assert_eq!(mask(&text), text.as_str());
        }
    }
}
