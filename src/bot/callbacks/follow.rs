//! The buttons about following: a letter for what is done, then the entry, or whether it is to be.

use super::{code, entry_of, split_letter};
use crate::view::FollowAct;

/// What follows the language.
pub(super) fn encode(act: &FollowAct) -> String {
    let yes = |yes: bool| if yes { "1" } else { "0" };
    match act {
        FollowAct::Add(entry) => format!("a{}", code(entry)),
        FollowAct::Drop(entry) => format!("d{}", code(entry)),
        FollowAct::List => "l".to_owned(),
        FollowAct::Departments => "s".to_owned(),
        FollowAct::Department(entry) => format!("o{}", code(entry)),
        FollowAct::Pick(entry) => format!("p{}", code(entry)),
        FollowAct::Unpick(entry) => format!("u{}", code(entry)),
        FollowAct::Leave(entry) => format!("x{}", code(entry)),
        FollowAct::City(all) => format!("c{}", yes(*all)),
        FollowAct::Notices(wanted) => format!("n{}", yes(*wanted)),
    }
}

/// The same read. What is spelt otherwise is refused by whoever asks.
pub(super) fn read(text: &str) -> Option<FollowAct> {
    let (act, rest) = split_letter(text)?;
    Some(match act {
        'a' => FollowAct::Add(entry_of(rest)?),
        'd' => FollowAct::Drop(entry_of(rest)?),
        'l' => FollowAct::List,
        's' => FollowAct::Departments,
        'o' => FollowAct::Department(entry_of(rest)?),
        'p' => FollowAct::Pick(entry_of(rest)?),
        'u' => FollowAct::Unpick(entry_of(rest)?),
        'x' => FollowAct::Leave(entry_of(rest)?),
        'c' => FollowAct::City(rest == "1"),
        'n' => FollowAct::Notices(rest == "1"),
        _ => return None,
    })
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bot::callbacks::parse;
    use crate::bot::callbacks::tests::any_entry;

    pub(in crate::bot::callbacks) fn any_act() -> impl Strategy<Value = FollowAct> {
        prop_oneof![
            any_entry().prop_map(FollowAct::Add),
            any_entry().prop_map(FollowAct::Drop),
            Just(FollowAct::List),
            Just(FollowAct::Departments),
            any_entry().prop_map(FollowAct::Department),
            any_entry().prop_map(FollowAct::Pick),
            any_entry().prop_map(FollowAct::Unpick),
            any_entry().prop_map(FollowAct::Leave),
            any::<bool>().prop_map(FollowAct::City),
            any::<bool>().prop_map(FollowAct::Notices),
        ]
    }

    #[test]
    fn other_spellings_are_refused() {
        assert!(parse("1Fkc1").is_some() && parse("1Frl").is_some() && parse("1Featrees").is_some());
        for forged in ["1F", "1Fk", "1Fkc", "1Fkc2", "1Fkn01", "1Fkl1", "1Fka", "1Fkaq", "1Fkatrees!", "1Fzl"] {
            assert_eq!(parse(forged), None, "{forged}");
        }
    }
}
