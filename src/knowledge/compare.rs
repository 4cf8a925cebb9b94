//! What one version of an entry says otherwise than another, word by word.

use search::Lang;
use similar::{ChangeTag, TextDiff};

use super::entry::{Contact, Entry};

/// A piece of a text, in both versions or in one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the earlier one.
    Gone(String),
    /// Only in the later one.
    New(String),
}

/// A part of an entry that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which part, as the keys and tables of its file are called: `text`, `examples`, `review_by`.
    pub field: &'static str,
    /// In which language; none: the part has none.
    pub lang: Option<Lang>,
    /// The earlier and the later text in pieces. Of lists only what changed.
    pub pieces: Vec<Piece>,
}

/// All that changed from one version to the next; of none at all, everything is new.
pub fn entries(from: Option<&Entry>, to: &Entry) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut add = |field, lang, pieces: Vec<Piece>| {
        if pieces.iter().any(|piece| !matches!(piece, Piece::Same(_))) {
            changes.push(Change { field, lang, pieces });
        }
    };
    for lang in Lang::ALL {
        let new = to.texts.get(lang);
        let old = from.map(|from| from.texts.get(lang).clone()).unwrap_or_default();
        add("name", Some(lang), words(&old.name, &new.name));
        add("text", Some(lang), words(&old.body, &new.body));
        add("reading_note", Some(lang), words(&old.reading_note, &new.reading_note));
        add("elsewhere", Some(lang), words(&old.elsewhere, &new.elsewhere));
        add("keywords", Some(lang), items(&old.keywords, &new.keywords));
        add("examples", Some(lang), items(&old.examples, &new.examples));
    }
    let text = |of: fn(&Entry) -> String| (from.map(of).unwrap_or_default(), of(to));
    type Key = (&'static str, fn(&Entry) -> String);
    let keys: [Key; 6] = [
        ("source", |entry| entry.source.clone()),
        ("department", |entry| entry.department.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("since", |entry| entry.since.clone()),
        ("until", |entry| entry.until.clone()),
        ("review_by", |entry| entry.review_by.clone()),
        ("owner", |entry| entry.owner.clone()),
    ];
    for (field, of) in keys {
        let (old, new) = text(of);
        add(field, None, words(&old, &new));
    }
    let contacts = |entry: &Entry| entry.contacts.iter().map(contact).collect::<Vec<_>>();
    add("contacts", None, items(&from.map(contacts).unwrap_or_default(), &contacts(to)));
    changes
}

fn contact(contact: &Contact) -> String {
    format!("{}: {}", contact.kind, contact.value)
}

/// Two texts, word by word.
fn words(old: &str, new: &str) -> Vec<Piece> {
    let diff = TextDiff::from_words(old, new);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let text = change.value();
        match (change.tag(), pieces.last_mut()) {
            (ChangeTag::Equal, Some(Piece::Same(last)))
            | (ChangeTag::Delete, Some(Piece::Gone(last)))
            | (ChangeTag::Insert, Some(Piece::New(last))) => last.push_str(text),
            (ChangeTag::Equal, _) => pieces.push(Piece::Same(text.to_owned())),
            (ChangeTag::Delete, _) => pieces.push(Piece::Gone(text.to_owned())),
            (ChangeTag::Insert, _) => pieces.push(Piece::New(text.to_owned())),
        }
    }
    pieces
}

/// What a list lost and what it won.
fn items(old: &[String], new: &[String]) -> Vec<Piece> {
    let gone = old.iter().filter(|item| !new.contains(item)).cloned().map(Piece::Gone);
    gone.chain(new.iter().filter(|item| !old.contains(item)).cloned().map(Piece::New)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_stay_go_and_come() {
        let pieces = words("Деревья сажает город весной", "Деревья сажает управление весной");
        let (same, gone) = (|text: &str| Piece::Same(text.to_owned()), Piece::Gone("город".to_owned()));
        let expected = [same("Деревья сажает "), gone, Piece::New("управление".to_owned()), same(" весной")];
        assert_eq!(pieces, expected);
        assert!(words("", "").is_empty());
    }

    #[test]
    fn of_a_list_only_what_changed() {
        let list = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
        let pieces = items(&list(&["a", "b"]), &list(&["b", "c"]));
        assert_eq!(pieces, [Piece::Gone("a".to_owned()), Piece::New("c".to_owned())]);
    }
}
