#![allow(clippy::unwrap_used, clippy::expect_used)]
//! A table of examples a step, and what must hold of any text.

use super::*;
use proptest::prelude::*;

fn check(step: Step, table: &[(&str, &str)]) {
    for (from, to) in table {
        assert_eq!(step(from), *to, "from {from:?}");
    }
}

#[test]
fn invisible_characters_vanish() {
    check(invisible::drop, &[("па\u{200B}рк", "парк"), ("\u{202E}abc", "abc"), ("a\u{7}b", "a b"), ("так", "так")]);
}

#[test]
fn compatibility_forms_become_plain() {
    check(compat::unify, &[("ｐａｒｋ", "park"), ("и\u{306}", "й"), ("𝐩𝐚𝐫𝐤", "park"), ("ﬁ", "fi"), ("парк", "парк")]);
}

#[test]
fn lookalikes_are_mended_within_a_word() {
    check(
        lookalikes::mend,
        &[("пaспopт", "паспорт"), ("sсhооl", "school"), ("sportқа", "sportқа"), ("а cat", "а cat")],
    );
}

#[test]
fn apostrophes_vanish() {
    check(apostrophe::drop, &[("don't", "dont"), ("a’kim", "akim")]);
}

#[test]
fn letters_become_latin() {
    check(
        letters::latinise,
        &[("жасыл желек", "jasil jelek"), ("щавель", "shavel"), ("ş", "sh"), ("é", "e"), ("ѣ", "ѣ")],
    );
}

#[test]
fn numerals_are_read_inside_words() {
    check(numerals::read, &[("4to", "chto"), ("ka4estvo", "kachestvo"), ("24 4k", "24 4k"), ("4th", "4th")]);
}

#[test]
fn separators_become_one_space() {
    check(separators::space, &[(" a, b!—c ", "a b c"), ("", ""), ("?!", "")]);
}

#[test]
fn spellings_of_one_sound_meet() {
    check(digraphs::shorten, &[("khan", "han"), ("yasli", "iasli"), ("oon", "on"), ("1000", "1000"), ("ghkh", "g")]);
}

#[test]
fn the_same_word_meets_itself() {
    for (a, b) in [
        ("Мәдениет үйі", "madeniet uyi"),
        ("озеленение", "OZELENENIE"),
        ("цифровизация", "tsifrovizatsiya"),
        ("щит", "shchit"),
        ("құрылыс", "kurylys"),
        ("ЖАСЫЛ", "jasyl"),
        ("что", "4to"),
    ] {
        assert_eq!(fold(a), fold(b), "{a} and {b}");
    }
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn folding_letters_twice_changes_nothing(text in "[a-z4а-яәғқңөұүһі'’ ]{0,80}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn the_skeleton_keeps_to_its_alphabet_and_bound(text in any::<String>()) {
        let folded = fold(&text);
        prop_assert!(folded.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b' '));
        prop_assert!(!folded.starts_with(' ') && !folded.ends_with(' ') && !folded.contains("  "));
        prop_assert!(folded.len() <= 3 * text.len());
    }
}
