//! Addresses of posts in Telegram, as people copy them: `t.me/name/123`, `t.me/c/123/45`, with or without what a client
//! puts around.

use crate::ids::ChatId;

/// The hosts of Telegram.
const HOSTS: [&str; 3] = ["t.me/", "telegram.me/", "telegram.dog/"];
/// What stands before the bare number of a channel in its id.
const CHANNEL: &str = "-100";

/// A post of a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) channel: Named,
    pub(super) post: i64,
}

/// A channel as an address names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// By its public name.
    Name(String),
    /// By its id.
    Id(ChatId),
}

/// Where the addresses of a text lead, one of which is a post's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// All of them to this post.
    To(Post),
    /// Some of them to something else. Which one opens nobody can tell who sees the text: an address may be shown that is
    /// not the one behind it.
    Elsewhere,
}

impl Post {
    fn is(&self, other: &Post) -> bool {
        let channel = match (&self.channel, &other.channel) {
            (Named::Name(one), Named::Name(other)) => one.eq_ignore_ascii_case(other),
            (one, other) => one == other,
        };
        channel && self.post == other.post
    }
}

/// Where a text leads, with the addresses behind its words written out; none: to no post.
pub(super) fn leads(text: &str) -> Option<Leads> {
    let first = text.split_whitespace().find_map(of_word)?;
    let there = |word| of_word(word).map_or_else(|| !is_address(word), |post| post.is(&first));
    Some(if text.split_whitespace().all(there) { Leads::To(first) } else { Leads::Elsewhere })
}

/// Whether there is an address in it, as far as clients make links of what is written. Letters around a full stop are
/// one in Latin only: elsewhere a space was forgotten.
fn is_address(word: &str) -> bool {
    let named = |part: &str| {
        let part = part.trim_matches(|c: char| !c.is_alphanumeric());
        let host = part.split(['/', '?', '#']).next().unwrap_or_default();
        let top = host.rsplit_once('.').map(|(_, top)| top).unwrap_or_default();
        let letters = top.chars().count() > 1 && top.chars().all(char::is_alphabetic);
        letters && (host.is_ascii() || host.len() < part.len())
    };
    let apart = |c: char| !c.is_alphanumeric() && !"-._/?#&=%+~@".contains(c);
    word.contains("://") || word.split(apart).any(named)
}

fn of_word(word: &str) -> Option<Post> {
    let word = word.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let lower = word.to_ascii_lowercase();
    let scheme = ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme)).unwrap_or_default();
    let rest = &lower[scheme.len()..];
    let www = if rest.starts_with("www.") { "www.".len() } else { 0 };
    let host = HOSTS.into_iter().find(|host| rest[www..].starts_with(host))?;
    let path = word.get(scheme.len() + www + host.len()..)?;
    let parts: Vec<&str> = path.split(['?', '#']).next()?.split('/').filter(|part| !part.is_empty()).collect();
    let (channel, post) = match parts.as_slice() {
        // Between the two there may be a topic.
        ["c", bare, .., post] => (Named::Id(ChatId(format!("{CHANNEL}{}", digits(bare)?).parse().ok()?)), post),
        ["s", name, post] | [name, post] => (named(name)?, post),
        _ => return None,
    };
    Some(Post { channel, post: digits(post)?.parse().ok()? })
}

fn named(name: &str) -> Option<Named> {
    let fits = name.len() >= 4 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    fits.then(|| Named::Name(name.to_owned()))
}

/// A number, and whatever signs of a sentence follow.
fn digits(part: &str) -> Option<&str> {
    let number = part.trim_end_matches(|c: char| !c.is_alphanumeric());
    let all = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    all.then_some(number)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn posts_are_found_however_they_are_copied() {
        let name = |post| Some(Post { channel: Named::Name("our_city".to_owned()), post });
        let id = |post| Some(Post { channel: Named::Id(ChatId(-1_001_234)), post });
        let table = [
            ("https://t.me/our_city/12", name(12)),
            ("t.me/our_city/12?single", name(12)),
            ("Это правда? (HTTPS://T.ME/our_city/12).", name(12)),
            ("https://t.me/s/our_city/12", name(12)),
            ("http://www.telegram.me/our_city/12/", name(12)),
            ("t.me/c/1234/5", id(5)),
            ("t.me/c/1234/3/5", id(5)),
            ("t.me/our_city", None),
            ("t.me/our_city/abc", None),
            ("t.me/c/1234", None),
            ("t.me/+invite/5", None),
            ("example.com/our_city/5", None),
            ("not.t.me/our_city/5", None),
            ("t.me/our_city/99999999999999999999", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(leads(text), expected.map(Leads::To), "{text}");
        }
    }

    #[test]
    fn a_text_that_leads_elsewhere_too_is_no_link_to_a_post() {
        let elsewhere = [
            "t.me/our_city/12 (https://evil.example)",
            "evil.example (https://t.me/our_city/12)",
            "https://t.me/our_city/12 t.me/our_city/13",
            "t.me/our_city/12 t.me/c/1234/12",
            "t.me/our_city/12 t.me/some_bot?start=1",
            "t.me/our_city/12 tg://resolve?domain=x",
            "t.me/our_city/12, тут:Evil.Example",
            "сайт.қаз/a t.me/our_city/12",
        ];
        for text in elsewhere {
            assert_eq!(leads(text), Some(Leads::Elsewhere), "{text}");
        }
        let there = [
            "t.me/our_city/12 (https://T.me/Our_City/12?single)",
            "Рас па?Т.б. ул.Абая, e.g. 10.30, v2.0… https://t.me/our_city/12!",
            "@our_city t.me/our_city/12",
        ];
        for text in there {
            assert!(matches!(leads(text), Some(Leads::To(Post { post: 12, .. }))), "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read(text in ".*", path in "[a-zI\\u{130}/0-9?#]{0,12}") {
            let _ = (leads(&text), leads(&format!("t.me/{path}")), leads(&format!("t.me/name/1 https://{text}t.me/{path}")));
        }
    }
}
