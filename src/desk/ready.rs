//! Ready answers as staff manage them: what is written behind the command, read.

use search::Lang;

/// How many there may be: more are not found in a list.
pub const MOST: usize = 30;
/// The longest text in one language, in characters as Telegram counts them: all three together fit one message.
pub const LONGEST: usize = 1000;

/// What staff want with the ready answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// See them.
    List,
    /// See the whole of the one with this number.
    Show(i64),
    /// Add one that says this in Kazakh, Russian and English.
    Add([String; 3]),
    /// Add one, but these languages are missing.
    Incomplete(Vec<Lang>),
    /// Add one, but in these languages it is too long.
    TooLong(Vec<Lang>),
    /// Delete the one with this number.
    Delete(i64),
    /// Something that is not understood.
    Unclear,
}

/// Reads what stands behind the command.
pub fn read(text: &str) -> Request {
    let text = text.trim();
    let (verb, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let number = |text: &str| text.trim().parse::<i64>().ok();
    match (verb.to_ascii_lowercase().as_str(), number(rest)) {
        ("", _) => Request::List,
        ("add", _) => add(rest),
        ("delete", Some(id)) => Request::Delete(id),
        (verb, _) if rest.is_empty() => number(verb).map_or(Request::Unclear, Request::Show),
        _ => Request::Unclear,
    }
}

fn add(text: &str) -> Request {
    let texts = texts(text);
    let which = |wanted: fn(&str) -> bool| {
        let all = Lang::ALL.into_iter().zip(&texts);
        all.filter(|(_, text)| wanted(text)).map(|(lang, _)| lang).collect::<Vec<_>>()
    };
    let missing = which(str::is_empty);
    if !missing.is_empty() {
        return Request::Incomplete(missing);
    }
    let long = which(|text| text.encode_utf16().count() > LONGEST);
    if !long.is_empty() {
        return Request::TooLong(long);
    }
    Request::Add(texts)
}

/// The texts in the order of the languages. A line that names one begins its text, and all lines up to the next such
/// line belong to it; what stands before the first belongs to none.
fn texts(text: &str) -> [String; 3] {
    let mut texts = [String::new(), String::new(), String::new()];
    let mut current = None;
    for line in text.lines() {
        let named = named(line);
        if let Some((place, _)) = named {
            current = Some(place);
        }
        if let Some(part) = current.and_then(|place: usize| texts.get_mut(place)) {
            part.push_str(named.map_or(line, |(_, rest)| rest));
            part.push('\n');
        }
    }
    texts.map(|text| text.trim().to_owned())
}

/// The language that a line begins with, by its place, and the rest of the line.
fn named(line: &str) -> Option<(usize, &str)> {
    let (name, rest) = line.split_once(':')?;
    let place = Lang::ALL.into_iter().position(|lang| lang.code().eq_ignore_ascii_case(name.trim()))?;
    Some((place, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_behind_the_command_is_read() {
        for (text, request) in [
            ("", Request::List),
            (" \n", Request::List),
            ("3", Request::Show(3)),
            ("delete 3", Request::Delete(3)),
            ("Delete\n3 ", Request::Delete(3)),
            ("delete", Request::Unclear),
            ("delete all", Request::Unclear),
            ("delete 3 4", Request::Unclear),
            ("3 4", Request::Unclear),
            ("kk: a", Request::Unclear),
            ("add", Request::Incomplete(Lang::ALL.to_vec())),
            ("add en: Hello", Request::Incomplete(vec![Lang::Kk, Lang::Ru])),
            ("add\nkk: a\nru:\n \nen: c", Request::Incomplete(vec![Lang::Ru])),
        ] {
            assert_eq!(read(text), request, "{text:?}");
        }
    }

    #[test]
    fn texts_may_have_several_lines_and_come_in_any_order() {
        let text = "add\nEN: One\n\ntwo: three\nkk : бір\n ru:раз\nhttps://example.org";
        let texts = ["бір", "раз\nhttps://example.org", "One\n\ntwo: three"].map(str::to_owned);
        assert_eq!(read(text), Request::Add(texts));
    }

    #[test]
    fn a_text_has_its_limit() {
        let with = |ru: &str| read(&format!("add kk: a\nru: {ru}\nen: c"));
        assert!(matches!(with(&"б".repeat(LONGEST)), Request::Add(_)));
        assert_eq!(with(&"б".repeat(LONGEST + 1)), Request::TooLong(vec![Lang::Ru]));
    }
}
