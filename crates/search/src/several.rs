//! Several questions in one text. Only where its clauses, each by itself, surely ask about different groups: then the
//! text is answered, and the others are named beside it.

use crate::{
    Candidate, Index, LangGuess, Manner, Outcome, Query, Thresholds, Understanding, decide, features::Text, manner,
    settings,
};

/// Looks for further questions and notes their entries; a text that was to be asked back about is answered if it turns
/// out to be two clear questions.
pub(crate) fn look(index: &Index, query: &Query<'_>, to: &mut Understanding, at: &Thresholds) {
    if !matches!(to.outcome, Outcome::Answer | Outcome::Ask) || query.text.len() > settings::ALSO_BYTES {
        return;
    }
    let parts = parts(index, query, to.lang, at);
    let Some(first) = parts.first().filter(|_| parts.len() > 1) else { return };
    let best = to.best.clone().filter(|best| parts.iter().any(|part| together(part, best)));
    match (best, to.outcome) {
        (Some(best), Outcome::Answer) => to.also_asked = others(&parts, &best),
        (_, Outcome::Ask) => {
            to.outcome = Outcome::Answer;
            to.options = 0;
            to.confidence = first.score;
            to.candidates.retain(|candidate| candidate.id != first.id);
            to.candidates.insert(0, first.clone());
            to.best = Some(first.clone());
            to.also_asked = others(&parts, first);
        }
        _ => {}
    }
}

/// The entries that clauses surely ask about, one a group. Most texts have no two clauses that ask: those cost nothing.
fn parts(index: &Index, query: &Query<'_>, lang: LangGuess, at: &Thresholds) -> Vec<Candidate> {
    let long_enough = |clause: &&str| clause.split_whitespace().count() >= settings::ALSO_WORDS;
    let clauses = clauses(query.text).into_iter().filter(long_enough).take(settings::ALSO_CLAUSES);
    let asking: Vec<Text> =
        clauses.map(Text::new).filter(|clause| manner::manner(clause, lang) == Manner::Asks).collect();
    let mut parts: Vec<Candidate> = Vec::new();
    if asking.len() < 2 {
        return parts;
    }
    for clause in asking {
        if let Some(part) = sure(index, &clause, query, at)
            && !parts.iter().any(|other| together(other, &part))
        {
            parts.push(part);
        }
    }
    parts
}

/// A text cut at the ends of its sentences, at commas and before words that join.
fn clauses(text: &str) -> Vec<&str> {
    let mut clauses = Vec::new();
    for sentence in text.split_inclusive(['?', '.', '!', '\n', ';', ',']) {
        let mut from = 0;
        for word in sentence.split(' ').filter(|word| manner::joins(word)) {
            let at = word.as_ptr() as usize - sentence.as_ptr() as usize;
            clauses.push(&sentence[from..at]);
            from = at;
        }
        clauses.push(&sentence[from..]);
    }
    clauses
}

/// The entry a clause is about, if that is sure by itself.
fn sure(index: &Index, clause: &Text, query: &Query<'_>, at: &Thresholds) -> Option<Candidate> {
    let part = decide::conclude(index, &index.weigh(clause, &Query { after: None, ..*query }), at);
    let certain = part.outcome == Outcome::Answer && part.confidence >= settings::ALSO_SURE;
    part.best.filter(|_| certain)
}

fn others(parts: &[Candidate], best: &Candidate) -> Vec<Candidate> {
    parts.iter().filter(|part| !together(part, best)).cloned().collect()
}

fn together(a: &Candidate, b: &Candidate) -> bool {
    a.id == b.id || (a.group.is_some() && a.group == b.group)
}
