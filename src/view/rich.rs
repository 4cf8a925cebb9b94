//! Text with styles, as one string and the ranges that are styled. It is written once and rendered three ways: as
//! Telegram entities, as HTML, and as plain text.

use std::ops::Range;

use teloxide::types::{MessageEntity, MessageEntityKind};

/// The most UTF-16 units that Telegram takes in one message.
pub const MAX_UNITS: usize = 4096;

/// How a part of a text looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Style {
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Struck through.
    Strike,
    /// A link to this address.
    Link(String),
    /// A quotation.
    Quote,
    /// A quotation that opens when pressed.
    LongQuote,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    style: Style,
    /// Bytes of the text, on borders of characters.
    range: Range<usize>,
}

/// A text with styles. Marks lie within one another or apart, never across.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    text: String,
    marks: Vec<Mark>,
}

impl Rich {
    /// A plain text.
    pub fn new(text: &str) -> Rich {
        Rich::default().plain(text)
    }

    /// Appends a plain text.
    #[must_use]
    pub fn plain(mut self, text: &str) -> Rich {
        self.text.push_str(text);
        self
    }

    /// Appends a text in this style.
    #[must_use]
    pub fn styled(self, style: Style, text: &str) -> Rich {
        self.wrapped(style, Rich::new(text))
    }

    /// Appends a bold text.
    #[must_use]
    pub fn bold(self, text: &str) -> Rich {
        self.styled(Style::Bold, text)
    }

    /// Appends an italic text.
    #[must_use]
    pub fn italic(self, text: &str) -> Rich {
        self.styled(Style::Italic, text)
    }

    /// Appends a whole rich text, all of it in one more style.
    #[must_use]
    pub fn wrapped(mut self, style: Style, inner: Rich) -> Rich {
        let start = self.text.len();
        // The outer mark comes before the inner ones: that is the order in which tags open.
        if !inner.text.is_empty() {
            self.marks.push(Mark { style, range: start..start + inner.text.len() });
        }
        self.push(inner);
        self
    }

    /// Appends a rich text as it is.
    #[must_use]
    pub fn then(mut self, other: Rich) -> Rich {
        self.push(other);
        self
    }

    /// Appends on a line of its own; nothing when there is nothing to append.
    #[must_use]
    pub fn line(self, other: Rich) -> Rich {
        self.after("\n", other)
    }

    /// Appends as a paragraph of its own; nothing when there is nothing to append.
    #[must_use]
    pub fn paragraph(self, other: Rich) -> Rich {
        self.after("\n\n", other)
    }

    fn after(mut self, gap: &str, other: Rich) -> Rich {
        if other.text.is_empty() {
            return self;
        }
        if !self.text.is_empty() {
            self.text.push_str(gap);
        }
        self.push(other);
        self
    }

    fn push(&mut self, other: Rich) {
        let by = self.text.len();
        self.text.push_str(&other.text);
        self.marks.extend(
            other
                .marks
                .into_iter()
                .map(|mark| Mark { range: mark.range.start + by..mark.range.end + by, style: mark.style }),
        );
    }

    /// Without any style: what a terminal shows and what Telegram gets as the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Its length as Telegram counts: in UTF-16 units.
    pub fn units(&self) -> usize {
        units(&self.text)
    }

    /// Cut to so many UTF-16 units, an ellipsis at the end of what was cut.
    #[must_use]
    pub fn clipped(mut self, most: usize) -> Rich {
        if self.units() <= most {
            return self;
        }
        let text = clip(&self.text, most);
        let kept = text.len().saturating_sub(ELLIPSIS.len_utf8());
        self.marks.retain_mut(|mark| {
            mark.range.end = mark.range.end.min(kept);
            !mark.range.is_empty()
        });
        self.text = text;
        self
    }

    /// The styles as Telegram entities. An address that is none leaves its text unlinked.
    pub fn entities(&self) -> Vec<MessageEntity> {
        let entity = |mark: &Mark| {
            let kind = match &mark.style {
                Style::Bold => MessageEntityKind::Bold,
                Style::Italic => MessageEntityKind::Italic,
                Style::Strike => MessageEntityKind::Strikethrough,
                Style::Quote => MessageEntityKind::Blockquote,
                Style::LongQuote => MessageEntityKind::ExpandableBlockquote,
                Style::Link(url) => MessageEntityKind::TextLink { url: url.parse().ok()? },
            };
            let offset = units(self.text.get(..mark.range.start)?);
            Some(MessageEntity::new(kind, offset, units(self.text.get(mark.range.clone())?)))
        };
        self.marks.iter().filter_map(entity).collect()
    }

    /// As the HTML that Telegram reads and a browser shows.
    pub fn html(&self) -> String {
        let mut html = String::new();
        let mut open: Vec<&Mark> = Vec::new();
        let mut marks = self.marks.iter().peekable();
        for (at, letter) in self.text.char_indices() {
            while open.last().is_some_and(|mark| mark.range.end <= at) {
                html.push_str(open.pop().map_or("", |mark| tags(&mark.style).1));
            }
            while let Some(mark) = marks.next_if(|mark| mark.range.start <= at) {
                html.push_str(&tags(&mark.style).0);
                open.push(mark);
            }
            push_escaped(&mut html, letter);
        }
        for mark in open.iter().rev() {
            html.push_str(tags(&mark.style).1);
        }
        html
    }
}

const ELLIPSIS: char = '…';

/// So many UTF-16 units has the text.
pub fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The text cut to so many UTF-16 units, with an ellipsis at the end where it was cut.
pub fn clip(text: &str, most: usize) -> String {
    if units(text) <= most {
        return text.to_owned();
    }
    let mut room = most.saturating_sub(1);
    let kept: String = text
        .chars()
        .take_while(|letter| {
            let fits = letter.len_utf16() <= room;
            room = room.saturating_sub(letter.len_utf16());
            fits
        })
        .collect();
    if most == 0 { String::new() } else { format!("{}{ELLIPSIS}", kept.trim_end()) }
}

fn tags(style: &Style) -> (String, &'static str) {
    match style {
        Style::Bold => ("<b>".to_owned(), "</b>"),
        Style::Italic => ("<i>".to_owned(), "</i>"),
        Style::Strike => ("<s>".to_owned(), "</s>"),
        Style::Quote => ("<blockquote>".to_owned(), "</blockquote>"),
        Style::LongQuote => ("<blockquote expandable>".to_owned(), "</blockquote>"),
        Style::Link(url) => (format!("<a href=\"{}\">", escape(url)), "</a>"),
    }
}

/// The text with what means something in HTML escaped, quotes too.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    text.chars().for_each(|letter| push_escaped(&mut escaped, letter));
    escaped
}

fn push_escaped(html: &mut String, letter: char) {
    match letter {
        '&' => html.push_str("&amp;"),
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '"' => html.push_str("&quot;"),
        '\'' => html.push_str("&#39;"),
        other => html.push(other),
    }
}

#[cfg(test)]
mod tests;
