//! The figures as a table for people and as data for scripts.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::score::{Counts, Scores};

/// One object: the figures of all lines, then by language, style and kind.
pub(super) fn json(scores: &Scores) -> String {
    let group = |counts: &BTreeMap<String, Counts>| -> Map<String, Value> {
        counts.iter().map(|(name, counts)| (name.clone(), object(counts))).collect()
    };
    let (lang, style, kind) = (group(&scores.lang), group(&scores.style), group(&scores.kind));
    json!({ "all": object(&scores.all), "lang": lang, "style": style, "kind": kind }).to_string() + "\n"
}

fn object(counts: &Counts) -> Value {
    let figures = counts.figures().map(|(name, percent)| (name.to_owned(), json!(percent)));
    std::iter::once(("n".to_owned(), json!(counts.all))).chain(figures).collect::<Map<_, _>>().into()
}

/// A line a group.
pub(super) fn text(scores: &Scores) -> String {
    let mut out = format!("{:<12}{:>6}", "", "n");
    for (name, _) in scores.all.figures() {
        let _ = write!(out, "{name:>11}");
    }
    out.push('\n');
    row(&mut out, "all", &scores.all);
    for (title, group) in [("lang", &scores.lang), ("style", &scores.style), ("kind", &scores.kind)] {
        let _ = writeln!(out, "{title}");
        for (name, counts) in group {
            row(&mut out, &format!("  {name}"), counts);
        }
    }
    out
}

fn row(out: &mut String, name: &str, counts: &Counts) {
    let _ = write!(out, "{name:<12}{:>6}", counts.all);
    for (_, percent) in counts.figures() {
        let _ = write!(out, "{percent:>11.1}");
    }
    out.push('\n');
}
