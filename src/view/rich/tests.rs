//! Offsets, nesting, escaping and clipping of rich texts.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use proptest::prelude::*;

use super::*;

fn sample() -> Rich {
    Rich::default().bold("🏛 Басқарма").line(Rich::new("a < b & \"c\"")).paragraph(
        Rich::default()
            .wrapped(Style::Quote, Rich::new("see ").styled(Style::Link("https://e.org/?a='b'&c".into()), "here")),
    )
}

#[test]
fn one_text_three_ways() {
    assert_eq!(sample().text(), "🏛 Басқарма\na < b & \"c\"\n\nsee here");
    assert_eq!(
        sample().html(),
        "<b>🏛 Басқарма</b>\na &lt; b &amp; &quot;c&quot;\n\n<blockquote>see \
         <a href=\"https://e.org/?a=&#39;b&#39;&amp;c\">here</a></blockquote>"
    );
    let spots: Vec<_> = sample().entities().into_iter().map(|e| (e.offset, e.length)).collect();
    assert_eq!(spots, [(0, 11), (25, 8), (29, 4)]);
}

#[test]
fn an_address_that_is_none_is_no_entity() {
    assert!(Rich::default().styled(Style::Link("no address".into()), "x").entities().is_empty());
}

#[test]
fn clipping_keeps_whole_letters_and_marks_inside() {
    let cut = sample().clipped(10);
    assert_eq!(cut.text(), "🏛 Басқар…");
    assert_eq!(cut.entities()[0].length, 9);
    assert_eq!(Rich::new("ab").clipped(2).text(), "ab");
}

fn any_rich() -> impl Strategy<Value = Rich> {
    let style = prop_oneof![Just(Style::Bold), Just(Style::Italic), Just(Style::Link("https://e.org/".into()))];
    proptest::collection::vec((".{0,12}", proptest::option::of(style), any::<bool>()), 0..8).prop_map(|parts| {
        parts.into_iter().fold(Rich::default(), |rich, (text, style, quoted)| {
            let inner = match style {
                Some(style) => Rich::new("«").styled(style, &text),
                None => Rich::new(&text),
            };
            if quoted { rich.wrapped(Style::LongQuote, inner) } else { rich.then(inner) }
        })
    })
}

/// What HTML shows once tags and escapes are taken away.
fn shown(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            other if !inside => text.push(other),
            _ => {}
        }
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&amp;", "&")
}

proptest! {
    #[test]
    fn entities_name_exactly_the_styled_text(rich in any_rich(), most in 1usize..60) {
        for rich in [rich.clone(), rich.clipped(most)] {
            let units: Vec<u16> = rich.text().encode_utf16().collect();
            for (entity, mark) in rich.entities().iter().zip(&rich.marks) {
                let part = String::from_utf16(&units[entity.offset..entity.offset + entity.length]).unwrap();
                prop_assert_eq!(&part, &rich.text()[mark.range.clone()]);
                prop_assert!(entity.length > 0);
            }
            prop_assert_eq!(shown(&rich.html()), rich.text());
        }
    }

    #[test]
    fn clipped_fits(text in ".{0,80}", most in 0usize..90) {
        let cut = clip(&text, most);
        prop_assert!(units(&cut) <= most);
        prop_assert!(units(&text) > most || cut == text);
    }

    #[test]
    fn escaped_text_has_no_markup(text in ".{0,60}") {
        prop_assert!(!escape(&text).contains(['<', '>', '"', '\'']));
        prop_assert_eq!(shown(&escape(&text)), text);
    }
}
