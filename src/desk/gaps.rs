//! Gaps: questions that had no answer, those that are alike together.

use std::cmp::Reverse;

use super::digest::NAMED;
use super::likeness;
use crate::answer::{Answerer, Asking, Reply};
use crate::ids::QuestionId;
use crate::store::StoreError;
use crate::store::digest::Declined;

/// Questions that are alike and had no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The newest of them.
    pub question: QuestionId,
    /// How it was put, masked.
    pub text: String,
    /// How many there are.
    pub count: usize,
}

/// The widest gaps among these. Found aside, for every question may have to be understood once more.
///
/// # Errors
/// When the program stops.
pub(super) async fn gaps_aside(answerer: Answerer, declined: Vec<Declined>) -> Result<Vec<Gap>, StoreError> {
    let found = tokio::task::spawn_blocking(move || gaps(&declined, |text| is_gap(&answerer, text))).await;
    found.map_err(|_| StoreError::Unavailable("the program is stopping".to_owned()))
}

/// The widest gaps; `is_gap` says whether a text is one at all.
fn gaps(declined: &[Declined], is_gap: impl Fn(&str) -> bool) -> Vec<Gap> {
    let mut groups = likeness::groups(declined.iter().map(|question| question.text.as_str()));
    // The newest stay first among those that are as many.
    groups.sort_by_key(|group| Reverse(group.len()));
    let gap = |group: Vec<usize>| {
        let newest = declined.get(*group.first()?)?;
        let gap = Gap { question: newest.id, text: newest.text.clone(), count: group.len() };
        is_gap(&gap.text).then_some(gap)
    };
    groups.into_iter().filter_map(gap).take(NAMED).collect()
}

/// Whether it is still without an answer. Emergencies have one of their own, and nobody can answer what says nothing.
fn is_gap(answerer: &Answerer, text: &str) -> bool {
    match answerer.answer(&Asking { text, hint: None, after: None }).reply {
        Reply::Decline(decline) => !decline.emergency && decline.oddity.is_none() && decline.on_hold.is_none(),
        Reply::Ask(_) => true,
        Reply::Answer(_) | Reply::Smalltalk(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::fixture;

    fn declined(texts: &[&str]) -> Vec<Declined> {
        let all = texts.iter().zip(1..);
        all.map(|(text, id)| Declined { id: QuestionId(id), text: (*text).to_owned() }).collect()
    }

    #[test]
    fn gaps_are_the_most_asked_first_in_the_newest_words() {
        let asked = declined(&[
            "справка для школы",
            "как записаться к врачу",
            "куда звонить если пожар",
            "записаться к врачу завтра",
            "🌳",
        ]);
        let gap = |question, text: &str, count| Gap { question: QuestionId(question), text: text.to_owned(), count };
        let known = |text: &str| !text.contains("пожар") && text.chars().any(char::is_alphabetic);
        let expected = [gap(2, "как записаться к врачу", 2), gap(1, "справка для школы", 1)];
        assert_eq!(gaps(&asked, known), expected);
        let many: Vec<String> = ["а", "б", "в", "г", "д", "е", "ж"].map(str::to_owned).to_vec();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(gaps(&declined(&many), |_| true).len(), NAMED);
    }

    #[test]
    fn what_is_answered_by_now_an_emergency_and_what_says_nothing_are_no_gaps() {
        let answerer = Answerer::new(fixture::live());
        let is_gap = |text| is_gap(&answerer, text);
        assert!(is_gap("Когда придёт пенсия"));
        for other in ["Кто сажает деревья", "Пожар помогите", "🌳🌳", "Здравствуйте"]
        {
            assert!(!is_gap(other), "{other}");
        }
    }
}
