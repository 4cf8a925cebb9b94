//! Hours and days of the week as people say them, and as they type them.

use search::Lang;

use super::View;
use super::card::Card;
use super::rich::MAX_UNITS;
use crate::policy::{Away, Day, Days, HourSpan, TimeOfDay, WorkingHours};

/// Lists of words that may be typed, and the word that each stands for.
const TYPED: [(&str, &str); 4] =
    [("typed-yes", "yes"), ("typed-no", "no"), ("typed-off", "off"), ("typed-always", "always")];

impl View {
    /// What a resident is told while staff are away, below what they are told anyway.
    pub fn away(&self, lang: Lang, card: Card, away: &Away) -> Card {
        let day = match away.in_days {
            0 => self.get(lang, "on-today"),
            1 => self.get(lang, "on-tomorrow"),
            _ => self.get(lang, &format!("on-{}", away.day.code())),
        };
        let (hours, time) = (self.working(lang, &away.hours), clock(away.time));
        let told = self.say(lang, "staff-away", &[("hours", &hours), ("day", &day), ("time", &time)]);
        Card { text: card.text.paragraph(told).clipped(MAX_UNITS), ..card }
    }

    /// "Mon–Fri 9:00–18:00".
    pub(super) fn working(&self, lang: Lang, hours: &WorkingHours) -> String {
        format!("{} {}", self.days(lang, hours.days), span(hours.span))
    }

    fn days(&self, lang: Lang, days: Days) -> String {
        if days.is_week() {
            return self.get(lang, "day-all");
        }
        let run = |(first, last): (Day, Day)| match first == last {
            true => self.day(lang, first),
            false => format!("{}–{}", self.day(lang, first), self.day(lang, last)),
        };
        days.runs().into_iter().map(run).collect::<Vec<_>>().join(", ")
    }

    fn day(&self, lang: Lang, day: Day) -> String {
        self.get(lang, &format!("day-{}", day.code()))
    }

    /// A typed value with the words of our languages in place: "пн-пт" as "mon-fri", "да" as "yes".
    pub fn typed_value(&self, text: &str) -> String {
        let text = text.trim().to_lowercase();
        if let Some((_, word)) = TYPED.into_iter().find(|(id, _)| self.is_one_of(id, &text)) {
            return word.to_owned();
        }
        let mut read = String::new();
        for part in text.split_inclusive(|c: char| !c.is_alphabetic()) {
            let word = part.trim_end_matches(|c: char| !c.is_alphabetic());
            read.push_str(self.day_named(word).map_or(word, |day| day.code()));
            read.push_str(&part[word.len()..]);
        }
        read
    }

    fn is_one_of(&self, id: &str, text: &str) -> bool {
        let lists = Lang::ALL.map(|lang| self.get(lang, id));
        lists.iter().flat_map(|list| list.split(',')).any(|word| word.trim() == text)
    }

    fn day_named(&self, word: &str) -> Option<Day> {
        let named = |day: &Day| Lang::ALL.into_iter().any(|lang| self.day(lang, *day).to_lowercase() == word);
        Day::ALL.into_iter().find(named)
    }
}

/// "9:00–18:00".
pub(super) fn span(span: HourSpan) -> String {
    format!("{}–{}", clock(span.from()), clock(span.to()))
}

fn clock(time: TimeOfDay) -> String {
    let (hours, minutes) = time.parts();
    format!("{hours}:{minutes:02}")
}
