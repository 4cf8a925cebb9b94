//! Texts in three languages, as the pack's tables hold them.

use search::Lang;
use toml::Spanned;

use super::finding::Desk;
use super::format::Words;
use crate::knowledge::entry::PerLang;

/// The languages in the order of the files.
pub(super) const LANGS: [Lang; 3] = [Lang::Kk, Lang::Ru, Lang::En];

/// A table of texts: all three languages, or the whole table left out where it is not needed.
pub(super) fn per_lang(
    words: Option<Spanned<Words>>,
    table: &str,
    needed: bool,
    desk: &mut Desk<'_>,
) -> PerLang<String> {
    let mut texts = PerLang::default();
    let Some(words) = words else {
        if needed {
            desk.error(0, format!("[{table}] is missing"), "add it with kk, ru and en");
        }
        return texts;
    };
    let at = words.span().start;
    let mut words = words.into_inner().into_langs();
    for lang in LANGS {
        let code = lang.code();
        match words.get_mut(lang).take() {
            None => desk.error(at, format!("[{table}] lacks {code}"), format!("add `{code} = \"…\"`")),
            Some(text) if text.get_ref().trim().is_empty() => {
                desk.error(
                    text.span().start,
                    format!("[{table}] has an empty {code}"),
                    format!("write the {code} text"),
                );
            }
            Some(text) => text.get_ref().trim().clone_into(texts.get_mut(lang)),
        }
    }
    texts
}

/// Runs of white space, line ends among them, become one space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
