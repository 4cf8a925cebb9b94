//! Whether what staff wrote repeats what its resident wrote: then it must not become knowledge as it is.

/// So many words in a row are a quotation.
const RUN: usize = 4;

/// Whether the text holds one of these names, or a run of words of what was said.
pub fn quotes<'a>(text: &str, names: &[String], said: impl IntoIterator<Item = &'a str>) -> bool {
    let words = words(text);
    let has_name = names.iter().any(|name| {
        let name: Vec<String> = self::words(name);
        name.iter().any(|part| part.chars().count() > 2 && words.iter().any(|word| is_form(word, part)))
    });
    has_name || said.into_iter().any(|said| shares_run(&words, &self::words(said)))
}

fn words(text: &str) -> Vec<String> {
    search::fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A name may stand there with an ending.
fn is_form(word: &str, name: &str) -> bool {
    let stem: String = name.chars().take(name.chars().count().saturating_sub(1).max(3)).collect();
    word.starts_with(&stem) && word.chars().count() <= name.chars().count() + 4
}

/// A run of words, or all of them where there are fewer; one word alone is anybody's.
fn shares_run(one: &[String], said: &[String]) -> bool {
    let run = RUN.min(said.len());
    run > 1 && one.windows(run).any(|words| said.windows(run).any(|there| there == words))
}
