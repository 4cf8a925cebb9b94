//! Buttons as admins write them: one a line, a label and an address.

use super::plan::Link;

/// The most buttons below an announcement.
pub const MOST: usize = 8;
/// The most characters of an address, and of a label.
const LONGEST_URL: usize = 1000;
const LONGEST_LABEL: usize = 60;
/// What an address begins with.
const SCHEMES: [&str; 2] = ["https://", "http://"];
/// What may stand between a label and its address.
const BETWEEN: [char; 7] = ['-', '–', '—', ':', '|', '→', '>'];

/// Why a text is no buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadLinks {
    /// This line is none.
    Line(String),
    /// There are too many.
    TooMany,
}

/// Reads them; a full stop alone means none.
///
/// # Errors
/// The first line that is no button, or that there are too many.
pub fn read(text: &str) -> Result<Vec<Link>, BadLinks> {
    if text.trim() == "." {
        return Ok(Vec::new());
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let links: Vec<Link> =
        lines.map(|line| link(line).ok_or_else(|| BadLinks::Line(line.to_owned()))).collect::<Result<_, _>>()?;
    if links.len() > MOST { Err(BadLinks::TooMany) } else { Ok(links) }
}

fn link(line: &str) -> Option<Link> {
    let at = SCHEMES.into_iter().filter_map(|scheme| line.find(scheme)).min()?;
    let (label, url) = line.split_at(at);
    let label = label.trim().trim_end_matches(BETWEEN).trim();
    let fits = !label.is_empty() && label.chars().count() <= LONGEST_LABEL;
    (fits && is_address(url)).then(|| Link { label: label.to_owned(), url: url.to_owned() })
}

/// Whether it names a machine that can be public, and is in one piece.
fn is_address(url: &str) -> bool {
    let rest = SCHEMES.into_iter().find_map(|scheme| url.strip_prefix(scheme)).unwrap_or_default();
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let whole = !url.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"`{}|\\^".contains(c));
    let dotted = host.contains('.') && host.split('.').all(|part| !part.is_empty());
    whole && dotted && !host.contains('@') && url.len() <= LONGEST_URL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_people_write_them() {
        let read = |text: &str| {
            read(text).map(|links| links.into_iter().map(|link| (link.label, link.url)).collect::<Vec<_>>())
        };
        let pair = |label: &str, url: &str| (label.to_owned(), url.to_owned());
        assert_eq!(
            read("Карта - https://a.kz/x?y=1\n\nСписок: http://b.kz\nКоротко https://c.kz#d"),
            Ok(vec![
                pair("Карта", "https://a.kz/x?y=1"),
                pair("Список", "http://b.kz"),
                pair("Коротко", "https://c.kz#d")
            ])
        );
        assert_eq!(read(" . "), Ok(Vec::new()));
        let bad =
            ["Карта", "https://a.kz", "- https://a.kz", "a - https://a", "a - https://u:p@a.kz", "a - https://a.kz b"];
        for line in bad {
            assert_eq!(read(line), Err(BadLinks::Line(line.to_owned())), "{line}");
        }
        assert_eq!(read(&"a - https://a.kz\n".repeat(9)), Err(BadLinks::TooMany));
    }
}
