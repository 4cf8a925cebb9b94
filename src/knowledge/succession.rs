//! The succession ledger: who took over from whom, followed to today or asked "as of" a year. A later reform is
//! added, not overwritten: its abolished departments become former ones that name their successor.

use std::sync::Arc;

use jiff::civil::Date;

use crate::ids::{EntryId, Kind};
use crate::knowledge::entry::{Entry, Knowledge};

/// A succession that never ends; the ids it runs through.
#[derive(Debug, PartialEq, Eq)]
pub struct Ring(pub Vec<EntryId>);

/// The chain from this department, itself first, to the one of today.
///
/// # Errors
/// When the chain runs in a ring.
pub fn chain(knowledge: &Knowledge, start: &EntryId) -> Result<Vec<EntryId>, Ring> {
    let mut chain = vec![start.clone()];
    loop {
        let last = chain.last().unwrap_or(start);
        let next =
            knowledge.entry(last).filter(|entry| entry.kind() == Kind::Former).and_then(|e| e.department.clone());
        let Some(next) = next else { return Ok(chain) };
        let closed = chain.contains(&next);
        chain.push(next);
        if closed {
            return Err(Ring(chain));
        }
    }
}

/// The department of today that this entry belongs to: a topic's, a former department's last successor, a
/// department itself; none for what has no department.
pub fn today(knowledge: &Knowledge, id: &EntryId) -> Option<Arc<Entry>> {
    let start = match id.kind() {
        Kind::Department | Kind::Former => id.clone(),
        _ => knowledge.entry(id)?.department.clone()?,
    };
    let last = chain(knowledge, &start).ok()?.pop()?;
    knowledge.entry(&last).filter(|entry| entry.kind() == Kind::Department).cloned()
}

/// The former departments that this one took over, directly or through others, in the order of their ids.
pub fn merged_into(knowledge: &Knowledge, department: &EntryId) -> Vec<Arc<Entry>> {
    let goes_there = |entry: &&Arc<Entry>| {
        chain(knowledge, &entry.id).is_ok_and(|chain| chain.iter().skip(1).any(|id| id == department))
    };
    knowledge.of_kind(Kind::Former).filter(goes_there).cloned().collect()
}

/// Who handled a matter in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// These former departments: their succession was announced only later.
    Former(Vec<Arc<Entry>>),
    /// Who took over, as today; whether that was in force already, the source may not say.
    Successor,
    /// It was before the announcement, and the source names nobody.
    Unknown,
}

/// Who handled this entry's matter on this day. An announcement that is only known by its year counts from that
/// year's 1 January, and so does a year that is asked about. None where no department handles it.
pub fn as_of(knowledge: &Knowledge, entry: &Entry, day: Date) -> Option<Then> {
    let line: Vec<Arc<Entry>> = match entry.kind() {
        Kind::Former => knowledge.entry(&entry.id).cloned().into_iter().collect(),
        Kind::Topic => entry.former.iter().filter_map(|id| knowledge.entry(id).cloned()).collect(),
        Kind::Department => merged_into(knowledge, &entry.id),
        Kind::Fact | Kind::Decoy | Kind::Smalltalk => return None,
    };
    let still_there = |former: &Entry| first_day(&former.announced).is_some_and(|announced| day < announced);
    let there_already = |former: &Entry| {
        let mut before = knowledge.of_kind(Kind::Former).filter(|e| e.department.as_ref() == Some(&former.id));
        before.all(|earlier| !still_there(earlier))
    };
    let then: Vec<_> = line.iter().filter(|former| still_there(former) && there_already(former)).cloned().collect();
    if !then.is_empty() {
        return Some(Then::Former(then));
    }
    let department = today(knowledge, &entry.id)?;
    let announced = first_day(&department.announced);
    Some(if announced.is_some_and(|announced| day < announced) { Then::Unknown } else { Then::Successor })
}

/// The first day that a year or a date names.
fn first_day(text: &str) -> Option<Date> {
    match text.len() {
        4 => Date::new(text.parse().ok()?, 1, 1).ok(),
        _ => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::knowledge::fixture;

    fn ids(entries: &[Arc<Entry>]) -> Vec<&str> {
        entries.iter().map(|entry| entry.id.as_str()).collect()
    }

    #[test]
    fn the_chain_is_followed_over_two_reforms_to_today() {
        let knowledge = fixture::knowledge();
        let chain = chain(&knowledge, &"former:games".parse().unwrap()).unwrap();
        let chain: Vec<&str> = chain.iter().map(EntryId::as_str).collect();
        assert_eq!(chain, ["former:games", "former:leisure", "dept:people"]);
        let today = |id: &str| today(&knowledge, &id.parse().unwrap()).map(|entry| entry.id.to_string());
        assert_eq!(today("former:games").as_deref(), Some("dept:people"));
        assert_eq!(today("sport").as_deref(), Some("dept:people"));
        assert_eq!(today("dept:town").as_deref(), Some("dept:town"));
        assert_eq!(today("fact:savings"), None);
        assert_eq!(ids(&merged_into(&knowledge, &"dept:people".parse().unwrap())), ["former:games", "former:leisure"]);
    }

    #[test]
    fn a_year_counts_from_its_first_day() {
        let knowledge = fixture::knowledge();
        let then = |id: &str, day: &str| {
            let entry = knowledge.entry(&id.parse().unwrap()).unwrap();
            match as_of(&knowledge, entry, day.parse().unwrap()) {
                Some(Then::Former(former)) => ids(&former).join(" "),
                other => format!("{other:?}"),
            }
        };
        let cases = [
            ("trees", "2018-12-31", "former:parks"),
            ("trees", "2019-01-01", "Some(Successor)"),
            ("former:parks", "2017-01-01", "former:parks"),
            ("sport", "2018-01-01", "former:games"),
            ("sport", "2019-01-01", "former:leisure"),
            ("sport", "2022-04-30", "former:leisure"),
            ("sport", "2022-05-01", "Some(Successor)"),
            ("dept:town", "2017-01-01", "former:parks"),
            ("fact:savings", "2017-01-01", "None"),
        ];
        for (id, day, expected) in cases {
            assert_eq!(then(id, day), expected, "{id} {day}");
        }
    }

    #[test]
    fn before_the_announcement_nobody_is_named_where_the_source_names_nobody() {
        let mut knowledge = fixture::knowledge();
        let trees = knowledge.entries.get_mut(&"trees".parse().unwrap()).map(Arc::make_mut).unwrap();
        trees.former.clear();
        let trees = trees.clone();
        assert_eq!(as_of(&knowledge, &trees, Date::constant(2017, 1, 1)), Some(Then::Unknown));
    }
}
