//! What `qaida ask --explain` adds: the skeleton the question was folded to, and which words spoke for what.

use search::Query;

use crate::answer::Asking;
use crate::ids::EntryId;
use crate::knowledge::live::Snapshot;

/// The figures behind an answer, for whoever looks after the knowledge.
pub(super) fn of(snapshot: &Snapshot, asking: &Asking<'_>) -> String {
    let after = asking.after.as_ref().map(EntryId::as_str);
    let why = snapshot.index.explain(&Query { text: asking.text, hint: asking.hint, after });
    let got = &why.understanding;
    let langs: Vec<String> = why.langs.iter().map(|(lang, margin)| format!("{lang} {margin:+.2}")).collect();
    let exact = if why.word_for_word { ", an example word for word" } else { "" };
    let mut lines = vec![
        format!("folded      {}", why.folded),
        format!("outcome     {:?} {:.3}, {:?}{exact}", got.outcome, got.confidence, got.manner),
        format!("language    {} ({}); emergency {:+.2}", langs.join(", "), sure(got.lang.sure), why.alarm),
    ];
    for label in &why.labels {
        let name = match label.id.as_str() {
            "-" => "(not ours)",
            "~" => "(small talk)",
            id => id,
        };
        let words: Vec<String> = label.words.iter().map(|(word, added)| format!("{word} {added:+.2}")).collect();
        lines.push(format!("{:.3} {:+.2} {name:<28} {}", label.chance, label.margin, words.join(" · ")));
    }
    if let Some(matter) = &got.matter {
        lines.push(format!("looks like  {matter}"));
    }
    lines.join("\n")
}

fn sure(sure: bool) -> &'static str {
    if sure { "sure" } else { "unsure" }
}
