//! Parts of the day, and which hour of twenty-four they make of one of twelve.

/// A part of the day that goes with an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Am,
    Pm,
    Morning,
    Day,
    /// Twelve by day.
    Noon,
    Evening,
    Night,
    /// Evening or the coming night.
    Tonight,
    /// The end of the day.
    Midnight,
}

impl Part {
    /// A part as the file of words names it.
    pub(super) fn named(name: &str) -> Option<Part> {
        Some(match name {
            "am" => Part::Am,
            "pm" => Part::Pm,
            "morning" => Part::Morning,
            "day" => Part::Day,
            "noon" => Part::Noon,
            "evening" => Part::Evening,
            "night" => Part::Night,
            "tonight" => Part::Tonight,
            "midnight" => Part::Midnight,
            _ => return None,
        })
    }

    /// Two parts said of one hour ("tomorrow evening at 7 pm"): the more exact one; none when they are at odds.
    pub(super) fn with(self, other: Part) -> Option<Part> {
        use Part::{Am, Day, Evening, Midnight, Morning, Night, Noon, Pm, Tonight};
        match (self, other) {
            (one, other) if one == other => Some(one),
            (Am, Morning | Night) | (Morning | Night, Am) => Some(Am),
            (Pm, Day | Evening | Night | Tonight) | (Day | Evening | Night | Tonight, Pm) => Some(Pm),
            (Tonight, Am) | (Am, Tonight) | (Tonight, Night) | (Night, Tonight) => Some(Night),
            (Tonight, Evening) | (Evening, Tonight) => Some(Evening),
            (Noon, Day) | (Day, Noon) => Some(Noon),
            (Midnight, Night | Tonight) | (Night | Tonight, Midnight) => Some(Midnight),
            _ => None,
        }
    }

    /// The hour that is meant when none is said.
    pub(super) fn hour(self) -> Option<u8> {
        match self {
            Part::Noon => Some(12),
            Part::Midnight => Some(24),
            _ => None,
        }
    }

    /// Whether it can run into the next day.
    pub(super) fn nightly(self) -> bool {
        matches!(self, Part::Night | Part::Tonight)
    }

    /// The hour of twenty-four, 0 to 24, that this hour is in this part of the day; none: there is no such hour in it.
    pub(super) fn of(self, hour: u8) -> Option<u8> {
        let hour = match (self, hour) {
            (Part::Am, 12) => 0,
            (Part::Am, 0..=11) | (Part::Morning, 3..=12) => hour,
            (Part::Pm | Part::Day | Part::Noon, 12) | (Part::Day, 10 | 11) => hour,
            (Part::Pm, 1..=11) | (Part::Day | Part::Noon, 1..=6) | (Part::Evening, 4..=11) => hour + 12,
            (Part::Evening | Part::Night | Part::Tonight | Part::Midnight, 12 | 24) => 24,
            (Part::Night | Part::Midnight, 0..=5) | (Part::Tonight, 0..=4) => hour,
            (Part::Night, 6..=11) | (Part::Tonight, 5..=11) => hour + 12,
            (Part::Pm | Part::Day, 13..=18) | (Part::Pm | Part::Evening | Part::Tonight, 16..=23) => hour,
            (Part::Night, 19..=23) => hour,
            _ => return None,
        };
        Some(hour)
    }
}

#[cfg(test)]
mod tests {
    use super::Part;

    #[test]
    fn an_hour_of_twelve_becomes_one_of_twenty_four() {
        let cases = [
            (Part::Am, 12, Some(0)),
            (Part::Am, 9, Some(9)),
            (Part::Am, 13, None),
            (Part::Pm, 12, Some(12)),
            (Part::Pm, 6, Some(18)),
            (Part::Pm, 18, Some(18)),
            (Part::Pm, 0, None),
            (Part::Morning, 9, Some(9)),
            (Part::Morning, 21, None),
            (Part::Day, 1, Some(13)),
            (Part::Day, 8, None),
            (Part::Noon, 12, Some(12)),
            (Part::Evening, 7, Some(19)),
            (Part::Evening, 19, Some(19)),
            (Part::Evening, 12, Some(24)),
            (Part::Night, 2, Some(2)),
            (Part::Night, 11, Some(23)),
            (Part::Night, 12, Some(24)),
            (Part::Tonight, 8, Some(20)),
            (Part::Midnight, 9, None),
            (Part::Am, 200, None),
        ];
        for (part, hour, expected) in cases {
            assert_eq!(part.of(hour), expected, "{part:?} {hour}");
        }
    }

    #[test]
    fn parts_at_odds_are_none() {
        assert_eq!(Part::Am.with(Part::Evening), None);
        assert_eq!(Part::Evening.with(Part::Pm), Some(Part::Pm));
        assert_eq!(Part::Tonight.with(Part::Pm), Some(Part::Pm));
    }
}
